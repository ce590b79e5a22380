"""One id for each thing of a base and its two sides, whatever the sides call it: the ids of the merged plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ka2plan.merge.clash import OURS, RENAMED, THEIRS, Choices, Clash, natural
from ka2plan.merge.identity import Identity, identity_between
from ka2plan.merge.three import Three
from ka2plan.merge.traits import Data, Id, entries_of
from ka2plan.plan.schema import KINDS, PARTNERS


@dataclass(frozen=True, slots=True)
class SetAside:
    """A thing that one side has, and whose id is wanted for another one."""

    side: str
    kind: str
    id: str
    """Its id there."""
    new: str
    """Its id in the merged plan."""


@dataclass(slots=True)
class CommonIds:
    """The ids of the merged plan, for the entries of each text, and how the things were told."""

    ours: Identity
    theirs: Identity
    of_base: dict[Id, str] = field(default_factory=dict)
    of_ours: dict[Id, str] = field(default_factory=dict)
    of_theirs: dict[Id, str] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    """Entries that both sides renamed, to different ids; they go under the id that ours gave them."""
    other_things: dict[Id, str] = field(default_factory=dict)
    """By the id in the merged plan: the side in which it may be another thing than in the other two."""
    set_aside: list[SetAside] = field(default_factory=list)


def common_ids(sides: Three[Data], choices: Choices) -> CommonIds:
    """Finds out which entries of the three plans are one thing, and gives each thing one id."""
    giving = _Giving(sides, choices)
    giving.to_what_both_keep()
    giving.to_what_both_have()
    giving.to_what_is_new()
    giving.to_what_one_side_has()
    giving.to_what_is_gone()
    return giving.result()


class _Giving:
    """One giving of ids, to those first who have the best right to theirs."""

    def __init__(self, sides: Three[Data], choices: Choices) -> None:
        self.tables = sides.each(_tables)
        self.ours = identity_between(sides.base, sides.ours)
        self.theirs = identity_between(sides.base, sides.theirs)
        self.choices = choices
        self.found = CommonIds(self.ours, self.theirs)
        self.taken: dict[Id, str] = {}
        """What has each id: ``old``, or ``new``."""
        self.ids = {id for side in sides for kind in KINDS for id in _table(side, kind.name)}

    def to_what_both_keep(self) -> None:
        """Things of the base whose id no side changed keep it, also where a plan has it twice."""
        for thing in self.tables.base:
            if self.ours.now.get(thing) == self.theirs.now.get(thing) == thing[1]:
                self.taken[_group(thing[0]), thing[1]] = "old"
                self._note(thing, thing[1])

    def to_what_both_have(self) -> None:
        """Things of the base that are in both sides get the id that a side gave them."""
        for thing in self.tables.base:
            ours, theirs = self.ours.now.get(thing), self.theirs.now.get(thing)
            if ours is not None and theirs is not None and thing not in self.found.of_base:
                wanted = self._agreed(thing, ours, theirs)
                self._note(thing, self._given(thing[0], wanted, "old"))

    def _note(self, thing: Id, id: str) -> None:
        self.found.of_base[thing] = id
        for side, identity in ((OURS, self.ours), (THEIRS, self.theirs)):
            if thing in identity.doubtful:
                self.found.other_things[thing[0], id] = side

    def _agreed(self, thing: Id, ours: str, theirs: str) -> str:
        id = thing[1]
        if theirs in (ours, id):
            return ours
        if ours == id:
            return theirs
        if self._is_plainly_renamed_twice(thing, ours, theirs):
            choice = self.choices.get(thing)
            if choice is None:
                self.found.clashes.append(Clash(thing, RENAMED, id, ours, theirs))
            return {THEIRS: theirs, "base": id}.get(str(choice), ours)
        return max(ours, theirs, key=natural)

    def _is_plainly_renamed_twice(self, thing: Id, ours: str, theirs: str) -> bool:
        """Whether none of the three ids is used for anything else in any of the three plans."""
        kind = thing[0]
        base, one, other = self.tables
        return not (
            {(kind, ours), (kind, theirs)} & base.keys()
            or thing in one
            or thing in other
            or (kind, theirs) in one
            or (kind, ours) in other
        )

    def to_what_is_new(self) -> None:
        """New things keep the id that their side gave them, unless an older thing has it now."""
        new_in = {
            OURS: _without(self.tables.ours, self.ours),
            THEIRS: _without(self.tables.theirs, self.theirs),
        }
        aside: dict[Id, str] = {}
        for kind, id in sorted({*new_in[OURS], *new_in[THEIRS]}, key=lambda thing: (thing[0], natural(thing[1]))):
            sides = [side for side, things in new_in.items() if (kind, id) in things]
            owner = self.taken.get((_group(kind), id))
            new = id if owner == "new" else self._given(kind, id, "new")
            if new != id:
                aside[kind, id] = new
                self.found.set_aside += [SetAside(side, kind, id, new) for side in sides]
            for side in sides:
                (self.found.of_ours if side == OURS else self.found.of_theirs)[kind, id] = new

    def to_what_one_side_has(self) -> None:
        """Things that one side took out keep their id there, unless it is wanted; as they may share it for nothing."""
        pairs = ((self.ours, self.theirs, THEIRS), (self.theirs, self.ours, OURS))
        for identity, other, name in pairs:
            for thing in self.tables.base:
                id = identity.now.get(thing)
                if id is None or thing in other.now:
                    continue
                kind = thing[0]
                of_other = self.found.of_theirs if name == THEIRS else self.found.of_ours
                if thing in other.replaced and id == thing[1] and of_other.get((kind, id)) == id:
                    self.found.of_base[thing] = id
                    self.found.other_things[kind, id] = name
                else:
                    self.found.of_base[thing] = self._given(kind, id, "old")

    def to_what_is_gone(self) -> None:
        """Things that neither side has must not be taken for what has their id now."""
        for kind, id in self.tables.base:
            if (kind, id) not in self.found.of_base:
                self.found.of_base[kind, id] = self._given(kind, id, "old")

    def result(self) -> CommonIds:
        """The ids, those of things that are in the base and in a side added to the side's."""
        found = self.found
        for identity, ids, table in (
            (self.ours, found.of_ours, self.tables.ours),
            (self.theirs, found.of_theirs, self.tables.theirs),
        ):
            ids.update({(thing[0], now): found.of_base[thing] for thing, now in identity.now.items()})
            ids.update({thing: new for thing, new in found.of_base.items() if thing not in table})
        return found

    def _given(self, kind: str, wanted: str, owner: str) -> str:
        """The wanted id, or the next that nothing has."""
        id = wanted
        if (_group(kind), id) in self.taken:
            id = next_free(wanted, self.ids)
        self.taken[_group(kind), id] = owner
        self.ids.add(id)
        return id


def next_free(id: str, taken: set[str]) -> str:
    """The next id that is not taken: A2.5 for A2.4."""
    stem = id.rstrip("0123456789")
    number = int(id[len(stem) :][:9] or 1) + 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def _tables(data: Data) -> dict[Id, None]:
    """All entries of a plan, in its order."""
    return {(kind.name, id): None for kind in KINDS for id in entries_of(data, kind)}


def _without(table: Mapping[Id, None], identity: Identity) -> set[Id]:
    """The entries of a side that the base does not have."""
    return table.keys() - {(kind, now) for (kind, _old), now in identity.now.items()}


def _group(kind: str) -> str:
    """Kinds whose ids must differ from one another's."""
    return kind if kind == PARTNERS.name else ""


def _table(data: Data, name: str) -> Data:
    table = data.get(name)
    return table if isinstance(table, dict) else {}
