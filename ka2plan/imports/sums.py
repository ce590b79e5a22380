"""Sums that a table states, against what was read from the rows that they sum up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.imports.cell import Cell, filled
from ka2plan.imports.columns import Column
from ka2plan.imports.draft import PACKAGE, Draft, DraftPlan, Unread
from ka2plan.imports.numbers import money_in, number_in, says_nothing
from ka2plan.imports.packages import numbered
from ka2plan.imports.table import Table
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.imports.figures_of_rows import FiguresOfRow

Figures = dict[int, Decimal]
"""Column -> figure."""


class SumCheck:
    """Collects the figures of entries and of rows of sums, and compares them at the end."""

    def __init__(self, table: Table, plan: DraftPlan, is_owned: Callable[[int], bool], sheet: str) -> None:
        self._table = table
        self._is_owned = is_owned
        self._plan = plan
        self._sheet = sheet
        self._entries: dict[int, Draft] = {}
        self._figures: dict[int, Figures] = {}
        self._stated: list[int] = []

    def entry(self, row: int, draft: Draft) -> None:
        """A row that is no sum."""
        self._entries[row] = draft

    def stated(self, row: int) -> None:
        """A row of sums."""
        self._stated.append(row)

    def is_unnamed(self, row: int) -> bool:
        """Whether a row with a title of its own states what at least two rows above it add up to.

        Where nothing in the table is dated or owned, three rows must, and the row be the last.
        """
        stated = dict(self._stated_figures(row))
        entries = [other for other, draft in self._entries.items() if draft.kind != PACKAGE]
        since = [other for other in entries if other > max(self._stated, default=-1)]
        is_told_apart = any(self._is_owned(other) for other in entries)
        least = 2 if is_told_apart else 3
        if not stated or (not is_told_apart and row != self._table.rows[-1]):
            return False
        return any(len(group) >= least and self._adds_up(group, stated) for group in (since, entries))

    def _adds_up(self, group: list[int], stated: Figures) -> bool:
        figures = [dict(self._stated_figures(other)) for other in group]
        return all(sum((one.get(place, Decimal(0)) for one in figures), Decimal(0)) == n for place, n in stated.items())

    def figure(self, row: int, column: Column, number: Decimal) -> None:
        """What was read from a row."""
        self._figures.setdefault(row, {})[column.place] = number

    def has_figures_below(self, row: int) -> bool:
        """Whether rows of the work package that a row names have figures themselves."""
        package = self._entries[row].id
        places = [column.place for column in self._table.columns if column.head in ("budget", "effort", "amount")]
        members = [
            other for other, draft in self._entries.items() if draft.kind != PACKAGE and self._is_in(draft, package)
        ]
        cells = (self._table.sheet.cell(other, place) for other in members for place in places)
        return any(not says_nothing(cell) for cell in cells)

    def _is_in(self, draft: Draft, package: str) -> bool:
        return package in (draft.values.get("wp"), draft.heading)

    def row_total(self, row: int, draft: Draft, reader: FiguresOfRow) -> None:
        """Compares what the partners of a row have with the column of sums beside them."""
        for column in self._table.columns:
            if column.field != "total":
                continue
            cell = self._table.sheet.cell(row, column.place)
            if says_nothing(cell):
                continue
            self._compare_row(row, draft, column, cell, reader)

    def _compare_row(self, row: int, draft: Draft, column: Column, cell: Cell, reader: FiguresOfRow) -> None:
        stated = reader.figure(row, draft, column)
        sums = {head: sum((draft.values.get(head) or {}).values(), Decimal(0)) for head in self._heads_of(column)}
        if stated is None:
            return
        self.figure(row, column, stated)
        if stated not in sums.values():
            head = next(iter(sums))
            message = _('{place} "{label}": {sum} is stated, the partners\' figures add up to {found}')
            text = message.format(place=self._where(cell), label=draft.id, sum=shown(stated), found=shown(sums[head]))
            self._plan.checked.append(text)

    def _heads_of(self, column: Column) -> list[str]:
        """What a column of sums can sum up: money or effort, or either."""
        heads = {one.head for one in self._table.columns if "." in one.field and one.head in ("budget", "effort")}
        if column.unit:
            return ["effort"] if "effort" in heads else sorted(heads)
        return sorted(heads)

    def check(self) -> None:
        """Tells of every row of sums, and of every work package that states a sum, whether the rows add up to it."""
        before = -1
        for row in self._stated:
            self._check_row(row, before)
            before = row
        for row, draft in self._entries.items():
            if draft.kind == PACKAGE and self._figures.get(row) and self.has_figures_below(row):
                below = [
                    other for other, one in self._entries.items() if one.kind != PACKAGE and self._is_in(one, draft.id)
                ]
                self._compare(row, self._figures[row], [below])

    def _check_row(self, row: int, before: int) -> None:
        stated = dict(self._stated_figures(row))
        label = self._label(row)
        if not stated:
            self._plan.unread.append(Unread(label.place, label.text, _("a row of sums, left out"), self._sheet))
            return
        self._compare(row, stated, list(self._groups(row, before)))

    def _stated_figures(self, row: int) -> Iterable[tuple[int, Decimal]]:
        for column in self._table.columns:
            if column.head not in ("budget", "effort", "amount", "total"):
                continue
            cell = self._table.sheet.cell(row, column.place)
            number = (
                money_in(cell, column.figures)
                if column.head in ("budget", "amount")
                else number_in(cell, column.figures)
            )
            if number is not None and number:
                yield column.place, number

    def _groups(self, row: int, before: int) -> Iterable[list[int]]:
        """Rows that a row of sums may sum up, the likeliest first: of the package it names, else those above it."""
        entries = [other for other, draft in self._entries.items() if self._counts(other, draft)]
        text = " ".join(cell.text for cell in filled(self._table.sheet.rows[row]) if isinstance(cell.value, str))
        named = next((found[0] for word in _tails(text) if (found := numbered(word))), None)
        if named is not None:
            yield [other for other in entries if self._is_in(self._entries[other], f"WP{named}")]
        above = [other for other in entries if other < row]
        yield above
        yield [other for other in above if other > before]
        yield entries

    def _counts(self, row: int, draft: Draft) -> bool:
        return bool(self._figures.get(row)) and not (draft.kind == PACKAGE and self.has_figures_below(row))

    def agrees(self, row: int) -> bool:
        """Whether a row that nothing names states the sums of rows above it; tells so."""
        stated = dict(self._stated_figures(row))
        before = max((other for other in self._stated if other < row), default=-1)
        fitting = [group for group in self._groups(row, before) if self._is_sum(group, stated)]
        if not stated or not any(len(group) > 1 or len(stated) > 1 or len(self._stated) for group in fitting):
            fitting = fitting if self._is_last_of_group(row) else []
        if stated and fitting:
            self._tell_agreement(row)
            self._stated.append(row)
        return bool(stated and fitting)

    def _is_last_of_group(self, row: int) -> bool:
        """Whether the row above is an entry."""
        return row - 1 in self._entries

    def _is_sum(self, group: list[int], stated: Figures) -> bool:
        return bool(group) and all(self._sum(group, place) == number for place, number in stated.items())

    def _label(self, row: int) -> Cell:
        """The first text of a row, else its first cell."""
        column = self._table.column("title")
        title = self._table.sheet.cell(row, column.place) if column else None
        if title and title.value is not None:
            return title
        cells = list(filled(self._table.sheet.rows[row]))
        return next((cell for cell in cells if any(letter.isalpha() for letter in cell.text)), cells[0])

    def _tell_agreement(self, row: int) -> None:
        label = self._label(row)
        message = _('{place} "{label}": a row of sums, left out; it agrees with the rows')
        if row in self._entries:
            message = _('{place} "{label}": states a sum; it agrees with the rows below it')
        self._plan.checked.append(message.format(place=self._where(label), label=visible(label.text, 40)))

    def _compare(self, row: int, stated: Figures, groups: list[list[int]]) -> None:
        label = self._label(row)
        if any(self._is_sum(group, stated) for group in groups):
            self._tell_agreement(row)
            return
        for place, number in stated.items():
            found = self._sum(groups[0], place)
            if found != number:
                cell = self._table.sheet.cell(row, place)
                message = _('{place} "{label}": {sum} is stated, the rows that were read add up to {found}')
                self._plan.checked.append(
                    message.format(
                        place=self._where(cell), label=visible(label.text, 40), sum=shown(number), found=shown(found)
                    )
                )

    def _where(self, cell: Cell) -> str:
        return f"{visible(self._sheet, 40)}!{cell.place}" if self._sheet else cell.place

    def _sum(self, rows: Iterable[int], place: int) -> Decimal:
        return sum((self._figures[row].get(place, Decimal(0)) for row in rows if row in self._figures), Decimal(0))


def _tails(text: str) -> list[str]:
    """The text from each of its words on, to find ``WP2`` in ``Subtotal for WP2``."""
    parts = text[:120].split()
    return [" ".join(parts[place:]) for place in range(len(parts))]


def shown(number: Decimal) -> str:
    """A figure with commas between thousands."""
    whole = number == number.to_integral_value()
    return f"{int(number):,}" if whole else f"{number.normalize():,f}"
