"""How the cells of each column are read, concluded from the column as a whole and from those beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ka2plan.imports.cell import Cell, Sheet, filled
from ka2plan.imports.columns import FIGURES, TIMES, Column, data_cells, group_text
from ka2plan.imports.dates import DAY_FIRST, MONTH_FIRST, DateOrder, judged_order, order_that_fits
from ka2plan.imports.folding import folded
from ka2plan.imports.lengths import (
    CALENDAR_DAYS,
    DAYS,
    HOURS,
    MONTHS,
    UNITS,
    WEEKS,
    length_in,
    unit_beside,
    unit_by_dates,
)
from ka2plan.imports.numbers import (
    UNTOLD,
    Figures,
    has_percent_sign,
    judged_figures,
    names_other_money,
    number_in,
    times_in,
    unit_of_effort,
)
from ka2plan.imports.options import COMMA, PERCENT, POINT, SHARES
from ka2plan.imports.packages import says_only_figures
from ka2plan.imports.periods import moment_span
from ka2plan.imports.spans import When
from ka2plan.imports.table import Table
from ka2plan.imports.vocabulary import meanings, words
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from decimal import Decimal

MONEY_HEADS = ("amount", "budget", "total", "effort", "rate", "capacity", "target", "achieved")


def judged(table: Table) -> Table:
    """The table with a reading for every column that needs one."""
    columns = _with_orders(table.sheet, table.rows, table.columns)
    columns = [_without_other_money(column) for column in columns]
    columns = _with_figures(table, columns)
    columns = [_with_unit(table, column, columns) for column in columns]
    columns = _with_unit_of_sums(columns)
    columns = [_with_shares(table, column) for column in columns]
    return table._replace(columns=tuple(columns))


def _with_orders(sheet: Sheet, rows: Sequence[int], columns: Sequence[Column]) -> list[Column]:
    """Each column's order of dates: its own, else that of the others, else the one in which ends follow starts."""
    own = {column.place: judged_order(data_cells(sheet, column.place, rows)) for column in columns if _is_time(column)}
    certain = {order.order for order in own.values() if order.is_certain}
    shared = certain.pop() if len(certain) == 1 else "" if certain else order_that_fits(_pairs(sheet, rows, columns))
    judged_columns = []
    for column in columns:
        order = own.get(column.place)
        if order is None:
            judged_columns.append(column)
        elif column.reading in (DAY_FIRST, MONTH_FIRST):
            judged_columns.append(column._replace(order=DateOrder(column.reading, is_certain=True)))
        elif order.is_certain or order.is_mixed or not shared:
            judged_columns.append(column._replace(order=order))
        else:
            judged_columns.append(column._replace(order=order._replace(order=shared, is_certain=True)))
    return judged_columns


def _without_other_money(column: Column) -> Column:
    """A column of another currency is not used, which is said."""
    if column.head not in ("amount", "budget", "total", "rate") or not names_other_money(column.heading):
        return column
    return column._replace(field="", why=_("in another currency than EUR"))


def _is_time(column: Column) -> bool:
    return column.field in TIMES


def _pairs(sheet: Sheet, rows: Sequence[int], columns: Sequence[Column]) -> list[tuple[str, str]]:
    places = [column.place for field in ("start", "end") for column in columns if column.field == field]
    if len(places) < 2:
        return []
    pairs = ((sheet.cell(row, places[0]).value, sheet.cell(row, places[1]).value) for row in rows)
    return [(one, two) for one, two in pairs if isinstance(one, str) and isinstance(two, str)]


def _with_figures(table: Table, columns: Sequence[Column]) -> list[Column]:
    own = {
        column.place: judged_figures(data_cells(table.sheet, column.place, table.rows))
        for column in columns
        if column.head in MONEY_HEADS or column.field in FIGURES
    }
    certain = {figures.point for figures in own.values() if figures.is_certain}
    shared = Figures(certain.pop()) if len(certain) == 1 else UNTOLD
    return [
        column._replace(figures=_figures(table, column, own[column.place], shared)) if column.place in own else column
        for column in columns
    ]


def _figures(table: Table, column: Column, own: Figures, shared: Figures) -> Figures:
    if column.reading in (POINT, COMMA):
        own = Figures("." if column.reading == POINT else ",", is_certain=True)
    return (own if own.is_certain else shared)._replace(times=_times(column, table))


def _times(column: Column, table: Table) -> int:
    """1,000 where the heading of a column of money, or what stands above it, says thousands."""
    if column.head not in ("amount", "budget", "total"):
        return 1
    sheet = table.sheet
    above = [cell.text for row in sheet.rows[: table.row] for cell in filled(row) if len(list(filled(row))) == 1]
    corner = sheet.cell(table.row, 0).text
    group = group_text(sheet, table.row, column.place)
    return max(map(times_in, (column.heading, f"{group} {column.heading}", corner, *above)))


