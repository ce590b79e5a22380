"""Cells, sheets and files of tables, whatever program wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.export.unformulaic import is_guarded
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.visible import without_unseen

if TYPE_CHECKING:
    from datetime import date

MOST_ROWS, MOST_COLUMNS = 5_000, 200
"""What nobody types by hand is left out with a notice."""

MOST_LETTERS = 40_000
"""Of one cell; a spreadsheet program takes 32,767."""


class Cell(NamedTuple):
    """One cell: where it stands and what is in it."""

    place: str
    """Such as ``C7``."""
    value: str | Decimal | date | None = None
    """A text without blanks at its ends, a number, a day, or nothing."""
    format: str = ""
    """How the program shows a number: ``0%``, ``#,##0.00 "€"``; empty where it does not say."""
    fill: str = ""
    """The colour behind it; empty for none and for white."""
    lost: str = ""
    """What stands there without a value: a formula that nobody worked out, or an error."""
    indent: int = 0
    """Steps by which the text is moved to the right."""
    meant: str = ""
    """What its text means as a time, where the other cells of the sheet tell it; empty for what is written."""

    @property
    def text(self) -> str:
        """The cell as a text; empty for an empty one."""
        if self.value is None:
            return ""
        return f"{self.value:f}" if isinstance(self.value, Decimal) else str(self.value)

    @property
    def time_text(self) -> str:
        """The cell as a text that names a time."""
        return self.meant or self.text

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing; a formula without a value says something that cannot be read."""
        return self.value is None and not self.lost


class Sheet(NamedTuple):
    """All rows, each with all columns."""

    name: str
    """Empty for a file that has no sheets."""
    rows: tuple[tuple[Cell, ...], ...]
    is_cut: bool = False
    """Whether there were more rows or columns than are read."""
    merged: Mapping[tuple[int, int], tuple[int, int]] = {}
    """Row and column of a cell inside a merged one -> those of its first."""
    hidden_rows: tuple[int, ...] = ()
    is_hidden: bool = False
    is_turned: bool = False
    """Whether rows and columns are exchanged, since its headings stand in a column."""

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; an empty one beyond the sheet's end."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return Cell(place_of(row, column))

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(len, self.rows), default=0)


class Book(NamedTuple):
    """A file of tables."""

    format: str
    """``CSV``, ``.xlsx``, ``.ods``, ``GanttProject`` or ``MS Project``."""
    sheets: tuple[Sheet, ...]
    title: str = ""
    """Of the project, where the file says it."""


def place_of(row: int, column: int) -> str:
    """``C7`` for row 6 and column 2, counted from 0."""
    return f"{letters_of(column)}{row + 1}"


def letters_of(column: int) -> str:
    """``A`` for column 0, ``AA`` for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def tidy(text: str) -> str | None:
    """A cell's text without blanks at its ends, and without the apostrophe of our own csv; None for none."""
    bare = (
        without_unseen(text[:MOST_LETTERS])
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\xa0", " ")
        .strip(" \t\n")
    )
    return (bare[1:] if is_guarded(bare) else bare) or None


def sheet_of(name: str, lines: Sequence[Sequence[str | Decimal | date | None]]) -> Sheet:
    """A sheet of plain values."""
    rows = tuple(
        tuple(Cell(place_of(number, column), value) for column, value in enumerate(line[:MOST_COLUMNS]))
        for number, line in enumerate(lines[:MOST_ROWS])
    )
    return Sheet(name, rows, is_cut=len(lines) > MOST_ROWS or any(len(line) > MOST_COLUMNS for line in lines))


def filled(row: Sequence[Cell]) -> Iterator[Cell]:
    """The cells of a row that say something."""
    return (cell for cell in row if not cell.is_empty)
