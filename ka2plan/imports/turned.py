"""Tables that stand on their side: headings in the first column, and each entry in a column of its own."""

from __future__ import annotations

import re

from ka2plan.imports.cell import Cell, Sheet, filled, place_of
from ka2plan.imports.columns import fields_of_heading
from ka2plan.imports.folding import folded
from ka2plan.imports.packages import numbered

_NUMBER = re.compile(r" *(?:no\.?|n°|nr\.?)? *\d{1,2}(?: ?\([^()]{1,40}\))?:?$|:$", re.IGNORECASE)
"""What stands behind a heading that is said of several."""

LEAST = 3
"""Known headings in the first column that make it the one of headings."""

PACKAGE = " "
"""Stands for the heading of a work package that is named alone; no heading is folded so."""

MOST_LINES = 400
"""Rows of such lists below each other."""

MOST_ROWS = 40
"""Rows of such a table: it has one for each heading."""


def upright(sheet: Sheet) -> Sheet:
    """The sheet with rows and columns exchanged where its headings stand in its first column; else as it is."""
    blocks = _blocks(sheet)
    if blocks:
        return _of_blocks(sheet, blocks)
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
    for table in ("fields", "partner_fields") if isinstance(cell.value, str) else ():
        fields, is_exact = fields_of_heading(_NUMBER.sub("", cell.text), table)
        if is_exact:
            return fields
    return ()


Block = dict[str, Cell]
"""Heading, folded -> the cell beside it."""


def _blocks(sheet: Sheet) -> list[Block]:
    """Work packages or activities each as a list of headings with one value beside each; none where it is no such form.

    A block begins where a work package stands alone, or where its first heading stands again.
    """
    lines = [list(filled(row)) for row in sheet.rows[:MOST_LINES]]
    lines = [line for line in lines if line]
    pairs = [line for line in lines if len(line) == 2]
    known = [line for line in pairs if _exact(line[0])]
    if len(known) * 10 < len(pairs) * 6 or len(pairs) * 10 < len(lines) * 7 or len({*map(_heading, known)}) < LEAST:
        return []
    blocks: list[Block] = []
    for line in lines:
        is_package = len(line) == 1 and numbered(line[0].text) is not None
        is_again = len(line) == 2 and (not blocks or _heading(line) in blocks[-1])
        if is_package or is_again:
            blocks.append({PACKAGE: line[0]} if is_package else {})
        if len(line) == 2:
            blocks[-1][_heading(line)] = line[1]
    return blocks if len(blocks) > 1 else []


def _heading(line: list[Cell]) -> str:
    """The heading of a line, without its number in a row of such: ``Partner 2 (coordinator)`` is one of partners."""
    return folded(_NUMBER.sub("", line[0].text))


def _of_blocks(sheet: Sheet, blocks: list[Block]) -> Sheet:
    """A sheet with a row for each block."""
    names = list(dict.fromkeys(name for block in blocks for name in block))
    written = {_heading([cell]): cell for row in reversed(sheet.rows) for cell in list(filled(row))[:1]}
    bare = {name: cell._replace(value=_NUMBER.sub("", cell.text)) for name, cell in written.items()}
    heads = tuple(Cell("A1", "WP") if name == PACKAGE else bare[name] for name in names)
    rows = (tuple(block.get(name, Cell("")) for name in names) for block in blocks)
    return Sheet(sheet.name, (heads, *rows), is_hidden=sheet.is_hidden, is_turned=True)
