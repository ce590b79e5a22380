"""What is still to be done on a day, who takes part in it and in which months."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from ka2plan.figures.bookings import Booking, bookings_of, bookings_on, stretches_of
from ka2plan.figures.effort_spread import Months, Stretch, days_from
from ka2plan.figures.membership import capacity_in, days_within, is_there_in
from ka2plan.figures.status import state_of
from ka2plan.figures.workload import DIGITS, Cell
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import DONE, Activity, Plan, WorkPackage
from ka2plan.schedule.outlook import lying_alone
from ka2plan.schedule.schedule import Network

if TYPE_CHECKING:
    from datetime import date

HUNDREDTHS = 100


class Load(NamedTuple):
    """A project month in which a partner has more to do than it can."""

    partner: str
    month: int
    load: float
    capacity: Decimal
    behind: tuple[str, ...]
    """What it works for in that month, the largest first."""


class Task(NamedTuple):
    """An activity, or what a work package has itself, that is still to be done: effort in hundredths."""

    entry: str
    partners: tuple[str, ...]
    """Those who take part, in the plan's order."""
    months: tuple[int, ...]
    """The months in which it comes to lie, as far as they are not over."""
    cells: tuple[Cell, ...]
    """Where its work can lie: in these months, with each who takes part and is there."""
    present: Mapping[Cell, int]
    """What is still to be done by whom in which of these months."""
    past: Mapping[Cell, int]
    """What is done of it, in months that are over and in the present one."""
    can_change: bool
    """Whether months can be written for it: not where it lies in part outside the project."""

    @property
    def effort(self) -> int:
        """All of it that is still to be done."""
        return sum(self.present.values())

    def of(self, partner: str) -> int:
        """What one partner is to do."""
        return sum(effort for (id, _month), effort in self.present.items() if id == partner)


class RemainingWork:
    """The work of a plan that is neither done nor cancelled, from a day on, where the project runs."""

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = today
        self.load = Network(plan).workload(today)
        """All work, what is done as well."""
        self.outlook = self.load.outlook

    @property
    def first_month(self) -> int:
        """The first project month that is not over."""
        return self.load.first_month

    @cached_property
    def bookings(self) -> tuple[Booking, ...]:
        """Who works how much for what that is still to be done, in months in which it is there."""
        to_do = (booking for booking in self.load.bookings if not _is_done(self.plan.entry(booking.entry)))
        return tuple(while_there(self.plan, booking) for booking in to_do)

    def bookings_of(self, activity: Activity, before: Activity | None = None) -> tuple[Booking, ...]:
        """The same of one activity; of one that was changed, where it comes to lie if nothing else moves.

        :param before: the activity as the plan has it, where it was changed.
        """
        months = self._spread
        if self.outlook is None:
            found = bookings_of(self.plan, activity, months, activity.stretches)
        elif before is None:
            found = bookings_on(self.outlook, self.outlook.plan.activities[activity.id], months)
        else:
            found = bookings_on(self.outlook, lying_alone(self.outlook, activity, before), months)
        return tuple(while_there(self.plan, booking) for booking in found)

    @cached_property
    def _spread(self) -> Months:
        return Months(self.plan.calendar)

    @cached_property
    def loads(self) -> Mapping[Cell, float]:
        """What each partner has to do in each month that is not over; in the present one with what is done of it."""
        return loads_of(self.bookings, self.first_month)

    @cached_property
    def overloads(self) -> tuple[Load, ...]:
        """The months in which a partner has more to do than it can, partner by partner."""
        return tuple(
            Load(
                one.partner, one.month, one.booked, one.capacity, tuple(entry for entry, effort in one.behind if effort)
            )
            for one in self.load.overloads
        )

    @cached_property
    def outside(self) -> int:
        """What lies in no month of the project, or in none in which its partner is there, in hundredths."""
        return sum(round((float(one.effort) - sum(one.months.values())) * HUNDREDTHS) for one in self.bookings)

    @property
    def calendar_months(self) -> int:
        """Months of the project."""
        return self.plan.calendar.months if self.plan.calendar else 0

    def capacity(self, cell: Cell) -> Decimal | None:
        """What a partner can do in a month: nothing where it is not there; None without bound."""
        return capacity_in(self.plan.partners[cell[0]], cell[1], self.plan.calendar)

    def room(self, cell: Cell) -> int | None:
        """What of it is not used by what is done, in hundredths."""
        can = self.capacity(cell)
        if can is None:
            return None
        return max(0, int((can * HUNDREDTHS).to_integral_value(ROUND_FLOOR)) - self.used.get(cell, 0))

    @cached_property
    def used(self) -> Mapping[Cell, int]:
        """What is done of work that is not yet done, in the month that is not over, in hundredths."""
        found: dict[Cell, int] = {}
        for booking in self.bookings:
            done = booking.done.get(self.first_month)
            if done:
                cell = (booking.partner, self.first_month)
                found[cell] = found.get(cell, 0) + _rounded_up(done)
        return found

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """What is to be done, activities first."""
        by_entry: dict[str, list[Booking]] = {}
        for booking in self.bookings:
            by_entry.setdefault(booking.entry, []).append(booking)
        found = (self._task(entry, by_entry[entry.id]) for entry in self.plan.live_work() if entry.id in by_entry)
        return tuple(task for task in found if task.present)

    def _task(self, entry: Activity | WorkPackage, bookings: list[Booking]) -> Task:
        stretches = self._days_left(entry)
        past: dict[Cell, int] = {}
        present: dict[Cell, int] = {}
        for booking in bookings:
            for month, effort in in_hundredths(booking).items():
                done = min(effort, _rounded_up(booking.done.get(month, 0.0)))
                past[booking.partner, month], present[booking.partner, month] = done, effort - done
        inside = {*self._spread.shares(stretches), *(month for (_, month), effort in present.items() if effort)}
        months = sorted(month for month in inside if month >= self.first_month)
        partners = self._taking_part(entry)
        there = [id for id in partners if not stretches or days_within(self.plan.partners[id], stretches)]
        free = {(id, month) for id in there for month in months if self._is_there((id, month))}
        present = {cell: effort for cell, effort in present.items() if effort}
        return Task(
            entry.id,
            partners,
            tuple(months),
            tuple((id, month) for id in partners for month in months if (id, month) in free or (id, month) in present),
            present,
            {cell: effort for cell, effort in past.items() if effort},
            can_change=all(_lies_inside(booking) for booking in bookings),
        )

    def _days_left(self, entry: Activity | WorkPackage) -> tuple[Stretch, ...]:
        """The days of an entry, as far as they are not over."""
        if self.outlook is None:
            return stretches_of(self.plan, entry)
        return days_from(self.outlook.days_of(self.outlook.entry_of(entry)), self.today)

    def _is_there(self, cell: Cell) -> bool:
        return is_there_in(self.plan.partners[cell[0]], cell[1], self.plan.calendar)

    def _taking_part(self, entry: Activity | WorkPackage) -> tuple[str, ...]:
        named = entry.participants if isinstance(entry, Activity) else (entry.lead,)
        everybody = {*named, *entry.effort}
        return tuple(id for id in self.plan.partners if id in everybody)


