"""The drawn part of a timeline: bars and marks, what is said in their place, progress in figures, the legend."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ka2plan.charts.bars import FREE, Line, cells_of
from ka2plan.charts.chart import Row, said_of
from ka2plan.charts.legend import legend_of, signs_of
from ka2plan.charts.scale import Scale
from ka2plan.plan.model import RUNNING
from ka2plan.print.style import Pen, PenStyle
from ka2plan.words.figures import percentage

if TYPE_CHECKING:
    from datetime import date


def drawn(row: Row, scale: Scale | None, today: date, pen: Pen, room: int) -> str:
    """What is drawn of a row, or said in its place in ``room`` cells where it cannot be drawn."""
    said = said_of(row)
    if said or scale is None:
        return pen.style(pen.cut(said, room), "late")
    line = cells_of(row, scale, pen.glyphs, today)
    _add_progress(line, row, scale)
    return styled(line, pen)


def styled(line: Line, pen: Pen) -> str:
    """The cells as text, without blanks at their end."""
    while line and line[-1][0] == FREE:
        line.pop()
    runs = groupby(line, key=lambda cell: cell[1])
    return "".join(pen.style("".join(sign for sign, _style in run), style) for style, run in runs)


def _add_progress(line: Line, row: Row, scale: Scale) -> None:
    """Writes the progress in figures behind the bar, else before it, where there is room."""
    if row.progress is None or row.status != RUNNING or not row.stretches:
        return
    figure = percentage(row.progress)
    width = len(figure)
    last = row.stretches[-1][1]
    after = scale.cell_of(max(last, row.expected[1]) if row.expected else last) + 2
    before = scale.cell_of(row.stretches[0][0]) - width - 1
    start = after if after + width <= scale.cells else before
    if start >= 0:
        line[start : start + width] = [(character, "") for character in figure]


def legend_lines(rows: tuple[Row, ...], pen: Pen) -> list[str]:
    """The meaning of the signs in these rows, in as many lines as it takes."""
    parts: list[tuple[str, PenStyle]] = [
        (f"{signs_of(look, pen.glyphs)} {meaning}", "faint") for look, meaning in legend_of(rows)
    ]
    return pen.wrapped(parts, "   ")