def _with_unit(table: Table, column: Column, columns: Sequence[Column]) -> Column:
    if column.head == "effort" or column.field == "total":
        return column._replace(unit=_effort_unit(column, table))
    if column.field not in ("duration", "months", "days"):
        return column
    if column.reading in UNITS:
        return column._replace(unit=column.reading)
    return column._replace(unit=_length_unit(table, column, columns))


def _with_unit_of_sums(columns: Sequence[Column]) -> list[Column]:
    """Effort whose own headings say no unit has that of the column of its sums."""
    is_money = any(column.head == "budget" for column in columns)
    units = {column.unit for column in columns if column.field == "total" and column.unit}
    unit = units.pop() if len(units) == 1 and not is_money else ""
    return [column._replace(unit=unit) if column.head == "effort" and not column.unit else column for column in columns]


def _effort_unit(column: Column, table: Table) -> str:
    """``months``, ``days`` or ``hours`` where the heading, the sheet or a text above the table say it."""
    sheet = table.sheet
    above = [
        cell.text
        for row in sheet.rows[: table.row]
        for cell in filled(row)
        if len(list(filled(row))) == 1 or set(folded(cell.text).split()) <= words("effort")
    ]
    corner = sheet.cell(table.row, 0).text
    above += [corner] if says_only_figures(corner) else []
    if column.reading in (MONTHS, DAYS):
        return column.reading
    own = f"{group_text(sheet, table.row, column.place)} {column.heading}"
    if column.field == "total" and ("€" in own or set(folded(own).split()) & words("money")):
        return ""
    for said in (column.heading, own, sheet.name, *above):
        if unit := unit_of_effort(said):
            return unit
    units = set(map(unit_beside, data_cells(sheet, column.place, table.rows))) - {"", "euro"}
    return units.pop() if len(units) == 1 and units <= {DAYS, HOURS, MONTHS} else ""


def _length_unit(table: Table, column: Column, columns: Sequence[Column]) -> str:
    """The unit of bare figures: as the heading says, as start and end show, else days."""
    said = _unit_in(column.heading)
    if said:
        return said
    starts, ends = ([one for one in columns if one.field == field] for field in ("start", "end"))
    if starts and ends:
        unit = unit_by_dates(_dated_lengths(table, column, starts[0], ends[0]))
        if unit:
            return unit
    if column.field == "months":
        return MONTHS if not _are_project_days(table, column) else DAYS
    if column.field == "days":
        return CALENDAR_DAYS if "calendar" in folded(column.heading) else DAYS
    return MONTHS if starts and _counts_months(table, starts[0]) else DAYS


def _unit_in(heading: str) -> str:
    known = {**meanings("units")}
    parts = [part for part in folded(heading).split() if len(part) > 2]
    found = {known[part].replace("_", "-") for part in parts if part in known}
    if {"calendar", "koledarskih", "kalendertage"} & set(parts):
        return CALENDAR_DAYS
    found &= {DAYS, WEEKS, MONTHS, "years", "hours"}
    return found.pop() if len(found) == 1 else ""


def _are_project_days(table: Table, column: Column) -> bool:
    """Whether what is called months can be none: more than ten years."""
    return any(
        number > 120
        for cell in data_cells(table.sheet, column.place, table.rows)
        if (number := number_in(cell, UNTOLD))
    )


def _counts_months(table: Table, starts: Column) -> bool:
    """Whether starts are project months."""
    cells = data_cells(table.sheet, starts.place, table.rows)
    spans = [span for cell in cells if (span := moment_span(cell, starts.order.order))]
    return bool(spans) and all(isinstance(span.first, str) for span in spans)


def _dated_lengths(table: Table, column: Column, starts: Column, ends: Column) -> Iterator[tuple[Decimal, When, When]]:
    for row in table.rows:
        length = length_in(table.sheet.cell(row, column.place))
        first = moment_span(table.sheet.cell(row, starts.place), starts.order.order)
        last = moment_span(table.sheet.cell(row, ends.place), ends.order.order)
        if length and not length.unit and length.number and first and last:
            yield length.number, first.first, last.last


def _with_shares(table: Table, column: Column) -> Column:
    """A column of progress without signs in which nothing is above 1 counts shares of 1."""
    if column.field != "progress":
        return column
    if column.reading in (SHARES, PERCENT):
        return column._replace(as_shares=column.reading == SHARES)
    cells = [cell for cell in data_cells(table.sheet, column.place, table.rows) if not _has_percent(cell)]
    numbers = [number for cell in cells if (number := number_in(cell, UNTOLD)) is not None]
    return column._replace(as_shares=bool(numbers) and max(numbers) <= 1 and any(numbers))


def _has_percent(cell: Cell) -> bool:
    return "%" in cell.format or has_percent_sign(cell)
