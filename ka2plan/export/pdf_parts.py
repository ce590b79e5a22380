"""A work plan of hundreds of pages, set part by part to spare memory: where a part begins, and how long it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.export.typeset import Typesetter
from ka2plan.named_tuples import NamedTuple

CHART_PAGES_AT_ONCE = 12
"""Pages of the chart in a part."""

ROWS_AT_ONCE = 250
"""Rows of tables that are laid out at once to see where pages break."""

Data = dict[str, Any]
Place = tuple[int, int]
"""A table and a row of it, by number."""


class Section(NamedTuple):
    """What one part of the whole shows, and how many pages that takes."""

    data: Data
    pages: int


class Mark(NamedTuple):
    """The pages on which a row begins and ends."""

    place: Place
    begin: int
    end: int


def parts(typesetter: Typesetter, data: Data) -> Iterator[bytes]:
    """The PDFs of all parts, each with its pages numbered as in the whole."""
    laid = [*_chart_parts(typesetter, data), *_table_parts(typesetter, data)]
    pages, before = sum(part.pages for part in laid), 0
    for number, part in enumerate(laid):
        told = {"before": before, "pages": pages, "title": number == 0, "asked": False}
        yield typesetter.document(part.data | {"part": told})
        typesetter.forget()
        before += part.pages


def _chart_parts(typesetter: Typesetter, data: Data) -> Iterator[Section]:
    """The title and the chart; a page of the chart is one of the document, but for the first under a long title."""
    pages = data["chart"]["pages"] if data["chart"] else [[]]
    for first in range(0, len(pages), CHART_PAGES_AT_ONCE):
        taken = pages[first : first + CHART_PAGES_AT_ONCE]
        chart = data["chart"] and _with_pages(data["chart"], first, taken)
        part = data | {"chart": chart, "tables": []}
        yield Section(part, len(taken) if first else typesetter.told(_asked(part, has_title=True), "end")[0])


def _with_pages(chart: Data, first: int, taken: list[Any]) -> Data:
    return chart | {"pages": taken, "said": chart["said"][first : first + len(taken)]}


def _table_parts(typesetter: Typesetter, data: Data) -> Iterator[Section]:
    """The tables, torn only where a page ends anyway."""
    tables = data["tables"]
    chart = data["chart"] and data["chart"] | {"pages": []}
    begin, rows = (0, 0), ROWS_AT_ONCE
    while begin[0] < len(tables):
        end = _end_of(tables, begin, rows)
        part = data | {"chart": chart, "tables": _between(tables, begin, end)}
        [rows_with_pages] = typesetter.told(_asked(part, has_title=False), "rows")
        marks = _marks(rows_with_pages, begin)
        typesetter.forget()
        is_last = end[0] == len(tables)
        whole = None if is_last else _last_on_top(marks)
        if not is_last and whole is None:
            rows *= 2
            continue
        pages = marks[-1].end if whole is None else marks[whole - 1].end
        end = end if whole is None else marks[whole].place
        yield Section(part | {"tables": _between(tables, begin, end)}, pages)
        begin, rows = end, ROWS_AT_ONCE


def _asked(part: Data, *, has_title: bool) -> Data:
    return part | {"part": {"before": 0, "pages": 0, "title": has_title, "asked": True}}


def _end_of(tables: list[Data], begin: Place, rows: int) -> Place:
    """The place that many rows on; behind the last table where there are fewer."""
    number, row = begin
    while number < len(tables) and row + rows >= tables[number]["count"]:
        rows -= tables[number]["count"] - row
        number, row = number + 1, 0
    return (number, row + rows) if number < len(tables) else (number, 0)


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


def _last_on_top(marks: list[Mark]) -> int | None:
    """The last row with which a page begins: where its page begins in the midst of a row, that does not count."""
    places = range(len(marks) - 1, 0, -1)
    return next((place for place in places if marks[place].begin > marks[place - 1].end), None)
