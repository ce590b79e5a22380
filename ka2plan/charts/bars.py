"""A row of a chart in cells, one for each column of a scale: bars, marks, what is done, the line of today."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from ka2plan.charts.chart import WORK_PACKAGE, Row, Stretch
from ka2plan.charts.scale import Scale
from ka2plan.charts.signs import Signs, Style
from ka2plan.figures.status import DELIVERABLE, MILESTONE, Event, is_late, kind_of, state_of
from ka2plan.plan.model import CANCELLED, DONE, PLANNED, RUNNING

if TYPE_CHECKING:
    from datetime import date

Cell = tuple[str, Style]
"""A sign and its style: the name of the sign's meaning, such as ``done`` or ``late``."""

FREE = " "

Line = list[Cell]

DAY = timedelta(1)


def cells_of(row: Row | None, scale: Scale, signs: Signs, today: date | None = None, slack: int = 0) -> Line:
    """The cells of a row (of none: only today's line); ``slack`` is by how many days it can slip."""
    line: Line = [(FREE, "")] * scale.cells
    if row is not None and row.drawn:
        if row.is_event:
            _put(line, scale.cell_of(row.drawn[0][0]), _mark(row, signs))
        else:
            _draw_bars(line, row, scale, signs)
        _draw_beside(line, row, scale, signs)
        _mark_edges(line, row, scale, signs)
    if today is not None:
        _put_if_free(line, scale.cell_of(today), (signs.today, "today"))
    end = row.expected_end if row is not None else None
    if row is not None and end and slack > 0 and not (row.is_event or row.status in (DONE, CANCELLED)):
        _fill_free(line, scale, (end, min(end + timedelta(slack), scale.last)), (signs.slack, "slack"))
    return line


def style_of(row: Row) -> Style:
    """The style of a bar or mark, by what is most to be known of it."""
    if row.status == CANCELLED:
        return "cancelled"
    if row.kind == WORK_PACKAGE:
        return "package"
    if row.late:
        return "late"
    if row.status == DONE:
        return "done"
    if row.is_event:
        return DELIVERABLE if row.kind == DELIVERABLE else MILESTONE
    return "critical" if row.critical else "running" if row.status == RUNNING else "planned"


def status_sign(row: Row, signs: Signs) -> tuple[str, Literal["", "late", "running", "done", "cancelled"]]:
    """The sign before a row for what is not merely planned."""
    if row.late:
        return signs.late, "late"
    if row.status == PLANNED:
        return FREE, ""
    return {RUNNING: signs.running, DONE: signs.ticked, CANCELLED: signs.cancelled}[row.status], row.status


def mark_sign(kind: str, status: str, signs: Signs) -> str:
    """The sign of a milestone or deliverable: solid while it is due, hollow once it is there."""
    if status == CANCELLED:
        return signs.cancelled
    if kind == DELIVERABLE:
        return signs.delivered if status == DONE else signs.deliverable
    return signs.reached if status == DONE else signs.milestone


def event_sign(event: Event, today: date, signs: Signs, between: str = "") -> str:
    """The same, behind the sign of what is late where it is; signs that are words have something ``between`` them."""
    late = f"{signs.late}{between}" if is_late(event, today) else ""
    return late + mark_sign(kind_of(event), state_of(event), signs)


def _mark(row: Row, signs: Signs) -> Cell:
    return mark_sign(row.kind, row.status, signs), style_of(row)


def _draw_bars(line: Line, row: Row, scale: Scale, signs: Signs) -> None:
    """The stretches, and over them what is done: a cell of which a day is still to do is still to do."""
    style = style_of(row)
    sign = {"cancelled": signs.cancelled, "package": signs.package}.get(style, signs.planned)
    for first, last in row.drawn:
        _fill(line, scale.cell_of(first), scale.cell_of(last), (sign, style))
    ends = {last for _first, last in row.drawn}
    for first, last in row.done:
        end = scale.cell_of(last) if last in ends else scale.cell_of(last + DAY) - 1
        _fill(line, scale.cell_of(first), end, (signs.done, "done"))


def _draw_beside(line: Line, row: Row, scale: Scale, signs: Signs) -> None:
    """Where nothing is drawn yet: where it comes to lie, then where it was granted or planned."""
    if row.expected:
        _fill_free(line, scale, row.expected, (signs.forecast, "forecast"))
    for stretch in row.behind:
        _fill_free(line, scale, stretch, (signs.behind, "behind"))


def _mark_edges(line: Line, row: Row, scale: Scale, signs: Signs) -> None:
    """Marks the edge behind which a row goes on, or comes to go on."""
    every = (*row.drawn, *([row.expected] if row.expected else ()))
    if scale.cell_of(min(every)[0]) < 0:
        line[0] = (signs.earlier, "beyond")
    if scale.cell_of(max(last for _first, last in every)) >= scale.cells:
        line[-1] = (signs.later, "beyond")


def _fill(line: Line, first: int, last: int, cell: Cell) -> None:
    first, last = max(first, 0), min(last, len(line) - 1)
    if first <= last:
        line[first : last + 1] = [cell] * (last - first + 1)


def _put(line: Line, place: int, cell: Cell) -> None:
    if 0 <= place < len(line):
        line[place] = cell


def _fill_free(line: Line, scale: Scale, stretch: Stretch, cell: Cell) -> None:
    first, last = scale.cell_of(stretch[0]), scale.cell_of(stretch[1])
    for place in range(max(first, 0), min(last, len(line) - 1) + 1):
        _put_if_free(line, place, cell)


def _put_if_free(line: Line, place: int, cell: Cell) -> None:
    if 0 <= place < len(line) and line[place][0] == FREE:
        line[place] = cell
