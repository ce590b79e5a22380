"""Project months: month k begins k-1 calendar months after the start, clamped to the month's end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ka2plan.named_tuples import NamedTuple

DAY = timedelta(days=1)

LagUnit = Literal["d", "w", "m"]

FIRST_YEAR, LAST_YEAR = 1990, 2199
"""Years a plan can lie in: wide enough for any project, narrow enough that no sum of dates overflows."""

MAX_MONTHS = 600
"""Project months run from M1 to this one."""


@lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """The same day that many calendar months later, clamped to the month's end (31 Jan + 1 = 28 Feb)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """Number of days of a calendar month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


class Lag(NamedTuple):
    """A span of days, weeks or calendar months between two linked entries; may be negative."""

    number: int
    unit: LagUnit
    """Days, weeks or calendar months."""

    def after(self, day: date) -> date:
        """The day this lag later; months are clamped to the month's end.

        :raises OverflowError: beyond what a date can hold.
        """
        if self.unit == "m":
            try:
                return add_months(day, self.number)
            except ValueError as error:
                raise OverflowError(str(error)) from None
        return day + timedelta(days=self.number * (7 if self.unit == "w" else 1))

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"


NO_LAG = Lag(0, "d")

MAX_LAG: Mapping[LagUnit, int] = {"d": 36_500, "w": 5_200, "m": 1_200}
"""The longest lag of each unit: a hundred years, so that no sum of dates overflows."""

_UNITS: Mapping[str, LagUnit] = {"d": "d", "w": "w", "m": "m"}


def read_lag(text: str) -> Lag | None:
    """The lag written as ``10d``, ``-2w`` or ``1m``; None for what is none, or beyond a hundred years."""
    number, unit = text[:-1].strip(), _UNITS.get(text[-1:])
    digits = number[1:] if number[:1] in ("-", "+") else number
    if unit is None or not (digits.isascii() and digits.isdigit()) or len(digits) > 6:
        return None
    lag = Lag(int(number), unit)
    return lag if abs(lag.number) <= MAX_LAG[unit] else None


@lru_cache(maxsize=1024)
def read_month(text: str) -> int | None:
    """The number of a project month written as ``M7``; None where the text is none from M1 to M600."""
    digits = text[1:]
    if text[:1] not in ("M", "m") or not (digits.isascii() and digits.isdigit()) or len(digits) > 4:
        return None
    number = int(digits)
    return number if 1 <= number <= MAX_MONTHS else None


class Calendar(NamedTuple):
    """The months of one project, from its start and its duration in months."""

    start: date
    months: int

    @property
    def end(self) -> date:
        """Last day of the project."""
        return self.end_of(self.months)

    def start_of(self, month: int) -> date:
        """First day of a project month (1 is the first)."""
        return add_months(self.start, month - 1)

    def end_of(self, month: int) -> date:
        """Last day of a project month."""
        return add_months(self.start, month) - DAY

    def month_of(self, day: date) -> int:
        """The project month a day lies in; 0 and below before the project, above ``months`` after it."""
        month = (day.year - self.start.year) * 12 + day.month - self.start.month + 1
        return month - 1 if day < self.start_of(month) else month

    def written_as_start(self, day: date) -> str | None:
        """``"M7"`` where the day is the first of a project month from M1 on, else None."""
        month = self.month_of(day)
        return f"M{month}" if 1 <= month <= MAX_MONTHS and self.start_of(month) == day else None

    def written_as_end(self, day: date) -> str | None:
        """``"M7"`` where the day is the last of a project month from M1 on, else None."""
        month = self.month_of(day)
        return f"M{month}" if 1 <= month <= MAX_MONTHS and self.end_of(month) == day else None

    def spans(self) -> tuple[tuple[date, date], ...]:
        """First and last day of every project month."""
        starts = [self.start_of(month) for month in range(1, self.months + 2)]
        return tuple((first, following - DAY) for first, following in pairwise(starts))
