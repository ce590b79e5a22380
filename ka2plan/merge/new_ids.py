"""A plan under other ids: its text and data with every entry and all that names it called otherwise, at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ka2plan.merge.traits import Data, Id
from ka2plan.plan.schema import KINDS, PROJECT_KEYS, Key, is_id
from ka2plan.toml.layout import Layout
from ka2plan.toml.paths import Path, format_key, format_path, parse_path
from ka2plan.toml.scan import Block, scan
from ka2plan.toml.tokens import unquoted
from ka2plan.toml.value_spans import ARRAY, SCALAR_VALUE, Member, Value, read_pair

BY_PARTNER = ("money_by_partner", "effort_by_partner")

_KEYS: dict[str, dict[str, Key]] = {
    "project": {key.name: key for key in PROJECT_KEYS if key.refers_to},
    **{kind.name: {key.name: key for key in kind.keys if key.refers_to} for kind in KINDS},
}
"""The keys that name entries, by table."""

_WORDS = re.compile(r"[A-Za-z0-9_-]+")

_WORDS_WITH_DOTS = re.compile(r"[A-Za-z0-9._-]+")
"""An id with dots in it stands between quotes wherever it names something, and is such a word as a whole."""

_KIND_NAMES = tuple(kind.name for kind in KINDS)


class NewIds:
    """New ids for the entries of one plan; ids may be passed on from one to the next.

    Args:
        data: the plan.
        ids: the new id of each entry that gets one; of what is named and not there as well.
    """

    def __init__(self, data: Data, ids: Mapping[Id, str]) -> None:
        self.ids = {id: new for id, new in ids.items() if id[1] != new}
        self.data = data
        self._names = {name for _kind, name in self.ids}
        self._with_dots = {name for name in self._names if "." in name}
        self._without_dots = self._names - self._with_dots
        self._has_others = not all(map(_WORDS_WITH_DOTS.fullmatch, self._names))
        self._there = {name: table.keys() if isinstance(table := data.get(name), dict) else () for name in _KIND_NAMES}

    def of_key(self, path: Path) -> str | None:
        """The new name of the key that a path ends in; None where it stays."""
        name, depth = path[-1], len(path)
        if not isinstance(name, str):
            return None
        if depth == 2:
            if path[0] in _KEYS:
                return self.ids.get((str(path[0]), name))
            if path[0] == "texts":
                return self._of_name(_KIND_NAMES, name)
            return self._of_ignored(name) if path[0] == "ignored" else None
        if depth == 4 and path[0] in _KIND_NAMES:
            key = _KEYS[str(path[0])].get(str(path[2]))
            return self._of_name(key.refers_to, name) if key and key.type in BY_PARTNER else None
        return None

    def of_value(self, path: Path, value: Any) -> str | None:
        """The new id in place of a value; None where it names nothing that gets one."""
        key = self._key_of_value(path)
        return self._of_name(key.refers_to, value) if key and isinstance(value, str) else None

    def names_entries(self, path: Path) -> bool:
        """Whether a value of this key, or of one in it, can name an entry."""
        return self._key_of_value(path) is not None

    def _key_of_value(self, path: Path) -> Key | None:
        """The key that a value belongs to: alone, an element of its list, or the id in an element."""
        depth = 1 if path[:1] == ("project",) else 2
        if len(path) <= depth or path[0] not in _KEYS:
            return None
        key = _KEYS[str(path[0])].get(str(path[depth]))
        if key is None or key.type in BY_PARTNER:
            return None
        rest = path[depth + 1 :]
        is_element = len(rest) >= 1 and isinstance(rest[0], int) and rest[1:] in ((), ("id",))
        return key if not rest or is_element else None

    def _of_name(self, kinds: tuple[str, ...], name: str) -> str | None:
        """The new id of what is named: of the entry that is there, else of one that is named all the same."""
        if name not in self._names:
            return None
        there = [kind for kind in kinds if kind in self._there and name in self._there[kind]]
        if len(there) > 1:
            return None
        return next((self.ids[kind, name] for kind in there or kinds if (kind, name) in self.ids), None)

    def _of_ignored(self, key: str) -> str | None:
        code, _blank, text = key.partition(" ")
        try:
            path = list(parse_path(text))
        except ValueError:
            return None
        old = tuple(path)
        for length in range(2, len(old) + 1):
            new = self.of_key(old[:length]) or self._of_element(old[:length])
            if new:
                path[length - 1] = new
        return f"{code} {format_path(tuple(path))}" if tuple(path) != old else None

    def _of_element(self, path: Path) -> str | None:
        """The new id of what a path names in a list by its id in place of its index."""
        if len(path) != 4 or path[0] not in _KIND_NAMES or not isinstance(path[3], str):
            return None
        key = _KEYS[str(path[0])].get(str(path[2]))
        return self._of_name(key.refers_to, path[3]) if key and key.type in ("links", "references") else None

    def renamed(self, value: Any, path: Path = ()) -> Any:
        """The data, or the value at a path, under the new ids."""
        if _names_nothing(path):
            return value
        if len(path) == 2 and path[0] in _KIND_NAMES and isinstance(value, dict):
            keys = _KEYS[str(path[0])]
            return {key: self.renamed(part, (*path, key)) if key in keys else part for key, part in value.items()}
        if isinstance(value, dict):
            deep = len(path) < 2 or path[0] in _KEYS
            return {
                self.of_key((*path, key)) or key: self.renamed(part, (*path, key)) if deep else part
                for key, part in value.items()
            }
        if isinstance(value, list):
            return [self.renamed(part, (*path, index)) for index, part in enumerate(value)]
        return self.of_value(path, value) or value

    def rewritten(self, layout: Layout) -> Layout:
        """The text under the new ids; only names and ids in it change."""
        changed: dict[int, tuple[Block, ...]] = {}
        for index, (path, block) in enumerate(zip(layout.paths, layout.blocks, strict=True)):
            if self._may_be_in(block.text) or "\\" in block.text:
                text = _with(block.text, list(self._in_block(path, block)))
                if text != block.text:
                    changed[index] = _rescanned(text, block)
        return layout.with_blocks(changed)

    def _may_be_in(self, text: str) -> bool:
        """Whether a word of the text is an id with a new one."""
        if self._has_others or not self._without_dots.isdisjoint(_WORDS.findall(text)):
            return True
        return bool(self._with_dots) and not self._with_dots.isdisjoint(_WORDS_WITH_DOTS.findall(text))

    def _in_block(self, path: Path, block: Block) -> Iterator[tuple[int, int, str]]:
        """What to write where in a block."""
        names = [place for place, part in enumerate(path) if isinstance(part, str)]
        for key, place in zip(block.keys, names, strict=True):
            new = self.of_key(path[: place + 1])
            if new:
                yield key.start, key.end, _key_like(block.text[key.start : key.end], new)
        yield from self._in_members(path, self._lines_with_ids(block), block.text)

    def _lines_with_ids(self, block: Block) -> tuple[Member, ...]:
        """The key/value lines that may hold an id with a new one: most need not be looked at."""
        if _may_reach_over_lines(block):
            return block.members
        found = []
        position = block.body
        for line in block.text[block.body :].splitlines(keepends=True):
            start = position + len(line) - len(line.lstrip(" \t"))
            if self._may_be_in(line) and not block.text.startswith("#", start):
                try:
                    keys, value = read_pair(block.text, start)
                except ValueError:  # an element of a list that was taken for closed on its first line
                    return block.members
                found.append(Member(keys, value, start, start, position + len(line)))
            position += len(line)
        return tuple(found)

    def _in_members(self, path: Path, members: tuple[Member, ...], text: str) -> Iterator[tuple[int, int, str]]:
        for member in members:
            where = path
            for key in member.keys:
                where = (*where, key.name)
                new = self.of_key(where)
                if new:
                    yield key.start, key.end, _key_like(text[key.start : key.end], new)
            yield from self._in_value(where, member.value, text)

    def _in_value(self, path: Path, value: Value, text: str) -> Iterator[tuple[int, int, str]]:
        if value.kind == SCALAR_VALUE:
            raw = text[value.start : value.end]
            if raw[0] in "\"'" and self.names_entries(path):
                new = self.of_value(path, _read(raw))
                if new:
                    yield value.start, value.end, _string_like(raw, new)
        elif value.kind == ARRAY:
            for index, element in enumerate(value.members):
                yield from self._in_value((*path, index), element.value, text)
        else:
            yield from self._in_members(path, value.members, text)


def _names_nothing(path: Path) -> bool:
    """Whether neither a value nor a key at a path or below it can name an entry."""
    if len(path) > 2 and path[0] in _KIND_NAMES:
        return path[2] not in _KEYS[str(path[0])]
    return len(path) > 1 and path[0] == "project" and path[1] not in _KEYS["project"]


def _may_reach_over_lines(block: Block) -> bool:
    """Whether a value of the block may go on in the next line, or an id may be spelled with escapes."""
    text = block.text
    return "\\" in text or '"""' in text or "'''" in text or text.count("[") != text.count("]") or "[\n" in text


def _read(raw: str) -> str:
    if raw[:3] in ('"""', "'''"):
        import tomli

        return str(tomli.loads(f"text = {raw}")["text"])
    return unquoted(raw)


def _key_like(raw: str, id: str) -> str:
    """The id as a key, in quotes where the old one had some."""
    return f"{raw[0]}{id}{raw[0]}" if raw[0] in "\"'" and is_id(id) else format_key(id)


def _string_like(raw: str, id: str) -> str:
    quote = raw[0] if raw[:3] not in ('"""', "'''") else '"'
    return f"{quote}{id}{quote}"


def _with(text: str, changes: list[tuple[int, int, str]]) -> str:
    parts, position = [], 0
    for start, end, new in sorted(changes):
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:]])


def _rescanned(text: str, block: Block) -> tuple[Block, ...]:
    """The block with its new text; an element of an array of tables stays one."""
    found = scan(text)
    kept = [other for other in found if other.kind == block.kind and (other.text or other.kind == block.kind)]
    return (kept[-1],) if len(kept) == 1 else tuple(other for other in found if other.text)
