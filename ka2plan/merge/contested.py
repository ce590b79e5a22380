"""Entries that clash although their fields do not: taken out here and named there, or one id for two things."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ka2plan.document.plain import without
from ka2plan.document.references import SINGLE, find_references
from ka2plan.merge.clash import CHANGED, DELETED, DOUBLED, EFFORT_UNIT, OURS, REPLACED, THEIRS, Clash, natural
from ka2plan.merge.common_ids import next_free
from ka2plan.merge.namings import Namings, without_place
from ka2plan.merge.plain_values import ABSENT, same, spelled, value_at
from ka2plan.merge.three import Three
from ka2plan.merge.traits import Id
from ka2plan.plan.schema import EFFORT_UNITS, KINDS
from ka2plan.toml import Path

Data = dict[str, Any]

IN_UNITS = {"partners": ("capacity", "rate"), "work_packages": ("effort",), "activities": ("effort",)}
"""Keys of entries whose figures are in the unit of effort, or for one of it."""

SHARING = tuple(kind.name for kind in KINDS if kind.shares_ids)


class Contest:
    """What is contested in one merge.

    Args:
        sides: base, ours, theirs, every thing under one id in all that have it.
        other_things: entries that a side may have put something else in place of, with the side.
        marked: entries between markers that only one side changed: they were a clash when the markers were set.
    """

    def __init__(self, sides: Three[Data], other_things: Mapping[Id, str], marked: Collection[Path] = ()) -> None:
        self.sides = sides
        self.other_things = other_things
        self.marked = marked
        self._namings: Three[Namings] | None = None

    def found(self, variants: Sequence[Data]) -> dict[Path, str]:
        """The entries by path, with the kind of clash, ``DELETED``, ``REPLACED`` or ``DOUBLED``; the unit of effort as
        ``CHANGED``.

        Args:
            variants: the merged data; where the sides clash elsewhere, with ours and with theirs there.
        """
        found: dict[Path, str] = {}
        taken_out = list(_taken_out(self.sides))
        merged = [Namings(data) for data in variants] if taken_out else []
        for path in taken_out:
            if path in self.marked or self.used_by(path, merged):
                found[path] = DELETED
        for id, side in self.other_things.items():
            if id in self.marked or self._is_replaced(id, side):
                found[id] = REPLACED
        for one, other in _in_two_kinds(self.sides):
            found[one] = found[other] = DOUBLED
        if EFFORT_UNIT in self.marked or self.in_the_old_unit():
            found[EFFORT_UNIT] = CHANGED
        return found

    def in_the_old_unit(self) -> tuple[Path, ...]:
        """Where one side wrote figures of effort, of which the other changed the unit."""
        units = self.sides.each(_unit_of)
        if units.ours == units.theirs:
            return ()
        before = _in_units(self.sides.base)
        written = _in_units(self.sides.ours if units.ours == units.base else self.sides.theirs)
        return tuple(path for path, figure in written.items() if not same(figure, before.get(path, ABSENT)))

    def named_with(self, clashes: Collection[Clash]) -> dict[Path, Path]:
        """The places that name one of two things with one id, with the entry: which one is meant the side tells."""
        named = {DOUBLED: self.named_in, REPLACED: self.newly_named}
        return {
            without_place(where): clash.where
            for clash in clashes
            for side in (OURS, THEIRS)
            if clash.kind in named
            for where in named[clash.kind]((str(clash.where[0]), str(clash.where[1])), side)
        }

    def named_in(self, id: Id, side: str) -> tuple[Path, ...]:
        """Where a side names an entry that it has."""
        return self.namings.side(side).of(*id) if id[1] in _table(self.sides.side(side), id[0]) else ()

    def used_by(self, path: Path, merged: Sequence[Namings]) -> tuple[Path, ...]:
        """Where merged data name an entry that one side took out, and where that side does not name it."""
        kind, id = str(path[0]), str(path[1])
        if path in self.marked:
            return tuple(dict.fromkeys(where for one in merged for where in one.of(kind, id)))
        deleter = self.namings.theirs if id in _table(self.sides.ours, kind) else self.namings.ours
        return _besides(deleter, kind, id, merged)

    def newly_named(self, id: Id, side: str) -> tuple[Path, ...]:
        """Where the other side names an entry that ``side`` has another thing in place of, otherwise than the base.

        What it names as before, and gives other money, work or another lag, counts as well.
        """
        named, data = (self.namings.theirs, self.sides.theirs) if side == OURS else (self.namings.ours, self.sides.ours)
        before = {_told_with(path): value_at(self.sides.base, _told_with(path)) for path in self.namings.base.of(*id)}
        known = [spelled([without_place(path), value]) for path, value in before.items()]
        paths = named.of(*id)
        return tuple(
            path for path in paths if spelled([without_place(path), value_at(data, _told_with(path))]) not in known
        )

    @property
    def namings(self) -> Three[Namings]:
        """What names entries in each of the three."""
        if self._namings is None:
            self._namings = self.sides.each(Namings)
        return self._namings

    def _is_replaced(self, id: Id, side: str) -> bool:
        base, ours, theirs = (value_at(data, id) for data in self.sides)
        mine, other = (ours, theirs) if side == OURS else (theirs, ours)
        if other is ABSENT or mine is ABSENT or same(mine, other):
            return False
        return not same(base, other) or bool(self.newly_named(id, side))


def _unit_of(data: Data) -> Any:
    unit = value_at(data, EFFORT_UNIT)
    return EFFORT_UNITS[0] if unit is ABSENT else unit


def _in_units(data: Data) -> dict[Path, Any]:
    """What is told in the plan's unit of effort, or for one of it, by where it stands."""
    found: dict[Path, Any] = {}
    for kind, keys in IN_UNITS.items():
        for id, entry in _table(data, kind).items():
            for key in keys if isinstance(entry, dict) else ():
                if isinstance(value := entry.get(key), dict) and key == "effort":
                    found.update({(kind, id, key, partner): figure for partner, figure in value.items()})
                elif value is not None:
                    found[kind, id, key] = value
    return found


