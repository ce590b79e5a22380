"""The merged text of one block: header, keys and comments of both sides, each line from the side that changed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from ka2plan.merge.array_text import Spelled, merged_remark
from ka2plan.merge.clash import natural
from ka2plan.merge.diff3 import union
from ka2plan.merge.order import merged_order
from ka2plan.merge.pieces import Conflict, Piece, narrowed, piece_of
from ka2plan.merge.plain_values import ABSENT, same, value_at
from ka2plan.merge.sides import Part, Side, Slot
from ka2plan.merge.three import Three
from ka2plan.merge.value_text import spelled_value
from ka2plan.plan.schema import PROJECT_KEYS, kind_named
from ka2plan.toml import Path
from ka2plan.toml.paths import format_key

T = TypeVar("T")

Names = tuple[str, ...]

Target = dict[str, Any]
"""The data that a text is to mean."""


Renamed = dict[Path, tuple[str, str]]
"""Entries that both sides renamed, by the path that ours gave them: the base's id, and theirs."""


Trio = Three[Part | None]
"""The same block in the three texts, None where one has it not."""

Slots = Three[Slot | None]


def one_of(parts: Three[T | None]) -> T:
    """What ours has, else theirs, else the base."""
    return next(part for part in (parts.ours, parts.theirs, parts.base) if part is not None)


class BlockText:
    """Puts the blocks of a merged text together.

    With one target there is one text; with three (for ours, base, theirs) what differs becomes a conflict.
    """

    def __init__(self, sides: Three[Side], targets: Sequence[Target], renamed: Renamed) -> None:
        self.sides = sides
        self.targets = tuple(targets)
        self.renamed = renamed

    def is_renamed(self, trio: Trio) -> bool:
        """Whether the header names an entry that both sides renamed."""
        return one_of(trio).path[:2] in self.renamed

    def pieces(self, trio: Trio) -> list[Piece]:
        """The block, without the blank lines behind it; nothing where no target has its table."""
        path = one_of(trio).path
        if not one_of(trio).is_table:
            return [_changed(trio, lambda part: part.core)]
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
        path = one_of(trio).path
        yield merged_comments(trio, lambda part: part.above)
        yield self._header(trio, targets)
        slots = trio.each(lambda part: part.slots if part else {})
        kept = {names for names in {**slots.ours, **slots.theirs} if self._stays(path, names, slots, targets)}
        indents = slots.each(lambda found: usual_indent(found.values()))
        for names in merged_order(slots.each(list), kept, _rank_in(path)):
            line = Three(*(found.get(names) for found in slots))
            yield from self._line((*path, *names), line, targets, indents)
        yield merged_comments(trio, lambda part: part.below)

    def _header(self, trio: Trio, targets: tuple[Target, ...]) -> Piece:
        header = merged_header(trio)
        ids = self.renamed.get(one_of(trio).path[:2])
        if ids is None or len(targets) == 1:
            return header
        own = format_key(str(one_of(trio).path[1]))
        others = [header.replace(f".{own}", f".{format_key(id)}", 1) for id in ids]
        return piece_of(one_of(trio).path, (header, *others))

    def _stays(self, path: Path, names: Names, slots: Three[dict[Names, Slot]], targets: tuple[Target, ...]) -> bool:
        """Whether a line is kept: what only one side has of the base's may have gone, or stand elsewhere there."""
        where = (*path, *names)
        if all(value_at(target, where) is ABSENT for target in targets):
            return False
        for one, other in ((1, 2), (2, 1)):
            if names not in slots[other] and self.sides[other].value(where) is not ABSENT:
                before = slots[0].get(names)
                return before is None or before.line != slots[one][names].line
        return True

    def _line(
        self, where: Path, slots: Slots, targets: tuple[Target, ...], indents: Three[str | None]
    ) -> Iterator[Piece]:
        lead = merged_lead(slots)
        if lead:
            yield lead
        texts = tuple(self._text(where, slots, target, indents) for target in targets)
        if len(set(texts)) > 1:
            texts = tuple(
                self._own_line(where, place, slots[place], target) or text
                for place, target, text in zip((1, 0, 2), targets, texts, strict=True)
            )
        piece = piece_of(where, texts)
        yield from narrowed(piece) if isinstance(piece, Conflict) else [piece]

    def _own_line(self, where: Path, place: int, slot: Slot | None, target: Target) -> str:
        """The line of one side in a conflict, as it stands there, where it says just what that side says."""
        return slot.line if slot and same(self.sides[place].value(where), value_at(target, where)) else ""

    def _text(self, where: Path, slots: Slots, target: Target, indents: Three[str | None]) -> str:
        wanted = value_at(target, where)
        return "" if wanted is ABSENT else line_text(where, slots, self.sides, wanted, indents)


