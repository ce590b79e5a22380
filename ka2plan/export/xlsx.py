"""``export xlsx``: a workbook whose budget adds up by formulas, with workload, activities and the Gantt as cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ka2plan.charts.bars import FREE, cells_of, status_sign
from ka2plan.charts.chart import Chart, Row, said_of
from ka2plan.charts.legend import legend_of, signs_of
from ka2plan.charts.ruler import columns_of
from ka2plan.charts.scale import page_scale
from ka2plan.charts.signs import UNICODE
from ka2plan.export.entry_sheets import write_entry_sheets
from ka2plan.export.material import Material
from ka2plan.export.sheets import funded, links_text, periods_text, shares_text
from ka2plan.export.workbook import Workbook
from ka2plan.plan.model import ZERO
from ka2plan.words.figures import percentage
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from decimal import Decimal

NAMES = 4
"""Columns of the Gantt before its first month."""

DIGITS = 9
"""Of a month's effort: the formula beside the months then gives what the plan says."""


def write(material: Material) -> bytes:
    """An Office Open XML workbook; no text of the plan becomes a formula or a link."""
    workbook = Workbook(material.title, material.created, with_cents=_has_cents(material))
    _budget(workbook, material)
    _activities(workbook, material)
    if any(load.effort for load in material.workload.partners.values()):
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
    packages = list(material.money_by_package) if material.plan.work_packages else []
    sheet = workbook.sheet(_("Budget"), [34, *[16] * (len(packages) + 1)])
    workbook.write(sheet, 0, 0, material.title, workbook.title)
    last = _matrix(workbook, sheet, material, packages) if packages else _amounts(workbook, sheet, material)
    total = _cell(last, len(packages) + 1 if packages else 1)
    _closing(workbook, sheet, material, last + 2, total, packages, last)
    sheet.freeze_panes(3, 1)


def _matrix(workbook: Workbook, sheet: Any, material: Material, packages: list[str]) -> int:
    """Organisation x work package from row 2 on, totals as formulas; returns the row of the totals."""
    titles = [f"{id} {material.plan.work_packages[id].title}" if id else _("no WP") for id in packages]
    _heads(workbook, sheet, 2, [_("Organisation"), *titles, _("Total")])
    row, end = 3, len(packages)
    for partner in funded(material):
        name = f"{partner} {material.partner_name(partner)}" if partner in material.plan.partners else partner
        amounts = [material.money_by_package[id].partners.get(partner, ZERO) for id in packages]
        _matrix_row(workbook, sheet, row, name, amounts)
        row += 1
    unallocated = [material.money_by_package[id].unallocated for id in packages]
    if any(unallocated):
        _matrix_row(workbook, sheet, row, _("not split between organisations"), unallocated)
        row += 1
    sheet.write_string(row, 0, _("Total"), workbook.head)
    for column in range(1, end + 2):
        value = sum((material.money_by_package[id].total for id in packages), ZERO)
        value = material.money_by_package[packages[column - 1]].total if column <= end else value
        formula = f"=SUM({_cell(3, column)}:{_cell(row - 1, column)})"
        sheet.write_formula(row, column, formula, workbook.sum, float(value))
    return row


def _matrix_row(workbook: Workbook, sheet: Any, row: int, name: str, amounts: list[Decimal]) -> None:
    workbook.write(sheet, row, 0, name, workbook.text)
    for column, amount in enumerate(amounts, 1):
        sheet.write_number(row, column, float(amount), workbook.money)
    formula = f"=SUM({_cell(row, 1)}:{_cell(row, len(amounts))})"
    sheet.write_formula(row, len(amounts) + 1, formula, workbook.sum, float(sum(amounts, ZERO)))


def _amounts(workbook: Workbook, sheet: Any, material: Material) -> int:
    """Amount per activity, where the form knows no work packages; returns the row of the total."""
    _heads(workbook, sheet, 2, [_("Activity"), _("EUR")])
    row = 3
    for id, amount in material.money.by_activity.items():
        workbook.write(sheet, row, 0, f"{id} {material.plan.activities[id].title}", workbook.text)
        sheet.write_number(row, 1, float(amount), workbook.money)
        row += 1
    sheet.write_string(row, 0, _("Total"), workbook.head)
    formula = f"=SUM({_cell(3, 1)}:{_cell(max(3, row - 1), 1)})"
    sheet.write_formula(row, 1, formula, workbook.sum, float(material.money.total))
    return row


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
    sheet = workbook.sheet(_("Activities"), [9, 8, 44, 13, 13, 14, 20, 20, 12, 20, 11, 48, 10, 24, 30, 20, 16, 13, 13])
    heads = (_("Id"), _("WP"), _("Title"), _("Start"), _("End"), _("Lead"), _("Partners"), _("Venue"))
    more = (_("Progress"), _("Periods"), _("Note"), _("Named costs"), _("Serves"), _("Actual start"), _("Actual end"))
    _heads(workbook, sheet, 0, [*heads, _("EUR"), _("After"), _("Status"), _("Expected results"), *more])
    for row, activity in enumerate(material.plan.activities.values(), 1):
        texts = {0: activity.id, 1: activity.wp or "", 2: activity.title, 5: activity.lead or ""}
        venue = ", ".join(filter(None, activity.venue)) if activity.venue else ""
        texts |= {6: ", ".join(activity.partners), 7: venue, 9: links_text(activity.after)}
        texts |= {10: activity.status, 11: activity.results}
        texts |= {12: _percent(activity.progress), 13: periods_text(activity), 14: activity.note}
        texts |= {15: shares_text(activity.items), 16: " ".join(activity.serves)}
        for column, text in texts.items():
            workbook.write(sheet, row, column, text, workbook.text)
        actual = activity.actual
        for column, moment in ((3, activity.start), (4, activity.end), (17, actual.start), (18, actual.end)):
            if moment:
                sheet.write_datetime(row, column, moment, workbook.day)
        sheet.write_number(row, 8, float(activity.money), workbook.money)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(1, len(material.plan.activities)), 18)


def _percent(progress: int | None) -> str:
    return "" if progress is None else percentage(progress)


def _workload(workbook: Workbook, material: Material) -> None:
    loads = material.workload.partners
    months = max(len(load.by_month) for load in loads.values())
    sheet = workbook.sheet(_("Workload"), [34, *[6] * months, 10, 10])
    names = (f"M{month}" for month in range(1, months + 1))
    _heads(workbook, sheet, 0, [_("Partner"), *names, _("Total"), _("Capacity")])
    for row, (id, load) in enumerate(loads.items(), 1):
        workbook.write(sheet, row, 0, f"{id} {material.partner_name(id)}", workbook.text)
        for column, effort in enumerate(load.by_month, 1):
            above = load.capacity is not None and effort > float(load.capacity) + 1e-6
            sheet.write_number(row, column, round(effort, DIGITS), workbook.over if above else workbook.effort)
        formula = f"=SUM({_cell(row, 1)}:{_cell(row, months)})"
        sheet.write_formula(row, months + 1, formula, workbook.effort_sum, float(load.effort))
        if load.capacity is not None:
            sheet.write_number(row, months + 2, float(load.capacity), workbook.effort)
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
