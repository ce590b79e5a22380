"""Who works how much, when and with whom: effort, money and tasks of every partner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from ka2plan.figures.bookings import Booking, Outlook, bookings_in
from ka2plan.figures.membership import capacity_in, is_there_in
from ka2plan.figures.money import money_by_partner
from ka2plan.figures.status import state_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import DONE, ZERO, Plan
from ka2plan.words.figures import MAX_NAMES

if TYPE_CHECKING:
    from decimal import Decimal

Cell = tuple[str, int]
"""A partner and a project month."""

DIGITS = 6
"""Effort of a month is rounded to this many digits, so that sums of parts compare as they read."""


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
    """Effort it can give in each project month: nothing where it takes no part in the project."""
    by_month: tuple[float, ...]
    """Effort in each project month; what lies outside the project is in none. While the project runs what is left lies
    where it comes to lie, and what is done in months that are over.
    """
    activities: tuple[str, ...]
    """Live activities that it leads or takes part in, in the plan's order."""
    leads: tuple[str, ...]
    """Live activities that it leads."""
    leads_packages: tuple[str, ...]
    """Live work packages that it leads."""

    has_capacity: bool
    """Whether the plan says of any month what it can give."""

    @property
    def varies(self) -> bool:
        """Whether it can give more in some months than in others."""
        return len(set(self.capacity_by_month)) > 1


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


class Strangers(NamedTuple):
    """Pairs of partners that share no activity."""

    first: tuple[tuple[str, str], ...]
    """In the plan's order, as many as a sentence names."""
    number: int
    """Of all of them."""


class Workload:
    """Effort, money and tasks of the partners, computed when first asked; cancelled entries count nowhere."""

    def __init__(self, plan: Plan, outlook: Outlook | None = None) -> None:
        """As planned or, of a project that runs, as it is seen from a day."""
        self.plan = plan
        self.outlook = outlook

    @property
    def first_month(self) -> int:
        """The first project month that is not over; 1 as long as nothing runs."""
        return self.outlook.first_month if self.outlook else 1

    @property
    def unit(self) -> str:
        """Unit of effort: ``days`` or ``months``."""
        return self.plan.project.effort_unit

    @cached_property
    def bookings(self) -> tuple[Booking, ...]:
        """All effort, activities first; an id that is no partner of the plan is left out."""
        return tuple(bookings_in(self.plan, self.outlook))

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
                tuple(capacity_in(partner, month, self.plan.calendar) for month in self._months),
                self._by_month[id],
                tuple(tasks[id]),
                tuple(leads[id]),
                tuple(package.id for package in self.plan.live_work_packages() if package.lead == id),
                partner.has_capacity,
            )
            for id, partner in self.plan.partners.items()
        }

    @cached_property
    def overloads(self) -> tuple[Overload, ...]:
        """Every month that is not over in which a partner has more to do than it can, partner by partner.

        Not where all of it is done, and not where it takes no part in the project: what lies there is another fault.
        """
        found = []
        for id, partner in self.plan.partners.items():
            for month in self._months[self.first_month - 1 :] if partner.has_capacity else ():
                can, booked = partner.capacity_in(month), self._by_month[id][month - 1]
                if can is None or booked <= float(can) or not self.left.get((id, month)):
                    continue
                if is_there_in(partner, month, self.plan.calendar):
                    found.append(Overload(id, month, booked, can, self.behind(id, month)))
        return tuple(found)

    @cached_property
    def left(self) -> Mapping[Cell, float]:
        """What each partner has still to do in each month."""
        sums: dict[Cell, float] = {}
        for booking in self.bookings:
            for month, effort in booking.months.items():
                cell = (booking.partner, month)
                sums[cell] = sums.get(cell, 0.0) + effort - booking.done.get(month, 0.0)
        return {cell: round(effort, DIGITS) for cell, effort in sums.items()}

    @cached_property
    def beyond(self) -> Mapping[str, float]:
        """What of each entry comes to lie outside the project once it runs, those that have something there."""
        done = {entry.id for entry in self.plan.live_work() if state_of(entry) == DONE}
        sums: dict[str, float] = {}
        for booking in self.bookings if self.outlook else ():
            if booking.entry not in done:
                lost = float(booking.effort) - sum(booking.months.values())
                sums[booking.entry] = sums.get(booking.entry, 0.0) + lost
        return {entry: round(effort, DIGITS) for entry, effort in sums.items() if round(effort, 2) > 0}

    @property
    def _months(self) -> range:
        """The project's months."""
        return range(1, (self.plan.calendar.months if self.plan.calendar else 0) + 1)

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
        return self.together_among(self.plan.partners)

    def together_among(self, partners: Iterable[str]) -> tuple[Together, ...]:
        """The pairs of these partners alone that share live activities, in the order in which they are named."""
        ids = tuple(partners)
        pairs = sorted(self._shared(ids).items())
        return tuple([Together(ids[one], ids[other], tuple(activities)) for (one, other), activities in pairs])

    @cached_property
    def strangers(self) -> Strangers:
        """The pairs of partners that share no live activity."""
        return self.strangers_within([tuple(self.plan.partners)])

    def strangers_within(self, groups: Iterable[Iterable[str]]) -> Strangers:
        """The pairs of partners of one group that share no live activity."""
        ids, order = tuple(self.plan.partners), {id: place for place, id in enumerate(self.plan.partners)}
        met = self._met(order)
        peers: dict[int, int] = {}
        for group in groups:
            places = [order[id] for id in group]
            peers.update(dict.fromkeys(places, _bits(places)))
        first: list[tuple[str, str]] = []
        number = 0
        for one in sorted(peers):
            behind = (peers[one] & ~met[one]) >> (one + 1)
            number += behind.bit_count()
            while behind and len(first) < MAX_NAMES:
                first.append((ids[one], ids[one + (behind & -behind).bit_length()]))
                behind &= behind - 1
        return Strangers(tuple(first), number)

    def _met(self, order: Mapping[str, int]) -> list[int]:
        """By the places of partners a bit for each that they share an activity with."""
        met = [0] * len(order)
        for activity in self.plan.live_activities():
            taking_part = {order[id] for id in activity.participants if id in order}
            bits = _bits(taking_part)
            for place in taking_part:
                met[place] |= bits
        return met

    def _shared(self, ids: Iterable[str]) -> Mapping[tuple[int, int], list[str]]:
        """The live activities that two partners share, by the places of the pair among all named."""
        order = {id: place for place, id in enumerate(ids)}
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
        sums = {id: [0.0] * len(self._months) for id in self.plan.partners}
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
    """Effort, money and tasks of a plan's partners, as planned."""
    return Workload(plan)


def _share(part: Decimal, whole: Decimal) -> float:
    return float(part / whole) if whole else 0.0


def _bits(places: Iterable[int]) -> int:
    bits = 0
    for place in places:
        bits |= 1 << place
    return bits
