"""Sums of money: per work package, partner and activity, what nobody has yet, what was cancelled; exact, in
EUR.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import ZERO, Plan

if TYPE_CHECKING:
    from decimal import Decimal


class PackageMoney(NamedTuple):
    """The money of one work package: ``total`` is ``unallocated`` and what ``partners`` have together."""

    total: Decimal
    """Its own money and that of its live activities."""
    unallocated: Decimal
    """What is not split between partners."""
    partners: Mapping[str, Decimal]
    """What each partner has in it, those who have some."""
    own: Decimal
    """Of the total, what no activity carries."""


class Money(NamedTuple):
    """The money of a plan; live entries only, but for ``cancelled``."""

    lump_sum: Decimal | None
    total: Decimal
    difference: Decimal | None
    """The total less the lump sum: above 0 where the plan spends too much; None where the lump sum is
    unknown.
    """
    cancelled: Decimal
    """Money of cancelled activities and own money of cancelled work packages."""
    management_share: Decimal | None
    """The management work package's part of the lump sum, from 0 to 1; None where there is neither."""
    by_wp: Mapping[str, PackageMoney]
    """Every live work package, in the plan's order."""
    by_partner: Mapping[str, Decimal]
    """Every partner, and ids that have money without being one."""
    by_activity: Mapping[str, Decimal]
    """Every live activity."""
    unallocated: Decimal
    """What is not split between partners, in the whole plan."""


def money_of(plan: Plan, management: str | None = None) -> Money:
    """The sums of a plan; ``management`` is the id of its management work package, where the type has one."""
    by_activity = {activity.id: activity.money for activity in plan.live_activities()}
    by_wp = _by_work_package(plan)
    by_partner = money_by_partner(plan)
    own = sum((package.own_money for package in plan.live_work_packages()), ZERO)
    total = sum(by_activity.values(), own)
    lump_sum = plan.project.lump_sum
    return Money(
        lump_sum,
        total,
        None if lump_sum is None else total - lump_sum,
        _cancelled(plan),
        by_wp[management].total / lump_sum if management in by_wp and lump_sum else None,
        by_wp,
        by_partner,
        by_activity,
        total - sum(by_partner.values(), ZERO),
    )


def money_outside(plan: Plan, sums: Money) -> PackageMoney:
    """The money of live activities that are in no work package of the plan."""
    loose = [activity for activity in plan.live_activities() if activity.wp not in sums.by_wp]
    total = sum((activity.money for activity in loose), ZERO)
    partners: dict[str, Decimal] = {}
    for activity in loose:
        _add(partners, activity.budget)
    return PackageMoney(total, total - sum(partners.values(), ZERO), partners, ZERO)


def _by_work_package(plan: Plan) -> dict[str, PackageMoney]:
    packages = {package.id: package for package in plan.live_work_packages()}
    totals = {id: package.own_money for id, package in packages.items()}
    partners = {id: dict(package.budget) for id, package in packages.items()}
    for activity in plan.live_activities():
        if activity.wp in packages:
            totals[activity.wp] += activity.money
            _add(partners[activity.wp], activity.budget)
    return {
        id: PackageMoney(totals[id], totals[id] - sum(partners[id].values(), ZERO), partners[id], package.own_money)
        for id, package in packages.items()
    }


def money_by_partner(plan: Plan) -> dict[str, Decimal]:
    """What every partner has, in the plan's order; then ids that have money without being a partner."""
    sums = dict.fromkeys(plan.partners, ZERO)
    for package in plan.live_work_packages():
        _add(sums, package.budget)
    for activity in plan.live_activities():
        _add(sums, activity.budget)
    return sums


def _add(sums: dict[str, Decimal], amounts: Mapping[str, Decimal]) -> None:
    for partner, amount in amounts.items():
        sums[partner] = sums.get(partner, ZERO) + amount


def _cancelled(plan: Plan) -> Decimal:
    activities = sum((activity.money for activity in plan.activities.values() if activity.cancelled), ZERO)
    packages = (package for package in plan.work_packages.values() if package.cancelled)
    return sum((package.own_money for package in packages), activities)
