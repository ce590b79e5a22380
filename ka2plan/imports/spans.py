"""One expression of time, such as ``Q1 2027``, ``12 May``, ``M7`` or ``2027-03``, as the span that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from ka2plan.imports.dates import DAY_FIRST, MONTH_FIRST, TRIPLE, calendar_day, day_of, year_of
from ka2plan.imports.folding import folded
from ka2plan.imports.vocabulary import meanings, month_number
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import MAX_MONTHS, add_months

When = str | date
"""A project month such as ``M7``, or a day."""


class Span(NamedTuple):
    """The first and the last of an expression: the same day twice, or whole months."""

    first: When
    last: When


class Parts(NamedTuple):
    """What an expression says of a calendar date; what it leaves out may stand in the one it is joined with."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    length: int = 1
    """Months from ``month`` on, where there is no day: 3 for a quarter."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.year is not None and self.month is not None

    def span(self) -> Span | None:
        """The days that it stands for."""
        if self.year is None or self.month is None:
            return None
        first = calendar_day(self.year, self.month, self.day or 1)
        if first is None or self.day is not None:
            return Span(first, first) if first else None
        return Span(first, add_months(first, self.length) - timedelta(1))


_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?", re.ASCII)
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[-/. ](\d{1,2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})\.? ?[-/.] ?(\d{4})|(\d{1,2}) (20\d{2})", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:\. ?|[/-])(\d{1,2})\.?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.|er|º|ª)?", re.ASCII)
_YEAR = re.compile(r"20\d{2}", re.ASCII)
_DAY_NAME = re.compile(
    r"(?:the )?(\d{1,2})(?:st|nd|rd|th|\.|er|º)?[ /-]?(?:of |de |d')?([^\W\d_]{3,20})\.?"
    r"(?:,? ?(?:de |of )?[ /-]?['’]?(\d{4}|\d{2})\.?)?"
)
_YEAR_NAME_DAY = re.compile(
    r"(\d{4})[., ]{1,2}([^\W\d_]{3,20})\.? (\d{1,2})(?:\.|-[^\W\d_]{1,4}| d\.?)?|"
    r"(\d{4})[., ]{1,2}(\d{1,2})\.? ([^\W\d_]{3,20})\.?"
)
"""The year first, as in Hungarian, Lithuanian and Latvian."""
_NAME_DAY = re.compile(r"([^\W\d_]{3,20})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_NAME_YEAR = re.compile(r"([^\W\d_]{3,20})[.,]?(?: (?:de|of) )?[ /-]?['’]?(\d{4}|\d{2})\.?")
_YEAR_NAME = re.compile(r"(\d{4})[., /-]{0,2}([^\W\d_]{3,20})\.?")
_NAME = re.compile(r"([^\W\d_]{3,20})\.?")
_PROJECT_MONTH = re.compile(r"([^\W\d_ ]{1,12})\.? ?(?:no\.? ?)?0{0,2}([1-9]\d{0,2})", re.ASCII | re.IGNORECASE)
_MONTH_BEHIND = re.compile(r"(\d{1,3})(?:\.|st|nd|rd|th)? ([^\W\d_]{3,12})", re.ASCII | re.IGNORECASE)
_PIECE = r"(?:([^\W\d_]{1,12})\.? ?(\d{1,2})|(\d{1,2})(?:\.|st|nd|rd|th|er|e|º|ª)? ?([^\W\d_]{1,12}))"
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_ROMAN = re.compile(r"^(I{1,3}|IV)\.? (?=[^\W\d_]{4})")
"""The number of a quarter or a half-year as ``II trimestre`` has it."""
_PIECE_YEAR = re.compile(_PIECE + r"[ ,/.-]{0,3}(?:of )?['’]?(20\d{2}|\d{2})")
_YEAR_PIECE = re.compile(r"(20\d{2})[ ,/.-]{0,3}" + _PIECE)
_TWO_PIECES = re.compile(_PIECE + r"[ ,/.-]{0,3}(?:of )?" + _PIECE)
_WEEK = re.compile(r"(20\d{2})-?W(\d{2})", re.ASCII | re.IGNORECASE)

FIRST_SHORT_YEAR = 20
"""From which on two figures behind a month are a year and no day: nobody plans before."""

LENGTHS = {"quarter": 3, "half": 6}


def span_of(text: str, order: str = DAY_FIRST) -> Span | None:
    """The span of a whole expression; a bare figure is a project month."""
    if len(text) > 60:
        return None
    month = _project_month(text) or _bare_month(text)
    if month:
        return month
    parts = parts_of(text, order)
    return parts.span() if parts else _project_piece(text) or _week(text)


def parts_of(text: str, order: str = DAY_FIRST) -> Parts | None:
    """What an expression says of a calendar date, whole or not."""
    if len(text) > 60:
        return None
    return next((parts for reader in _READERS if (parts := reader(text, order))), None)


def _bare_month(text: str) -> Span | None:
    return _month(int(text)) if text.isdecimal() and text.isascii() and len(text) <= 3 else None


def _month(number: int) -> Span | None:
    return Span(f"M{number}", f"M{number}") if 1 <= number <= MAX_MONTHS else None


def _unit(word: str) -> str:
    return meanings("spans").get(folded(word), "")


def _project_month(text: str) -> Span | None:
    """``M7``, ``month 7``, ``7th month``."""
    found = _PROJECT_MONTH.fullmatch(text)
    if found and _unit(found[1]) == "month":
        return _month(int(found[2]))
    behind = _MONTH_BEHIND.fullmatch(text)
    return _month(int(behind[1])) if behind and _unit(behind[2]) == "month" and len(behind[2]) > 2 else None


def _iso(text: str, _order: str) -> Parts | None:
    found = _ISO.fullmatch(text)
    if found:
        return Parts(int(found[4]), int(found[3]), int(found[1]))
    compact = _COMPACT.fullmatch(text)
    return Parts(int(compact[3]), int(compact[2]), int(compact[1])) if compact else None


def _triple(text: str, order: str) -> Parts | None:
    found = TRIPLE.fullmatch(text.rstrip("."))
    if not found:
        return None
    day = day_of(found, order)
    certain = max(int(found[1]), int(found[3])) > 12 and found[2] != "."
    day = day or (day_of(found, DAY_FIRST if order == MONTH_FIRST else MONTH_FIRST) if certain else None)
    return Parts(day.day, day.month, day.year) if day else None


def _year_month(text: str, _order: str) -> Parts | None:
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        return _monthly(int(found[2]), int(found[1]))
    turned = _MONTH_YEAR.fullmatch(text)
    return _monthly(int(turned[1] or turned[3]), int(turned[2] or turned[4])) if turned else None


def _monthly(month: int, year: int) -> Parts | None:
    return Parts(None, month, year) if 1 <= month <= 12 else None


def _day_month(text: str, order: str) -> Parts | None:
    found = _DAY_MONTH.fullmatch(text)
    if not found:
        return None
    day, month = int(found[1]), int(found[2])
    if order == MONTH_FIRST and "." not in text:
        day, month = month, day
    return Parts(day, month) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _day_only(text: str, _order: str) -> Parts | None:
    found = _DAY.fullmatch(text)
    return Parts(int(found[1])) if found and 1 <= int(found[1]) <= 31 else None


def _named(text: str, _order: str) -> Parts | None:
    """A month by its name with a day, a year, or both."""
    first = _NAME_DAY.fullmatch(text)
    if first and month_number(first[1]) and (first[3] or int(first[2]) < FIRST_SHORT_YEAR):
        return Parts(int(first[2]), month_number(first[1]), int(first[3]) if first[3] else None)
    yearly = _NAME_YEAR.fullmatch(text)
    if yearly and month_number(yearly[1]) and (len(yearly[2]) == 4 or int(yearly[2]) >= FIRST_SHORT_YEAR):
        return Parts(None, month_number(yearly[1]), year_of(yearly[2]))
    turned = _YEAR_NAME.fullmatch(text)
    if turned and month_number(turned[2]):
        return Parts(None, month_number(turned[2]), int(turned[1]))
    whole = _YEAR_NAME_DAY.fullmatch(text)
    if whole and month_number(whole[2] or whole[6]):
        return Parts(int(whole[3] or whole[5]), month_number(whole[2] or whole[6]), int(whole[1] or whole[4]))
    daily = _DAY_NAME.fullmatch(text)
    if daily and month_number(daily[2]):
        return Parts(int(daily[1]), month_number(daily[2]), year_of(daily[3]) if daily[3] else None)
    alone = _NAME.fullmatch(text)
    return Parts(None, month_number(alone[1])) if alone and month_number(alone[1]) else None


def _quarter(text: str, _order: str) -> Parts | None:
    """``Q1 2027``, ``2027 Q1``, ``1. Quartal 2027``, ``H1 2027``."""
    text = _ROMAN.sub(lambda found: f"{ROMAN[found[1]]}. ", text)
    found, year = _PIECE_YEAR.fullmatch(text), 5
    pieces = found.groups()[:4] if found else ()
    if not found:
        found, year = _YEAR_PIECE.fullmatch(text), 1
        pieces = found.groups()[1:] if found else ()
    if not found:
        return None
    unit, number = _piece(pieces)
    length = LENGTHS.get(unit, 0)
    if not length or not 1 <= number <= 12 // length:
        return None
    return Parts(None, (number - 1) * length + 1, year_of(found[year]), length)


def _piece(groups: tuple[str | None, ...]) -> tuple[str, int]:
    """What a word and a figure beside it name: ``Q1`` is (quarter, 1)."""
    word, number = (groups[0], groups[1]) if groups[0] else (groups[3], groups[2])
    return _unit(word or ""), int(number or 0)


def _year_only(text: str, _order: str) -> Parts | None:
    return Parts(None, 1, int(text), 12) if _YEAR.fullmatch(text) else None


def _project_piece(text: str) -> Span | None:
    """``Y1 Q2``, ``Q2 Y1``, ``Year 2``, ``Year 2 month 3``: counted from the project's start."""
    found = _TWO_PIECES.fullmatch(text)
    if found:
        pieces = dict((_piece(found.groups()[:4]), _piece(found.groups()[4:])))
        year = pieces.pop("year", 0)
        unit, number = next(iter(pieces.items()), ("", 0))
        length = {**LENGTHS, "month": 1}.get(unit, 0)
        if not year or not length or not 1 <= number <= 12 // length:
            return None
        first = (year - 1) * 12 + (number - 1) * length + 1
        return _months(first, first + length - 1)
    year_only = _PROJECT_MONTH.fullmatch(text)
    if year_only and _unit(year_only[1]) == "year" and int(year_only[2]) < 10:
        return _months(int(year_only[2]) * 12 - 11, int(year_only[2]) * 12)
    return None


def _months(first: int, last: int) -> Span | None:
    return Span(f"M{first}", f"M{last}") if 1 <= first <= last <= MAX_MONTHS else None


def _week(text: str) -> Span | None:
    """A calendar week with its year: Monday to Sunday."""
    found = _WEEK.fullmatch(text)
    if found:
        year, week = int(found[1]), int(found[2])
    else:
        named = _PIECE_YEAR.fullmatch(text)
        unit, week = _piece(named.groups()[:4]) if named else ("", 0)
        if not named or unit != "week":
            return None
        year = year_of(named[5])
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Span(monday, monday + timedelta(6))


_READERS: tuple[Callable[[str, str], Parts | None], ...] = (
    *(_iso, _triple, _year_month, _named, _quarter, _year_only, _day_month, _day_only),
)
