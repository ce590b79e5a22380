"""What is still to be done on a day, who takes part in it and in which months."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from ka2plan.figures.effort_spread import Months
from ka2plan.figures.membership import days_within, is_there_in
from ka2plan.figures.status import runs, state_of
from ka2plan.figures.workload import DIGITS, Booking, Workload, stretches_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import DONE, Activity, Plan, WorkPackage

if TYPE_CHECKING:
    from datetime import date

HUNDREDTHS = 100

Cell = tuple[str, int]
"""A partner and a project month."""


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
    """Its own months, as far as they are not over."""
    cells: tuple[Cell, ...]
    """Where its work can lie: in these months, with each who takes part and is there."""
    present: Mapping[Cell, int]
    """What is planned of whom in which of these months."""
    past: Mapping[Cell, int]
    """What is planned in months that are over."""
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
    """The work of a plan that is neither done nor cancelled, from the month of a day on, where the project runs."""

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = today
        self.is_running = runs(plan)
        """Whether the day counts: before anything runs, all months do."""
        self.first_month = max(1, plan.calendar.month_of(today)) if plan.calendar and self.is_running else 1
        """The first project month that is not over."""
        self._load = Workload(plan)

    @cached_property
    def bookings(self) -> tuple[Booking, ...]:
        """Who works how much for what that is still to be done, in months in which it is there."""
        to_do = (booking for booking in self._load.bookings if not _is_done(self.plan.entry(booking.entry)))
        return tuple(while_there(self.plan, booking) for booking in to_do)

    @cached_property
    def loads(self) -> Mapping[Cell, float]:
        """What each partner has to do in each month that is not over."""
        return loads_of(self.bookings, self.first_month)

    @cached_property
    def overloads(self) -> tuple[Load, ...]:
        """The months in which a partner has more to do than it can, partner by partner."""
        behind: dict[Cell, list[tuple[float, str]]] = {}
        for booking in self.bookings:
            for month, effort in booking.months.items():
                if effort:
                    behind.setdefault((booking.partner, month), []).append((-effort, booking.entry))
        return tuple(
            Load(id, month, self.loads[id, month], can, tuple(entry for _, entry in sorted(behind[id, month])))
            for id, month, can in self.too_much(self.loads)
        )

    def too_much(self, loads: Mapping[Cell, float]) -> list[tuple[str, int, Decimal]]:
        """Partner, month and capacity wherever loads are above it."""
        found = []
        for id, partner in self.plan.partners.items() if self.calendar_months else ():
            for month in range(self.first_month, self.calendar_months + 1) if partner.has_capacity else ():
                can = partner.capacity_in(month)
                if can is not None and loads.get((id, month), 0) > float(can):
                    found.append((id, month, can))
        return found

    @property
    def calendar_months(self) -> int:
        """Months of the project."""
        return self.plan.calendar.months if self.plan.calendar else 0

    def room(self, cell: Cell) -> int | None:
        """What a partner can do in a month, in hundredths: nothing where it is not there; None without bound."""
        if not self._is_there(cell):
            return 0
        can = self.plan.partners[cell[0]].capacity_in(cell[1])
        return None if can is None else int((can * HUNDREDTHS).to_integral_value(ROUND_FLOOR))

    def _is_there(self, cell: Cell) -> bool:
        return is_there_in(self.plan.partners[cell[0]], cell[1], self.plan.calendar)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """What is to be done, activities first."""
        by_entry: dict[str, list[Booking]] = {}
        for booking in self.bookings:
            by_entry.setdefault(booking.entry, []).append(booking)
        spread = Months(self.plan.calendar)
        found = (
            self._task(entry, by_entry[entry.id], spread) for entry in self.plan.live_work() if entry.id in by_entry
        )
        return tuple(task for task in found if task.present)

    def _task(self, entry: Activity | WorkPackage, bookings: list[Booking], spread: Months) -> Task:
        stretches = stretches_of(self.plan, entry)
        cells: dict[Cell, int] = {}
        for booking in bookings:
            for month, effort in in_hundredths(booking).items():
                cells[booking.partner, month] = effort
        inside = {*spread.shares(stretches), *(month for _, month in cells)}
        months = sorted(month for month in inside if month >= self.first_month)
        partners = self._taking_part(entry)
        there = [id for id in partners if not stretches or days_within(self.plan.partners[id], stretches)]
        free = {(id, month) for id in there for month in months if self._is_there((id, month))}
        return Task(
            entry.id,
            partners,
            tuple(months),
            tuple((id, month) for id in partners for month in months if (id, month) in free or (id, month) in cells),
            {cell: effort for cell, effort in cells.items() if cell[1] >= self.first_month and effort},
            {cell: effort for cell, effort in cells.items() if cell[1] < self.first_month and effort},
            can_change=all(_lies_inside(booking) for booking in bookings),
        )

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
    return booking._replace(months=months)


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


def _lies_inside(booking: Booking) -> bool:
    return abs(sum(booking.months.values()) - float(booking.effort)) < float(f"1e-{DIGITS}")


def _is_done(entry: object) -> bool:
    return isinstance(entry, (Activity, WorkPackage)) and state_of(entry) == DONE
