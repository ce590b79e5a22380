"""The merged text of one block: header, keys and comments of both sides, each line from the side that changed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ka2plan.collaboration.clash import natural
from ka2plan.collaboration.diff3 import union
from ka2plan.collaboration.order import merged_order
from ka2plan.collaboration.pieces import Piece, piece_of
from ka2plan.collaboration.sides import Part, Side, Slot
from ka2plan.collaboration.value_text import Spelled, changed_text, spelled_value
from ka2plan.collaboration.values import ABSENT, same, value_at
from ka2plan.schema import PROJECT_KEYS, kind_named
from ka2plan.source import Path
from ka2plan.source.paths import format_key

Names = tuple[str, ...]

Target = dict[str, Any]
"""The data that a text is to mean."""


Renamed = dict[Path, tuple[str, str]]
"""Entries that both sides renamed, by the path that ours gave them: the base's id, and theirs."""


class Trio(NamedTuple):
    """The same block in the three texts, None where one has it not."""

    base: Part | None
    ours: Part | None
    theirs: Part | None

    @property
    def any(self) -> Part:
        """The block in one of the texts."""
        return next(part for part in (self.ours, self.theirs, self.base) if part)


class BlockText:
    """Puts the blocks of a merged text together.

    With one target there is one text; with three (for ours, base, theirs) what differs becomes a conflict.
    """

    def __init__(self, sides: Sequence[Side], targets: Sequence[Target], renamed: Renamed) -> None:
        self.sides = tuple(sides)
        self.targets = tuple(targets)
        self.renamed = renamed

    def is_renamed(self, trio: Trio) -> bool:
        """Whether the header names an entry that both sides renamed."""
        return trio.any.path[:2] in self.renamed

    def pieces(self, trio: Trio) -> list[Piece]:
        """The block, without the blank lines behind it; nothing where no target has its table."""
        path = trio.any.path
        if not trio.any.is_table:
            return [_changed(trio, "core")]
        there = [not path or value_at(target, path) is not ABSENT for target in self.targets]
        if not any(there):
            return []
        if all(there):
            return list(self._pieces(trio, self.targets))
        texts = [
            "".join(map(str, self._pieces(trio, (target,)))) if present else ""
            for target, present in zip(self.targets, there, strict=True)
        ]
        return [piece_of(path, tuple(texts))]

    def _pieces(self, trio: Trio, targets: tuple[Target, ...]) -> Iterator[Piece]:
        path = trio.any.path
        yield _lines(trio, "above")
        yield self._header(trio, targets)
        slots = [part.slots if part else {} for part in trio]
        kept = {names for names in {**slots[1], **slots[2]} if self._stays(path, names, slots, targets)}
        for names in merged_order(*map(list, slots), kept, _rank_in(path)):
            yield from self._line((*path, *names), tuple(found.get(names) for found in slots), targets)
        yield _lines(trio, "below")

    def _header(self, trio: Trio, targets: tuple[Target, ...]) -> Piece:
        header = _changed(trio, "header")
        ids = self.renamed.get(trio.any.path[:2])
        if ids is None or len(targets) == 1:
            return header
        own = format_key(str(trio.any.path[1]))
        others = [header.replace(f".{own}", f".{format_key(id)}", 1) for id in ids]
        return piece_of(trio.any.path, (header, *others))

    def _stays(self, path: Path, names: Names, slots: list[dict[Names, Slot]], targets: tuple[Target, ...]) -> bool:
        """Whether a line is kept: what only one side has of the base's may have gone, or stand elsewhere there."""
        where = (*path, *names)
        if all(value_at(target, where) is ABSENT for target in targets):
            return False
        for one, other in ((1, 2), (2, 1)):
            if names not in slots[other] and self.sides[other].value(where) is not ABSENT:
                before = slots[0].get(names)
                return before is None or before.line != slots[one][names].line
        return True

    def _line(self, where: Path, slots: tuple[Slot | None, ...], targets: tuple[Target, ...]) -> Iterator[Piece]:
        lead = merged_lead(*slots)
        if lead:
            yield lead
        texts = tuple(self._text(where, slots, target) for target in targets)
        if len(set(texts)) > 1:
            texts = tuple(
                self._own_line(where, place, slots[place], target) or text
                for place, target, text in zip((1, 0, 2), targets, texts, strict=True)
            )
        yield piece_of(where, texts)

    def _own_line(self, where: Path, place: int, slot: Slot | None, target: Target) -> str:
        """The line of one side in a conflict, as it stands there, where it says just what that side says."""
        return slot.line if slot and same(self.sides[place].value(where), value_at(target, where)) else ""

    def _text(self, where: Path, slots: tuple[Slot | None, ...], target: Target) -> str:
        wanted = value_at(target, where)
        if wanted is ABSENT:
            return ""
        sides = zip(self.sides, slots, strict=True)
        raw = spelled_value(wanted, *(_spelled(side, where, slot) for side, slot in sides))
        parts = [_changed(slots, name) for name in ("indent", "key", "equals")]
        return "".join(parts) + raw + merged_tail(*slots)


def _spelled(side: Side, where: Path, slot: Slot | None) -> Spelled | None:
    return Spelled(side.value(where), slot.span, slot.origin) if slot else None


def _changed(trio: tuple[Any, ...], name: str) -> str:
    """One text of the three: as the side has it that changed it, ours where both did."""
    base, ours, theirs = (getattr(part, name) if part else None for part in trio)
    if ours is None or theirs is None:
        return str(next(text for text in (ours, theirs, base) if text is not None))
    return changed_text(base, ours, theirs)


def _lines(trio: Trio, name: str) -> str:
    """Comment lines of both sides."""
    base, ours, theirs = (getattr(part, name) if part else None for part in trio)
    return _merged_comments(base, ours, theirs)


def merged_lead(base: Slot | None, ours: Slot | None, theirs: Slot | None) -> str:
    """What stands above a line: comments of both sides."""
    return _merged_comments(*(slot.lead if slot else None for slot in (base, ours, theirs)))


def _merged_comments(base: str | None, ours: str | None, theirs: str | None) -> str:
    if ours is None or theirs is None:
        return ours or theirs or ""
    if ours in (theirs, base):
        return theirs
    if theirs == base:
        return ours
    return "".join(union(*((text or "").splitlines(keepends=True) for text in (base, ours, theirs))))


def merged_tail(base: Slot | None, ours: Slot | None, theirs: Slot | None) -> str:
    """What stands behind a value: the comment of the side that changed it, one behind the other if both did."""
    if ours is None or theirs is None:
        return next(slot.tail for slot in (ours, theirs, base) if slot)
    before = base.tail if base else None
    if ours.tail in (theirs.tail, before):
        return theirs.tail
    comments = [slot.tail.strip() for slot in (ours, theirs)]
    if theirs.tail == before or comments[0] == comments[1] or not comments[1]:
        return ours.tail
    return f"{ours.tail.rstrip()}  {theirs.tail.lstrip()}" if comments[0] else theirs.tail


def _rank_in(path: Path) -> Any:
    """What keys added to one place are sorted by: the order of the schema, then as people count."""
    kind = kind_named(str(path[0])) if path else None
    known = PROJECT_KEYS if path[:1] == ("project",) else kind.keys if kind else ()
    places = {key.name: place for place, key in enumerate(known)}
    depth = 0 if path[:1] == ("project",) else 2 - len(path)

    def rank(names: Names) -> Any:
        name = names[depth] if 0 <= depth < len(names) else ""
        return places.get(name, len(places)), tuple(map(natural, names))

    return rank
