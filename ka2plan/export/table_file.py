"""A table out of a spreadsheet program: cells with their places, from .csv or .xlsx, within bounds."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ka2plan.errors import CannotRead, UsageError
from ka2plan.export.container import open_container
from ka2plan.export.extras import extra
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

MOST_BYTES = 20_000_000
MOST_ROWS, MOST_COLUMNS = 5_000, 200
"""What nobody types by hand is refused, or left out with a notice."""

DELIMITERS = ",;\t"

ENCODINGS = ("utf-8-sig", "cp1250")
"""A CSV file is UTF-8 or, out of older programs of Central Europe, Windows 1250."""

ZIP_MARK = b"PK\x03\x04"
"""How every .xlsx file begins."""


DAMAGED = (
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError, SyntaxError),
    *(OverflowError, RuntimeError),
)
"""What the library raises for a workbook that is damaged, besides the errors of its packing."""


class Cell(NamedTuple):
    """One cell: where it stands and what is in it."""

    place: str
    """Such as ``C7``."""
    value: str | Decimal | date | None
    """A text without blanks at its ends, a number, a day, or nothing."""

    @property
    def text(self) -> str:
        """The cell as a text; empty for an empty one."""
        if self.value is None:
            return ""
        return f"{self.value:f}" if isinstance(self.value, Decimal) else str(self.value)


class Table(NamedTuple):
    """All rows, each with all columns."""

    sheet: str
    """Name of the sheet; empty for CSV."""
    rows: tuple[tuple[Cell, ...], ...]
    is_cut: bool
    """Whether there were more rows than are read."""


def read_table(data: bytes, sheet: str | None = None) -> Table:
    """The table in the bytes of a .csv or .xlsx file; of a workbook the sheet of that name, else the first.

    :raises CannotRead: it is neither, or larger than any plan.
    :raises UsageError: there is no such sheet.
    :raises ExtraMissing: .xlsx without the library for it.
    """
    if len(data) > MOST_BYTES:
        raise CannotRead(_("the table is larger than {most} bytes").format(most=f"{MOST_BYTES:,}"))
    if data.startswith(ZIP_MARK):
        return _read_workbook(data, sheet)
    if sheet:
        raise UsageError(_("--sheet: a CSV file has no sheets"))
    return _read_csv(data)


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


def _read_csv(data: bytes) -> Table:
    import csv

    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return _table("", csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CannotRead(_("the table is no CSV: {reason}").format(reason=error)) from None


def _decoded(data: bytes) -> str:
    if b"\x00" in data:
        raise CannotRead(_("the table is neither CSV nor .xlsx"))
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _read_workbook(data: bytes, sheet: str | None) -> Table:
    import zipfile
    import zlib

    with extra("xlsx", _("reading .xlsx")):
        import openpyxl
    try:
        open_container(data).close()
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        names = book.sheetnames
        wanted = sheet or names[0]
        if wanted not in names:
            raise UsageError(_("--sheet: sheets are {names}").format(names=visible(", ".join(names))))
        return _table(wanted, book[wanted].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True))
    except (zipfile.BadZipFile, zlib.error, *DAMAGED) as error:
        raise CannotRead(_("the workbook cannot be read: {reason}").format(reason=visible(str(error), 200))) from None


def _table(sheet: str, lines: Iterable[Iterable[Any]]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate(lines):
        if number >= MOST_ROWS:
            return Table(sheet, tuple(rows), is_cut=True)
        rows.append(tuple(_cells(number, line)))
    return Table(sheet, tuple(rows), is_cut=False)


def _cells(row: int, line: Iterable[Any]) -> Iterator[Cell]:
    for column, value in zip(range(MOST_COLUMNS), line, strict=False):
        yield Cell(place_of(row, column), _plain(value))


def _plain(value: Any) -> str | Decimal | date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None
    text = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    # What our own CSV writes so that no spreadsheet takes it for a formula.
    text = text[1:] if text[:1] == "'" and text[1:2] in "=+-@" and len(text) > 1 else text
    return text or None
