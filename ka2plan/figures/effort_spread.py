"""Spreading effort evenly over working days, and finding the project months they fall into."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date

from ka2plan.plan.calendar import Calendar

Stretch = tuple[date, date]
"""First and last day."""


def working_days(first: int, last: int) -> int:
    """Days from Monday to Friday between two day numbers, both included; 0 where the last is before the
    first.
    """
    return max(_working_days_until(last) - _working_days_until(first - 1), 0)


def _working_days_until(day: int) -> int:
    weeks, rest = divmod(day, 7)  # day 1 is a Monday
    return weeks * 5 + min(rest, 5)


def _calendar_days(first: int, last: int) -> int:
    return max(last - first + 1, 0)


def days_from(stretches: tuple[Stretch, ...], today: date) -> tuple[Stretch, ...]:
    """Of some stretches the days from a day on."""
    return tuple((max(first, today), last) for first, last in stretches if last >= today)


def days_left(stretches: tuple[Stretch, ...], today: date) -> tuple[int, int]:
    """How many days of some stretches lie on a day or after it, and how many there are: working days, else calendar
    days.
    """
    ahead = days_from(stretches, today)
    for count in (working_days, _calendar_days):
        left, every = (sum(count(*map(date.toordinal, span)) for span in spans) for spans in (ahead, stretches))
        if every:
            return left, every
    return 0, 0


class Months:
    """The project's months as day numbers, to spread things over them."""

    def __init__(self, calendar: Calendar | None) -> None:
        spans = calendar.spans() if calendar else ()
        self.spans = tuple((first.toordinal(), last.toordinal()) for first, last in spans)
        self.starts = [first for first, _ in self.spans]
        self._known: dict[tuple[Stretch, ...], Mapping[int, float]] = {}

    def shares(self, stretches: tuple[Stretch, ...]) -> Mapping[int, float]:
        """The part of the stretches' working days in each project month from 1 that has some.

        Of their calendar days where they have no working day. What lies outside the project is in no month,
        so the parts can sum to less than 1.
        """
        if stretches not in self._known:
            self._known[stretches] = self._shares(stretches)
        return self._known[stretches]

    def left_of_month(self, month: int, stretches: tuple[Stretch, ...], today: date) -> float:
        """The part of the stretches' days in a month that lies on a day or after it; all where they have none there."""
        start, end = map(date.fromordinal, self.spans[month - 1])
        inside = ((max(first, start), min(last, end)) for first, last in stretches)
        left, every = days_left(tuple((first, last) for first, last in inside if first <= last), today)
        return left / every if every else 1.0

    def _shares(self, stretches: tuple[Stretch, ...]) -> Mapping[int, float]:
        spans = [(first.toordinal(), last.toordinal()) for first, last in stretches]
        count = working_days
        total = sum(count(*span) for span in spans)
        if not total:
            count = _calendar_days
            total = sum(count(*span) for span in spans)
        days: dict[int, int] = {}
        for first, last in spans:
            for month, inside in self._months_of(first, last):
                days[month] = days.get(month, 0) + count(*inside)
        return {month: number / total for month, number in sorted(days.items()) if number}

    def _months_of(self, first: int, last: int) -> Iterable[tuple[int, tuple[int, int]]]:
        index = max(bisect_right(self.starts, first) - 1, 0)
        while index < len(self.spans) and self.starts[index] <= last:
            start, end = self.spans[index]
            yield index + 1, (max(start, first), min(end, last))
            index += 1
