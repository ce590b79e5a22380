"""Money and effort of one row: by organisation where there are columns for it, else one amount."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ka2plan.imports.cell import Cell
from ka2plan.imports.columns import Column, is_sum_word
from ka2plan.imports.draft import ACTIVITY, PACKAGE, Draft, DraftPlan, Stated, Unread
from ka2plan.imports.lengths import DAYS, HOURS, length_in, unit_beside
from ka2plan.imports.numbers import (
    UNTOLD,
    Figures,
    is_euro,
    is_other_money,
    money_in,
    number_in,
    readings_of,
    says_nothing,
    unit_said,
)
from ka2plan.imports.sums import SumCheck, shown
from ka2plan.imports.table import Table
from ka2plan.plan.calendar import read_month
from ka2plan.plan.values import LARGEST
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.imports.row_kinds import RowKinds

HOURS_A_DAY = 8

_SHARE = re.compile(r"(\S{1,80}?)[=:]([\d.,]{1,20})")


class FiguresOfRow:
    """Reads what the entries of one table cost and take."""

    def __init__(self, table: Table, kinds: RowKinds, plan: DraftPlan, sheet: str) -> None:
        self._table = table
        self._kinds = kinds
        self._plan = plan
        self._sheet = sheet
        self._joint = {first for place, first in table.sheet.merged.items() if place[0] != first[0]}
        """Cells that are merged with others below them."""
        self._explicit: set[int] = set()
        """Rows that say by name who has what: their amount is that sum."""

    def fill(self, row: int, draft: Draft, sums: SumCheck) -> None:
        """Puts the figures of a row, and hands them to the check of sums."""
        for head in ("budget", "effort"):
            shares: dict[str, Decimal] = {}
            for column in self._table.columns_of(head):
                if "." not in column.field:
                    continue
                number = self.figure(row, draft, column)
                if number:
                    shares[column.field.partition(".")[2]] = _in_plan(number, column)
                    sums.figure(row, column, number)
            if shares and not self._is_sum_of_others(row, draft, sums):
                draft.put(head, shares)
                self._state(row, draft, head, shares)
        self._budget_text(row, draft)
        self._amount(row, draft, sums)
        self._effort(row, draft, sums)
        has_parts = "partners" in self._table.fields or self._table.columns_of("part")
        if draft.kind == ACTIVITY and not has_parts:
            shares = {**(draft.values.get("budget") or {}), **(draft.values.get("effort") or {})}
            draft.put("partners", [id for id in shares if id != draft.values.get("lead")])
            draft.derived.add("partners")
        sums.row_total(row, draft, self)

    def owner(self, row: int, draft: Draft) -> str:
        """The one organisation of a row, where several rows of one work package have another each; empty for none."""
        column = self._table.column("partners")
        if draft.kind != PACKAGE or column is None or self._table.column("lead") or not self._are_shares:
            return ""
        ids = list(self._plan.consortium.several(self._table.sheet.cell(row, column.place)))
        return ids[0] if len(ids) == 1 else ""

    @cached_property
    def _are_shares(self) -> bool:
        """Whether a work package stands in several rows."""
        column = self._table.column("wp")
        told = [self._table.sheet.cell(row, column.place).text for row in self._table.rows] if column else []
        told = [text for text in told if text and not is_sum_word(text)]
        return len(set(told)) < len(told)

    def _state(
        self, row: int, draft: Draft, head: str, shares: dict[str, Decimal], column: Column | None = None
    ) -> None:
        """Keeps where a package's figures stand, to compare them with its activities'; ours are beside those."""
        if draft.kind != PACKAGE or "management" in self._table.fields:
            return
        for partner, number in shares.items():
            place = column or self._table.column(f"{head}.{partner}")
            cell = self._table.sheet.cell(row, place.place) if place else Cell("")
            unread = Unread(cell.place, cell.text, "", self._sheet)
            self._plan.stated.append(Stated(unread, draft.id, head, number, partner))

    def _is_sum_of_others(self, row: int, draft: Draft, sums: SumCheck) -> bool:
        """Whether the row of a work package states what the rows below it add up to."""
        return draft.kind == PACKAGE and sums.has_figures_below(row)

    def figure(self, row: int, draft: Draft | None, column: Column) -> Decimal | None:
        """The figure of a row in a column, as the table states it; None for none, which is told."""
        cell = self._kinds.at(row, column)
        if cell is None or says_nothing(cell):
            return None
        if (row, column.place) in self._joint:
            self._unread(draft, cell, _("one number for several rows"))
            return None
        is_money = column.head in ("budget", "amount") or (column.field == "total" and not column.unit)
        number = money_in(cell, column.figures) if is_money else effort_in(cell, column.figures, column.unit)
        if number is None or number < 0:
            self._unread(draft, cell, why_no_figure(cell, column.figures, number, column.unit))
            return None
        return number

    def _unread(self, draft: Draft | None, cell: Cell, reason: str) -> None:
        unread = Unread(cell.place, cell.text or cell.lost, reason, self._sheet)
        known = draft.unread if draft else self._plan.unread
        if unread not in known:
            known.append(unread)

    def _budget_text(self, row: int, draft: Draft) -> None:
        """``OSL=9000 IES=4000`` in one cell, as our own csv has it."""
        column = self._table.column("budget")
        cell = self._kinds.at(row, column) if column else None
        if cell is None or says_nothing(cell):
            return
        shares = self._shares(cell)
        if shares is None:
            self._unread(draft, cell, _("no amounts by partner such as OSL=9000 IES=4000"))
        else:
            draft.put("budget", shares)
            self._explicit.add(row)

    def _amount(self, row: int, draft: Draft, sums: SumCheck) -> None:
        column = self._table.column("amount")
        amount = self.figure(row, draft, column) if column else None
        if column is None or not amount:
            return
        if draft.kind == PACKAGE and row in self._explicit:
            return
        sums.figure(row, column, amount)
        if draft.kind == ACTIVITY:
            by_partner = draft.values.get("budget") or {}
            if not by_partner:
                draft.put("amount", amount)
            elif sum(by_partner.values()) != amount:
                draft.put("amount", amount)
                self._unread(
                    draft, self._kinds.at(row, column) or Cell(""), _("the partners' amounts add up to another sum")
                )
        elif not sums.has_figures_below(row):
            self._amount_of_package(row, draft, column, amount)

    def _amount_of_package(self, row: int, draft: Draft, column: Column, amount: Decimal) -> None:
        by_partner = draft.values.get("budget") or {}
        owner = self.owner(row, draft)
        if owner:
            draft.values["budget"] = {**by_partner, owner: by_partner.get(owner, Decimal(0)) + amount}
            self._state(row, draft, "budget", {owner: amount}, column)
            return
        if by_partner and sum(by_partner.values()) == amount:
            return
        if draft.values.get("lead") and not by_partner:
            draft.put("budget", {draft.values["lead"]: amount})
            self._state(row, draft, "budget", {draft.values["lead"]: amount}, column)
        else:
            cell = self._kinds.at(row, column)
            cell = cell or Cell("")
            unread = Unread(cell.place, cell.text, _("no organisation is named that this money is for"), self._sheet)
            self._plan.stated.append(Stated(unread, draft.id, "budget", amount))

    def _effort(self, row: int, draft: Draft, sums: SumCheck) -> None:
        column = self._table.column("effort")
        cell = self._kinds.at(row, column) if column else None
        owner = self.owner(row, draft)
        if column is None or cell is None or says_nothing(cell) or (draft.values.get("effort") and not owner):
            return
        whole = effort_in(cell, column.figures, column.unit)
        if owner and whole is not None and whole >= 0:
            known = draft.values.get("effort") or {}
            draft.values["effort"] = {**known, owner: known.get(owner, Decimal(0)) + _in_plan(whole, column)}
            self._state(row, draft, "effort", {owner: _in_plan(whole, column)}, column)
            sums.figure(row, column, whole)
            return
        shares = None if whole is not None else self._shares(cell, by_month=True)
        if shares is not None:
            draft.put("effort", shares)
        elif whole is not None and whole >= 0 and draft.values.get("lead") and not draft.values.get("partners"):
            shares = {draft.values["lead"]: _in_plan(whole, column)}
            draft.put("effort", shares)
            self._state(row, draft, "effort", shares, column)
            sums.figure(row, column, whole)
        else:
            if whole is not None:
                sums.figure(row, column, whole)
            is_open = whole is None and bool(readings_of(cell.text, column.figures))
            reason = _("no effort by partner such as OSL=18 IES=19")
            self._unread(draft, cell, why_no_figure(cell, column.figures, whole, column.unit) if is_open else reason)

    def items(self, row: int, draft: Draft) -> None:
        """Named costs such as ``travel=1200``."""
        cell = self._kinds.cell(row, "items")
        if cell is None or says_nothing(cell):
            return
        shares = self._shares(cell, are_partners=False)
        if shares is None:
            self._unread(draft, cell, _("no named costs such as travel=1200"))
        draft.put("items", shares)

    def _shares(self, cell: Cell, *, are_partners: bool = True, by_month: bool = False) -> dict[str, Any] | None:
        """``OSL=18 IES=19`` or ``OSL: 18, IES: 19``, by month ``OSL.M11=4 OSL.M12=9``; None where a part is no such
        share.
        """
        text = re.sub(r" ?([=:]) ?", r"\1", " ".join(cell.text[:2000].split()))
        shares: dict[str, Any] = {}
        for part in [part for part in re.split(r"[; ]|,(?!\d)", text) if part]:
            found = _SHARE.fullmatch(part)
            numbers = {one.value for one in readings_of(found[2], UNTOLD) if one.value < LARGEST} if found else set()
            name = found[1] if found else ""
            name, month = self._month_of(name) if by_month else (name, "")
            id = self._plan.consortium.meet(name, cell.place) if are_partners else name
            if len(numbers) != 1 or not id or (id in shares and by_month and not month):
                return None
            if not month:
                shares[id] = numbers.pop()
            elif isinstance(shares.setdefault(id, {}), dict):
                shares[id][month] = numbers.pop()
            else:
                return None
        return shares or None

    def _month_of(self, name: str) -> tuple[str, str]:
        """The partner and the month that ``OSL.M11`` names; an id that is so written has none."""
        partner, _dot, last = name.rpartition(".")
        month = read_month(last) if partner and not self._plan.consortium.find(name) else None
        return (partner, f"M{month}") if month else (name, "")


def effort_in(cell: Cell, figures: Figures, unit: str) -> Decimal | None:
    """The effort of a cell in its column's unit; None where the cell names another one.

    Where no heading says a unit, it is days, and hours among them count eight to a day.
    """
    said, number = unit_beside(cell), number_in(cell, figures)
    if number is None and (length := length_in(cell)) and length.unit:
        number = length.number
    if said == HOURS and not unit and number is not None:
        return in_days(number)
    return None if is_euro(cell) or said not in ("", unit or DAYS) else number


def _in_plan(number: Decimal, column: Column) -> Decimal:
    """A figure as the plan has it: hours as days."""
    return in_days(number) if column.unit == HOURS and column.head == "effort" else number


def in_days(hours: Decimal) -> Decimal:
    """Hours as days of eight."""
    return (hours / HOURS_A_DAY).quantize(Decimal("0.01")).normalize() + 0


def why_no_figure(cell: Cell, figures: Figures, number: Decimal | None, unit: str = "") -> str:
    """Why a cell is no amount, of effort in that unit if one is named."""
    if cell.lost:
        return _("a formula without a value")
    if is_other_money(cell.format):
        return _("in another currency than EUR")
    if number is not None and number < 0:
        return _("a negative amount")
    if number is None and unit_said(cell) not in ("", unit or "euro"):
        return _("in another unit than the column")
    found = readings_of(cell.text, figures) if isinstance(cell.value, str) else ()
    values = sorted({one.value for one in found})
    if len(values) > 1:
        message = _("{first} or {second}: the column does not show which")
        return message.format(first=shown(values[0]), second=shown(values[1]))
    return _("no amount in EUR") if any(letter.isdigit() for letter in cell.text[:80]) else _("no amount")
