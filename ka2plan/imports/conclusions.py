"""What was concluded of each column, in a sentence with one example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ka2plan.imports.cell import Cell, letters_of
from ka2plan.imports.columns import TIMES, Column, data_cells
from ka2plan.imports.dates import DAY_FIRST, MONTH_FIRST, judged_order
from ka2plan.imports.figures_of_rows import effort_in
from ka2plan.imports.folding import folded
from ka2plan.imports.lengths import CALENDAR_DAYS, DAYS, HOURS, MONTHS, WEEKS, YEARS, length_in, unit_beside
from ka2plan.imports.numbers import money_in, percent_in, says_nothing
from ka2plan.imports.partner_columns import ACCOUNTABLE, INFORMED, PART, RESPONSIBILITIES, part_of_cell
from ka2plan.imports.periods import moment_span, stretches_in
from ka2plan.imports.spans import Span, When
from ka2plan.imports.sums import shown
from ka2plan.imports.table import Table
from ka2plan.imports.table_kinds import ACTIVITIES, DELIVERABLES, INDICATORS, MATRIX, MILESTONES, PACKAGES, PARTNERS
from ka2plan.words.figures import day
from ka2plan.words.messages import _, pgettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from decimal import Decimal

WIDTH = 34

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def kind_sentence(table: Table) -> str:
    """What a sheet was taken for."""
    kinds = {
        ACTIVITIES: _("a list of activities"),
        MILESTONES: _("a list of milestones"),
        DELIVERABLES: _("a list of deliverables"),
        PACKAGES: _("a list of work packages"),
        PARTNERS: _("a list of organisations"),
        INDICATORS: _("a list of indicators"),
        MATRIX: _("a table of organisations and work packages"),
    }
    return _("a list of activities with a chart") if table.kind == ACTIVITIES and table.chart else kinds[table.kind]


def column_lines(table: Table) -> Iterable[str]:
    """One line a column: its letter, its heading, what it is taken for and how it is read."""
    for column in table.columns:
        line = _line_of(table, column.place) if table.sheet.is_turned else column.letters or letters_of(column.place)
        head = f"  {line:<3} {visible(column.heading, 40):<{WIDTH}}"
        if not column.field:
            yield f"{head} {_('(not used: {why})').format(why=column.why) if column.why else _('(not used)')}"
            continue
        why = _why(table, column)
        yield f"{head} -> {column.field}" + (f": {why}" if why else "")
    yield from _without_headings(table)
    if table.chart:
        yield from _chart_line(table)


def _line_of(table: Table, place: int) -> str:
    """The row of a heading in a table on its side."""
    return table.sheet.cell(table.row, place).place.lstrip(LETTERS) or str(place + 1)


def _without_headings(table: Table) -> Iterable[str]:
    """A line for each column that says something below no heading."""
    charted = {column.place for column in table.chart}
    used = {column.place for column in table.columns} | charted | {place for place, _heading in table.packages}
    for place in range(table.sheet.width):
        cells = data_cells(table.sheet, place, table.rows) if place not in used else []
        if cells and not any((row, place) in table.sheet.merged for row in table.rows):
            line = _line_of(table, place) if table.sheet.is_turned else letters_of(place)
            heading, told = _("(no heading)"), _("(not used)")
            yield f"  {line:<3} {heading:<{WIDTH}} {told}"


def _chart_line(table: Table) -> Iterable[str]:
    first, last = table.chart[0], table.chart[-1]
    message = _("{first} to {last}: a chart from {begin} to {end}; what is marked or coloured counts")
    if len({column.span.first for column in table.chart}) < len(table.chart):
        message = _("{first} to {last}: a chart from {begin} to {end}; a marked week counts as its whole month")
    yield "  " + message.format(
        first=letters_of(first.place),
        last=letters_of(last.place),
        begin=moment_text(first.span.first),
        end=moment_text(last.span.last),
    )


def _why(table: Table, column: Column) -> str:
    cells = [
        cell for cell in data_cells(table.sheet, column.place, table.rows) if not says_nothing(cell) and not cell.lost
    ]
    if not cells:
        return pgettext("value", "empty")
    if column.field in TIMES:
        return _time(column, cells)
    if column.field in ("duration", "months", "days"):
        return _length(column, cells)
    if column.head in ("budget", "effort", "amount", "total"):
        return _figure(column, cells, is_money=_is_money(table, column))
    if column.field == "progress":
        return _progress(column, cells)
    if column.head == PART and any(folded(cell.text) in RESPONSIBILITIES for cell in cells):
        return ", ".join(dict.fromkeys(_part(cell) for cell in cells))
    return _("“{example}”").format(example=visible(" ".join(cells[0].text.split()), 30))


def _part(cell: Cell) -> str:
    """What a letter or a mark says of who takes part."""
    messages = {
        "lead": _("“{mark}” leads"),
        ACCOUNTABLE: _("“{mark}” takes part, and leads where nobody else does"),
        INFORMED: _("“{mark}” takes no part"),
    }
    message = messages.get(part_of_cell(cell) or "", _("“{mark}” takes part"))
    return message.format(mark=visible(cell.text, 20))


def moment_text(moment: When) -> str:
    """``4 Mar 2027`` or ``M7``."""
    return day(moment) if isinstance(moment, date) else moment


def _span_text(span: Span) -> str:
    if span.first == span.last:
        return moment_text(span.first)
    return _("{begin} to {end}").format(begin=moment_text(span.first), end=moment_text(span.last))


def _time(column: Column, cells: list[Cell]) -> str:
    told = _order_told(column, cells).rstrip("; ")
    if _are_exchanged(cells):
        message = _("{told}; days written as dates may have day and month exchanged, since none is later than the 12th")
        return message.format(told=told)
    return told


def _are_exchanged(cells: list[Cell]) -> bool:
    """Whether texts are only what a program could not take for a date of its own country."""
    days = [cell.value for cell in cells if isinstance(cell.value, date)]
    orders = [judged_order([cell]) for cell in cells if isinstance(cell.value, str)]
    told = [order for order in orders if order.is_certain]
    return len(days) > 1 and bool(told) and len(told) == len(orders) and all(day.day <= 12 for day in days)


def _order_told(column: Column, cells: list[Cell]) -> str:
    order = column.order
    if order.has_odd_numbers:
        cells = [cell for cell in cells if not cell.text.isdecimal()]
    open_cells = [cell for cell in cells if isinstance(cell.value, str) and _is_open(cell)]
    if order.is_mixed:
        return _("some cells are day first and some month first; those that could be either are not read")
    if open_cells:
        example = _example(open_cells[0], column)
        if order.is_certain:
            words = {DAY_FIRST: _("day first; {example}"), MONTH_FIRST: _("month first; {example}")}
            return words[order.order].format(example=example)
        message = _("day first, which no cell tells; {example}; else say --column {option}")
        option = f"'{column.field}={visible(column.heading, 40)},{MONTH_FIRST}'"
        return message.format(example=example, option=option)
    if order.is_certain and order.evidence:
        told = next((cell for cell in cells if cell.place == order.evidence), cells[0])
        words = {DAY_FIRST: _("day first; {example}"), MONTH_FIRST: _("month first; {example}")}
        return words[order.order].format(example=_example(told, column))
    return next((example for cell in cells if (example := _example(cell, column))), "")


def _is_open(cell: Cell) -> bool:
    return judged_order([cell]).is_asked


def _example(cell: Cell, column: Column) -> str:
    if column.field in ("period", "periods"):
        spans = stretches_in(cell, column.order.order) or []
    else:
        span = moment_span(cell, column.order.order)
        spans = [span] if span else []
    if not spans:
        return ""
    edge = spans[0]
    if column.field == "start" and len(spans) == 1 and edge.first != edge.last and _is_month(edge):
        edge = Span(edge.first, edge.first)
    elif column.field == "end" and len(spans) == 1:
        edge = Span(edge.last, edge.last)
    told = _span_text(edge) if len(spans) == 1 else ", ".join(map(_span_text, spans))
    return _("{written} = {meant}").format(written=visible(cell.text, 40), meant=told)


def _is_month(span: Span) -> bool:
    return isinstance(span.first, date) and isinstance(span.last, date) and (span.last - span.first).days < 32


def _length(column: Column, cells: list[Cell]) -> str:
    bare = next((cell for cell in cells if (length := length_in(cell)) and not length.unit), None)
    units: Mapping[str, str] = {
        DAYS: _("days, Monday to Friday, as project programs count them; {example}"),
        CALENDAR_DAYS: _("days of the calendar; {example}"),
        WEEKS: _("weeks; {example}"),
        MONTHS: _("months; {example}"),
        YEARS: _("years; {example}"),
        HOURS: _("hours, eight a day; {example}"),
    }
    if bare is not None:
        names = unit_names()
        length = length_in(bare)
        number = shown(length.number) if length else bare.text
        example = _("{written} = {number} {unit}").format(
            written=visible(bare.text, 30), number=number, unit=names[column.unit]
        )
        return units[column.unit].format(example=example)
    told = next(((cell, length) for cell in cells if (length := length_in(cell))), None)
    if told is None:
        return ""
    names = unit_names()
    example = _("{written} = {number} {unit}")
    return example.format(written=visible(told[0].text, 30), number=shown(told[1].number), unit=names[told[1].unit])


def unit_names() -> dict[str, str]:
    """Units of lengths in words."""
    return {
        DAYS: _("working days"),
        CALENDAR_DAYS: _("days"),
        WEEKS: _("weeks"),
        MONTHS: _("months"),
        YEARS: _("years"),
        HOURS: _("hours"),
    }


def _is_money(table: Table, column: Column) -> bool:
    """Whether figures are amounts; sums without a unit are what stands beside them."""
    if column.field != "total":
        return column.head in ("budget", "amount")
    return not column.unit and (bool(table.columns_of("budget")) or not table.columns_of("effort"))


def _figure(column: Column, cells: list[Cell], *, is_money: bool) -> str:
    def read(cell: Cell) -> Decimal | None:
        return money_in(cell, column.figures) if is_money else effort_in(cell, column.figures, column.unit)

    numbers = [(cell, number) for cell in cells if (number := read(cell)) is not None]
    texts = [told for told in numbers if isinstance(told[0].value, str)]
    dividing = [told for told in texts if any(sign in told[0].text for sign in ".,'")]
    chosen, number = next(iter(dividing or texts or numbers), (None, None))
    if chosen is None or number is None:
        return ""
    said = column.unit or unit_beside(chosen)
    unit = _("EUR") if is_money else _effort_words().get(said, _("of effort, in the plan's unit"))
    message = _("{written} = {number} {unit}")
    if column.field == "total":
        message = _("sums, to compare; {written} = {number} {unit}")
    return message.format(written=visible(chosen.text, 30), number=shown(number), unit=unit)


def _effort_words() -> dict[str, str]:
    return {MONTHS: _("person-months"), DAYS: _("person-days"), HOURS: _("hours, eight to a person-day")}


def _progress(column: Column, cells: list[Cell]) -> str:
    for cell in cells:
        number = percent_in(cell, as_shares=column.as_shares, figures=column.figures)
        if number is not None:
            message = _("shares of 1; {written} = {number} %") if column.as_shares else _("{written} = {number} %")
            return message.format(written=visible(cell.text, 30), number=shown(number))
    return ""
