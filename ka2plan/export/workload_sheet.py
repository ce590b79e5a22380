"""The sheet of the workload: partner x month, what is above a partner's capacity marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.workload import months_table
from ka2plan.export.budget_sheet import number_of
from ka2plan.export.material import Material
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.export.workbook import Workbook
    from ka2plan.figures import PartnerLoad

DIGITS = 9
"""Of a month's effort: the formula beside the months then gives what the plan says."""

DIGITS_COMPARED = 6
"""Of a month's effort where it is compared with the capacity, as the plan compares them."""


def write_workload(workbook: Workbook, material: Material) -> None:
    """Effort by month with sums both ways as formulas; nothing where nobody has any."""
    from xlsxwriter.utility import xl_range

    table = months_table(material.workload)
    if not table.rows:
        return
    months = table.without("partner", "capacity", "total").columns
    total = len(months) + 1
    sheet = workbook.sheet(_("Workload"), [9, *[4.5] * len(months), 8, 10])
    workbook.heads(
        sheet, 0, [table.headings[0], *(month.heading for month in months), _("Total"), _("Capacity per month")]
    )
    for row, line in enumerate(table.rows, 1):
        id, capacity, *booked, effort = line.values
        workbook.write(sheet, row, 0, str(id), workbook.text)
        for column, amount in enumerate(booked, 1):
            sheet.write_number(row, column, round(number_of(amount), DIGITS), workbook.effort)
        formula = f"=SUM({xl_range(row, 1, row, len(months))})"
        sheet.write_formula(row, total, formula, workbook.effort_sum, number_of(effort))
        if capacity is not None and not material.workload.partners[str(id)].varies:
            sheet.write_number(row, total + 1, number_of(capacity), workbook.effort)
    _totals(workbook, sheet, len(table.rows), [list(line.values[2:]) for line in table.rows])
    last = _mark_overloads(workbook, sheet, list(material.workload.partners.values()), len(months))
    workbook.print_well(sheet, rows=1, columns=1, last=(last, total + 1))


def _totals(workbook: Workbook, sheet: Any, rows: int, figures: list[list[Any]]) -> None:
    from xlsxwriter.utility import xl_range

    workbook.write(sheet, rows + 1, 0, _("Total"), workbook.head)
    for column, booked in enumerate(zip(*figures, strict=True), 1):
        formula = f"=SUM({xl_range(1, column, rows, column)})"
        sheet.write_formula(rows + 1, column, formula, workbook.effort_sum, sum(map(number_of, booked)))


def _mark_overloads(workbook: Workbook, sheet: Any, loads: list[PartnerLoad], months: int) -> int:
    """A month is marked while it holds more than the partner can give, whatever is written into it later.

    What is not the same in all months, as where a partner is not there, stands in rows of its own below. Returns the
    last row that is written.
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    last = len(loads) + 1
    _mark(workbook, sheet, (1, len(loads), months), xl_rowcol_to_cell(1, months + 2, col_abs=True))
    if any(own.varies for own in loads):
        last += 2
        workbook.write(sheet, last, 0, _("Capacity per month"), workbook.head)
    for row, own in enumerate(loads, 1):
        if own.varies:
            last += 1
            _write_capacity(workbook, sheet, last, own, months)
            _mark(workbook, sheet, (row, row, months), xl_rowcol_to_cell(last, 1))
    return last


def _mark(workbook: Workbook, sheet: Any, rows: tuple[int, int, int], capacity: str) -> None:
    """Marks what is above a capacity, which is given for the first cell of these rows and months."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    first, last, months = rows
    told = f'=AND({capacity}<>"",ROUND({xl_rowcol_to_cell(first, 1)},{DIGITS_COMPARED})>{capacity})'
    sheet.conditional_format(first, 1, last, months, {"type": "formula", "criteria": told, "format": workbook.over})


def _write_capacity(workbook: Workbook, sheet: Any, row: int, own: PartnerLoad, months: int) -> None:
    workbook.write(sheet, row, 0, own.partner, workbook.text)
    for column, can in enumerate(own.capacity_by_month[:months], 1):
        if can is not None:
            sheet.write_number(row, column, number_of(can), workbook.effort)
