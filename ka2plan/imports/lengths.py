"""Columns of durations: the unit stands in the cells, shows in the dates beside them, or is taken for days and said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from ka2plan.imports.cell import Cell
from ka2plan.imports.folding import folded
from ka2plan.imports.numbers import unit_said
from ka2plan.imports.spans import When
from ka2plan.imports.vocabulary import meanings
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import MAX_MONTHS, add_months
from ka2plan.plan.types.figures import readings

DAYS, CALENDAR_DAYS, WEEKS, MONTHS, YEARS, HOURS = "days", "calendar-days", "weeks", "months", "years", "hours"
UNITS = (DAYS, CALENDAR_DAYS, WEEKS, MONTHS, YEARS, HOURS)
"""``days`` are Mondays to Fridays, as project programs count them."""

HOURS_A_DAY = 8

LONGEST_DAYS = 4000

_LENGTH = re.compile(r"(?:ca\.? |~ ?|about )?([\d.,]{1,9}) ?([^\W\d_][^\d]{0,24}?)?\??\.?")


class Length(NamedTuple):
    """So many of a unit; the unit is empty where the cell does not say it."""

    number: Decimal
    unit: str


def length_in(cell: Cell) -> Length | None:
    """A length of time: ``20``, ``20 days``, ``3 wks``, ``1,5 mons``."""
    if isinstance(cell.value, Decimal):
        shown = re.search(r'"\s*([^\W\d_]{1,12})\s*"', cell.format) if '"' in cell.format else None
        return Length(cell.value, _unit(shown[1]) if shown else "")
    found = _LENGTH.fullmatch(" ".join(cell.text[:60].split())) if isinstance(cell.value, str) else None
    numbers = {one.value for one in readings(found[1])} if found else set()
    if found is None or len(numbers) != 1:
        return None
    unit = _unit(found[2]) if found[2] else ""
    return Length(numbers.pop(), unit) if unit or not found[2] else None


def unit_beside(cell: Cell) -> str:
    """The unit that stands beside a figure: a word, a letter as in ``3.0d``, ``euro``; empty for none."""
    length = length_in(cell) if isinstance(cell.value, str) else None
    return length.unit if length and length.unit else unit_said(cell)


def _unit(word: str) -> str:
    found = meanings("units").get(folded(word), "")
    return found.replace("_", "-") if found != "minutes" else ""


def unit_by_dates(rows: Iterable[tuple[Decimal, When, When]]) -> str:
    """The one unit in which most of the lengths are what lies between start and end; empty where none is."""
    votes: dict[str, int] = {}
    count = 0
    for number, start, end in rows:
        count += 1
        for unit in (DAYS, CALENDAR_DAYS, WEEKS, MONTHS):
            votes[unit] = votes.get(unit, 0) + _is_length(number, unit, start, end)
    best = max(votes.values(), default=0)
    fitting = [unit for unit, number in votes.items() if number == best]
    return fitting[0] if best and best * 2 > count else ""


def _is_length(number: Decimal, unit: str, start: When, end: When) -> bool:
    if isinstance(start, str) and isinstance(end, str):
        return unit == MONTHS and number == int(end[1:]) - int(start[1:]) + 1
    found = end_after(start, Length(number, unit)) if isinstance(start, date) and isinstance(end, date) else None
    if found is None or not isinstance(end, date) or isinstance(found, str):
        return False
    slack = {WEEKS: 3, MONTHS: 3}.get(unit, 0)
    return abs((found - end).days) <= slack


def end_after(start: When, length: Length) -> When | None:
    """The last day, or month, of a length that begins at the start; None where it has none."""
    number, unit = length
    if unit == HOURS:
        number, unit = max(Decimal(1), (number / HOURS_A_DAY).to_integral_value(rounding="ROUND_CEILING")), DAYS
    if unit == YEARS:
        number, unit = number * 12, MONTHS
    if number <= 0 or number > LONGEST_DAYS:
        return None
    if isinstance(start, str):
        return _month_after(int(start[1:]), number) if unit == MONTHS else None
    return _day_after(start, number, unit)


def start_before(end: When, length: Length) -> When | None:
    """The first day, or month, of a length that ends then; None where none ends there."""
    if isinstance(end, str):
        months = length.number * 12 if length.unit == YEARS else length.number
        first = int(end[1:]) - months + 1
        is_whole = length.unit in (MONTHS, YEARS) and first == first.to_integral_value()
        return f"M{int(first)}" if is_whole and first >= 1 else None
    first_of_all = end - timedelta(LONGEST_DAYS)
    guess = end_after(first_of_all, length)
    if not isinstance(guess, date):
        return None
    near = first_of_all + (end - guess)
    ends = {day: end_after(day, length) for step in range(-10, 11) if (day := near + timedelta(step)) <= end}
    fitting = [day for day, last in ends.items() if isinstance(last, date) and last <= end <= last + timedelta(2)]
    return next((day for day in fitting if ends[day] == end), max(fitting, default=None))


def _month_after(first: int, number: Decimal) -> When | None:
    last = first + number - 1
    return f"M{int(last)}" if number == number.to_integral_value() and last <= MAX_MONTHS else None


def _day_after(start: date, number: Decimal, unit: str) -> date | None:
    if unit == MONTHS and number <= MAX_MONTHS:
        whole, half = divmod(number, 1)
        return add_months(start, int(whole)) + timedelta(round(30 * half)) - timedelta(1)
    if unit == WEEKS:
        return start + timedelta(max(1, round(7 * number))) - timedelta(1)
    days = int(number.to_integral_value(rounding="ROUND_CEILING"))
    return working_day(start, days) if unit == DAYS else start + timedelta(days - 1)


def working_day(start: date, number: int) -> date:
    """The so-many-th Monday to Friday from a day on."""
    weeks, rest = divmod(number - 1, 5)
    first = start + timedelta(max(0, 7 - start.weekday()) if start.weekday() > 4 else 0)
    ahead = first + timedelta(weeks * 7 + rest)
    return ahead + timedelta(2) if first.weekday() + rest > 4 else ahead
