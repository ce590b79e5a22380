"""Columns of dates: which figure is the day and which the month is concluded from the whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from ka2plan.imports.cell import Cell
from ka2plan.imports.vocabulary import month_number, weekday_number
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import FIRST_YEAR, LAST_YEAR
from ka2plan.plan.types.figures import bare

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"

LONGEST = 120
"""Characters of the longest cell that is looked at as a date."""

TRIPLE = re.compile(r"(?<!\d)(?<!\d[./])(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d|[./]\d)", re.ASCII)
"""Day and month in either order, and the year."""

_WEEKDAY = re.compile(r"([^\W\d_]{2,12})[.,]?\s+", re.UNICODE)
_TIME = re.compile(
    r"[T,]? ?(?:at )?(?<!\d)\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?\s?(?:[ap]\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE | re.ASCII,
)


_YEAR_WORD = re.compile(
    r"(?<!\d)(20\d{2})\.? ?(?:r|rok|roku|g|god|godine|godina|г|год|года|година|m|gada|gads)(?![^\W_])\.?", re.IGNORECASE
)
"""A year with the word for it behind, as ``2026 r.``, ``2026. godine`` and ``2026 m.``."""


_ASIDE = re.compile(r"(?<=\w) ?\([^()\d]{1,40}\)$")
"""A remark in brackets behind a time, as in ``M1-M24 (continuous)``."""


class DateOrder(NamedTuple):
    """Which figure stands first in ``3/4/2027``."""

    order: str = DAY_FIRST
    is_certain: bool = False
    """Whether a cell, or the user, says so."""
    is_mixed: bool = False
    """Whether cells say one thing and the other."""
    is_asked: bool = False
    """Whether any cell leaves the question open: it could be read both ways."""
    evidence: str = ""
    """The cell that tells."""
    has_odd_numbers: bool = False
    """Whether numbers stand there that no spreadsheet program writes for days, so that the others are none either."""


def plain_date_text(text: str) -> str:
    """A text without blanks in line, a time of day, or signs and digits that differ only in looks."""
    line = " ".join(text[:LONGEST].replace("\u2011", "-").replace("°", "º").split())
    if not line.isascii() and any(letter.isdecimal() and not letter.isascii() for letter in line):
        line = bare(line)
    line = _ASIDE.sub("", line)
    return _TIME.sub("", _YEAR_WORD.sub(r"\1", line))


def without_weekday(text: str) -> tuple[str, int | None]:
    """A text without the day of the week at its beginning, and which day that was."""
    found = _WEEKDAY.match(text)
    number = weekday_number(found[1]) if found else None
    is_month = found is not None and month_number(found[1]) is not None and len(found[1]) == 3
    is_month = is_month and not TRIPLE.match(text[found.end() :] if found else "")
    return (text[found.end() :], number) if found and number is not None and not is_month else (text, None)


def judged_order(cells: Sequence[Cell]) -> DateOrder:
    """The order that at least one cell can only have; which is taken is said where none tells."""
    seen: dict[str, str] = {}
    is_asked = False
    for cell in cells:
        for order in _orders(cell.value) if isinstance(cell.value, str) else ():
            seen.setdefault(order, cell.place)
            is_asked = is_asked or order == ""
    told = [order for order in (DAY_FIRST, MONTH_FIRST) if order in seen]
    found = DateOrder(is_mixed=len(told) > 1, is_asked=is_asked, has_odd_numbers=any(map(_is_odd, cells)))
    if len(told) == 1:
        return found._replace(order=told[0], is_certain=True, evidence=seen[told[0]])
    return found


def _is_odd(cell: Cell) -> bool:
    """Whether a cell holds a long number that is no day of a spreadsheet program and no day written together."""
    text = cell.text.strip()
    if not (text.isdecimal() and text.isascii()) or len(text) in (1, 2, 3, 4) or isinstance(cell.value, date):
        return False
    is_written_together = len(text) == 8 and calendar_day(int(text[:4]), int(text[4:6]), int(text[6:])) is not None
    return not is_written_together and int(text[:9]) not in SERIAL_DAYS


SERIAL_DAYS = range(36_500, 80_000)
"""Numbers of days that spreadsheet programs write for dates from 1999 to 2119."""


def _orders(text: str) -> list[str]:
    """What the dates in a text say of their order; an empty word for one that can be read both ways."""
    line, weekday = without_weekday(plain_date_text(text))
    said = []
    for found in TRIPLE.finditer(line):
        first, second = int(found[1]), int(found[3])
        if found[2] == "." or first > 12 >= second:
            said.append(DAY_FIRST)
        elif second > 12 >= first:
            said.append(MONTH_FIRST)
        elif first != second:
            said.append(_by_weekday(found, weekday))
    return said


def _by_weekday(found: re.Match[str], weekday: int | None) -> str:
    """The order in which the day falls on the weekday that is written before it."""
    fitting = [
        order
        for order in (DAY_FIRST, MONTH_FIRST)
        if weekday is not None and (day := day_of(found, order)) and day.weekday() == weekday
    ]
    return fitting[0] if len(fitting) == 1 else ""


def day_of(found: re.Match[str], order: str) -> date | None:
    """The day that three figures are in an order."""
    first, second = int(found[1]), int(found[3])
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    return calendar_day(year_of(found[4]), month, day)


def year_of(figures: str) -> int:
    """The year of four figures, or of two in this century."""
    return int(figures) + (2000 if len(figures) == 2 else 0)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, where there is one and anybody plans with it."""
    with suppress(ValueError):
        found = date(year, month, day)
        return found if FIRST_YEAR <= found.year < LAST_YEAR else None
    return None


def order_that_fits(pairs: Sequence[tuple[str, str]]) -> str:
    """Of starts and ends as texts, the order in which no end comes before its start; empty if both do or neither."""
    fitting = [order for order in (DAY_FIRST, MONTH_FIRST) if all(_follows(pair, order) for pair in pairs)]
    return fitting[0] if len(fitting) == 1 else ""


def _follows(pair: tuple[str, str], order: str) -> bool:
    days = [day_of(found, order) for text in pair if (found := TRIPLE.search(plain_date_text(text)))]
    return len(days) < 2 or (days[0] is not None and days[1] is not None and days[0] <= days[1])
