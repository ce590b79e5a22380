"""Spans of values and of what they hold: scalars, arrays, inline tables, the key/value lines of a table.

The text must be valid TOML; `parse` sees to that first. Offsets count characters from the start of the text.
"""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from ka2plan.toml.encoding import BOM
from ka2plan.toml.tokens import DOTTED_KEY, EQUALS, GAP, KEY_PART, REST_OF_LINE, SCALAR, SIMPLE_PAIR, unquoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

SCALAR_VALUE = "scalar"
ARRAY = "array"
INLINE_TABLE = "table"

_CLOSING = {"[": ("]", ARRAY), "{": ("}", INLINE_TABLE)}


class Key(NamedTuple):
    """One part of a dotted key: its name and where it is spelled, quotes included."""

    name: str
    start: int
    end: int


class Value(NamedTuple):
    """A value's span and, in an array or inline table, what it holds."""

    kind: str
    """``SCALAR_VALUE``, ``ARRAY`` or ``INLINE_TABLE``."""
    start: int
    end: int
    members: tuple[Member, ...] = ()


class Member(NamedTuple):
    """A key/value line of a table, a member of an inline table, or an element of an array."""

    keys: tuple[Key, ...]
    """The parts of the key; none in an array."""
    value: Value
    lead: int
    """Where what belongs to it begins: its first comment line above or its line, else ``start``."""
    start: int
    """The first character of its key, or of the value in an array."""
    end: int
    """Behind the line's end, or behind the value inside brackets."""
    comma: int = -1
    """The comma behind it inside brackets, -1 where there is none."""

    @property
    def names(self) -> tuple[str, ...]:
        """The key as names."""
        return tuple(key.name for key in self.keys)


def read_keys(text: str, start: int) -> tuple[tuple[Key, ...], int]:
    """The parts of the dotted key at ``start`` and the offset behind it."""
    found = DOTTED_KEY.match(text, start)
    if found is None:
        raise ValueError(f"no key at offset {start}")
    raw = found[0]
    if "." not in raw and raw[0] not in "\"'":
        return (Key(raw, start, found.end()),), found.end()
    parts = KEY_PART.finditer(text, start, found.end())
    return tuple(Key(unquoted(part[0]), part.start(), part.end()) for part in parts), found.end()


def read_value(text: str, start: int) -> Value:
    """The span of the value at ``start``."""
    if text[start] in "[{":
        return _read_container(text, start)
    found = SCALAR.match(text, start)
    if found is None:
        raise ValueError(f"no value at offset {start}")
    return Value(SCALAR_VALUE, start, found.end())


def read_pair(text: str, start: int) -> tuple[tuple[Key, ...], Value]:
    """Key and value of the ``key = value`` at ``start``."""
    keys, end = read_keys(text, start)
    equals = EQUALS.match(text, end)
    if equals is None:
        raise ValueError(f"no equals sign at offset {end}")
    return keys, read_value(text, equals.end())


def read_lines(text: str, start: int) -> tuple[Member, ...]:
    """The key/value lines from ``start``, the beginning of a line, to the end of the text."""
    members = []
    position = start + text.startswith(BOM, start)
    lead = -1
    while position < len(text):
        simple = SIMPLE_PAIR.match(text, position)
        if simple:
            members.append(_simple_member(simple, position if lead < 0 else lead))
            position, lead = simple.end(), -1
            continue
        first = _skip_blanks(text, position)
        if text.startswith(("\n", "\r\n"), first) or first == len(text):
            lead = -1
            position = line_end(text, first)
        elif text[first] == "#":
            lead = position if lead < 0 else lead
            position = line_end(text, first)
        else:
            keys, value = read_pair(text, first)
            end = end_of_statement(text, value.end)
            members.append(Member(keys, value, position if lead < 0 else lead, first, end))
            position, lead = end, -1
    return tuple(members)


def line_end(text: str, offset: int) -> int:
    """The offset behind the line that holds the offset."""
    return text.find("\n", offset) + 1 or len(text)


def end_of_statement(text: str, offset: int) -> int:
    """The offset behind the line on which a statement ends, its comment included."""
    rest = REST_OF_LINE.match(text, offset)
    if rest is None:
        raise ValueError(f"no end of line at offset {offset}")
    return rest.end()


def _simple_member(found: re.Match[str], lead: int) -> Member:
    """The member of a line whose key is bare and whose value is without brackets."""
    start, key_end = found.span("key")
    raw = found["key"]
    if "." not in raw:
        keys: tuple[Key, ...] = (Key(raw, start, key_end),)
    else:
        names = raw.split(".")
        ends = [start + end for end in accumulate(len(name) + 1 for name in names)]
        keys = tuple(Key(name, end - 1 - len(name), end - 1) for name, end in zip(names, ends, strict=True))
    return Member(keys, Value(SCALAR_VALUE, *found.span("value")), lead, start, found.end())


def _skip_blanks(text: str, position: int) -> int:
    while text.startswith((" ", "\t"), position):
        position += 1
    return position


def _read_container(text: str, start: int) -> Value:
    closing, kind = _CLOSING[text[start]]
    members: list[Member] = []
    position = start + 1
    while True:
        gap = GAP.match(text, position)
        first = gap.end() if gap else position
        if text[first] == closing:
            return Value(kind, start, first + 1, tuple(members))
        if text[first] == ",":
            members[-1] = members[-1]._replace(comma=first)
            position = first + 1
            continue
        keys, value = read_pair(text, first) if kind == INLINE_TABLE else ((), read_value(text, first))
        members.append(Member(keys, value, _lead_in_brackets(text, position, first), first, value.end))
        position = value.end


def _lead_in_brackets(text: str, gap_start: int, first: int) -> int:
    """Where a member's own comment lines begin; its line where it has none, itself where it shares a line."""
    lead = text.rfind("\n", gap_start, first) + 1
    if lead == 0:
        return first
    while True:
        above = text.rfind("\n", gap_start, lead - 1) + 1
        if above == 0 or not text[above:lead].lstrip(" \t").startswith("#"):
            return lead
        lead = above