def _told_with(path: Path) -> Path:
    """What is told of an entry where it is named: the amount under its id, the link that it is the id of."""
    return path[:-1] if path[-1] == "id" else path


def _besides(known: Namings, kind: str, id: str, others: Sequence[Namings]) -> tuple[Path, ...]:
    fields = known.fields_of(kind, id)
    naming = dict.fromkeys(where for other in others for where in other.of(kind, id))
    return tuple(where for where in naming if without_place(where) not in fields)


def unlinked(data: Data, paths: Collection[Path]) -> Data:
    """The data in which no list and no table names the entries any more; single values keep their names."""
    for kind, id in paths:
        found = find_references(data, str(kind), str(id))
        for reference in reversed(found):
            if reference.role != SINGLE:
                data = without(data, reference.removable)
                holder = reference.removable[:-1]
                data = without(data, holder) if value_at(data, holder) == [] else data
    return data


def free_id(id: str, *plans: Data) -> str:
    """The next id that none of the plans has: A2.5 for A2.4."""
    taken = {other for data in plans for kind in KINDS for other in _table(data, kind.name)}
    return next_free(id, taken)


def _taken_out(sides: Three[Data]) -> Iterator[Path]:
    for kind in KINDS:
        one, other = _table(sides.ours, kind.name), _table(sides.theirs, kind.name)
        for id in _table(sides.base, kind.name):
            if (id in one) != (id in other):
                yield (kind.name, id)


def _in_two_kinds(sides: Three[Data]) -> Iterator[tuple[Path, Path]]:
    """New ids that ours gave in one kind and theirs in another."""
    new = [
        {id: kind for kind in SHARING for id in _table(side, kind) if id not in _table(sides.base, kind)}
        for side in sides[1:]
    ]
    for id in sorted(new[0].keys() & new[1].keys(), key=natural):
        if new[0][id] != new[1][id]:
            yield (new[0][id], id), (new[1][id], id)


def _table(data: Data, name: str) -> Data:
    table = data.get(name)
    return table if isinstance(table, dict) else {}
