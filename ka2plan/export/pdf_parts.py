"""A work plan of hundreds of pages, set part by part to spare memory: where a part begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.export.typeset import MOST_TOGETHER, Typesetter
from ka2plan.named_tuples import NamedTuple

CHART_PAGES_AT_ONCE = 12
"""Pages of the chart in a part."""

CELLS_AT_ONCE = 4_000
"""Cells of tables in a part, with those on its last page, which are set again in the next."""

CELLS_OF_PASSAGE = 6
"""Cells that take as much room as a passage."""

Data = dict[str, Any]
Place = tuple[int, int]
"""A table and a row of it, by number."""


class Part(NamedTuple):
    """A part of the document as Typst set it, and how many of its pages the whole takes over."""

    pdf: bytes
    pages: int | None
    """All of them where nothing is told."""


class Mark(NamedTuple):
    """The pages on which a row begins and ends."""

    place: Place
    begin: int
    end: int


def parts(typesetter: Typesetter, data: Data) -> Iterator[Part]:
    """The parts one after another, each laid out once, without what stands at the foot of a page."""
    for part in _chart_parts(data):
        yield Part(typesetter.document(part), None)
        typesetter.forget()
    yield from _table_parts(typesetter, data)


def feet(typesetter: Typesetter, data: Data, pages: int) -> bytes:
    """A PDF of so many pages with nothing on them but their feet."""
    named = {name: data[name] for name in ("document", "acronym", "language", "words", "colours")}
    return typesetter.document(named | {"pages": pages}, "feet")


def _chart_parts(data: Data) -> Iterator[Data]:
    """The title and the chart."""
    pages = data["chart"]["pages"] if data["chart"] else [[]]
    for first in range(0, len(pages), CHART_PAGES_AT_ONCE):
        taken = pages[first : first + CHART_PAGES_AT_ONCE]
        chart = data["chart"] and _with_pages(data["chart"], first, taken)
        yield data | {"chart": chart, "tables": [], "part": {"title": first == 0, "asked": False}}


def _with_pages(chart: Data, first: int, taken: list[Any]) -> Data:
    return chart | {"pages": taken, "said": chart["said"][first : first + len(taken)]}


def _table_parts(typesetter: Typesetter, data: Data) -> Iterator[Part]:
    """The tables, torn only where a page ends anyway: of each part the last page is left, and set with the next."""
    tables = data["tables"]
    chart = data["chart"] and data["chart"] | {"pages": []}
    begin, cells = (0, 0), CELLS_AT_ONCE
    while begin[0] < len(tables):
        end = _end_of(tables, begin, cells)
        is_last = end[0] == len(tables)
        told = {"title": False, "asked": not is_last}
        part = data | {"chart": chart, "tables": _between(tables, begin, end), "part": told}
        pdf = typesetter.document(part)
        top = None if is_last else _last_on_top(_marks(typesetter.told(part, "rows")[0], begin), tables)
        typesetter.forget()
        if not is_last and top is None:
            cells *= 2
            continue
        yield Part(pdf, top and top.begin - 1)
        begin, cells = top.place if top else end, CELLS_AT_ONCE


def _end_of(tables: list[Data], begin: Place, cells: int) -> Place:
    """The place that many cells on, at least one row; behind the last table where there are fewer."""
    number, row = begin
    while number < len(tables):
        wide, left = len(tables[number]["columns"]) or CELLS_OF_PASSAGE, tables[number]["count"] - row
        if cells < left * wide:
            return (number + 1, 0) if _is_together(tables[number]) else (number, row + max(1, cells // wide))
        cells -= left * wide
        number, row = number + 1, 0
    return number, 0


def _between(tables: list[Data], begin: Place, end: Place) -> list[Data]:
    """The tables from one place to another, each with its rows in between."""
    taken = []
    for number in range(begin[0], min(end[0] + 1, len(tables))):
        first = begin[1] if number == begin[0] else 0
        last = end[1] if number == end[0] else tables[number]["count"]
        if first < last or (number < end[0] and not tables[number]["count"]):
            taken.append(tables[number] | {"begin": first, "rows": tables[number]["rows"][first:last]})
    return taken


def _marks(told: list[tuple[int, int, int]], begin: Place) -> list[Mark]:
    """The rows with their pages, out of marks before it and behind every cell that may have several lines."""
    pages: dict[Place, list[int]] = {}
    for table, row, page in told:
        pages.setdefault((begin[0] + table, row), []).append(page)
    return [Mark(place, min(on), max(on)) for place, on in sorted(pages.items())]


def _last_on_top(marks: list[Mark], tables: list[Data]) -> Mark | None:
    """The last row with which a page begins: where its page begins in the midst of a row, that does not count.

    Nor does one within a table that stays together: of what is left of it the rest might be set otherwise.
    """
    for place in range(len(marks) - 1, 0, -1):
        table, row = marks[place].place
        if marks[place].begin > marks[place - 1].end and not (row and _is_together(tables[table])):
            return marks[place]
    return None


def _is_together(table: Data) -> bool:
    return not table["passages"] and table["count"] <= MOST_TOGETHER