def loads_of(bookings: tuple[Booking, ...], first_month: int) -> dict[Cell, float]:
    """The effort of bookings by partner and month, from a month on."""
    sums: dict[Cell, float] = {}
    for booking in bookings:
        for month, effort in booking.months.items():
            if month >= first_month:
                cell = (booking.partner, month)
                sums[cell] = sums.get(cell, 0.0) + effort
    return {cell: round(effort, DIGITS) for cell, effort in sums.items()}


def while_there(plan: Plan, booking: Booking) -> Booking:
    """The same without what lies in months in which the partner is not there, which nobody can ask of it."""
    partner = plan.partners[booking.partner]
    if partner.since is None and partner.until is None:
        return booking
    months = {month: part for month, part in booking.months.items() if is_there_in(partner, month, plan.calendar)}
    return booking._replace(
        months=months, done={month: part for month, part in booking.done.items() if month in months}
    )


def in_hundredths(booking: Booking) -> dict[int, int]:
    """The effort of each month in whole hundredths that together are no less than it is; what is left over goes to
    the largest remainders.
    """
    total = Decimal(str(round(sum(booking.months.values()), DIGITS))) * HUNDREDTHS
    whole = int(total.to_integral_value(ROUND_CEILING))
    floors = {month: int(effort * HUNDREDTHS + 1e-6) for month, effort in booking.months.items()}
    by_remainder = sorted(floors, key=lambda month: (floors[month] - booking.months[month] * HUNDREDTHS, month))
    for month in by_remainder[: whole - sum(floors.values())]:
        floors[month] += 1
    return floors


def _rounded_up(effort: float) -> int:
    return ceil(effort * HUNDREDTHS - 1e-6)


def _lies_inside(booking: Booking) -> bool:
    return abs(sum(booking.months.values()) - float(booking.effort)) < float(f"1e-{DIGITS}")


def _is_done(entry: object) -> bool:
    return isinstance(entry, (Activity, WorkPackage)) and state_of(entry) == DONE
