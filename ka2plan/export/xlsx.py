"""``export xlsx``: a workbook whose budget adds up by formulas, with workload, activities and the Gantt as cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.charts.bars import FREE, cells_of, status_sign
from ka2plan.charts.chart import Chart, Row, said_of
from ka2plan.charts.legend import legend_of, signs_of
from ka2plan.charts.ruler import columns_of
from ka2plan.charts.scale import page_scale
from ka2plan.charts.signs import UNICODE
from ka2plan.charts.tables.activities import activities_table
from ka2plan.charts.tables.budget import short_name
from ka2plan.charts.tables.further import with_further_keys
from ka2plan.charts.tables.table import Value
from ka2plan.charts.tables.workload import months_table
from ka2plan.export.budget_sums import budget
from ka2plan.export.entry_sheets import write_entry_sheets
from ka2plan.export.material import Material
from ka2plan.export.workbook import Workbook
from ka2plan.plan.schema import ACTIVITIES
from ka2plan.words.messages import _

NAMES = 4
"""Columns of the Gantt before its first month."""

ACTIVITY_COLUMNS = (
    *("id", "wp", "title", "start", "end", "lead", "partners", "venue", "money", "after", "state", "results"),
    *("progress", "periods", "note", "items", "serves", "actual start", "actual end"),
)

IN_OTHER_PLACES = ("amount", "status", "actual", "budget", "effort")
"""Keys that stand under other names, or on another sheet."""

DIGITS = 9
"""Of a month's effort: the formula beside the months then gives what the plan says."""


def write(material: Material) -> bytes:
    """An Office Open XML workbook; no text of the plan becomes a formula or a link."""
    workbook = Workbook(material.title, material.created, with_cents=_has_cents(material))
    _budget(workbook, material)
    _activities(workbook, material)
    _workload(workbook, material)
    _gantt(workbook, material.chart)
    write_entry_sheets(workbook, material)
    return workbook.close()


def _has_cents(material: Material) -> bool:
    money = material.money
    amounts = [*money.by_activity.values(), *money.by_partner.values(), *(wp.total for wp in money.by_wp.values())]
    return any(amount != amount.to_integral_value() for amount in amounts)


def _heads(workbook: Workbook, sheet: Any, row: int, heads: Sequence[str]) -> None:
    for column, head in enumerate(heads):
        workbook.write(sheet, row, column, head, workbook.head)


def _budget(workbook: Workbook, material: Material) -> None:
    """The table of money on row 2 and below, its sums as formulas, and how it closes."""
    table, plan = budget(material), material.plan
    packages = [column.key.removeprefix("wp ") for column in table.columns if column.key.startswith("wp ")]
    sheet = workbook.sheet(_("Budget"), [34, *[16] * (len(packages) + 1)])
    workbook.write(sheet, 0, 0, material.title, workbook.title)
    if plan.work_packages:
        titles = [f"{id} {plan.work_packages[id].title}" if id else short_name(id) for id in packages]
        _heads(workbook, sheet, 2, [table.headings[0], *titles, table.headings[-1]])
        for row, line in enumerate(table.rows, 3):
            _matrix_row(workbook, sheet, row, _organisation(material, str(line.values[0])), line.values[1:-1])
    else:
        _heads(workbook, sheet, 2, table.headings[1:])
        for row, line in enumerate(table.rows, 3):
            workbook.write(sheet, row, 0, f"{line.values[0]} {line.values[1]}", workbook.text)
            sheet.write_number(row, 1, _number(line.values[2]), workbook.money)
    last = 3 + len(table.rows)
    totals = table.total.values[-1 - len(packages) :] if table.total else (0,)
    _totals(workbook, sheet, last, totals)
    _closing(workbook, sheet, material, last + 2, _cell(last, len(totals)), packages, last)
    sheet.freeze_panes(3, 1)


def _organisation(material: Material, id: str) -> str:
    return f"{id} {material.partner_name(id)}" if id in material.plan.partners else id


def _number(value: Value) -> float:
    """A figure as a number; nought for none."""
    return float(value) if isinstance(value, int | float | Decimal) else 0.0


def _matrix_row(workbook: Workbook, sheet: Any, row: int, name: str, amounts: Sequence[Value]) -> None:
    workbook.write(sheet, row, 0, name, workbook.text)
    for column, amount in enumerate(amounts, 1):
        sheet.write_number(row, column, _number(amount), workbook.money)
    formula = f"=SUM({_cell(row, 1)}:{_cell(row, len(amounts))})"
    sheet.write_formula(row, len(amounts) + 1, formula, workbook.sum, sum(map(_number, amounts)))


def _totals(workbook: Workbook, sheet: Any, row: int, totals: Sequence[Value]) -> None:
    sheet.write_string(row, 0, _("Total"), workbook.head)
    for column, total in enumerate(totals, 1):
        formula = f"=SUM({_cell(3, column)}:{_cell(max(3, row - 1), column)})"
        sheet.write_formula(row, column, formula, workbook.sum, _number(total))


