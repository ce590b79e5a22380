"""Tables that stand on their side: headings in the first column, and each entry in a column of its own."""

from __future__ import annotations

from ka2plan.imports.cell import Cell, Sheet, filled, place_of
from ka2plan.imports.columns import fields_of_heading

LEAST = 3
"""Known headings in the first column that make it the one of headings."""

MOST_ROWS = 40
"""Rows of such a table: it has one for each heading."""


def upright(sheet: Sheet) -> Sheet:
    """The sheet with rows and columns exchanged where its headings stand in its first column; else as it is."""
    columns = range(sheet.width)
    first = next((place for place in columns if any(not _at(sheet, row, place).is_empty for row in _rows(sheet))), 0)
    down = [fields_of_heading(cell.text) for row in _rows(sheet) if not (cell := _at(sheet, row, first)).is_empty]
    exact = {fields[0] for fields, is_exact in down if is_exact}
    if len(exact) < LEAST or "title" not in exact or len(sheet.rows) > MOST_ROWS:
        return sheet
    if sum(is_exact for _fields, is_exact in down) * 10 < len(down) * 6 or _most_across(sheet) >= LEAST:
        return sheet
    height, width = len(sheet.rows), sheet.width
    rows = tuple(tuple(_at(sheet, row, column) for row in range(height)) for column in range(width))
    merged = {(column, row): (place[1], place[0]) for (row, column), place in sheet.merged.items()}
    return sheet._replace(rows=rows, merged=merged, hidden_rows=(), is_turned=True)


def _rows(sheet: Sheet) -> range:
    return range(min(len(sheet.rows), MOST_ROWS))


def _at(sheet: Sheet, row: int, column: int) -> Cell:
    line = sheet.rows[row]
    return line[column] if column < len(line) else Cell(place_of(row, column))


def _most_across(sheet: Sheet) -> int:
    """The most known headings that stand in one row."""
    found = [{fields[0] for cell in filled(row) if (fields := _exact(cell))} for row in sheet.rows[:MOST_ROWS]]
    return max(map(len, found), default=0)


def _exact(cell: Cell) -> tuple[str, ...]:
    fields, is_exact = fields_of_heading(cell.text) if isinstance(cell.value, str) else ((), False)
    return fields if is_exact else ()
