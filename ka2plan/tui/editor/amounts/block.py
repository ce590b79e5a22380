"""A block out of a spreadsheet, laid over a matrix: which cells it means, what it says there, what cannot be taken."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.matrix import AmountColumn
from ka2plan.tui.editor.amounts.ways import ways_to_set
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.tui.editor.amounts.view import AmountsView

MOST_CELLS = 20_000
"""Cells of the largest block that is taken; no plan has so many."""

NOTHING = frozenset({"", "-", "–", "—"})
"""What stands in cells that say nothing; what is there stays."""

Row = Sequence[str]


class Block(NamedTuple):
    """What a block comes to."""

    amounts: Mapping[tuple[Path, str], Decimal]
    """New amounts of the file, by entry and organisation, those that differ."""
    cells: int
    """How many cells of the matrix that are."""
    faults: tuple[str, ...]
    """What of it is not taken, and why."""


def rows_in(text: str) -> list[Row]:
    """The cells of what was pasted: columns by tabs, rows by lines; cells with line breaks in quotes are one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").splitlines(keepends=True)
    if not text.strip():
        return []
    try:
        return [[cell.strip(" \xa0") for cell in row] for row in csv.reader(lines, delimiter="\t")]
    except csv.Error:  # one cell of over a hundred thousand characters
        return [[text]]


class _Place:
    """The rows and columns of the matrix that those of a block are for."""

    def __init__(self, view: AmountsView, rows: Sequence[Row]) -> None:
        self._view = view
        titles = {column.title.casefold(): number for number, column in enumerate(view.matrix.columns)}
        names = {view.name_of(partner).casefold(): number for number, partner in enumerate(view.matrix.partners)}
        self.top = self._heads(rows[0], titles)
        """Rows that say what the columns are."""
        self.left = self._heads([row[0] for row in rows if row], names)
        """Columns that say whose the rows are."""
        head = rows[0] if self.top else ()
        self.columns = [self._column(head, place, titles) for place in range(self.left, max(map(len, rows)))]
        self.rows = [self._row(rows[place], place, names) for place in range(self.top, len(rows))]

    def _heads(self, cells: Sequence[str], known: Mapping[str, int]) -> int:
        """One where the cells are titles, and no amounts: an activity may be called 1.1."""
        titles = [cell for cell in cells if cell.casefold() in known]
        return int(any(self._view.measure.understood(cell, ZERO).fault for cell in titles))

    def _column(self, head: Row, place: int, titles: Mapping[str, int]) -> int | None:
        if self.top:
            return titles.get(head[place].casefold()) if place < len(head) else None
        number = self._view.selection.left + place - self.left
        return number if number < self._view.column_count else None

    def _row(self, row: Row, place: int, names: Mapping[str, int]) -> int | None:
        if self.left:
            return names.get(row[0].casefold()) if row else None
        number = self._view.selection.top + place - self.top
        return number if number < self._view.row_count else None


def block_of(view: AmountsView, rows: Sequence[Row]) -> Block:
    """What a block of texts comes to from the first selected cell on, or where its own heads say.

    One single cell is meant for every cell that is selected.
    """
    if [*map(len, rows)] == [1]:
        rows = [[rows[0][0]] * len(view.selection.columns)] * len(view.selection.rows)
    place = _Place(view, rows)
    amounts: dict[tuple[Path, str], Decimal] = {}
    faults: list[str] = []
    beyond = cells = 0
    for row, column, text in _cells(place, rows):
        if row is None or column is None:
            beyond += 1
        elif not _is_sum_of_parts(view, place, column):
            found = _set(view, row, column, text)
            if isinstance(found, str):
                faults.append(found)
            elif found:
                amounts |= found
                cells += 1
    if beyond:
        words = ngettext(
            "{count} cell is outside of the table or under no title of it",
            "{count} cells are outside of the table or under no title of it",
            beyond,
        )
        faults.append(words.format(count=beyond))
    return Block(amounts, cells, tuple(faults))


def _cells(place: _Place, rows: Sequence[Row]) -> Iterator[tuple[int | None, int | None, str]]:
    """The cells that say something, those of totals left out: they follow."""
    titles = rows[0] if place.top else ()
    for row, texts in zip(place.rows, rows[place.top :], strict=True):
        if place.left and texts and texts[0].casefold() in _sums():
            continue
        for number, column in enumerate(place.columns, place.left):
            text = texts[number] if number < len(texts) else ""
            is_total = number < len(titles) and titles[number].casefold() in _sums()
            if text not in NOTHING and not is_total:
                yield row, column, text


def _sums() -> frozenset[str]:
    return frozenset({_("Total").casefold(), "total"})


def _is_sum_of_parts(view: AmountsView, place: _Place, column: int) -> bool:
    """Whether it adds up columns that the block has as well: these say more."""
    columns = view.matrix.columns
    own = columns[column]
    pasted = [columns[number] for number in place.columns if number is not None]
    return not own.is_part and any(one.is_part and one.package == own.package for one in pasted)


def _set(view: AmountsView, row: int, column: int, text: str) -> dict[tuple[Path, str], Decimal] | str:
    """The amounts that bring a cell to what a text says; why not, where that cannot be."""
    partner, own = view.matrix.partners[row], view.matrix.columns[column]
    present = view.matrix.cell(partner, own)
    understood = view.measure.understood(text, present)
    if understood.fault:
        return _told(view, partner, own, understood.fault)
    if understood.value == present:
        return {}
    ways = ways_to_set(view.measure, view.matrix, partner, own, understood.value)
    if not ways:
        return _told(view, partner, own, _("money of a work package itself belongs to an organisation"))
    return dict(ways[0].amounts)


def _told(view: AmountsView, partner: str, column: AmountColumn, why: str) -> str:
    words = _("{partner} in {column}: {why}")
    return words.format(partner=view.name_of(partner), column=column.title, why=why)
