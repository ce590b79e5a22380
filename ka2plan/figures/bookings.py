"""Who works how much for what, month by month: as planned or, while the project runs, as it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ka2plan.figures.effort_spread import Months, Stretch, days_from, days_left
from ka2plan.figures.membership import own_days
from ka2plan.figures.status import state_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import DAY
from ka2plan.plan.model import DONE, RUNNING, Activity, Plan, WorkPackage, span_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

NOTHING: Mapping[int, float] = {}


class Booking(NamedTuple):
    """What one partner works for one activity, or for a work package on top of its activities."""

    partner: str
    entry: str
    effort: Decimal
    months: Mapping[int, float]
    """Effort in each project month from 1 that has some; empty without dates."""
    done: Mapping[int, float] = NOTHING
    """How much of it is done by the day on which it was looked at; nothing before the project runs."""


class Outlook(NamedTuple):
    """A running project seen from a day."""

    today: date
    first_month: int
    """The first project month that is not over."""
    plan: Plan
    """The plan with every activity where it comes to lie, and its effort with it."""
    planned: Plan
    """The plan as it is written."""

    def entry_of(self, entry: Activity | WorkPackage) -> Activity | WorkPackage:
        """An entry of the plan as it comes to lie."""
        return self.plan.activities.get(entry.id, entry) if isinstance(entry, Activity) else entry

    def days_of(self, entry: Activity | WorkPackage) -> tuple[Stretch, ...]:
        """The days of an entry as it comes to lie; a work package begins as planned and ends with what is in it."""
        stretches = stretches_of(self.plan, entry)
        planned = () if isinstance(entry, Activity) else stretches_of(self.planned, entry)
        if not planned or not stretches:
            return stretches or planned
        return ((planned[0][0], max(planned[0][1], stretches[0][1])),)


def bookings_in(plan: Plan, outlook: Outlook | None) -> Iterator[Booking]:
    """All effort, activities first, what is done as well; an id that is no partner of the plan is left out."""
    months = Months(plan.calendar)
    for entry in plan.live_work():
        if entry.effort and outlook:
            yield from bookings_on(outlook, outlook.entry_of(entry), months)
        elif entry.effort:
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
            own = own_days(plan.partners[partner], stretches)
            each = {month: float(amount) * share for month, share in months.shares(own).items()}
        yield Booking(partner, entry.id, amount, each)


def bookings_on(outlook: Outlook, entry: Activity | WorkPackage, months: Months) -> Iterator[Booking]:
    """The effort of an entry as it comes to lie: what is done by the day stays in its months, what is left lies from
    the day on.

    What is done counts in months that are over and no more. Of what runs so much is left as its progress says; where
    it says nothing, as much as of its days. What a work package has itself goes by its days.
    """
    stretches = outlook.days_of(entry)
    is_done = state_of(entry) == DONE
    for booking in bookings_of(outlook.plan, entry, months, stretches):
        if is_done:
            past = {month: part for month, part in booking.months.items() if month < outlook.first_month}
            yield booking._replace(months=past, done=past)
        elif stretches and booking.partner in entry.effort_by_month:
            yield _named(outlook, entry, booking, stretches, months)
        elif stretches:
            yield _spread(outlook, entry, booking, stretches, months)
        else:
            yield booking


def _spread(
    outlook: Outlook,
    entry: Activity | WorkPackage,
    booking: Booking,
    stretches: tuple[Stretch, ...],
    months: Months,
) -> Booking:
    """One number: what is done lies evenly on the days before the day, what is left on those from it on."""
    own = own_days(outlook.plan.partners[booking.partner], stretches)
    before, ahead = _before(own, outlook.today), days_from(own, outlook.today)
    left = _left_by_progress(entry)
    if left is None:
        to_come, every = days_left(own, outlook.today)
        left = to_come / every if every else 0.0
    gone, to_do = float(booking.effort) * (1 - left), float(booking.effort) * left
    done = {month: gone * share for month, share in months.shares(before).items()} if before else {}
    if gone and not before:
        done = {outlook.first_month: gone}
    shares = months.shares(ahead or days_from(stretches, outlook.today)) if to_do else {}
    return _together(booking, done, {month: to_do * share for month, share in shares.items()})


def _named(
    outlook: Outlook,
    entry: Activity | WorkPackage,
    booking: Booking,
    stretches: tuple[Stretch, ...],
    months: Months,
) -> Booking:
    """Named months: those that are over are done, of the present one as much as of its days. Where the entry names none
    from now on, what its progress leaves lies evenly from the day on.
    """
    now, named = outlook.first_month, booking.months
    done = {month: part for month, part in named.items() if month < now}
    ahead = {month: part for month, part in named.items() if month >= now}
    left = _left_by_progress(entry)
    if left and not _names_months_from(entry, now):
        to_do = left * sum(done.values())
        done = {month: part * (1 - left) for month, part in done.items()}
        ahead = {month: to_do * share for month, share in months.shares(days_from(stretches, outlook.today)).items()}
    here = ahead.get(now, 0.0)
    if here:
        gone = here * (1 - months.left_of_month(now, stretches, outlook.today))
        done[now], ahead[now] = gone, here - gone
    return _together(booking, done, ahead)


def _names_months_from(entry: Activity | WorkPackage, first: int) -> bool:
    named = entry.effort_by_month.values()
    return any(effort and month >= first for months in named for month, effort in months.items())


def _together(booking: Booking, done: Mapping[int, float], ahead: Mapping[int, float]) -> Booking:
    every = {month: done.get(month, 0.0) + ahead.get(month, 0.0) for month in sorted({*done, *ahead})}
    return booking._replace(months=every, done=done)


def _left_by_progress(entry: Activity | WorkPackage) -> float | None:
    """How much is left by what the plan says; None where it says nothing."""
    if not isinstance(entry, Activity) or entry.progress is None or state_of(entry) != RUNNING:
        return None
    return 1 - min(max(entry.progress, 0), 100) / 100


def _before(stretches: tuple[Stretch, ...], today: date) -> tuple[Stretch, ...]:
    return tuple((first, min(last, today - DAY)) for first, last in stretches if first < today)
