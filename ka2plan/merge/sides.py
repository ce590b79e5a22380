"""One of the three texts of a merge, in parts that can be found again in the other two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from ka2plan.merge.clash import SECTIONS, natural
from ka2plan.merge.new_ids import NewIds
from ka2plan.merge.plain_values import value_at
from ka2plan.merge.traits import Id
from ka2plan.plan.schema import TOP_LEVEL_KEYS
from ka2plan.toml import Path, parse
from ka2plan.toml.encoding import BOM
from ka2plan.toml.layout import Layout, layout_of
from ka2plan.toml.scan import ARRAY_OF_TABLES, LOOSE, ROOT, Block
from ka2plan.toml.value_spans import Value

PartId = tuple[str | int, ...]
"""The block's kind and key path; for loose comments their words and the how-many-eth such block it is."""

Rank = tuple[Any, ...]


def entry_path(path: Path) -> Path:
    """The path of the entry that a path leads into: kind and id, or a table such as the project."""
    return path[:2] if path and path[0] in SECTIONS else path[:1]


@dataclass(frozen=True, slots=True)
class Slot:
    """A key/value line, taken apart: joined, its six texts are the line and what stands above it."""

    names: tuple[str, ...]
    """The key, from its block on."""
    lead: str
    """Blank and comment lines above it, back to the line before."""
    indent: str
    key: str
    equals: str
    raw: str
    """The value as it is spelled."""
    tail: str
    """What stands behind the value: a comment, the line's end."""
    span: Value
    """The value's span; offsets count from ``origin``."""
    origin: str

    @property
    def line(self) -> str:
        """The line or lines, without what stands above."""
        return self.indent + self.key + self.equals + self.raw + self.tail


class Part:
    """One block of a text.

    Attributes:
        id: what it is found by in the other texts.
        path: the key path of its header; empty for loose comments and for what stands before the first table.
        core: its text up to its last line that is not blank.
        gap: the blank lines behind.
    """

    def __init__(self, id: PartId, path: Path, block: Block) -> None:
        self.id = id
        self.path = path
        self.block = block
        self.core = block.text[: block.end]
        self.gap = block.text[block.end :]

    @property
    def is_table(self) -> bool:
        """Whether it can hold keys."""
        return self.block.kind != LOOSE

    @property
    def above(self) -> str:
        """The comment lines above its header."""
        return self.block.text[: self.block.header]

    @property
    def header(self) -> str:
        """The line of its header."""
        return self.block.text[self.block.header : self.block.body]

    @property
    def remark(self) -> str:
        """What stands behind its header: blanks, a remark, the line's end."""
        keys = self.block.keys
        return self.block.text[self.block.text.index("]", keys[-1].end) : self.block.body].lstrip("]") if keys else ""

    @cached_property
    def slots(self) -> dict[tuple[str, ...], Slot]:
        """Its key/value lines by key, in file order."""
        found: dict[tuple[str, ...], Slot] = {}
        text, position = self.block.text, self.block.body
        for member in self.block.members:
            line = text.rfind("\n", 0, member.start) + 1
            key_end, value = member.keys[-1].end, member.value
            found[member.names] = Slot(
                member.names,
                text[position:line],
                text[line : member.start],
                text[member.start : key_end],
                text[key_end : value.start],
                text[value.start : value.end],
                text[value.end : member.end],
                value,
                text,
            )
            position = member.end
        return found

    @property
    def below(self) -> str:
        """Comments behind its last key."""
        members = self.block.members
        return self.block.text[members[-1].end if members else self.block.body : self.block.end]


