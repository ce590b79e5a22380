"""Which rows stand below which: by outline numbers, a column of levels or of parents, or by indents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ka2plan.imports.cell import Cell
from ka2plan.imports.folding import folded
from ka2plan.imports.links import LONGEST, without_address
from ka2plan.imports.table import Table

MOST_LEVEL = 30


def parents_of(table: Table, rows: Sequence[int]) -> tuple[dict[int, int], bool]:
    """Row -> the row above it in the outline, and whether ids are numbers of the outline; empty where there is none."""
    for reader in (_by_numbers, _by_level, _by_parent, _by_ids, _by_indent):
        found = reader(table, rows)
        if found:
            return found, reader in (_by_numbers, _by_ids)
    return {}, True


def number_text(cell: Cell) -> str:
    """An outline number as a text, without points at its ends."""
    return cell.text.strip().strip(".")


def _by_numbers(table: Table, rows: Sequence[int]) -> dict[int, int]:
    column = table.column("outline")
    return _dotted({row: number_text(table.sheet.cell(row, column.place)) for row in rows}) if column else {}


def _by_ids(table: Table, rows: Sequence[int]) -> dict[int, int]:
    column = table.column("id")
    return _dotted({row: number_text(table.sheet.cell(row, column.place)) for row in rows}) if column else {}


def _dotted(numbers: Mapping[int, str]) -> dict[int, int]:
    """``1.2`` below ``1``; a letter before the numbers, as in ``A1.2``, may be left out above."""
    places: dict[str, int] = {}
    found = {}
    for row, number in numbers.items():
        above = number.rpartition(".")[0]
        if above and above in places:
            found[row] = places[above]
        if number:
            places.setdefault(number, row)
    return found


def _by_level(table: Table, rows: Sequence[int]) -> dict[int, int]:
    column = table.column("level")
    if column is None:
        return {}
    levels = {}
    for row in rows:
        text = table.sheet.cell(row, column.place).text.strip()
        if not (text.isdecimal() and len(text) <= 2):
            return {}
        levels[row] = int(text)
    return _nested(levels)


def _nested(levels: Mapping[int, int]) -> dict[int, int]:
    """By the nearest row before it that stands higher."""
    stack: list[tuple[int, int]] = []
    found = {}
    for row, level in levels.items():
        while stack and stack[-1][0] >= level:
            stack.pop()
        if stack:
            found[row] = stack[-1][1]
        stack.append((min(level, MOST_LEVEL), row))
    return found


def _by_parent(table: Table, rows: Sequence[int]) -> dict[int, int]:
    column = table.column("parent")
    if column is None:
        return {}
    names: dict[str, int] = {}
    for row in rows:
        for field in ("title", "id"):
            known = table.column(field)
            text = folded(table.sheet.cell(row, known.place).text) if known else ""
            if text:
                names.setdefault(text, row)
    names |= _names_elsewhere(table, rows, column.place, names)
    found = {
        row: names[_name_of(table.sheet.cell(row, column.place))]
        for row in rows
        if _is_named(table, row, column.place, names)
    }
    return {row: above for row, above in found.items() if row != above}


def _names_elsewhere(table: Table, rows: Sequence[int], place: int, names: Mapping[str, int]) -> dict[str, int]:
    """The rows by what stands in a column without a use, where all that parents are called stands in it."""
    called = {text for row in rows if (text := _name_of(table.sheet.cell(row, place)))} - set(names)
    for column in table.columns if called else ():
        found = {folded(table.sheet.cell(row, column.place).text): row for row in reversed(rows)}
        if not column.field and called <= set(found):
            return {text: found[text] for text in called}
    return {}


def _is_named(table: Table, row: int, place: int, names: Mapping[str, int]) -> bool:
    return _name_of(table.sheet.cell(row, place)) in names


def _name_of(cell: Cell) -> str:
    """What a parent is called, without the address of its page."""
    return folded(without_address(cell.text[:LONGEST]))


def _by_indent(table: Table, rows: Sequence[int]) -> dict[int, int]:
    column = table.column("title")
    if column is None or not rows:
        return {}
    indents = {row: table.sheet.cell(row, column.place).indent for row in rows}
    if len(set(indents.values())) < 2 or indents[rows[0]] != min(indents.values()):
        return {}
    return _nested(indents)