def line_text(where: Path, slots: Slots, sides: Three[Side], wanted: Any, indents: Three[str | None]) -> str:
    """A key/value line with the value that is wanted, its parts each from the side that changed them.

    Args:
        where: the key path.
        slots: the line in each of the three that has it.
        sides: the three.
        wanted: the value.
        indents: what stands before most lines round it, in each of the three.
    """
    raw = spelled_value(wanted, Three(*(_spelled(side, where, slot) for side, slot in zip(sides, slots, strict=True))))
    key = _changed(slots, lambda slot: slot.key)
    equals = _changed(slots, lambda slot: slot.equals)
    return _indent(slots, indents) + key + equals + raw + merged_tail(slots)


def usual_indent(slots: Iterable[Slot]) -> str | None:
    """What stands before most lines; None where there are none."""
    found = Counter(slot.indent for slot in slots).most_common(1)
    return found[0][0] if found else None


def _indent(slots: Slots, indents: Three[str | None]) -> str:
    """What stands before the line, as the side has it that changed it."""
    if slots.ours is None or slots.theirs is None:
        return indent_of_added(one_of(slots), indents)
    return _changed(slots, lambda slot: slot.indent)


def indent_of_added(slot: Slot, indents: Three[str | None]) -> str:
    """What stands before a line that one side alone has, as most lines are indented in the merged text."""
    return str(indents.changed) if indents.base == slot.indent and None not in indents else slot.indent


def _spelled(side: Side, where: Path, slot: Slot | None) -> Spelled | None:
    return Spelled(side.value(where), slot.span, slot.origin) if slot else None


def _changed(parts: Three[T | None], text: Callable[[T], str]) -> str:
    """One text of the three: as the side has it that changed it, ours where both did."""
    if parts.ours is None or parts.theirs is None:
        return text(one_of(parts))
    base = text(parts.base) if parts.base is not None else ""
    return Three(base, text(parts.ours), text(parts.theirs)).changed


def merged_comments(parts: Three[T | None], text: Callable[[T], str]) -> str:
    """Comment lines of both sides."""
    if parts.ours is None or parts.theirs is None:
        return text(one_of(parts))
    base = text(parts.base) if parts.base is not None else ""
    ours, theirs = text(parts.ours), text(parts.theirs)
    if ours in (theirs, base) or theirs == base:
        return Three(base, ours, theirs).changed
    return "".join(union(*(lines.splitlines(keepends=True) for lines in (base, ours, theirs))))


def merged_lead(slots: Slots) -> str:
    """What stands above a line: comments of both sides."""
    return merged_comments(slots, lambda slot: slot.lead)


def merged_tail(slots: Slots) -> str:
    """What stands behind a value: the comment of the side that changed it, one behind the other if both did."""
    if slots.ours is None or slots.theirs is None:
        return one_of(slots).tail
    return merged_remark(slots.base.tail if slots.base else "", slots.ours.tail, slots.theirs.tail)


def merged_header(trio: Trio) -> str:
    """The line of a header, with the remarks of both sides behind it."""
    if trio.ours is None or trio.theirs is None:
        return one_of(trio).header
    names = trio.each(lambda part: part.header[: -len(part.remark)] if part and part.remark else "")
    remarks = trio.each(lambda part: part.remark if part else "")
    return names.changed + merged_remark(*remarks) if all(remarks[1:]) else _changed(trio, lambda part: part.header)


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
