"""What stands at an offset of a text that reads: a key path, an entry that is named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from ka2plan.document.references import BY_PARTNER, IGNORED, KEY, find_references
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import KINDS, PRIORITIES, key_at
from ka2plan.rules.remedies import value_at
from ka2plan.toml.value_spans import ARRAY, INLINE_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ka2plan.lsp.plan_text import Sense
    from ka2plan.toml.layout import Layout
    from ka2plan.toml.value_spans import Member, Value

_QUOTES = ('"', "'")


class Place(NamedTuple):
    """A word of the text and the key path that it is, or is the value of."""

    path: Path
    start: int
    end: int
    part: Literal["header", "key", "value"]


class Named(NamedTuple):
    """An entry by its kind and id; of a priority of the project the kind is ``priorities``."""

    kind: str
    id: str


def place_at(layout: Layout, offset: int) -> Place | None:
    """The word at an offset, or that ends there; None in what is no key and no value."""
    index = bisect_right(layout.starts, offset, hi=len(layout.blocks)) - 1
    found = _in_block(layout, index, offset)
    before_this = index > 0 and layout.starts[index] == offset
    return found or (_in_block(layout, index - 1, offset) if before_this else None)


def _in_block(layout: Layout, index: int, offset: int) -> Place | None:
    block, begin = layout.blocks[index], layout.starts[index]
    local = offset - begin
    above = layout.paths[index]
    names = 0
    for number, part in enumerate(above):
        if isinstance(part, str):
            key = block.keys[names]
            names += 1
            if key.start <= local <= key.end:
                return Place(above[: number + 1], begin + key.start, begin + key.end, "header")
    found = _among(block.members, above, local)
    return found._replace(start=found.start + begin, end=found.end + begin) if found else None


def _among(members: tuple[Member, ...], above: Path, offset: int) -> Place | None:
    for number, member in enumerate(members):
        if not member.start <= offset <= max(member.value.end, member.start):
            continue
        path: Path = above if member.keys else (*above, number)
        for key in member.keys:
            path = (*path, key.name)
            if key.start <= offset <= key.end:
                return Place(path, key.start, key.end, "key")
        return _in_value(member.value, path, offset)
    return None


def _in_value(value: Value, path: Path, offset: int) -> Place | None:
    if not value.start <= offset <= value.end:
        return None
    if value.kind in (ARRAY, INLINE_TABLE):
        return _among(value.members, path, offset)
    return Place(path, value.start, value.end, "value")


def named_at(sense: Sense, place: Place) -> Named | None:
    """The entry that a word names or begins; None where it names none."""
    path, data = place.path, sense.data
    if place.part == "value":
        value = value_at(data, path)
        key = key_at(path)
        is_named = key is not None and (path[-1] == "id" or isinstance(path[-1], int) or path[-1] == key.name)
        return _entry(data, key.refers_to, value) if key and is_named and isinstance(value, str) else None
    if len(path) == 2 and any(kind.name == path[0] for kind in KINDS):
        return Named(str(path[0]), str(path[1]))
    if len(path) == 2 and path[0] == "texts":
        return _entry(data, tuple(kind.name for kind in KINDS), str(path[1]))
    key = key_at(path) if len(path) == 4 else None
    return _entry(data, key.refers_to, str(path[3])) if key and key.type in BY_PARTNER else None


def definition_of(sense: Sense, named: Named) -> Path | None:
    """Where an entry is declared."""
    if named.kind != PRIORITIES:
        return (named.kind, named.id)
    project = sense.data.get("project")
    priorities = project.get(PRIORITIES) if isinstance(project, dict) else None
    if isinstance(priorities, list) and named.id in priorities:
        return ("project", PRIORITIES, priorities.index(named.id))
    return None


def names_of(sense: Sense, named: Named) -> Iterator[tuple[int, int]]:
    """The offsets of every word that names an entry, its declaration first."""
    declared = definition_of(sense, named)
    if declared:
        yield from _words(sense, declared, is_key=named.kind != PRIORITIES)
    for reference in find_references(sense.data, named.kind, named.id):
        yield from _words(sense, reference.path, is_key=reference.role in (KEY, IGNORED))


def _words(sense: Sense, path: Path, *, is_key: bool) -> Iterator[tuple[int, int]]:
    """Every place that spells the last part of a path, or its value; quotes are left out."""
    for mention in sense.layout.mentions(path):
        begin = sense.layout.starts[mention.block]
        if is_key and mention.key:
            yield _bare(sense.text, begin + mention.key.start, begin + mention.key.end)
        elif not is_key and mention.member and mention.exact:
            value = mention.member.value
            yield _bare(sense.text, begin + value.start, begin + value.end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a word without its quotes."""
    is_quoted = end - start >= 2 and text[start] in _QUOTES and text[end - 1] == text[start]
    return (start + 1, end - 1) if is_quoted else (start, end)


def _entry(data: Mapping[str, Any], kinds: tuple[str, ...], id: str) -> Named | None:
    for kind in kinds:
        if kind == PRIORITIES:
            project = data.get("project")
            there = project.get(PRIORITIES) if isinstance(project, dict) else ()
        else:
            there = data.get(kind)
        if isinstance(there, dict | list) and id in there:
            return Named(kind, id)
    return None
