"""Sheets of an .xlsx workbook with what tables need besides values: formats, fills, merged and hidden cells."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import unescape

from ka2plan.errors import CannotRead
from ka2plan.export.extras import extra
from ka2plan.imports.cell import MOST_COLUMNS, MOST_ROWS, Book, Cell, Sheet, place_of, tidy
from ka2plan.imports.container import open_container
from ka2plan.imports.packed import damaged, part_of
from ka2plan.imports.programs_numbers import rounded
from ka2plan.words.figures import number
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FAULTS = (
    *(
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        OSError,
        EOFError,
        SyntaxError,
    ),
    *(OverflowError, RuntimeError),
)
"""What the library raises for a workbook that is damaged, besides the errors of its packing."""

MOST_CELLS = 300_000
"""Of all sheets together: a workbook is held in memory as a whole."""

_FORMULA_WITHOUT_VALUE = re.compile(
    rb"(?:<c\s([^<>]*)>)?<f(?:\s[^<>]*)?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
"""The end of a cell whose formula nobody worked out, with the cell's attributes and the formula."""

_CELL = re.compile(rb"<(?:[\w.-]{1,20}:)?c[\s/>]")

_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')

Place = tuple[int, int]
"""Row and column of a cell, from 1."""

Look = tuple[str, str, int]
"""How cells of one style look: number format, fill, indent."""

WHITE = ("FFFFFF", "000000")
"""Six digits of a fill that is none: white, and black behind a pattern without a colour."""


def read_workbook(data: bytes) -> Book:
    """All sheets of a workbook.

    Raises:
        CannotRead: it is damaged, or larger than any plan.
        ExtraMissing: the library for it is not installed.
    """
    with extra("xlsx", _("reading .xlsx")):
        from openpyxl.reader.excel import ExcelReader
    packed = open_container(data)
    parts = {name: part_of(packed, name) for name in packed.namelist() if "worksheets/" in name}
    _refuse_too_many_cells(parts.values())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = ExcelReader(io.BytesIO(data), data_only=True)
            reader.read_manifest()
            reader.read_workbook()
            _refuse_shared_sheets([link.target for _sheet, link in reader.parser.find_sheets()])
            reader = ExcelReader(io.BytesIO(data), data_only=True)
            reader.read()
            values = reader.wb
            names = {sheet.name: link.target for sheet, link in reader.parser.find_sheets()}
            looks: dict[int, Look] = {}
            sheets = tuple(
                _sheet(sheet, _formulas(parts.get(names.get(sheet.title, ""), b"")), looks)
                for sheet in values.worksheets
            )
    except CannotRead:
        raise
    except FAULTS as error:
        raise damaged(error) from None
    return Book(".xlsx", sheets, _title(values))


def _formulas(part: bytes) -> dict[Place, str]:
    """The formulas of a sheet that nobody worked out; of one that repeats another cell's, only that it is one."""
    from openpyxl.utils.cell import column_index_from_string

    found = {}
    for attributes, text in _FORMULA_WITHOUT_VALUE.findall(part):
        if place := _PLACE.search(attributes):
            formula = unescape(text.decode(errors="replace"), {"&quot;": '"', "&apos;": "'"})
            found[int(place[2]), column_index_from_string(place[1].decode())] = f"={formula}"
    return found


def _refuse_too_many_cells(parts: Iterable[bytes]) -> None:
    _refuse_if(sum(len(_CELL.findall(part)) for part in parts) > MOST_CELLS)


def _refuse_shared_sheets(targets: Sequence[str]) -> None:
    """A part that is many sheets would be read as often."""
    _refuse_if(len(set(targets)) < len(targets))


def _refuse_if(has_too_many: bool) -> None:
    if has_too_many:
        raise CannotRead(_("the workbook has more than {most} cells").format(most=number(MOST_CELLS)))


def _title(book: Any) -> str:
    title = getattr(book.properties, "title", None)
    return title if isinstance(title, str) else ""


def _sheet(sheet: Worksheet, formulas: Mapping[Place, str], looks: dict[int, Look]) -> Sheet:
    height, width = _bounds(sheet)
    lines = sheet.iter_rows(max_row=height, max_col=width) if height and width else ()
    rows = [tuple(_cell(cell, formulas, looks) for cell in line) for line in lines]
    is_cut = (sheet.max_row or 0) > MOST_ROWS or (sheet.max_column or 0) > MOST_COLUMNS
    hidden = tuple(number - 1 for number, row in sheet.row_dimensions.items() if row.hidden and number <= height)
    state = sheet.sheet_state != "visible"
    return Sheet(sheet.title, tuple(rows), is_cut, dict(_merged(sheet, height, width)), hidden, is_hidden=state)


def _bounds(sheet: Worksheet) -> tuple[int, int]:
    """Rows and columns up to the last cell that is read: openpyxl makes a cell for every place that it is asked for."""
    places = [
        (row, column)
        for row, column in sheet._cells  # noqa: SLF001  nothing public tells places without making cells
        if row <= MOST_ROWS and column <= MOST_COLUMNS
    ]
    return max((row for row, _column in places), default=0), max((column for _row, column in places), default=0)


def _merged(sheet: Worksheet, height: int, width: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for area in sheet.merged_cells.ranges:
        first = (area.min_row - 1, area.min_col - 1)
        for row in range(area.min_row - 1, min(area.max_row, height)):
            for column in range(area.min_col - 1, min(area.max_col, width)):
                if (row, column) != first:
                    yield (row, column), first


def _cell(cell: Any, formulas: Mapping[Place, str], looks: dict[int, Look]) -> Cell:
    place = place_of(cell.row - 1, cell.column - 1)
    is_error = cell.data_type == "e"
    value = None if is_error else plain(cell.value)
    lost = str(cell.value) if is_error else formulas.get((cell.row, cell.column), "") if value is None else ""
    if not cell.has_style:
        return Cell(place, value, "", "", lost)
    number = cell.style_id
    if number not in looks:
        looks[number] = (_format(cell), _fill(cell), int(getattr(cell.alignment, "indent", 0) or 0))
    shown, fill, indent = looks[number]
    return Cell(place, value, shown, fill, lost, indent)


def _format(cell: Any) -> str:
    shown = cell.number_format
    return shown if isinstance(shown, str) and shown != "General" else ""


def _fill(cell: Any) -> str:
    """The colour as six digits, or as the number of a theme's colour with its tint."""
    fill = cell.fill
    if fill is None or not fill.fill_type:
        return ""
    colour = fill.fgColor if fill.fill_type == "solid" else fill.bgColor or fill.fgColor
    if colour is None:
        return ""
    if colour.type == "rgb":
        digits = str(colour.rgb)[-6:].upper()
        return "" if digits in WHITE and fill.fill_type == "solid" and digits != "000000" else digits
    if colour.type == "theme":
        return "" if colour.theme == 0 and not colour.tint else f"theme {colour.theme} {colour.tint:.2f}"
    return "" if colour.indexed in (9, 64, 65) else f"colour {colour.indexed}"


def plain(value: Any) -> str | Decimal | date | None:
    """A value of a cell as a text, a number or a day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, (time, timedelta)):
        return str(value)
    return None if value is None else tidy(str(value))


def _number(value: float) -> Decimal | None:
    exact = Decimal(repr(value))
    return rounded(exact) if exact.is_finite() else None
