"""Who works how much, when and with whom: effort, money and tasks of every partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from ka2plan.figures.effort_spread import Months, Stretch
from ka2plan.figures.membership import days_within
from ka2plan.figures.money import money_by_partner
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import ZERO, Activity, Plan, WorkPackage, span_of

if TYPE_CHECKING:
    from decimal import Decimal

DIGITS = 6
"""Effort of a month is rounded to this many digits, so that sums of parts compare as they read."""


class Booking(NamedTuple):
    """What one partner works for one activity, or for a work package on top of its activities."""

    partner: str
    entry: str
    effort: Decimal
    months: Mapping[int, float]
    """Effort in each project month from 1 that has some; empty without dates."""


class PartnerLoad(NamedTuple):
    """What one partner has in the project; effort in the plan's unit, money in EUR."""

    partner: str
    effort: Decimal
    effort_share: float
    """Of all partners' effort; 0 where there is none."""
    money: Decimal
    money_share: float
    """Of the money that is split between partners; 0 where none is."""
    capacity: Decimal | None
    """Effort it can give in one month, where no other number stands for the month."""
    capacity_by_month: tuple[Decimal | None, ...]
    """Effort it can give in each project month."""
    by_month: tuple[float, ...]
    """Effort in each project month; what lies outside the project is in none."""
    activities: tuple[str, ...]
    """Live activities that it leads or takes part in, in the plan's order."""
    leads: tuple[str, ...]
    """Live activities that it leads."""
    leads_packages: tuple[str, ...]
    """Live work packages that it leads."""

    @property
    def has_capacity(self) -> bool:
        """Whether the plan says of any month what it can give."""
        return self.capacity is not None or any(own is not None for own in self.capacity_by_month)

    @property
    def varies(self) -> bool:
        """Whether it can give more in some months than in others."""
        return len(set(self.capacity_by_month)) > 1

    def is_over(self, month: int) -> bool:
        """Whether it has more to do in a project month from 1 than it can."""
        can = self.capacity_by_month[month - 1]
        return can is not None and self.by_month[month - 1] > float(can)


class Overload(NamedTuple):
    """A project month in which a partner has more to do than it can."""

    partner: str
    month: int
    booked: float
    capacity: Decimal
    behind: tuple[tuple[str, float], ...]
    """The activities and work packages it works for in that month and how much, the largest first."""


class Together(NamedTuple):
    """Two partners that share activities."""

    one: str
    other: str
    activities: tuple[str, ...]


