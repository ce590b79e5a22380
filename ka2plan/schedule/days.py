"""Day numbers and spans: the arithmetic of links, exact for any lag and any length of chain.

A day number is ``date.toordinal()`` without its limits: a chain of lags can run past the year 9999 and no sum
overflows; only what is shown becomes a date again.
"""

from __future__ import annotations

from datetime import date

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import Lag, add_months
from ka2plan.plan.model import LinkType

ERA_DAYS, ERA_MONTHS = 146_097, 4_800
"""After 400 years the calendar repeats."""

LAST_DAY = date.max.toordinal()


class Span(NamedTuple):
    """First and last day of an entry, numbered; a due date is a span of no days that starts the day after."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of calendar days; 0 for a due date."""
        return self.end - self.start + 1


def day_of(number: int) -> date:
    """The date of a day number; what no date can hold becomes the first or the last that can."""
    return date.fromordinal(min(max(number, 1), LAST_DAY))


def shown(span: Span) -> tuple[date, date]:
    """First and last day as dates; both the due date where the span has no days."""
    end = day_of(span.end)
    return (end, end) if span.length == 0 else (day_of(span.start), end)


def months_after(day: int, months: int) -> int:
    """The day number that many calendar months later, clamped to the month's end."""
    eras, rest = divmod(day - 1, ERA_DAYS)
    more, months = divmod(months, ERA_MONTHS)
    return add_months(date.fromordinal(rest + 1), months).toordinal() + (eras + more) * ERA_DAYS


def lag_after(lag: Lag, day: int) -> int:
    """The day number that lag later."""
    if lag.unit == "m":
        return months_after(day, lag.number)
    return day + lag.number * (7 if lag.unit == "w" else 1)


def lag_before(lag: Lag, limit: int) -> int:
    """The last day number from which that lag leads to no later than ``limit``."""
    if lag.unit != "m":
        return lag_after(Lag(-lag.number, lag.unit), limit)
    day = months_after(limit, -lag.number)
    while months_after(day + 1, lag.number) <= limit:
        day += 1  # at most three times: the days that are clamped to the same month's end
    return day


def sets_start(relation: LinkType) -> bool:
    """Whether a link of this type says when its successor may start; else when it may end."""
    return relation in ("FS", "SS")


def first_permitted(relation: LinkType, lag: Lag, predecessor: Span) -> int:
    """The first day on which the successor may start (FS, SS) or end (FF, SF).

    FS: the day after the end, plus lag. SS: start + lag. FF: end + lag. SF: start + lag - 1 day.
    """
    if relation == "FS":
        return lag_after(lag, predecessor.end + 1)
    if relation == "SS":
        return lag_after(lag, predecessor.start)
    if relation == "FF":
        return lag_after(lag, predecessor.end)
    return lag_after(lag, predecessor.start) - 1


def last_permitted(relation: LinkType, lag: Lag, successor: Span) -> int:
    """The last day on which the predecessor may end (FS, FF) or start (SS, SF) for a given successor."""
    if relation == "FS":
        return lag_before(lag, successor.start) - 1
    if relation == "SS":
        return lag_before(lag, successor.start)
    if relation == "FF":
        return lag_before(lag, successor.end)
    return lag_before(lag, successor.end + 1)