class Side:
    """One text: its data and its parts; line ends are LF and the last line has one, whatever the file has.

    :raises TomlFault: the text is no TOML.
    """

    def __init__(self, text: str, data: dict[str, Any] | None = None, layout: Layout | None = None) -> None:
        self.original = text
        self.data = parse(text) if data is None else data
        if layout is not None:
            self.layout = layout
            self.text = layout.text
            return
        plain = text.removeprefix(BOM)
        if self.eol == "\r\n":
            plain = plain.replace("\r\n", "\n")
        self.text = plain if plain.endswith("\n") or not plain else f"{plain}\n"

    def under(self, ids: Mapping[Id, str]) -> Side:
        """The side with its entries, and all that names them, under other ids; the rest of its text as it is."""
        new = NewIds(self.data, ids)
        return Side(self.original, new.renamed(self.data), new.rewritten(self.layout)) if new.ids else self

    @cached_property
    def layout(self) -> Layout:
        """Its blocks."""
        return layout_of(self.text)

    @cached_property
    def eol(self) -> str | None:
        """The line end, where the file has only one."""
        crlf, lf = self.original.count("\r\n"), self.original.count("\n")
        return "\n" if not crlf else "\r\n" if crlf == lf else None

    @property
    def has_bom(self) -> bool:
        """Whether the file begins with a byte order mark."""
        return self.original.startswith(BOM)

    @property
    def ends_in_line(self) -> bool:
        """Whether the last line has a line end."""
        return self.original.endswith("\n") or not self.original

    @cached_property
    def parts(self) -> dict[PartId, Part]:
        """Its blocks in file order."""
        layout = self.layout
        found: dict[PartId, Part] = {}
        alike: Counter[PartId] = Counter()
        for path, block in zip(layout.paths, layout.blocks, strict=True):
            id = _id_of(path, block)
            if block.kind == LOOSE:
                alike[id] += 1
                id = (*id[:2], alike[id] - 1)
            found[id] = Part(id, path, block)
        return found

    @cached_property
    def ids(self) -> list[PartId]:
        """The ids of its parts in file order."""
        return list(self.parts)

    @cached_property
    def gaps(self) -> dict[tuple[PartId, PartId], str]:
        """The blank lines between two parts that follow one another."""
        return {pair: self.parts[pair[0]].gap for pair in pairwise(self.ids)}

    def rank(self, id: PartId) -> Rank:
        """What a part is sorted by; a loose comment goes before the table it stands before."""
        part = self.parts[id]
        if part.is_table:
            return (*rank_of(part.path), 1, ())
        following = self._tables_behind[id]
        return (*(rank_of(following.path) if following else (len(TOP_LEVEL_KEYS), ())), 0, id[1:])

    @cached_property
    def _tables_behind(self) -> dict[PartId, Part | None]:
        """The next table behind each loose comment."""
        found: dict[PartId, Part | None] = {}
        following: Part | None = None
        for id in reversed(self.ids):
            if self.parts[id].is_table:
                following = self.parts[id]
            found[id] = following
        return found

    @cached_property
    def by_entry(self) -> dict[Path, list[Part]]:
        """The parts of each entry that has parts of its own."""
        found: dict[Path, list[Part]] = {}
        for part in self.parts.values():
            if part.path and not is_container(part.path):
                found.setdefault(entry_path(part.path), []).append(part)
        return found

    def value(self, path: Path) -> Any:
        """The value at a key path."""
        return value_at(self.data, path)


def is_container(path: Path) -> bool:
    """Whether a table holds entries: ``[activities]`` itself, or what stands before the first table."""
    return not path or (len(path) == 1 and path[0] in SECTIONS)


def rank_of(path: Path) -> Rank:
    """What the parts of a file are sorted by: kinds in the order of the schema, ids as people count."""
    first = path[0] if path else ""
    place = TOP_LEVEL_KEYS.index(str(first)) if first in TOP_LEVEL_KEYS else len(TOP_LEVEL_KEYS)
    return (-1 if not path else place, tuple(map(natural, path)))


def has_array_of_tables(parts: list[Part]) -> bool:
    """Whether one of the parts is an element of an array of tables."""
    return any(part.block.kind == ARRAY_OF_TABLES for part in parts)


def _id_of(path: Path, block: Block) -> PartId:
    if block.kind == LOOSE:
        return (LOOSE, "\n".join(line.strip() for line in block.text.split("\n")).strip(), 0)
    return (ROOT,) if block.kind == ROOT else ("table", *path)
