"""Sums that a table states, against what was read from the rows that they sum up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from ka2plan.imports.cell import Cell, filled
from ka2plan.imports.columns import Column
from ka2plan.imports.draft import PACKAGE, Draft, DraftPlan, Stated, Unread
from ka2plan.imports.numbers import money_in, number_in, says_nothing
from ka2plan.imports.packages import numbered
from ka2plan.imports.table import Table
from ka2plan.named_tuples import NamedTuple
from ka2plan.words import figures
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.imports.figures_of_rows import FiguresOfRow

Figures = dict[int, Decimal]
"""Column -> figure."""


class _Running:
    """What the figures of the rows so far add up to."""

    def __init__(self) -> None:
        self.rows = 0
        self._sums: Figures = {}

    def add(self, figures: Figures) -> None:
        """One more row."""
        self.rows += 1
        for place, number in figures.items():
            self._sums[place] = self._sums.get(place, Decimal(0)) + number

    def adds_up_to(self, stated: Figures) -> bool:
        """Whether every figure of a row is such a sum."""
        return all(self._sums.get(place, Decimal(0)) == number for place, number in stated.items())


class _Figures:
    """The figures of rows in their order, so that those of any stretch of them are summed at once."""

    def __init__(self, rows: Sequence[int], figures: Mapping[int, Figures]) -> None:
        self.rows = rows
        nought = Decimal(0)
        places = {place for row in rows for place in figures.get(row, ())}
        self.sums = {
            place: list(accumulate((figures.get(row, {}).get(place, nought) for row in rows), initial=nought))
            for place in places
        }

    def between(self, begin: int, end: int) -> _Group:
        """Those from the first number on, to before the second."""
        return _Group(self, bisect_left(self.rows, begin), bisect_left(self.rows, end))

    @property
    def all(self) -> _Group:
        """All of them."""
        return _Group(self, 0, len(self.rows))


class _Group(NamedTuple):
    """Rows that a row of sums may sum up."""

    of: _Figures
    begin: int
    end: int

    @property
    def size(self) -> int:
        """How many rows."""
        return self.end - self.begin

    def sum(self, place: int) -> Decimal:
        """What they have in a column."""
        sums = self.of.sums.get(place)
        return sums[self.end] - sums[self.begin] if sums and self.size else Decimal(0)


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
        self._all, self._since = _Running(), _Running()
        self._is_told_apart = False

    def entry(self, row: int, draft: Draft) -> None:
        """A row that is no sum."""
        self._entries[row] = draft
        if draft.kind != PACKAGE:
            self._is_told_apart = self._is_told_apart or self._is_owned(row)
            figures = dict(self._stated_figures(row))
            for running in (self._all, self._since):
                running.add(figures)

    def stated(self, row: int) -> None:
        """A row of sums."""
        self._stated.append(row)
        self._since = _Running()

    def is_unnamed(self, row: int) -> bool:
        """Whether a row with a title of its own states what at least two rows above it add up to.

        Where nothing in the table is dated or owned, three rows must, and the row be the last.
        """
        stated = dict(self._stated_figures(row))
        least = 2 if self._is_told_apart else 3
        if not stated or (not self._is_told_apart and row != self._table.rows[-1]):
            return False
        return any(one.rows >= least and one.adds_up_to(stated) for one in (self._since, self._all))

    def figure(self, row: int, column: Column, number: Decimal) -> None:
        """What was read from a row."""
        self._figures.setdefault(row, {})[column.place] = number

    def has_figures_below(self, row: int) -> bool:
        """Whether rows of the work package that a row names have figures themselves."""
        return self._entries[row].id in self._with_figures_below

    @cached_property
    def _with_figures_below(self) -> frozenset[str]:
        """Work packages of whose rows some have figures; asked when it is known what is in which."""
        places = [column.place for column in self._table.columns if column.head in ("budget", "effort", "amount")]

        def has_figures(row: int) -> bool:
            return any(not says_nothing(self._table.sheet.cell(row, place)) for place in places)

        return frozenset(name for name, rows in self._below.items() if any(map(has_figures, rows)))

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
        sums = {head: self._sum_of_partners(row, head) for head in self._heads_of(column)}
        if stated is None or not sums:
            return
        self.figure(row, column, stated)
        if stated not in sums.values():
            head = next(iter(sums))
            message = _('{place} "{label}": {sum} is stated, the partners\' figures add up to {found}')
            text = message.format(place=self._where(cell), label=draft.id, sum=shown(stated), found=shown(sums[head]))
            self._plan.checked.append(text)

    def _sum_of_partners(self, row: int, head: str) -> Decimal:
        """What the columns of the partners have in a row, as the table states it."""
        read = self._figures.get(row, {})
        places = [column.place for column in self._table.columns if column.head == head and "." in column.field]
        return sum((read.get(place, Decimal(0)) for place in places), Decimal(0))

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
                self._compare(row, self._figures[row], [_Figures(self._below[draft.id], self._figures).all])

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

    def _groups(self, row: int, before: int) -> Iterable[_Group]:
        """Rows that a row of sums may sum up, the likeliest first: of the package it names, else those above it."""
        text = " ".join(cell.text for cell in filled(self._table.sheet.rows[row]) if isinstance(cell.value, str))
        named = next((found[0] for word in _tails(text) if (found := numbered(word))), None)
        if named is not None:
            yield self._counted_by_package.get(f"WP{named}", _Figures((), {})).all
        yield self._counted.between(-1, row)
        yield self._counted.between(before + 1, row)
        yield self._counted.all

    @cached_property
    def _counted(self) -> _Figures:
        """The rows that count, with what was read from them; asked when all rows are read."""
        return _Figures([row for row, draft in self._entries.items() if self._counts(row, draft)], self._figures)

    @cached_property
    def _counted_by_package(self) -> dict[str, _Figures]:
        found: dict[str, list[int]] = {}
        for row in self._counted.rows:
            for name in _packages(self._entries[row]):
                found.setdefault(name, []).append(row)
        return {name: _Figures(rows, self._figures) for name, rows in found.items()}

    @cached_property
    def _below(self) -> dict[str, list[int]]:
        """The rows of each work package, other than packages."""
        found: dict[str, list[int]] = {}
        for row, draft in self._entries.items():
            for name in _packages(draft) if draft.kind != PACKAGE else ():
                found.setdefault(name, []).append(row)
        return found

    def _counts(self, row: int, draft: Draft) -> bool:
        return bool(self._figures.get(row)) and not (draft.kind == PACKAGE and self.has_figures_below(row))

    def agrees(self, row: int) -> bool:
        """Whether a row that nothing names states the sums of rows above it; tells so."""
        stated = dict(self._stated_figures(row))
        before = max((other for other in self._stated if other < row), default=-1)
        fitting = [group for group in self._groups(row, before) if self._is_sum(group, stated)]
        if not stated or not any(group.size > 1 or len(stated) > 1 or len(self._stated) for group in fitting):
            fitting = fitting if self._is_last_of_group(row) else []
        if stated and fitting:
            self._tell_agreement(row)
            self._stated.append(row)
        return bool(stated and fitting)

    def _is_last_of_group(self, row: int) -> bool:
        """Whether the row above is an entry."""
        return row - 1 in self._entries

    def _is_sum(self, group: _Group, stated: Figures) -> bool:
        return bool(group.size) and all(group.sum(place) == number for place, number in stated.items())

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

    def _compare(self, row: int, stated: Figures, groups: list[_Group]) -> None:
        label = self._label(row)
        if any(self._is_sum(group, stated) for group in groups):
            self._tell_agreement(row)
            return
        for place, number in stated.items():
            found = groups[0].sum(place)
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


def check_stated(plan: DraftPlan) -> None:
    """Compares figures of work packages with those of their activities in other tables, which alone then count."""
    groups: dict[tuple[str, str], list[Stated]] = {}
    for one in plan.stated:
        groups.setdefault((one.package, one.head), []).append(one)
    for (package, head), stated in groups.items():
        inside = [draft for draft in plan.entries if draft.values.get("wp") == package]
        if any(_figure_of(draft, head) for draft in inside):
            plan.packages[package].values[head] = {}
            _compare_stated(plan, stated, inside)
        else:
            plan.packages[package].unread += [one.cell for one in stated if not one.partner]


def _compare_stated(plan: DraftPlan, stated: list[Stated], inside: list[Draft]) -> None:
    package, head = stated[0].package, stated[0].head
    is_split = head == "effort" or not any(draft.values.get("amount") for draft in inside)
    if is_split and all(one.partner for one in stated):
        for one in stated:
            found = sum(((draft.values.get(head) or {}).get(one.partner, Decimal(0)) for draft in inside), Decimal(0))
            message = _("{place}, {package} of {partner}: {sum} is stated, the rows that were read add up to {found}")
            text = message.format(
                place=one.cell.where,
                package=package,
                partner=one.partner,
                sum=shown(one.number),
                found=shown(found),
            )
            plan.checked += [text] if found != one.number else []
        return
    number = sum((one.number for one in stated), Decimal(0))
    found = sum((_figure_of(draft, head) for draft in inside), Decimal(0))
    message = _('{place} "{label}": {sum} is stated, the rows that were read add up to {found}')
    if found == number:
        message = _('{place} "{label}": a row of sums, left out; it agrees with the rows')
    place = stated[0].cell.where
    plan.checked.append(message.format(place=place, label=package, sum=shown(number), found=shown(found)))


def _figure_of(draft: Draft, head: str) -> Decimal:
    """All the money, or all the effort, of an entry."""
    shares: dict[str, Decimal | dict[str, Decimal]] = draft.values.get(head) or {}
    parts = (sum(one.values(), Decimal(0)) if isinstance(one, dict) else one for one in shares.values())
    amount: Decimal | None = draft.values.get("amount") if head == "budget" else None
    return amount or sum(parts, Decimal(0))


def _packages(draft: Draft) -> tuple[str, ...]:
    """The work package that a row names, and the one whose heading it stands below."""
    return tuple(dict.fromkeys(name for name in (draft.values.get("wp"), draft.heading) if name))


def _tails(text: str) -> list[str]:
    """The text from each of its words on, to find ``WP2`` in ``Subtotal for WP2``."""
    parts = text[:120].split()
    return [" ".join(parts[place:]) for place in range(len(parts))]


def shown(number: Decimal) -> str:
    """A figure as the language writes it."""
    return figures.number(number)
