"""Sheets of activity x partner: what every activity costs and takes. Amounts are changed here, all sums follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.budget import NO_PACKAGE, short_name
from ka2plan.export.material import Material
from ka2plan.plan.model import ZERO
from ka2plan.words.figures import unit_of_effort
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from decimal import Decimal

    from ka2plan.export.workbook import Workbook
    from ka2plan.plan import Activity, Plan, WorkPackage

HEADS = 4
"""Columns before the first partner: id, title, work package, whether it is cancelled."""

PACKAGE, CANCELLED = 2, 3

MARK = "x"
"""Stands in the column of what is cancelled, and counts no more."""


class AmountsSheet:
    """Where the amounts of activities stand, for the formulas of other sheets."""

    def __init__(self, material: Material) -> None:
        """Lays the sheet out."""
        self._plan = material.plan
        self.name = _("Amounts")
        self.partners = partners_with_columns(material.plan)
        self.has_unsplit = any(_unsplit(activity) for activity in material.plan.activities.values())
        self.total = HEADS + len(self.partners) + self.has_unsplit
        """The column of the sums."""
        self.last = max(1, len(material.plan.activities))
        """The last row with an activity."""

    def column(self, place: int) -> str:
        """A column as other sheets name it."""
        return range_on(self.name, place, self.last)

    def column_of(self, partner: str) -> str:
        """The column of a partner, or of what is not split where the id is empty; empty where there is none."""
        if partner:
            return self.column(HEADS + self.partners.index(partner)) if partner in self.partners else ""
        return self.column(self.total - 1) if self.has_unsplit else ""

    @property
    def live(self) -> str:
        """Which rows count."""
        return f'({self.column(CANCELLED)}<>"{MARK}")'

    @property
    def cancelled(self) -> str:
        """Which rows do not."""
        return f'({self.column(CANCELLED)}="{MARK}")'

    def total_of(self, id: str) -> str:
        """The sum of one activity; its id may stand in a cell or in quotes."""
        return f"INDEX({self.column(self.total)},MATCH({id},{self.column(0)},0))"

    def write(self, workbook: Workbook) -> None:
        """One row an activity, its sum as a formula, and below all the sums of the columns."""
        from xlsxwriter.utility import xl_range

        heads = [*_heads(), *(f"{visible(id)} (EUR)" for id in self.partners)]
        heads += [_("Not split")] if self.has_unsplit else []
        sheet = workbook.sheet(self.name, [8, 36, 7, 10, *[12] * (self.total - HEADS + 1)])
        workbook.heads(sheet, 0, [*heads, _("Total")])
        for row, activity in enumerate(self._plan.activities.values(), 1):
            _begin(workbook, sheet, row, activity, self._plan)
            unsplit = [_unsplit(activity)] if self.has_unsplit else []
            _figures(sheet, row, [*_of(activity.budget, self.partners), *unsplit], workbook.money)
            formula = f"=SUM({xl_range(row, HEADS, row, self.total - 1)})" if self.total > HEADS else "=0"
            sheet.write_formula(row, self.total, formula, workbook.sum, float(activity.money))
        self._write_total(workbook, sheet)
        workbook.print_well(sheet, rows=1, columns=2, last=(self.last + 1, self.total))

    def _write_total(self, workbook: Workbook, sheet: Any) -> None:
        """The sums of what was not cancelled."""
        live = [activity for activity in self._plan.activities.values() if not activity.cancelled]
        sums = [sum((activity.budget.get(id, ZERO) for activity in live), ZERO) for id in self.partners]
        sums += [sum(map(_unsplit, live), ZERO)] if self.has_unsplit else []
        row = self.last + 1
        workbook.write(sheet, row, 0, _("Total"), workbook.head)
        for column in range(1, HEADS):
            sheet.write_blank(row, column, None, workbook.head)
        for column, amount in enumerate([*sums, sum(sums, ZERO)], HEADS):
            formula = f"=SUMPRODUCT({self.live}*1,{self.column(column)})"
            sheet.write_formula(row, column, formula, workbook.sum, float(amount))


def write_effort(workbook: Workbook, material: Material) -> None:
    """What every activity takes of every partner, with sums both ways."""
    from xlsxwriter.utility import xl_range

    activities = material.plan.activities.values()
    if not any(activity.effort for activity in activities):
        return
    partners = partners_with_columns(material.plan)
    total = HEADS + len(partners)
    sheet = workbook.sheet(_("Effort"), [8, 36, 7, 10, *[12] * (len(partners) + 1)])
    unit = effort_unit(material.plan)
    workbook.heads(sheet, 0, [*_heads(), *(f"{visible(id)} ({unit})" for id in partners), _("Total")])
    for row, activity in enumerate(activities, 1):
        _begin(workbook, sheet, row, activity, material.plan)
        _figures(sheet, row, _of(activity.effort, partners), workbook.figure)
        formula = f"=SUM({xl_range(row, HEADS, row, total - 1)})"
        sheet.write_formula(row, total, formula, workbook.figure_sum, float(sum(activity.effort.values(), ZERO)))
    workbook.print_well(sheet, rows=1, columns=2, last=(len(activities), total))


def partners_with_columns(plan: Plan) -> list[str]:
    """The partners, and ids that have money or effort without being one."""
    entries: tuple[WorkPackage | Activity, ...] = (*plan.work_packages.values(), *plan.activities.values())
    named = (id for entry in entries for id in (*entry.budget, *entry.effort))
    return list(dict.fromkeys((*plan.partners, *named)))


def effort_unit(plan: Plan) -> str:
    """What effort is counted in."""
    return unit_of_effort(plan.project.effort_unit)


def range_on(sheet: str, column: int, last: int, width: int = 1) -> str:
    """The rows below the heading of one or several columns, as another sheet names them."""
    from xlsxwriter.utility import quote_sheetname, xl_range_abs

    return f"{quote_sheetname(sheet)}!{xl_range_abs(1, column, last, column + width - 1)}"


def _heads() -> list[str]:
    return [_("Id"), _("Title"), _("WP"), _("Cancelled")]


def _begin(workbook: Workbook, sheet: Any, row: int, activity: Activity, plan: Plan) -> None:
    mark = MARK if activity.cancelled else ""
    package = activity.wp or (short_name(NO_PACKAGE) if plan.work_packages else "")
    for column, text in enumerate((activity.id, activity.title, package, mark)):
        workbook.write(sheet, row, column, text, workbook.text)


def _figures(sheet: Any, row: int, figures: Iterable[Decimal], form: Any) -> None:
    for column, figure in enumerate(figures, HEADS):
        if figure:
            sheet.write_number(row, column, float(figure), form)
        else:
            sheet.write_blank(row, column, None, form)


def _of(shares: Mapping[str, Decimal], partners: Sequence[str]) -> list[Decimal]:
    return [shares.get(id, ZERO) for id in partners]


def _unsplit(activity: Activity) -> Decimal:
    return activity.money - sum(activity.budget.values(), ZERO)
