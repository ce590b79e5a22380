"""The three texts made comparable: entries renamed on one side are renamed in the other two as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ka2plan.errors import EditError
from ka2plan.merge.clash import RENAMED, THEIRS, Choices, Clash, Renamed
from ka2plan.merge.renames import Id, Renames, can_follow, renamed_text, renames_between
from ka2plan.merge.sides import Side
from ka2plan.merge.three import Three


@dataclass(frozen=True, slots=True)
class Prepared:
    """The three texts, every entry under one id in all that have it."""

    sides: Three[Side]
    renames: Mapping[Id, str]
    """What was renamed, by either side."""
    clashes: tuple[Clash, ...] = ()
    """Entries that both sides renamed, to different ids; they go under the id that ours gave them."""


def prepared(sides: Three[Side], choices: Choices, *, knows_base: bool) -> Prepared:
    """The texts with renames followed, and with the new ids that were chosen for doubled ones."""
    sides = sides._replace(theirs=_with_chosen_ids(sides.theirs, choices))
    if not knows_base:
        return Prepared(sides, {})
    base, ours, theirs = sides
    by_ours = renames_between(base.data, ours.data)
    by_theirs = renames_between(base.data, theirs.data)
    twice = {id for id in by_ours.keys() & by_theirs.keys() if by_ours[id] != by_theirs[id]}
    follow_ours = can_follow({id: new for id, new in by_ours.items() if id not in by_theirs}, theirs.data)
    follow_theirs = can_follow({id: new for id, new in by_theirs.items() if id not in by_ours}, ours.data)
    agreed = {id: new for id, new in by_ours.items() if by_theirs.get(id) == new}
    settled, clashes = _settled(twice, by_ours, by_theirs, choices)
    everywhere = {**follow_ours, **follow_theirs, **agreed, **settled}
    try:
        renamed = Three(
            _renamed(base, everywhere),
            _renamed(ours, {**follow_theirs, **_respelled(settled, by_ours)}),
            _renamed(theirs, {**follow_ours, **_respelled(settled, by_theirs)}),
        )
    except EditError:
        return Prepared(sides, {})
    return Prepared(renamed, everywhere, clashes)


def _settled(
    twice: set[Id], by_ours: Renames, by_theirs: Renames, choices: Choices
) -> tuple[Renames, tuple[Clash, ...]]:
    """The id under which an entry goes that both sides renamed, and the clashes that no choice was made for."""
    settled: Renames = {}
    clashes = []
    for id in sorted(twice):
        choice = choices.get(id)
        settled[id] = {THEIRS: by_theirs[id], "base": id[1]}.get(str(choice), by_ours[id])
        if choice is None:
            clashes.append(Clash(id, RENAMED, id[1], by_ours[id], by_theirs[id]))
    return settled, tuple(clashes)


def _respelled(settled: Renames, given: Renames) -> Renames:
    """From the ids that a side gave to those that were settled on."""
    return {(kind, given[kind, old]): new for (kind, old), new in settled.items() if given[kind, old] != new}


def _renamed(side: Side, renames: Mapping[Id, str]) -> Side:
    text = renamed_text(side.original, {id: new for id, new in renames.items() if id[1] != new})
    return side if text == side.original else Side(text)


def _with_chosen_ids(theirs: Side, choices: Choices) -> Side:
    """Theirs with entries renamed whose id both sides gave to different things."""
    chosen = {
        (str(where[0]), str(where[1])): choice.id for where, choice in choices.items() if isinstance(choice, Renamed)
    }
    return _renamed(theirs, chosen)