class Workload:
    """Effort, money and tasks of the partners, computed when first asked; cancelled entries count nowhere."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @property
    def unit(self) -> str:
        """Unit of effort: ``days`` or ``months``."""
        return self.plan.project.effort_unit

    @cached_property
    def bookings(self) -> tuple[Booking, ...]:
        """All effort, activities first; an id that is no partner of the plan is left out."""
        return tuple(_bookings(self.plan))

    @cached_property
    def partners(self) -> Mapping[str, PartnerLoad]:
        """The load of every partner, in the plan's order."""
        money = money_by_partner(self.plan)
        effort = self._effort()
        all_effort, all_money = sum(effort.values(), ZERO), sum(money.values(), ZERO)
        tasks, leads = self._tasks
        return {
            id: PartnerLoad(
                id,
                effort[id],
                _share(effort[id], all_effort),
                money[id],
                _share(money[id], all_money),
                partner.capacity,
                tuple(partner.capacity_in(month) for month in range(1, len(self._by_month[id]) + 1)),
                self._by_month[id],
                tuple(tasks[id]),
                tuple(leads[id]),
                tuple(package.id for package in self.plan.live_work_packages() if package.lead == id),
            )
            for id, partner in self.plan.partners.items()
        }

    @cached_property
    def overloads(self) -> tuple[Overload, ...]:
        """Every month in which a partner is booked above its capacity, partner by partner."""
        found = []
        for id, partner in self.plan.partners.items():
            if not partner.has_capacity:
                continue
            for month, booked in enumerate(self._by_month[id], 1):
                can = partner.capacity_in(month)
                if can is not None and booked > float(can):
                    found.append(Overload(id, month, booked, can, self.behind(id, month)))
        return tuple(found)

    def behind(self, partner: str, month: int) -> tuple[tuple[str, float], ...]:
        """What a partner works for in a project month from 1 and how much, the largest first."""
        parts = [
            (booking.entry, round(booking.months[month], DIGITS))
            for booking in self._by_partner.get(partner, ())
            if month in booking.months
        ]
        return tuple(sorted(parts, key=lambda part: -part[1]))

    @cached_property
    def together(self) -> tuple[Together, ...]:
        """The pairs of partners that share live activities, in the plan's order."""
        ids = tuple(self.plan.partners)
        pairs = sorted(self._shared.items())
        return tuple([Together(ids[one], ids[other], tuple(activities)) for (one, other), activities in pairs])

    @cached_property
    def strangers(self) -> tuple[tuple[str, str], ...]:
        """The pairs of partners that share no live activity, in the plan's order."""
        ids, order = tuple(self.plan.partners), {id: place for place, id in enumerate(self.plan.partners)}
        met = [1 << place for place in range(len(ids))]
        for activity in self.plan.live_activities():
            taking_part = {order[id] for id in activity.participants if id in order}
            bits = sum(1 << place for place in taking_part)
            for place in taking_part:
                met[place] |= bits
        everybody = (1 << len(ids)) - 1
        apart = (one for one, bits in enumerate(met) if bits != everybody)
        return tuple(
            (ids[one], ids[other]) for one in apart for other in range(one + 1, len(ids)) if not met[one] >> other & 1
        )

    @cached_property
    def _shared(self) -> Mapping[tuple[int, int], list[str]]:
        """The live activities that two partners share, by the places of the pair in the plan."""
        order = {id: place for place, id in enumerate(self.plan.partners)}
        shared: dict[tuple[int, int], list[str]] = {}
        for activity in self.plan.live_activities():
            taking_part = sorted({order[id] for id in activity.participants if id in order})
            for pair in combinations(taking_part, 2):
                shared.setdefault(pair, []).append(activity.id)
        return shared

    @cached_property
    def _by_partner(self) -> Mapping[str, list[Booking]]:
        found: dict[str, list[Booking]] = {}
        for booking in self.bookings:
            found.setdefault(booking.partner, []).append(booking)
        return found

    @cached_property
    def _by_month(self) -> Mapping[str, tuple[float, ...]]:
        calendar = self.plan.calendar
        months = calendar.months if calendar else 0
        sums = {id: [0.0] * months for id in self.plan.partners}
        for booking in self.bookings:
            own = sums[booking.partner]
            for month, effort in booking.months.items():
                own[month - 1] += effort
        return {id: tuple(round(effort, DIGITS) for effort in own) for id, own in sums.items()}

    def _effort(self) -> dict[str, Decimal]:
        effort = dict.fromkeys(self.plan.partners, ZERO)
        for booking in self.bookings:
            effort[booking.partner] += booking.effort
        return effort

    @cached_property
    def _tasks(self) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
        takes_part: dict[str, list[str]] = {id: [] for id in self.plan.partners}
        leads: dict[str, list[str]] = {id: [] for id in self.plan.partners}
        for activity in self.plan.live_activities():
            for id in activity.participants:
                if id in takes_part:
                    takes_part[id].append(activity.id)
            if activity.lead in leads:
                leads[activity.lead].append(activity.id)
        return takes_part, leads


def workload_of(plan: Plan) -> Workload:
    """Effort, money and tasks of a plan's partners."""
    return Workload(plan)


def _bookings(plan: Plan) -> Iterator[Booking]:
    months = Months(plan.calendar)
    for entry in plan.live_work():
        if entry.effort:
            yield from bookings_of(plan, entry, months, stretches_of(plan, entry))


def stretches_of(plan: Plan, entry: Activity | WorkPackage) -> tuple[Stretch, ...]:
    """First and last day of each stretch over which the effort of an activity or a work package itself lies."""
    if isinstance(entry, Activity):
        return entry.stretches
    span = span_of(plan, entry)
    return (span,) if span and span[0] <= span[1] else ()


def bookings_of(
    plan: Plan, entry: Activity | WorkPackage, months: Months, stretches: tuple[Stretch, ...]
) -> Iterator[Booking]:
    """The effort of each partner: in the months that it names, else spread over the days on which it is there."""
    named, calendar = entry.effort_by_month, plan.calendar
    last = calendar.months if calendar else 0
    for partner, amount in entry.effort.items():
        if partner not in plan.partners:
            continue
        if partner in named:
            each = {month: float(part) for month, part in named[partner].items() if month <= last}
        else:
            own = days_within(plan.partners[partner], stretches) or stretches
            each = {month: float(amount) * share for month, share in months.shares(own).items()}
        yield Booking(partner, entry.id, amount, each)


def _share(part: Decimal, whole: Decimal) -> float:
    return float(part / whole) if whole else 0.0
