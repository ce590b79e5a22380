"""Entries that go into the merged text as a whole: those that clash so, and those that a side rearranged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ka2plan.merge.block_text import (
    Target,
    indent_of_added,
    line_text,
    merged_comments,
    merged_header,
    merged_lead,
    usual_indent,
)
from ka2plan.merge.pieces import Conflict, Piece, narrowed, piece_of
from ka2plan.merge.plain_values import ABSENT, value_at
from ka2plan.merge.repair import missing_comments, repaired
from ka2plan.merge.sides import Part, PartId, Side, Slot, has_array_of_tables
from ka2plan.merge.three import Three
from ka2plan.toml import Path


class Unit(NamedTuple):
    """One entry with all its blocks in one piece."""

    path: Path
    pieces: list[Piece]
    last: PartId
    """The last of its blocks, to know what stood behind it."""


def units_of(sides: Three[Side], targets: Sequence[Target], whole: Mapping[Path, str | None]) -> dict[Path, Unit]:
    """The entries that go as a whole, by path.

    Args:
        sides: base, ours, theirs.
        targets: the data to be meant.
        whole: entries that clash as a whole, with the side that was chosen or None.
    """
    units = {path: _clashing(path, sides, chosen) for path, chosen in whole.items()}
    for path in _rearranged(sides):
        if path not in units:
            units[path] = _in_one_form(path, sides, targets)
    return {path: unit for path, unit in units.items() if unit}


def _clashing(path: Path, sides: Three[Side], chosen: str | None) -> Unit | None:
    found = sides.each(lambda side: side.by_entry.get(path, []))
    if any(not parts and side.value(path) is not ABSENT for parts, side in zip(found, sides, strict=True)):
        return None
    texts = found.each(_whole_text)
    last = next(parts[-1].id for parts in (found.ours, found.theirs, found.base) if parts)
    piece = texts.side(chosen) if chosen else Conflict(path, texts.ours, texts.base, texts.theirs)
    return Unit(path, [piece], last)


def _whole_text(parts: list[Part]) -> str:
    """The blocks of an entry with the blank lines between them."""
    return "".join(part.core + part.gap for part in parts[:-1]) + parts[-1].core if parts else ""


def _rearranged(sides: Three[Side]) -> Iterator[Path]:
    """Entries that both sides changed and that do not stand in the same tables and lines everywhere."""
    base, ours, theirs = sides.each(lambda side: side.by_entry)
    for path, parts in ours.items():
        before, others = base.get(path, []), theirs.get(path)
        if others is None or _same_text(parts, others) or _same_text(before, parts) or _same_text(before, others):
            continue
        if _differ_in_form([before, parts, others], len(path)):
            yield path


def _same_text(one: list[Part], other: list[Part]) -> bool:
    return [part.core for part in one] == [part.core for part in other]


def _differ_in_form(sides: Sequence[list[Part]], depth: int) -> bool:
    """Whether a value stands in another table, or a table is spelled out here and inline there."""
    if any(map(has_array_of_tables, sides)):
        return True
    tables: dict[Path, Path] = {}
    spelled_out: set[Path] = set()
    dotted: set[Path] = set()
    headers = {part.path for parts in sides for part in parts}
    for part in (part for parts in sides for part in parts):
        for names in part.slots:
            where = (*part.path, *names)
            if tables.setdefault(where, part.path) != part.path:
                return True
            dotted.update(where[:length] for length in range(len(part.path) + 1, len(where)))
        spelled_out.update(part.path[:length] for length in range(depth + 1, len(part.path) + 1))
    return bool(headers & dotted) or not (spelled_out | dotted).isdisjoint(tables)


def _in_one_form(path: Path, sides: Three[Side], targets: Sequence[Target]) -> Unit:
    """The entry in the form of the side that rearranged it, with the data of the targets."""
    base, ours, theirs = sides.each(lambda side: side.by_entry.get(path, []))
    host, guest = (theirs, ours) if base and not _differ_in_form([base, ours], len(path)) else (ours, theirs)

    def text_of(target: Target) -> str:
        wanted = value_at(target, path)
        if wanted is ABSENT:
            return ""
        text = _in_form_of(host, Three(base, ours, theirs), sides, target)
        return repaired(missing_comments(guest, text, _whole_text(base)) + text, _alone(path, wanted))

    piece = piece_of(path, tuple(map(text_of, targets)))
    return Unit(path, narrowed(piece) if isinstance(piece, Conflict) else [piece], host[-1].id)


def _in_form_of(host: list[Part], entry: Three[list[Part]], sides: Three[Side], target: Target) -> str:
    """The entry in its host's blocks; headers, lines and comments that all three have are merged."""
    blocks = entry.each(lambda parts: {part.id: part for part in parts})
    slots = entry.each(_slots_by_path)
    indents = slots.each(lambda found: usual_indent(found.values()))
    texts = []
    for part in host:
        trio = Three(*(found.get(part.id) for found in blocks))
        is_common = None not in trio
        head = merged_comments(trio, lambda one: one.above) + merged_header(trio)
        text = head if is_common else part.above + part.header
        for names, slot in part.slots.items():
            where = (*part.path, *names)
            line = Three(*(_keyed_like(found.get(where), slot) for found in slots))
            wanted = value_at(target, where)
            if line.ours is None or line.theirs is None or wanted is ABSENT:
                text += slot.lead + indent_of_added(slot, indents) + slot.line.removeprefix(slot.indent)
            else:
                text += merged_lead(line) + line_text(where, line, sides, wanted, indents)
        texts.append(text + (merged_comments(trio, lambda one: one.below) if is_common else part.below) + part.gap)
    return "".join(texts).removesuffix(host[-1].gap)


def _keyed_like(slot: Slot | None, host: Slot) -> Slot | None:
    """The line with the key of the host's where it stands in another table."""
    return slot if slot is None or slot.names == host.names else replace(slot, key=host.key, equals=host.equals)


def _slots_by_path(parts: list[Part]) -> dict[Path, Slot]:
    return {(*part.path, *names): slot for part in parts for names, slot in part.slots.items()}


def _alone(path: Path, value: Any) -> dict[str, Any]:
    """The data of a file with nothing but this entry."""
    for name in reversed(path):
        value = {name: value}
    return dict(value)
