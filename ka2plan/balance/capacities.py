"""Partners who could do more in the months in which they have too much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from ka2plan.balance.proposal import Idea
from ka2plan.balance.search import Search
from ka2plan.balance.shared_out import more_capacity
from ka2plan.plan.values import CENT
from ka2plan.schedule.remaining_work import RemainingWork


def capacities(work: RemainingWork, search: Search) -> Iterator[Idea]:
    """For each partner that has too much, what it would have to be able to do."""
    search.begin(1)
    for partner in dict.fromkeys(load.partner for load in work.overloads):
        if search.looks(1):
            own = [load for load in work.overloads if load.partner == partner]
            needed = {(partner, load.month): Decimal(str(load.load)).quantize(CENT, ROUND_CEILING) for load in own}
            yield more_capacity(work, needed)
