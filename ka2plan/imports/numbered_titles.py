"""Numbers that stand before the titles of a list, in the same cells: ``1.1 Coordination``, ``T2.3: Survey``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ka2plan.imports.cell import Cell, letters_of, place_of
from ka2plan.imports.columns import Column, is_sum_word
from ka2plan.imports.folding import folded
from ka2plan.imports.packages import numbered
from ka2plan.imports.table import Table
from ka2plan.imports.vocabulary import meanings

LEAST = 2
"""Numbers with a point in them, or ids with a letter, that make all of them numbers of an outline."""

_NUMBERED = re.compile(
    r"(?:([^\W\d_]{3,14}) )?((?:[A-Z]{1,2})?\d{1,2}(?:\.\d{1,2}){1,4}|(?:A|T|D|MS)\d{1,3}|\d{1,2})"
    r"(?:[.):]|\s?[–—-](?=\s))?\s+(\S.*)",
    re.DOTALL,
)


def with_numbers_apart(table: Table) -> Table:
    """The table with the numbers before its titles in a column of ids of their own, where nearly all titles have one.

    They are an outline where each that lies below another stands behind it, or else each has its point or its letter.
    """
    title = table.column("title")
    if title is None or table.fields & {"id", "outline", "level", "parent"}:
        return table
    cells = {row: table.sheet.cell(row, title.place) for row in table.rows}
    titles = {row: cell for row, cell in cells.items() if isinstance(cell.value, str) and not is_sum_word(cell.text)}
    found = {row: parts for row, cell in titles.items() if (parts := _parts(cell.text))}
    numbers = [number for number, _rest in found.values()]
    with_points = [number for number in numbers if not number.isdecimal()]
    is_outline = len(with_points) >= LEAST and len(set(numbers)) == len(numbers) and _is_in_order(numbers)
    if not is_outline or len(found) * 10 < len(titles) * 8:
        return table
    return _divided(table, title, found)


def _parts(text: str) -> tuple[str, str] | None:
    """The number and the title; of a work package its number, and all of it."""
    package = numbered(text)
    if package:
        return str(package[0]), text
    found = _NUMBERED.fullmatch(text.strip())
    if not found or (found[1] and folded(found[1]) not in meanings("kinds")):
        return None
    return found[2], found[3]


def _is_in_order(numbers: list[str]) -> bool:
    """Whether each below another stands behind that, where the table has any that stand above others."""
    places = {number: place for place, number in enumerate(numbers)}
    above = [number.rpartition(".")[0] for number in numbers]
    has_tops = any(number.isdecimal() for number in numbers)
    return not has_tops or all(places.get(one, -1) < place for place, one in enumerate(above) if one in places)


def _divided(table: Table, title: Column, found: Mapping[int, tuple[str, str]]) -> Table:
    place = table.sheet.width
    has_letters = any(number[0].isalpha() for number, _rest in found.values())
    rows = []
    for number, row in enumerate(table.sheet.rows):
        padded = [*row, *(Cell(place_of(number, column)) for column in range(len(row), place))]
        id = Cell(place_of(number, title.place))
        if number in found:
            written, rest = found[number]
            id = id if has_letters and written.isdecimal() else id._replace(value=written)
            padded[title.place] = padded[title.place]._replace(value=rest)
        rows.append((*padded, id))
    column = Column(place, title.heading, "id", letters=letters_of(title.place))
    before = table.columns.index(title)
    columns = (*table.columns[:before], column, *table.columns[before:])
    return table._replace(sheet=table.sheet._replace(rows=tuple(rows)), columns=columns)
