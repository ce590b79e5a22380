"""Charts of marks: columns that stand for months, quarters or days, and the cells in them that are marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from ka2plan.imports.cell import Cell, Sheet
from ka2plan.imports.dates import calendar_day
from ka2plan.imports.folding import folded
from ka2plan.imports.numbers import says_nothing
from ka2plan.imports.periods import sort_key
from ka2plan.imports.spans import FIRST_SHORT_YEAR, LENGTHS, Span, When, span_of
from ka2plan.imports.vocabulary import meanings, month_number
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import MAX_MONTHS, add_months

LEAST = 3
"""Columns of a chart; fewer are somebody's dates."""

INITIALS = ("JFMAMJJASOND", "EFMAMJJASOND", "GFMAMGLASOND")
"""First letters of the months where they are short of room: English and most others, Spanish, Italian."""

LEAST_INITIALS = 5

_NUMBERED = re.compile(r"([^\W\d_]{1,12})\.? ?(\d{1,3})|(\d{1,3})\.? ?([^\W\d_]{1,12})")
_SHORT = re.compile(r"(\d{1,2})[./-](\d{2})", re.ASCII)
"""Month and year, as over a chart."""
_ID_IN_BAR = re.compile(r"(?!x\d)[^\W\d_]{1,12}[ .-]?\d{1,3}(?:\.\d{1,3}){0,3}\b.{0,60}", re.DOTALL)
_YEAR = re.compile(r"20\d{2}", re.ASCII)


class ChartColumn(NamedTuple):
    """One column and the time that it stands for."""

    place: int
    span: Span


class Label(NamedTuple):
    """What the heading of one column says, as far as it can be one of a chart."""

    kind: str
    """``whole`` for a time, ``number``, ``name`` of a month, ``initial``, ``quarter``, ``half``, ``week``."""
    number: int = 0
    span: Span | None = None
    year: str = ""
    """Written in the same cell or above it, such as ``2026`` or ``Year 1``."""


def chart_of(sheet: Sheet, row: int, near: date) -> tuple[ChartColumn, ...]:
    """The longest run of columns whose headings go on as time does; empty where there is none.

    Args:
        sheet: the table.
        row: of the headings.
        near: a day near the project's start, for months without a year.
    """
    labels = {place: label for place in range(sheet.width) if (label := _label(sheet, row, place))}
    runs = [run for run in _runs(labels) if len(run) >= _least(labels[run[0]].kind)]
    best = max(runs, key=len, default=[])
    return tuple(_resolved(labels, best, near)) if best else ()


def _least(kind: str) -> int:
    return LEAST_INITIALS if kind == "initial" else LEAST - 1 if kind == "whole" else LEAST


def _label(sheet: Sheet, row: int, place: int) -> Label | None:
    cell = sheet.cell(row, place)
    year = _above(sheet, row, place)
    if isinstance(cell.value, date):
        return Label("whole", 0, Span(cell.value, cell.value))
    if cell.value is None or len(cell.text) > 40:
        return None
    text, _line_end, second = cell.time_text.partition("\n")
    text, second = " ".join(text.split()), second.strip()
    if _YEAR.fullmatch(second):
        return _named_label(text, second)
    if text.isdecimal() and text.isascii() and len(text) <= 2:
        return Label("number", int(text), None, year)
    short = _SHORT.fullmatch(text)
    if short and int(short[2]) >= FIRST_SHORT_YEAR:
        return Label("whole", 0, _calendar_month(2000 + int(short[2]), int(short[1])))
    whole = span_of(" ".join(cell.time_text.split())) or span_of(text.replace("-", " - ")) or _range(text)
    if whole and not _YEAR.fullmatch(text):
        return Label("whole", 0, whole)
    return _named_label(text, year)


def _named_label(text: str, year: str) -> Label | None:
    """A month by its name or its first letter, a quarter, a half-year."""
    if month_number(text.rstrip(".")):
        return Label("name", month_number(text.rstrip(".")) or 0, None, year)
    if len(text) == 1 and text.isalpha():
        return Label("initial", ord(text.upper()), None, year)
    found = _NUMBERED.fullmatch(text)
    unit = meanings("spans").get(folded(found[1] or found[4]), "") if found else ""
    return Label(unit, int(found[2] or found[3]), None, year) if found and unit in (*LENGTHS, "week") else None


def _range(text: str) -> Span | None:
    """``M1-3``."""
    from ka2plan.imports.periods import period_in

    return period_in(text, "day-first") if any(letter.isalpha() for letter in text) else None


def _above(sheet: Sheet, row: int, place: int) -> str:
    """The nearest text above, in this column or before it, as far as the row above has any."""
    if not row:
        return ""
    for column in range(place, -1, -1):
        text = sheet.cell(row - 1, column).text
        if text:
            return " ".join(text.split())
    return ""


