"""What stands above a chart: years, months or quarters, and the project's own months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.charts.scale import MONTH, QUARTER, Scale, Window, month_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.figures import month_name
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

MONTHS_A_NUMBER = {1: 6, 2: 3, 3: 2}
"""Of how many months one is numbered, by the cells a month; in wider ones all are."""

Label = tuple[int, str]
"""The cell where a label begins, and what it says."""


def ruler_lines(scale: Scale, window: Window, *, numbered: bool) -> list[str]:
    """Two or three lines as wide as the scale at most; ``numbered`` adds the project months."""
    lines = [_line(_years(scale), scale.cells)]
    if scale.unit in (MONTH, QUARTER):
        lines.append(_line(_months(scale) if scale.unit == MONTH else _quarters(scale), scale.cells))
    if numbered and scale.unit == MONTH:
        lines.append(_line(_numbers(scale, window), scale.cells))
    return lines


def _line(labels: Iterator[Label], cells: int) -> str:
    """Labels at their places; one for which there is no room is left out."""
    line = ""
    for cell, label in labels:
        if len(line) <= cell and cell + len(label) <= cells:
            line = line.ljust(cell) + label
    return line


def _years(scale: Scale) -> Iterator[Label]:
    starts = [
        index for index, day in enumerate(scale.columns) if index == 0 or day.year != scale.columns[index - 1].year
    ]
    for index, following in zip(starts, [*starts[1:], len(scale.columns)], strict=True):
        room = (following - index) * scale.wide - (following < len(scale.columns))
        year = str(scale.columns[index].year)
        label = year if len(year) <= room else f"'{year[-2:]}"
        if len(label) <= room:
            yield index * scale.wide, label


def _months(scale: Scale) -> Iterator[Label]:
    for index, day in enumerate(scale.columns):
        name = month_name(day.month)
        yield index * scale.wide, name if len(name) < scale.wide else name[:1].upper()


def _quarters(scale: Scale) -> Iterator[Label]:
    for index, day in enumerate(scale.columns):
        yield index * scale.wide, quarter_name(day) if scale.wide > 2 else str(quarter(day))


def quarter(day: date) -> int:
    """The quarter of a day's year, from 1."""
    return (day.month + 2) // 3


def quarter_name(day: date) -> str:
    """``Q2``."""
    return _("Q{number}").format(number=quarter(day))


def _numbers(scale: Scale, window: Window) -> Iterator[Label]:
    step = MONTHS_A_NUMBER.get(scale.wide, 1)
    for index, day in enumerate(scale.columns):
        number = month_of(window.anchor, day)
        if (number - 1) % step == 0:
            yield index * scale.wide, f"M{number}"


class Column(NamedTuple):
    """One column of a chart on a page."""

    label: str
    """Its month or quarter; empty where columns are years."""
    year: str
    """The year, where another one begins than that of the column before."""
    first: date
    end: date
    """The day after its last."""


def columns_of(scale: Scale) -> tuple[Column, ...]:
    """The columns of a scale with their names."""
    ends = scale.edges[scale.wide :: scale.wide]
    columns = []
    year = ""
    for first, end in zip(scale.columns, ends, strict=True):
        new_year = str(first.year) if str(first.year) != year else ""
        year = str(first.year)
        columns.append(Column(_label(scale, first), new_year, first, end))
    return tuple(columns)


def _label(scale: Scale, first: date) -> str:
    if scale.unit == MONTH:
        return month_name(first.month)
    return quarter_name(first) if scale.unit == QUARTER else ""