def _closing(
    workbook: Workbook, sheet: Any, material: Material, row: int, total: str, packages: list[str], last: int
) -> None:
    lump_sum, management = material.money.lump_sum, material.call.management_wp
    if lump_sum is None:
        return
    sheet.write_string(row, 0, _("Lump sum"), workbook.bold)
    sheet.write_number(row, 1, float(lump_sum), workbook.sum)
    sheet.write_string(row + 1, 0, _("Left of the lump sum"), workbook.bold)
    sheet.write_formula(row + 1, 1, f"={_cell(row, 1)}-{total}", workbook.sum, float(lump_sum - material.money.total))
    if management in packages and lump_sum:
        place = _cell(last, packages.index(management) + 1)
        sheet.write_string(row + 2, 0, _("Share of {package}").format(package=management), workbook.bold)
        share = float(material.money.management_share or 0)
        sheet.write_formula(row + 2, 1, f"={place}/{_cell(row, 1)}", workbook.share, share)


def _activities(workbook: Workbook, material: Material) -> None:
    """Every activity with its dates as dates and its money as a number."""
    activities = activities_table(material.plan, material.chart).only(*ACTIVITY_COLUMNS)
    shown = (*ACTIVITY_COLUMNS, *IN_OTHER_PLACES)
    table = with_further_keys(activities, ACTIVITIES, material.plan.activities, shown)
    widths = [9, 8, 44, 13, 13, 14, 20, 20, 12, 20, 11, 48, 10, 24, 30, 20, 16, 13, 13]
    sheet = workbook.sheet(_("Activities"), [*widths, *[48] * (len(table.columns) - len(widths))])
    _heads(workbook, sheet, 0, table.headings)
    for row, line in enumerate(table.rows, 1):
        for place, (column, value) in enumerate(zip(table.columns, line.values, strict=True)):
            if isinstance(value, date):
                sheet.write_datetime(row, place, value, workbook.day)
            elif column.is_number:
                sheet.write_number(row, place, _number(value), workbook.money)
            elif value is not None:
                workbook.write(sheet, row, place, str(value), workbook.text)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)


def _workload(workbook: Workbook, material: Material) -> None:
    """Effort by month, its sum as a formula, what is above capacity marked."""
    table = months_table(material.workload)
    if not table.rows:
        return
    months = table.without("partner", "capacity", "total").columns
    sheet = workbook.sheet(_("Workload"), [34, *[6] * len(months), 10, 10])
    _heads(workbook, sheet, 0, [table.headings[0], *(month.heading for month in months), _("Total"), _("Capacity")])
    for row, line in enumerate(table.rows, 1):
        id, capacity, *booked, total = line.values
        workbook.write(sheet, row, 0, f"{id} {material.partner_name(str(id))}", workbook.text)
        for column, (month, effort) in enumerate(zip(months, booked, strict=True), 1):
            form = workbook.over if month.key in line.styles else workbook.effort
            sheet.write_number(row, column, round(_number(effort), DIGITS), form)
        formula = f"=SUM({_cell(row, 1)}:{_cell(row, len(months))})"
        sheet.write_formula(row, len(months) + 1, formula, workbook.effort_sum, _number(total))
        if capacity is not None:
            sheet.write_number(row, len(months) + 2, _number(capacity), workbook.effort)
    sheet.freeze_panes(1, 1)


def _gantt(workbook: Workbook, chart: Chart) -> None:
    if chart.window is None:
        return
    scale = page_scale(chart.window)
    columns = columns_of(scale)
    sheet = workbook.sheet(_("Gantt"), [9, 44, 14, 3, *[5] * len(columns)])
    labels = [f"{column.label}\n{column.year}".strip() for column in columns]
    _heads(workbook, sheet, 0, [_("Id"), _("Title"), _("Lead"), "", *labels])
    rows = chart.rows
    for row, line in enumerate(rows, 1):
        form = workbook.strong if line.is_heading else workbook.text
        for column, text in enumerate((line.id, line.title, line.lead or "", status_sign(line, UNICODE)[0].strip())):
            workbook.write(sheet, row, column, text, form)
        for place, (sign, style) in enumerate(cells_of(line, scale, UNICODE), NAMES):
            _gantt_cell(workbook, sheet, row, place, "" if sign == FREE else sign, style, is_event=line.is_event)
        if said := said_of(line):
            workbook.write(sheet, row, NAMES, said)
    _legend(workbook, sheet, len(rows) + 2, rows)
    sheet.freeze_panes(1, NAMES)


def _gantt_cell(
    workbook: Workbook, sheet: Any, row: int, column: int, sign: str, style: str, *, is_event: bool
) -> None:
    """A mark as its sign, a part of a bar as its colour."""
    if sign and (is_event or style == "beyond"):
        workbook.write(sheet, row, column, sign, workbook.mark)
    else:
        sheet.write_blank(row, column, None, workbook.bars[style] if sign else workbook.empty)


def _legend(workbook: Workbook, sheet: Any, row: int, rows: Sequence[Row]) -> None:
    for place, (look, meaning) in enumerate(legend_of(rows)):
        form = workbook.bars.get(look, workbook.mark)
        workbook.write(sheet, row + place, 0, signs_of(look, UNICODE).split()[0], form)
        workbook.write(sheet, row + place, 1, meaning)


def _cell(row: int, column: int) -> str:
    """``B4`` for row 3, column 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
