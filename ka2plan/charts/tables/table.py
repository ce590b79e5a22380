"""A table as data: columns of one kind each, rows of values, perhaps a total; and how a value is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal

from ka2plan.charts.signs import Style
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.figures import day, decimals, figure, number, part_of_whole

Kind = Literal["text", "day", "count", "money", "effort", "share"]
"""What stands in a column: a text, a date, a number of things, EUR, effort, a part of a whole from 0 to 1."""

MOST_ACROSS = 18
"""Columns for which the widest page has room."""

MOST_IN_A_ROW = 50
"""Names that share a row."""

Value = str | int | float | Decimal | date | None
"""None for a figure that is nothing, or a date that is not known; an empty text where there can be none."""


class Column(NamedTuple):
    """One column."""

    key: str
    """Its name in the program."""
    heading: str
    kind: Kind = "text"
    least: int = 0
    """Cells that it keeps where it gives way to others; 0 where it does not."""

    @property
    def is_number(self) -> bool:
        """Whether figures stand in it, at its right."""
        return self.kind not in ("text", "day")


class Row(NamedTuple):
    """One row."""

    values: tuple[Value, ...]
    style: Style = ""
    """The style of the whole row."""
    styles: Mapping[str, Style | Literal["over"]] = {}
    """The styles of single values, by the key of their column."""


class Table(NamedTuple):
    """A table with its heading."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of all columns."""
        return tuple(column.heading for column in self.columns)

    @property
    def numbers(self) -> frozenset[int]:
        """Places of the columns with figures."""
        return frozenset(place for place, column in enumerate(self.columns) if column.is_number)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """The rows in texts, the total last."""
        for row in (*self.rows, *([self.total] if self.total else ())):
            yield tuple(shown(value, column.kind) for value, column in zip(row.values, self.columns, strict=True))

    def only(self, *keys: str) -> Table:
        """The table with these columns alone, in this order."""
        places = {column.key: place for place, column in enumerate(self.columns)}
        return self._with([places[key] for key in keys])

    def without(self, *keys: str) -> Table:
        """The table without these columns."""
        return self._with([place for place, column in enumerate(self.columns) if column.key not in keys])

    def without_empty(self) -> Table:
        """The table without columns in which no row says anything; the first one, which names the rows, stays."""
        places = range(len(self.columns))
        says = [any(row.values[place] not in (None, "") for row in self.rows) for place in places]
        return self._with([place for place in places if not place or says[place]])

    def alike_together(self) -> Table:
        """The table with one row for neighbours that differ in their names alone; figures stay with their names."""
        if self.numbers or self.total:
            return self
        rows: list[Row] = []
        for rest, alike in groupby(self.rows, key=lambda row: row.values[1:]):
            names = [str(row.values[0]) for row in alike]
            shares = (names[first : first + MOST_IN_A_ROW] for first in range(0, len(names), MOST_IN_A_ROW))
            rows += [Row((", ".join(share), *rest)) for share in shares]
        return self._replace(rows=tuple(rows))

    def for_pages(self) -> tuple[Table, ...]:
        """The table in as many as its columns need on pages, each with the names of the rows; the first has the title.

        Only one with more columns than a page has room for is torn; columns that say nothing are left out of it.
        """
        if len(self.columns) <= MOST_ACROSS:
            return (self,)
        whole = self.without_empty()
        names, *more = (column.key for column in whole.columns)
        torn = [more[first : first + MOST_ACROSS - 1] for first in range(0, len(more), MOST_ACROSS - 1)]
        first, *others = (whole.only(names, *keys) for keys in torn or [[]])
        return (first, *(table._replace(title="") for table in others))

    def _with(self, places: Sequence[int]) -> Table:
        def pick(row: Row) -> Row:
            return row._replace(values=tuple(row.values[place] for place in places))

        return self._replace(
            columns=tuple(self.columns[place] for place in places),
            rows=tuple(map(pick, self.rows)),
            total=pick(self.total) if self.total else None,
        )


def text_table(
    title: str, headings: Iterable[str], rows: Iterable[Iterable[str]], numbers: Collection[int] = ()
) -> Table:
    """A table of texts; ``numbers`` are places of columns whose texts are figures."""
    columns = tuple(
        Column(str(place), heading, "count" if place in numbers else "text") for place, heading in enumerate(headings)
    )
    return Table(title, columns, tuple(Row(tuple(row)) for row in rows))


def shown(value: Value, kind: Kind) -> str:
    """A value in words; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return day(value)
    if kind == "share":
        return part_of_whole(value)
    if isinstance(value, float):
        return decimals(value, 1) if value >= 0.05 else ""
    return figure(value) if kind == "money" else number(value)