def _runs(labels: Mapping[int, Label]) -> Iterator[list[int]]:
    run: list[int] = []
    for place, label in labels.items():
        if run and not (place == run[-1] + 1 and _goes_on(labels[run[-1]], label)):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _goes_on(one: Label, two: Label) -> bool:
    if one.kind != two.kind:
        return False
    if one.span and two.span:
        same = isinstance(one.span.first, str) is isinstance(two.span.first, str)
        return same and sort_key(one.span.first) < sort_key(two.span.first)
    if one.kind == "name":
        return two.number == one.number % 12 + 1
    if one.kind == "initial":
        return True
    return two.number == one.number + 1 or (two.number == 1 and one.number > 1)


def _resolved(labels: Mapping[int, Label], run: Sequence[int], near: date) -> Iterator[ChartColumn]:
    readers: Mapping[str, Callable[[list[Label], date], list[Span] | None]] = {
        "whole": _whole,
        "number": _numbers,
        "name": _names,
        "initial": _initials,
        "quarter": _quarters,
        "half": _quarters,
        "week": _weeks,
    }
    chosen = [labels[place] for place in run]
    spans = readers[chosen[0].kind](chosen, near) or []
    yield from (ChartColumn(place, span) for place, span in zip(run, spans, strict=False))


def _whole(labels: list[Label], _near: date) -> list[Span] | None:
    """Months and quarters as they are; days last until the next column."""
    spans = [label.span for label in labels if label.span]
    firsts = [span.first for span in spans]
    found = []
    for place, span in enumerate(spans):
        last: When = span.last
        if span.first == span.last and isinstance(span.first, date):
            last = _until_next(firsts, place, span.first)
        found.append(Span(span.first, last))
    return found


def _until_next(firsts: list[When], place: int, first: date) -> date:
    following = firsts[place + 1] if place + 1 < len(firsts) else None
    if isinstance(following, date):
        return following - timedelta(1)
    before = firsts[place - 1] if place else None
    step = (first - before).days if isinstance(before, date) else 1
    return add_months(first, 1) - timedelta(1) if 28 <= step <= 31 else first + timedelta(max(step, 1) - 1)


def _numbers(labels: list[Label], near: date) -> list[Span] | None:
    """Project months from 1 on; under years those of the year, under months their weeks."""
    if labels[0].number not in (0, 1) and not labels[0].year:
        return None
    spans = []
    for place, label in enumerate(labels):
        month = month_number(label.year.partition(" ")[0]) if label.year else None
        above = _project_year(label.year)
        if _YEAR.fullmatch(label.year):
            span = _calendar_month(int(label.year), label.number)
        elif above:
            span = _project_months(above * 12 - 12 + label.number)
        elif month:
            whole = span_of(label.year)
            span = whole or _calendar_month(_nearest_year(month, near), month)
        else:
            span = _project_months(place + 1) if labels[0].number == 1 else None
        if span is None:
            return None
        spans.append(span)
    return spans


def _project_months(first: int, length: int = 1) -> Span | None:
    return Span(f"M{first}", f"M{first + length - 1}") if 1 <= first <= MAX_MONTHS - length else None


def _project_year(text: str) -> int:
    """``Year 2`` and ``2. leto`` as 2; 0 for what is none."""
    found = _NUMBERED.fullmatch(text)
    unit = meanings("spans").get(folded(found[1] or found[4]), "") if found else ""
    number = int(found[2] or found[3]) if found else 0
    return number if unit == "year" and number < 10 else 0


def _calendar_month(year: int, month: int, length: int = 1) -> Span | None:
    first = calendar_day(year, month, 1) if 1 <= month <= 12 else None
    return Span(first, add_months(first, length) - timedelta(1)) if first else None


def _nearest_year(month: int, near: date) -> int:
    """The year in which the month lies nearest to a day."""
    return min((near.year - 1, near.year, near.year + 1), key=lambda year: abs((date(year, month, 1) - near).days))


def _names(labels: list[Label], near: date) -> list[Span] | None:
    """Months by their names; where no year stands, the first is the one nearest to the start of the project."""
    told = next(((place, int(label.year)) for place, label in enumerate(labels) if _YEAR.fullmatch(label.year)), None)
    first = labels[0].number
    year = _nearest_year(first, near) if told is None else told[1] - (first - 1 + told[0]) // 12
    spans = []
    for place in range(len(labels)):
        years, month = divmod(first - 1 + place, 12)
        span = _calendar_month(year + years, month + 1)
        if span is None:
            return None
        spans.append(span)
    return spans


def _initials(labels: list[Label], near: date) -> list[Span] | None:
    """Months by their first letters, where these fit the year at one place only."""
    letters = "".join(chr(label.number) for label in labels)
    offsets = {offset for cycle in INITIALS for offset in range(12) if _fits(letters, cycle, offset)}
    if len(offsets) != 1:
        return None
    offset = offsets.pop()
    return _names([Label("name", (offset + place) % 12 + 1, None, one.year) for place, one in enumerate(labels)], near)


def _fits(letters: str, cycle: str, offset: int) -> bool:
    return all(letter == cycle[(offset + place) % 12] for place, letter in enumerate(letters))


