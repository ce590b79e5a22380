"""What a partner that leaves would leave behind: work that nobody else is in, leads, effort, money, countries."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ka2plan.figures.status import state_of
from ka2plan.figures.workload import DIGITS
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import DONE, ZERO, Activity, Plan, WorkPackage
from ka2plan.schedule.remaining_work import RemainingWork


class LeftBehind(NamedTuple):
    """What one partner has that is still to be done."""

    activities: tuple[str, ...]
    """Those in which nobody else takes part."""
    leads: tuple[str, ...]
    """Activities and work packages that it leads."""
    effort: Decimal
    months: tuple[int, ...]
    """Project months in which it has work."""
    money: Decimal
    countries_left: int
    """Countries of the beneficiaries without it."""


def left_behind(work: RemainingWork) -> Mapping[str, LeftBehind]:
    """For every partner, in the plan's order."""
    months: dict[str, list[int]] = {id: [] for id in work.plan.partners}
    for (id, month), load in sorted(work.loads.items()):
        if load:
            months[id].append(month)
    return {id: _left_by(id, work, own) for id, own in months.items()}


def _left_by(partner: str, work: RemainingWork, months: list[int]) -> LeftBehind:
    plan = work.plan
    to_do = [entry for entry in plan.live_work() if state_of(entry) != DONE]
    effort = sum(work.loads[partner, month] for month in months)
    return LeftBehind(
        tuple(entry.id for entry in to_do if isinstance(entry, Activity) and _is_alone(plan, entry, partner)),
        tuple(entry.id for entry in to_do if entry.lead == partner),
        Decimal(str(round(effort, DIGITS))),
        tuple(months),
        sum((_money(entry, partner) for entry in to_do), ZERO),
        len({one.country for id, one in plan.partners.items() if id != partner and one.is_beneficiary and one.country}),
    )


def _is_alone(plan: Plan, activity: Activity, partner: str) -> bool:
    return [id for id in activity.participants if id in plan.partners] == [partner]


def _money(entry: Activity | WorkPackage, partner: str) -> Decimal:
    return entry.budget.get(partner, ZERO)
