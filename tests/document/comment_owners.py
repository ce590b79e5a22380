"""What each numbered comment of a text stands at, and each statement as it is spelled: to compare before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ka2plan.document.plain import lookup
from ka2plan.toml import parse
from ka2plan.toml.layout import Layout, layout_of
from ka2plan.toml.paths import Path
from ka2plan.toml.scan import LOOSE, ROOT, Block
from ka2plan.toml.value_spans import Member, Value

COMMENT = re.compile(r"# c\d+(?!\d)")


class Owner(NamedTuple):
    """A header, a table, a key, or an item of a list that a comment stands at.

    One that stands for itself is the file's, or lies between the tables of one entry.
    """

    what: str
    path: Path
    item: str = ""
    """The spelling of a list's item."""


def owners(text: str) -> dict[str, Owner]:
    """The owner of each numbered comment."""
    layout, data = layout_of(text), parse(text)
    found: dict[str, Owner] = {}
    for index, (block, path) in enumerate(zip(layout.blocks, layout.paths, strict=True)):
        for match in COMMENT.finditer(block.text):
            if block.kind == LOOSE:
                found[match[0]] = _owner_around(layout, index)
            elif not _is_in_string(block, match.start()):
                found[match[0]] = _owner(block, path, match.start(), data)
    return found


def _owner_around(layout: Layout, index: int) -> Owner:
    """The entry between two tables of which a comment stands for itself; else the file."""
    entries = [path[:2] if block.kind != ROOT else () for block, path in zip(layout.blocks, layout.paths, strict=True)]
    around = [
        next((entries[place] for place in places if layout.blocks[place].kind != LOOSE), ())
        for places in (reversed(range(index)), range(index + 1, len(entries)))
    ]
    return Owner("between", around[0]) if around[0] and around[0] == around[1] else Owner("file", ())


def _is_in_string(block: Block, offset: int) -> bool:
    return any(value.start < offset < value.end for value in _scalars(block.members))


def _scalars(members: tuple[Member, ...]) -> Iterator[Value]:
    for member in members:
        if member.value.members:
            yield from _scalars(member.value.members)
        elif member.value.kind == "scalar":
            yield member.value


def _owner(block: Block, path: Path, offset: int, data: Any) -> Owner:
    if block.kind != ROOT and offset < block.body:
        return Owner("header", path)
    for member in block.members:
        if member.lead <= offset < member.end:
            here = (*path, *member.names)
            if member.value.start < offset < member.value.end:
                return _owner_inside(block.text, member.value, here, offset, data)
            return Owner("key", here)
    return Owner("file" if block.kind == ROOT else "table", path)


def _owner_inside(text: str, value: Value, path: Path, offset: int, data: Any) -> Owner:
    for index, member in enumerate(value.members):
        inner = (*path, *member.names) if member.keys else (*path, index)
        if member.value.start < offset < member.value.end:
            return _owner_inside(text, member.value, inner, offset, data)
        if member.lead <= offset < member.start or _is_behind(text, value, index, offset):
            return Owner("item", path, repr(lookup(data, inner)))
    return Owner("list", path)


def _is_behind(text: str, value: Value, index: int, offset: int) -> bool:
    """Whether the comment stands behind a member that is alone on its line."""
    member = value.members[index]
    line = text.rfind("\n", 0, offset) + 1
    alone = all(other.end <= line or other.start > offset for other in value.members if other is not member)
    return line <= member.end <= offset and member.start >= line and alone


def statements(text: str) -> list[tuple[Path, str, str]]:
    """The path, what it is and the spelling of every header and key/value line, without the comments above."""
    layout = layout_of(text)
    found: list[tuple[Path, str, str]] = []
    for block, path in zip(layout.blocks, layout.paths, strict=True):
        if block.keys:
            found.append((path, "header", block.text[block.header : block.body].strip("\r\n")))
        for member in block.members:
            line = block.text.rfind("\n", 0, member.start) + 1
            found.append(((*path, *member.names), "key", block.text[line : member.end].strip("\ufeff\r\n")))
    return found
