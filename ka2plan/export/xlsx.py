"""``export xlsx``: a workbook whose budget adds up by formulas, with workload, Gantt chart and the whole plan."""

from __future__ import annotations

from datetime import date

from ka2plan.charts.tables.activities import activities_table
from ka2plan.charts.tables.further import with_further_keys
from ka2plan.export.amounts_sheets import AmountsSheet, write_effort
from ka2plan.export.budget_sheet import has_cents, number_of, write_budget
from ka2plan.export.entry_sheets import width_of, write_entry_sheets
from ka2plan.export.gantt_sheet import write_gantt
from ka2plan.export.material import Material
from ka2plan.export.text_sheets import write_text_sheets
from ka2plan.export.workbook import Workbook
from ka2plan.export.workload_sheet import write_workload
from ka2plan.plan.schema import ACTIVITIES
from ka2plan.words.messages import _

ACTIVITY_COLUMNS = (
    *("id", "wp", "title", "start", "end", "lead", "partners", "venue", "money", "after", "state", "results"),
    *("progress", "periods", "note", "items", "serves", "actual start", "actual end"),
)

IN_OTHER_PLACES = ("amount", "status", "actual", "budget", "effort")
"""Keys that stand under other names, or on another sheet."""


def write(material: Material) -> bytes:
    """An Office Open XML workbook; no text of the plan becomes a formula or a link."""
    workbook = Workbook(material.title, material.created, with_cents=_has_cents(material))
    amounts = AmountsSheet(material)
    write_budget(workbook, material, amounts)
    if material.plan.activities:
        amounts.write(workbook)
    write_effort(workbook, material)
    write_workload(workbook, material)
    write_gantt(workbook, material.chart)
    _activities(workbook, material, amounts)
    write_entry_sheets(workbook, material)
    write_text_sheets(workbook, material)
    return workbook.close()


def _has_cents(material: Material) -> bool:
    money = material.money
    return has_cents(
        [*money.by_activity.values(), *money.by_partner.values(), *(wp.total for wp in money.by_wp.values())]
    )


def _activities(workbook: Workbook, material: Material, amounts: AmountsSheet) -> None:
    """Every activity with its dates as dates, and its money as the sum on the sheet of amounts."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    activities = activities_table(material.plan, material.chart).only(*ACTIVITY_COLUMNS)
    shown = (*ACTIVITY_COLUMNS, *IN_OTHER_PLACES)
    table = with_further_keys(activities, ACTIVITIES, material.plan.activities, shown)
    texts = [table.headings, *table.texts()]
    sheet = workbook.sheet(_("Activities"), [width_of(column) for column in zip(*texts, strict=True)])
    workbook.heads(sheet, 0, table.headings)
    for row, line in enumerate(table.rows, 1):
        for place, (column, value) in enumerate(zip(table.columns, line.values, strict=True)):
            if isinstance(value, date):
                sheet.write_datetime(row, place, value, workbook.day)
            elif column.is_number:
                formula = f"={amounts.total_of(xl_rowcol_to_cell(row, 0))}"
                sheet.write_formula(row, place, formula, workbook.money, number_of(value))
            elif value is not None:
                workbook.write(sheet, row, place, str(value), workbook.text)
    workbook.print_well(sheet, rows=1, columns=3, last=(max(1, len(table.rows)), len(table.columns) - 1))
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
