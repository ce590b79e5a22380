"""Sheets of an OpenDocument spreadsheet (.ods), as LibreOffice and Google Sheets write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ka2plan.errors import CannotRead
from ka2plan.imports.cell import MOST_COLUMNS, MOST_ROWS, Book, Cell, Sheet, place_of, tidy
from ka2plan.imports.container import MOST_MERGED, open_container
from ka2plan.imports.packed import part_of, xml_of
from ka2plan.imports.programs_numbers import programs_number
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from decimal import Decimal
    from xml.etree.ElementTree import Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"

NO_FILL = ("", "transparent", "#ffffff")


def read_opendocument(data: bytes) -> Book:
    """All sheets.

    :raises CannotRead: it is damaged, or larger than any plan.
    """
    root = xml_of(part_of(open_container(data), "content.xml"))
    fills = dict(_fills(root))
    hidden = {style for style, shown in _table_styles(root) if shown == "false"}
    merging = _Merging()
    return Book(".ods", tuple(_Reader(table, fills, hidden, merging).sheet() for table in root.iter(f"{TABLE}table")))


def _fills(root: Element) -> Iterator[tuple[str, str]]:
    """Name of a style -> the colour behind its cells."""
    for style in root.iter(f"{STYLE}style"):
        properties = style.find(f"{STYLE}table-cell-properties")
        colour = "" if properties is None else properties.get(f"{FO}background-color", "")
        if colour.casefold() not in NO_FILL:
            yield style.get(f"{STYLE}name", ""), colour.lstrip("#").upper()


def _table_styles(root: Element) -> Iterator[tuple[str, str]]:
    for style in root.iter(f"{STYLE}style"):
        properties = style.find(f"{STYLE}table-properties")
        if properties is not None:
            yield style.get(f"{STYLE}name", ""), properties.get(f"{TABLE}display", "")


class _Merging:
    """How many cells of a file are in areas that are merged: each area is one element, whatever its size."""

    def __init__(self) -> None:
        self._cells = 0

    def count(self, cells: int) -> None:
        """Counts those of one more area.

        :raises CannotRead: they are more than anybody merges.
        """
        self._cells += cells
        if self._cells > MOST_MERGED:
            raise CannotRead(_("the XML has more elements than any plan"))


class _Reader:
    """One table: rows and cells may be written once for many."""

    def __init__(self, table: Element, fills: Mapping[str, str], hidden_styles: set[str], merging: _Merging) -> None:
        self._table = table
        self._merging = merging
        self._fills = fills
        self._hidden_styles = hidden_styles
        self._merged: dict[tuple[int, int], tuple[int, int]] = {}
        self._hidden: list[int] = []
        self._is_cut = False

    def sheet(self) -> Sheet:
        rows: list[tuple[Cell, ...]] = []
        for element in self._table.iter(f"{TABLE}table-row"):
            times = _count(element, f"{TABLE}number-rows-repeated")
            is_empty = not any(cell.get(f"{OFFICE}value-type") for cell in element)
            for _time in range(1 if is_empty and times > MOST_ROWS // 10 else times):
                if len(rows) >= MOST_ROWS:
                    self._is_cut = self._is_cut or not is_empty
                    break
                if element.get(f"{TABLE}visibility", "visible") != "visible":
                    self._hidden.append(len(rows))
                rows.append(tuple(self._cells(len(rows), element)))
        while rows and all(cell.is_empty and not cell.fill for cell in rows[-1]):
            rows.pop()
        style = self._table.get(f"{TABLE}style-name", "")
        name = self._table.get(f"{TABLE}name", "")
        return Sheet(
            *(name, tuple(rows), self._is_cut, self._merged, tuple(self._hidden)),
            is_hidden=style in self._hidden_styles,
        )

    def _cells(self, row: int, element: Element) -> Iterator[Cell]:
        column = 0
        for cell in element:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            times = _count(cell, f"{TABLE}number-columns-repeated")
            value, shown_as = _value(cell)
            fill = self._fills.get(cell.get(f"{TABLE}style-name", ""), "")
            if value is None and not fill and times > MOST_COLUMNS // 2:
                return
            self._merge(row, column, cell)
            for _time in range(times):
                if column >= MOST_COLUMNS:
                    self._is_cut = self._is_cut or value is not None
                    return
                yield Cell(place_of(row, column), value, shown_as, fill, _lost(cell) if value is None else "")
                column += 1

    def _merge(self, row: int, column: int, cell: Element) -> None:
        wide = min(_count(cell, f"{TABLE}number-columns-spanned"), MOST_COLUMNS)
        high = min(_count(cell, f"{TABLE}number-rows-spanned"), MOST_ROWS)
        self._merging.count(wide * high - 1)
        for down in range(high if wide * high > 1 else 0):
            for across in range(wide):
                if down or across:
                    self._merged[row + down, column + across] = (row, column)


def _count(element: Element, name: str) -> int:
    written = element.get(name, "1")
    return min(int(written), 2_000_000) if written.isdecimal() and len(written) < 9 else 1


def _value(cell: Element) -> tuple[str | Decimal | date | None, str]:
    """The value of a cell and the format that its type stands for."""
    kind = cell.get(f"{OFFICE}value-type", "")
    if cell.tag != f"{TABLE}table-cell" or not kind:
        return None, ""
    if kind == "date":
        return _day(cell.get(f"{OFFICE}date-value", "")), ""
    if kind in ("float", "percentage", "currency"):
        written = cell.get(f"{OFFICE}value", "")
        number = programs_number(written)
        return number if number is not None else tidy(written), _format(kind, cell)
    return tidy("\n".join("".join(_letters(part)) for part in cell.findall(f"{TEXT}p"))), ""


def _letters(part: Element) -> Iterator[str]:
    """The text of a paragraph, with the blanks that the format writes as elements."""
    yield part.text or ""
    for inner in part:
        if inner.tag == f"{TEXT}s":
            yield " " * min(_count(inner, f"{TEXT}c"), 100)
        elif inner.tag == f"{TEXT}tab":
            yield "\t"
        elif inner.tag == f"{TEXT}line-break":
            yield "\n"
        elif inner.tag != f"{OFFICE}annotation":
            yield from _letters(inner)
        yield inner.tail or ""


def _format(kind: str, cell: Element) -> str:
    if kind == "percentage":
        return "0%"
    currency = cell.get(f"{OFFICE}currency", "")
    return f'0 "{currency}"' if kind == "currency" and currency else ""


def _lost(cell: Element) -> str:
    return cell.get(f"{TABLE}formula", "") if cell.tag == f"{TABLE}table-cell" else ""


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