def _quarters(labels: list[Label], _near: date) -> list[Span] | None:
    """Quarters and half-years of calendar years or project years, else counted from the project's start."""
    length, spans = LENGTHS[labels[0].kind], []
    year = ""
    for place, label in enumerate(labels):
        above = _project_year(label.year)
        if _YEAR.fullmatch(label.year):
            year = label.year
        elif year and not label.year and label.number == 1:
            year = str(int(year) + 1)
        if year and not above:
            span = _calendar_month(int(year), (label.number - 1) * length + 1, length)
        elif above:
            span = _project_months(above * 12 - 12 + (label.number - 1) * length + 1, length)
        else:
            span = _project_months(place * length + 1, length) if labels[0].number == 1 else None
        if span is None:
            return None
        spans.append(span)
    return spans


def _weeks(labels: list[Label], near: date) -> list[Span] | None:
    """Weeks of the calendar, whose year stands above or is the nearest; from 1 on without a year, of the project."""
    if month_number(labels[0].year.partition(" ")[0]):
        return _numbers(labels, near)
    first = next((int(label.year) for label in labels if _YEAR.fullmatch(label.year)), None)
    if first is None and labels[0].number == 1:
        begins = [near + timedelta(7 * place) for place in range(len(labels))]
        return [Span(begin, begin + timedelta(6)) for begin in begins]
    years = (near.year - 1, near.year, near.year + 1) if first is None else (first,)
    mondays = [monday for year in years if (monday := _monday(year, labels[0].number))]
    if not mondays:
        return None
    monday = min(mondays, key=lambda day: abs((day - near).days))
    begins = [monday + timedelta(7 * place) for place in range(len(labels))]
    if any(begin.isocalendar().week != label.number for begin, label in zip(begins, labels, strict=True)):
        return None
    return [Span(begin, begin + timedelta(6)) for begin in begins]


def _monday(year: int, week: int) -> date | None:
    """The Monday of a week of the calendar."""
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


class Marks:
    """Which cells of a chart are marked: by what is written in them, or by a colour that is not the background's."""

    def __init__(self, sheet: Sheet, columns: Sequence[ChartColumn], rows: Sequence[int]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._stripes = _stripes(sheet, columns, rows)

    def in_row(self, row: int, title: Cell) -> list[ChartColumn]:
        """The marked columns of a row, from left to right."""
        fills = [self._fill(row, column.place) for column in self._columns]
        is_background = len(set(fills)) == 1 and fills[0] == title.fill
        return [
            column
            for column, fill in zip(self._columns, fills, strict=True)
            if self._is_written(row, column.place)
            or (
                fill
                and not is_background
                and fill != self._stripes.get(column.place)
                and not self._says_no(row, column)
            )
        ]

    def _cell(self, row: int, place: int) -> Cell:
        first = self._sheet.merged.get((row, place))
        return self._sheet.cell(*first) if first else self._sheet.cell(row, place)

    def _fill(self, row: int, place: int) -> str:
        return self._cell(row, place).fill

    def _is_written(self, row: int, place: int) -> bool:
        cell = self._cell(row, place)
        return bool(cell.lost) or not says_nothing(cell)

    def _says_no(self, row: int, column: ChartColumn) -> bool:
        cell = self._cell(row, column.place)
        return cell.value is not None and says_nothing(cell)

    def figures(self, row: int) -> list[Cell]:
        """Cells that hold more than a mark: numbers other than 1, as of effort by month."""
        cells = [self._cell(row, column.place) for column in self._columns]
        return [cell for cell in cells if isinstance(cell.value, Decimal) and cell.value not in (0, 1)]

    def names(self, row: int) -> list[Cell]:
        """Cells that hold an id or a name with a figure in it, such as ``MS1``: more than a mark."""
        cells = [self._cell(row, column.place) for column in self._columns]
        return [cell for cell in cells if isinstance(cell.value, str) and _ID_IN_BAR.fullmatch(cell.value)]


def _stripes(sheet: Sheet, columns: Sequence[ChartColumn], rows: Sequence[int]) -> dict[int, str]:
    """Colours that a column has in every row, as weekends have: they mark nothing."""
    if len(rows) < LEAST:
        return {}
    found = {}
    for column in columns:
        fills = {sheet.cell(row, column.place).fill for row in rows}
        if len(fills) == 1 and "" not in fills:
            found[column.place] = fills.pop()
    return found if len(found) < len(columns) else {}


def stretches_of(marked: Sequence[ChartColumn], columns: Sequence[ChartColumn]) -> list[Span]:
    """Runs of marked columns that stand side by side, as first and last."""
    order = {column.place: number for number, column in enumerate(columns)}
    spans: list[Span] = []
    before = -2
    for column in marked:
        if (order[column.place] == before + 1 and spans) or (spans and column.span.first == spans[-1].first):
            spans[-1] = Span(spans[-1].first, column.span.last)
        else:
            spans.append(column.span)
        before = order[column.place]
    return spans
