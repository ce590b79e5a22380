"""Periods in one cell: ``1-5 June 2027``, ``M1-M3; M7``, ``Dec 26 - Feb 27``, whose halves complete each other."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from decimal import Decimal

from ka2plan.imports.cell import Cell
from ka2plan.imports.dates import DAY_FIRST, SERIAL_DAYS, plain_date_text, without_weekday
from ka2plan.imports.spans import Parts, Span, When, parts_of, span_of
from ka2plan.plan.calendar import FIRST_YEAR, LAST_YEAR, MAX_MONTHS

SERIAL_ZERO = date(1899, 12, 30)

MOST_STRETCHES = 60

LONGEST = 120
"""Characters of the longest period that anybody writes."""

_BEFORE = re.compile(
    r"^(?:(?:project )?(?:months?|meseci?|monate?|mois|meses|mesi|miesiące|mjeseci)(?= \d)|from|od|von|vom|du|de|"
    r"dal|desde|del|van|fra)\.? ",
    re.IGNORECASE,
)
_FROM = re.compile(r"^(?:from|od|von|ab|desde|dal|à partir de|from)\.? ", re.IGNORECASE)
"""What only the beginning follows, where no end does."""
_BETWEEN = re.compile(
    r"^(?:between|med|zwischen|entre|tra|između|pomiędzy|mellem|mellan|mellom) (.{1,50}?) "
    r"(?:and|in|und|et|y|e|i|og|och) ",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    r" ?[–—−→>]{1,2} ?| -{1,3} | ?\.{2,3} ?| ?… ?| "
    r"(?:to|until|till|through|thru|do|bis|bis zum|au|à|al|a|hasta|até|ate|tot|t/m|til) ",
    re.IGNORECASE,
)
_DAYS_BEHIND = re.compile(r"^([^\W\d_]{3,20})\.? (\d{1,2}) ?[-–—] ?(\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
"""``June 1-5, 2027``."""
_STRETCHES = re.compile(
    r" ?[;\n+] ?|, (?=[^\d\s]{0,12}\d)| ?, ?(?=M ?\d)| & | (?:and|und|et|in|y|e|i|und) ", re.IGNORECASE
)


def moment_span(cell: Cell, order: str) -> Span | None:
    """What one cell of a column of starts, ends or due dates stands for: a day, a month, a span."""
    if isinstance(cell.value, date):
        return Span(cell.value, cell.value) if FIRST_YEAR <= cell.value.year < LAST_YEAR else None
    if isinstance(cell.value, Decimal):
        return _numbered(cell.value)
    text = plain_date_text(cell.time_text)
    if text.isdecimal() and text.isascii() and len(text) == 5:
        return _numbered(Decimal(text))
    found = _single(text, order)
    return found if found or "/" in text else period_in(_BEFORE.sub("", text), order)


def is_day_text(cell: Cell) -> bool:
    """Whether a text names one day, with its year."""
    found = moment_span(cell, DAY_FIRST) if isinstance(cell.value, str) and not cell.value.isdecimal() else None
    return found is not None and isinstance(found.first, date) and found.first == found.last


def _numbered(value: Decimal) -> Span | None:
    if value != value.to_integral_value():
        return None
    if 1 <= value <= MAX_MONTHS:
        return Span(f"M{int(value)}", f"M{int(value)}")
    if int(value) in SERIAL_DAYS:
        day = SERIAL_ZERO + timedelta(int(value))
        return Span(day, day)
    return span_of(str(int(value))) if 2000 <= value < 2100 else None


def stretches_in(cell: Cell, order: str) -> list[Span] | None:
    """The stretches of one cell in their order; None where one of them cannot be read."""
    if not isinstance(cell.value, str):
        found = moment_span(cell, order)
        return [found] if found else None
    text = plain_date_text(cell.time_text)
    whole = period_in(text, order)
    if whole:
        return [whole]
    pieces = [piece for piece in _STRETCHES.split(" ".join(cell.time_text[:400].split(" "))) if piece.strip()]
    if not 2 <= len(pieces) <= MOST_STRETCHES:
        return None
    spans = [period_in(plain_date_text(piece), order) for piece in pieces]
    found_spans = [span for span in spans if span]
    return _joined(found_spans) if len(found_spans) == len(pieces) else None


def _joined(spans: list[Span]) -> list[Span] | None:
    """In order; those that overlap make no list of stretches."""
    kinds = {isinstance(span.first, date) for span in spans}
    if len(kinds) > 1:
        return None
    ordered = sorted(spans, key=lambda span: sort_key(span.first))
    overlap = any(sort_key(one.last) >= sort_key(two.first) for one, two in itertools.pairwise(ordered))
    return None if overlap else ordered


def sort_key(moment: When) -> int:
    """What moments of one kind are ordered by."""
    return moment.toordinal() if isinstance(moment, date) else int(moment[1:])


def period_in(text: str, order: str) -> Span | None:
    """One start and one end, or one expression for both."""
    if len(text) > LONGEST:
        return None
    bare = _BETWEEN.sub(r"\1 – ", text.strip(" ()."))
    text = _DAYS_BEHIND.sub(r"\2-\3 \1 \4", _BEFORE.sub("", bare))
    alone = _single(text, order)
    if alone:
        return None if _FROM.match(bare) else alone
    for first, last in _halves(text):
        found = _between(first, last, order)
        if found:
            return found
    return None


def _single(text: str, order: str) -> Span | None:
    """One expression, which must lie on the day of the week that stands before it."""
    bare, weekday = without_weekday(text)
    found = span_of(bare, order)
    is_other_day = found and isinstance(found.first, date) and weekday not in (None, found.first.weekday())
    return None if is_other_day else found


def _halves(text: str) -> list[tuple[str, str]]:
    """Ways to divide a text in two: by a word or a dash between blanks, by each dash, by a stroke between months."""
    halves = []
    divided = _DIVIDER.split(text, maxsplit=1)
    if len(divided) == 2:
        halves.append((divided[0], divided[1]))
    places = [place for place, sign in enumerate(text) if sign in "-–—"]
    middle = len(text) / 2
    halves += [(text[:place], text[place + 1 :]) for place in sorted(places, key=lambda place: abs(place - middle))]
    if text.count("/") == 1 and any(letter.isalpha() for letter in text):
        before, _stroke, after = text.partition("/")
        halves.append((before, after))
    return halves[:8]


def _between(first: str, last: str, order: str) -> Span | None:
    first, last = (without_weekday(half.strip(" ,"))[0] for half in (first, last))
    months = _months_between(first, last)
    if months:
        return months
    begin, end = parts_of(first, order), parts_of(last, order)
    if begin and end and end.is_whole:
        return _completed(begin, end, first)
    one, two = span_of(first, order), span_of(last, order)
    if one and two and isinstance(one.first, str) is isinstance(two.last, str):
        return Span(one.first, two.last) if sort_key(one.first) <= sort_key(two.last) else None
    return None


def _months_between(first: str, last: str) -> Span | None:
    """``M7-9``, ``7-M9``, ``13-24``: project months, named on at least one side or on neither."""
    one, two = span_of(first), span_of(last)
    if one and two and isinstance(one.first, str) and isinstance(two.last, str):
        return Span(one.first, two.last) if sort_key(one.first) <= sort_key(two.last) else None
    return None


def _completed(begin: Parts, end: Parts, first: str) -> Span | None:
    """The first half with what it leaves out; where its year is missing it is the last that fits."""
    if end.day is not None and begin.day is None and begin.year is not None and begin.year < 2060:
        begin = _as_day(first) or begin
    if begin.day is not None and begin.month is None and end.day is None:
        begin = Parts(None, begin.day, begin.year) if begin.day <= 12 else begin
    filled = begin._replace(
        month=end.month if begin.month is None else begin.month, year=end.year if begin.year is None else begin.year
    )
    one, two = filled.span(), end.span()
    if one and two and begin.year is None and sort_key(one.first) > sort_key(two.last) and begin.month is not None:
        one = filled._replace(year=(filled.year or 0) - 1).span()
    if one is None or two is None or sort_key(one.first) > sort_key(two.last):
        return None
    return Span(one.first, two.last)


_NAME_AND_FIGURE = re.compile(r"([^\W\d_]{3,20})\.? (\d{1,2})(?:st|nd|rd|th)?")


def _as_day(text: str) -> Parts | None:
    """``Dec 26`` before a full date is a day of December."""
    found = _NAME_AND_FIGURE.fullmatch(text)
    known = parts_of(found[1], DAY_FIRST) if found else None
    return Parts(int(found[2]), known.month) if found and known and known.month else None
