"""The three texts made comparable: every thing under one id in all that have it, whatever the sides call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ka2plan.merge.clash import Choices, Clash, Renamed
from ka2plan.merge.common_ids import SetAside, common_ids
from ka2plan.merge.sides import Side
from ka2plan.merge.three import Three
from ka2plan.merge.traits import Id


@dataclass(frozen=True, slots=True)
class Prepared:
    """The three texts, every entry under one id in all that have it."""

    sides: Three[Side]
    renames: Mapping[Id, str]
    """What both sides have, and under another id now."""
    clashes: tuple[Clash, ...] = ()
    """Entries that both sides renamed, to different ids; they go under the id that ours gave them."""
    other_things: Mapping[Id, str] = field(default_factory=dict)
    """Entries that a side may have put something else in place of, with the side."""
    set_aside: tuple[SetAside, ...] = ()
    """New things that had to get another id."""
    known_as: Mapping[Id, str] = field(default_factory=dict)
    """The id by which a side knows an entry that had to get another one, by its id now."""


def prepared(sides: Three[Side], choices: Choices, *, knows_base: bool) -> Prepared:
    """The texts with renames followed, and with the new ids that were chosen for doubled ones."""
    sides = sides._replace(theirs=sides.theirs.under(_chosen_ids(choices, sides.theirs)))
    if not knows_base:
        return Prepared(sides, {})
    ids = common_ids(sides.each(lambda side: side.data), choices)
    base, ours, theirs = sides
    both = ids.ours.now.keys() & ids.theirs.now.keys()
    alone = (ids.ours.now.keys() | ids.theirs.now.keys()) - both
    return Prepared(
        Three(base.under(ids.of_base), ours.under(ids.of_ours), theirs.under(ids.of_theirs)),
        {thing: ids.of_base[thing] for thing in ids.of_base if thing in both and ids.of_base[thing] != thing[1]},
        tuple(ids.clashes),
        ids.other_things,
        tuple(ids.set_aside),
        {
            (thing[0], ids.of_base[thing]): known
            for thing in alone
            if (known := ids.ours.now.get(thing) or ids.theirs.now[thing]) != ids.of_base[thing]
        },
    )


def _chosen_ids(choices: Choices, theirs: Side) -> dict[Id, str]:
    """The new ids that were chosen for things of theirs whose id is another thing's as well."""
    return {
        (str(where[0]), str(where[1])): choice.id
        for where, choice in choices.items()
        if isinstance(choice, Renamed)
        and isinstance(table := theirs.data.get(str(where[0])), dict)
        and where[1] in table
    }
