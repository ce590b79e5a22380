"""The figures that are always on the screen."""

from __future__ import annotations

from ka2plan.figures.money import Money, money_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.session import Snapshot
from ka2plan.words.figures import share


class Totals(NamedTuple):
    """How a plan stands."""

    money: Money
    management: str | None
    """The management share in words, where the type has a management work package."""

    @property
    def over(self) -> bool:
        """Whether it spends more than the lump sum."""
        return bool(self.money.difference and self.money.difference > 0)


def standing_of(snapshot: Snapshot) -> Totals:
    """The figures of a snapshot; those that rest on the call only once the plan was examined."""
    plan = snapshot.plan
    management = management_package(snapshot)
    money = money_of(plan, management)
    if management is None or management not in money.by_wp or not plan.project.lump_sum:
        return Totals(money, None)
    exact = share(money.by_wp[management].total, plan.project.lump_sum)
    return Totals(money, exact.replace(".00", ""))


def management_package(snapshot: Snapshot) -> str | None:
    """Id of the management work package, where the call knows one and the plan was examined."""
    return snapshot.call.management_wp if snapshot.call else None
