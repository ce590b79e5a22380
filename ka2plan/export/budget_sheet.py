"""The sheet of the budget: every figure but the lump sum is a formula over the amounts of activities and packages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.budget import NO_PACKAGE, funded, packages_with_money, short_name
from ka2plan.charts.tables.table import Value
from ka2plan.export.amounts_sheets import PACKAGE, AmountsSheet, range_on
from ka2plan.export.budget_sums import budget
from ka2plan.export.entry_sheets import FIRST_AMOUNT, PACKAGE_STATUS, packages_name
from ka2plan.export.material import Material
from ka2plan.plan.model import CANCELLED
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.export.workbook import Workbook

FIRST = 3
"""The first row with figures."""


def write_budget(workbook: Workbook, material: Material, amounts: AmountsSheet) -> None:
    """Organisations down and work packages across, or the activities where there are none; how it closes."""
    BudgetSheet(workbook, material, amounts).write()


class BudgetSheet:
    """Writes the sheet; rows and columns are counted from 0, as XlsxWriter does."""

    def __init__(self, workbook: Workbook, material: Material, amounts: AmountsSheet) -> None:
        self._workbook, self._material, self._amounts = workbook, material, amounts
        self._plan, self._money = material.plan, material.money
        self._table = budget(material)
        self._packages = list(packages_with_money(self._plan, self._money)) if self._plan.work_packages else []
        self._width = len(self._packages) + 1
        """Columns of figures; the sums are the last."""
        self._last = FIRST + len(self._table.rows)
        """The row of the totals."""
        self._sheet: Any = None

    def write(self) -> None:
        """The title, the table, its totals and shares, and how they compare with the lump sum."""
        workbook = self._workbook
        self._sheet = workbook.sheet(_("Budget"), [34, *[16] * (self._width + 1)])
        workbook.write(self._sheet, 0, 0, self._material.title, workbook.title)
        if self._plan.work_packages:
            self._matrix()
        else:
            self._activities()
        self._totals()
        end = self._closing(self._last + 3)
        workbook.write(self._sheet, end + 1, 0, self._how_to_change())
        workbook.print_well(self._sheet, rows=FIRST, columns=1, last=(end + 1, self._width + 1))

    def _how_to_change(self) -> str:
        message = _("Change amounts on the sheet {amounts}; all sums here follow.")
        if any(package.budget for package in self._plan.work_packages.values()):
            message = _("Change amounts on the sheets {amounts} and {packages}; all sums here follow.")
        return message.format(amounts=self._amounts.name, packages=packages_name())

    def _matrix(self) -> None:
        titles = [f"{id} {self._plan.work_packages[id].title}" if id else short_name(id) for id in self._packages]
        self._heads([self._table.headings[0], *titles, self._table.headings[-1]])
        named = [*funded(self._plan, self._money), ""]
        for row, (line, partner) in enumerate(zip(self._table.rows, named, strict=False), FIRST):
            name = self._organisation(str(line.values[0]))
            self._workbook.write(self._sheet, row, 0, name, self._workbook.text)
            for column, amount in enumerate(line.values[1:-1], 1):
                formula = self._share_of(partner, self._packages[column - 1], row)
                self._formula(row, column, formula, amount, self._workbook.money)
            total = f"SUM({self._cells(row, 1, row, self._width - 1)})" if self._packages else "0"
            self._formula(row, self._width, total, line.values[-1])

    def _organisation(self, id: str) -> str:
        return f"{id} {self._material.partner_name(id)}" if id in self._plan.partners else id

    def _share_of(self, partner: str, package: str, row: int) -> str:
        """What a partner has in a work package; in none what it has in all, less what it has in each."""
        own, amounts = self._own(partner), self._amounts.column_of(partner)
        if package == NO_PACKAGE:
            sums = [f"SUMPRODUCT({self._amounts.live}*1,{amounts})"] if amounts else []
            sums += [f"SUMPRODUCT({self._live_packages}*1,{own})"] if own else []
            before = self._packages.index(package)
            less = f"-SUM({self._cells(row, 1, row, before)})" if before else ""
            return "+".join(sums or ["0"]) + less
        inside = f'EXACT({self._amounts.column(PACKAGE)},"{package}")*{self._amounts.live}'
        sums = [f"SUMPRODUCT({inside},{amounts})"] if amounts else []
        itself = f'EXACT({self._column_of_packages(0)},"{package}")*{self._live_packages}'
        sums += [f"SUMPRODUCT({itself},{own})"] if own else []
        return "+".join(sums or ["0"])

    def _own(self, partner: str) -> str:
        """The column of what work packages have themselves, besides their activities."""
        partners = self._amounts.partners
        has_some = any(partner in package.budget for package in self._plan.work_packages.values())
        return self._column_of_packages(FIRST_AMOUNT + partners.index(partner)) if has_some else ""

    def _column_of_packages(self, column: int, width: int = 1) -> str:
        return range_on(packages_name(), column, len(self._plan.work_packages), width)

    @property
    def _live_packages(self) -> str:
        return f'({self._column_of_packages(PACKAGE_STATUS)}<>"{CANCELLED}")'

    def _activities(self) -> None:
        self._heads(self._table.headings[1:])
        for row, line in enumerate(self._table.rows, FIRST):
            id, title, amount = line.values
            self._workbook.write(self._sheet, row, 0, f"{id} {title}", self._workbook.text)
            self._formula(row, 1, self._amounts.total_of(f'"{id}"'), amount, self._workbook.money)

    def _heads(self, heads: Sequence[str]) -> None:
        self._workbook.heads(self._sheet, FIRST - 1, [*heads, _("Share")])

    def _totals(self) -> None:
        """The sums of all columns, and what part of all each organisation or activity has, and each package."""
        workbook, sheet, last, rows = self._workbook, self._sheet, self._last, self._table.rows
        sheet.write_string(last, 0, _("Total"), workbook.head)
        totals = self._table.total.values[-self._width :] if self._table.total else (0,) * self._width
        for column, total in enumerate(totals, 1):
            cells = self._cells(FIRST, column, max(FIRST, last - 1), column)
            self._formula(last, column, f"SUM({cells})", total)
        whole = self._cell(last, self._width)
        for row in range(FIRST, last):
            amount = rows[row - FIRST].values[-1]
            self._part(row, self._width + 1, self._cell(row, self._width), whole, amount, self._money.total)
        if self._packages:
            workbook.write(sheet, last + 1, 0, _("Share"), workbook.head)
            for column, total in enumerate(totals, 1):
                self._part(last + 1, column, self._cell(last, column), whole, total, self._money.total)

    def _closing(self, row: int) -> int:
        """The lump sum, what is left of it, the share of the management; returns the row behind them."""
        lump_sum, money = self._money.lump_sum, self._money
        lines: list[tuple[str, str, Value]] = []
        whole = self._cell(row, 1)
        if lump_sum is not None:
            self._label(row, _("Lump sum"))
            self._sheet.write_number(row, 1, float(lump_sum), self._workbook.sum)
            row += 1
            left = f"{whole}-{self._cell(self._last, self._width)}"
            lines.append((_("Left of the lump sum"), left, lump_sum - money.total))
        if money.cancelled:
            lines.append((_("Cancelled"), self._cancelled(), money.cancelled))
        for label, formula, value in lines:
            self._label(row, label)
            self._formula(row, 1, formula, value)
            row += 1
        management = self._material.call.management_wp
        if lump_sum and management in self._packages:
            self._label(row, _("Share of {package}").format(package=management))
            place = self._cell(self._last, self._packages.index(management) + 1)
            self._part(row, 1, place, whole, money.by_wp[management].total, lump_sum)
            row += 1
        return row

    def _cancelled(self) -> str:
        amounts = self._amounts
        told = f"SUMPRODUCT({amounts.cancelled}*1,{amounts.column(amounts.total)})"
        if not self._plan.work_packages:
            return told
        own = self._column_of_packages(FIRST_AMOUNT, max(1, len(amounts.partners)))
        return f'{told}+SUMPRODUCT(({self._column_of_packages(PACKAGE_STATUS)}="{CANCELLED}")*{own})'

    def _label(self, row: int, label: str) -> None:
        self._sheet.write_string(row, 0, label, self._workbook.bold)

    def _part(self, row: int, column: int, part: str, whole: str, amount: Value, of: Decimal) -> None:
        """A part of a sum, which may be nought."""
        share = number_of(amount) / float(of) if of else 0.0
        formula = f"=IF({whole}=0,0,{part}/{whole})"
        self._sheet.write_formula(row, column, formula, self._workbook.share, share)

    def _formula(self, row: int, column: int, formula: str, value: Value, form: Any = None) -> None:
        self._sheet.write_formula(row, column, f"={formula}", form or self._workbook.sum, number_of(value))

    def _cell(self, row: int, column: int) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row, column))

    def _cells(self, top: int, left: int, bottom: int, right: int) -> str:
        return f"{self._cell(top, left)}:{self._cell(bottom, right)}"


def number_of(value: Value) -> float:
    """A figure as a number; nought for none."""
    return float(value) if isinstance(value, int | float | Decimal) else 0.0


def has_cents(amounts: Iterable[Decimal]) -> bool:
    """Whether an amount is not whole."""
    return any(amount != amount.to_integral_value() for amount in amounts)
