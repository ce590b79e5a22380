"""The drawn part of a timeline: bars, marks, what is said in their place, the line of today, the legend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from ka2plan.charts.rows import WORK_PACKAGE, Row
from ka2plan.charts.scale import Scale
from ka2plan.figures.status import DELIVERABLE, MILESTONE
from ka2plan.plan.model import CANCELLED, DONE, RUNNING
from ka2plan.print.style import Glyphs, Pen
from ka2plan.words.figures import day, percentage
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

Spans = list[tuple[int, int]]
"""First and last cell of each stretch; what lies outside the scale is -1 or its width."""


class Canvas:
    """The cells of one row, each a character with a style."""

    def __init__(self, cells: int) -> None:
        self.characters = [" "] * cells
        self.styles = [""] * cells

    def put(self, cell: int, character: str, style: str) -> None:
        """Draws one character, where the cell is within."""
        if 0 <= cell < len(self.characters):
            self.characters[cell] = character
            self.styles[cell] = style

    def is_free(self, cell: int) -> bool:
        """Whether nothing is drawn in a cell."""
        return self.characters[cell] == " "

    def shown(self, pen: Pen) -> str:
        """The line, without blanks at its end."""
        line, start = "", 0
        width = len("".join(self.characters).rstrip())
        for cell in range(1, width + 1):
            if cell == width or self.styles[cell] != self.styles[start]:
                line += pen.style("".join(self.characters[start:cell]), self.styles[start])
                start = cell
        return line


def chart_of(row: Row, scale: Scale | None, today: date, pen: Pen, room: int) -> str:
    """What is drawn of a row, or said in its place in ``room`` cells where it cannot be drawn."""
    said = said_of(row)
    if said or scale is None:
        return pen.style(pen.cut(said, room), "late")
    canvas = Canvas(scale.cells)
    _draw(canvas, row, scale, pen.glyphs)
    draw_today(canvas, scale, today, pen.glyphs)
    _add_progress(canvas, row, scale)
    return canvas.shown(pen)


def draw_today(canvas: Canvas, scale: Scale, today: date, glyphs: Glyphs) -> None:
    """Draws the line of today where nothing else is."""
    cell = scale.cell_of(today)
    if 0 <= cell < scale.cells and canvas.is_free(cell):
        canvas.put(cell, glyphs.today, "today")


def said_of(row: Row) -> str:
    """What is wrong with the dates of a row that cannot be drawn; empty where it can."""
    if row.stretches:
        return ""
    if row.months:
        return _("{months}, but the project has no start").format(months=row.months)
    if row.is_event:
        return _("no due date")
    if not row.start and not row.end:
        return _("no dates")
    if not row.end:
        return _("from {day}, no end").format(day=day(row.start)) if row.start else ""
    if not row.start:
        return _("no start, until {day}").format(day=day(row.end))
    return _("ends on {end}, before it starts on {start}").format(end=day(row.end), start=day(row.start))


def _draw(canvas: Canvas, row: Row, scale: Scale, glyphs: Glyphs) -> None:
    spans = [(scale.cell_of(first), scale.cell_of(last)) for first, last in row.stretches]
    if row.is_event:
        canvas.put(spans[0][0], _event(row, glyphs), _style(row, "mark"))
    elif row.kind == WORK_PACKAGE:
        bar = glyphs.off if row.status == CANCELLED else glyphs.package
        _fill(canvas, spans, bar, _style(row, "package"))
    else:
        _draw_activity(canvas, row, spans, glyphs)
        _fill(canvas, _done_spans(row, scale), glyphs.done, "done")
    if any(first < 0 for first, _last in spans):
        canvas.put(0, glyphs.before, "")
    if any(last >= scale.cells for _first, last in spans):
        canvas.put(scale.cells - 1, glyphs.beyond, "")


def _draw_activity(canvas: Canvas, row: Row, spans: Spans, glyphs: Glyphs) -> None:
    if row.status == CANCELLED:
        _fill(canvas, spans, glyphs.off, "cancelled")
    else:
        _fill(canvas, spans, glyphs.todo, "late" if row.late else "critical" if row.critical else "todo")


def _done_spans(row: Row, scale: Scale) -> Spans:
    """The cells of what is done; of a day that is not yet done the whole cell is still to do."""
    if row.status == CANCELLED:
        return []
    share = 100 if row.status == DONE else row.progress or 0
    lengths = [(last - first).days + 1 for first, last in row.stretches]
    left = sum(lengths) * share // 100
    spans = []
    for (first, last), length in zip(row.stretches, lengths, strict=True):
        done, left = min(left, length), max(left - length, 0)
        end = scale.cell_of(last) if done == length else scale.cell_of(first + timedelta(done)) - 1
        spans.append((scale.cell_of(first), end))
    return spans


def _fill(canvas: Canvas, spans: Spans, character: str, style: str) -> None:
    for first, last in spans:
        for cell in range(first, last + 1):
            canvas.put(cell, character, style)


def _event(row: Row, glyphs: Glyphs) -> str:
    if row.status == CANCELLED:
        return glyphs.cross
    if row.kind == DELIVERABLE:
        return glyphs.delivered if row.status == DONE else glyphs.deliverable
    return glyphs.reached if row.status == DONE else glyphs.milestone


def _style(row: Row, usual: str) -> str:
    if row.status == CANCELLED:
        return "cancelled"
    if row.late:
        return "late"
    return "done" if row.status == DONE and row.is_event else usual


def _add_progress(canvas: Canvas, row: Row, scale: Scale) -> None:
    """Writes the progress in figures behind the bar, else before it, where there is room."""
    if row.progress is None or row.status != RUNNING or not row.stretches:
        return
    figure = percentage(row.progress)
    width = len(figure)
    after = scale.cell_of(row.stretches[-1][1]) + 2
    before = scale.cell_of(row.stretches[0][0]) - width - 1
    start = after if after + width <= scale.cells else before
    if start >= 0:
        for place, character in enumerate(figure):
            canvas.put(start + place, character, "")


def legend_lines(rows: tuple[Row, ...], pen: Pen) -> list[str]:
    """The meaning of the marks and shapes in these rows, in as many lines as it takes."""
    parts = [(f"{sign} {meaning}", "faint") for sign, meaning in _signs(rows, pen)]
    return pen.wrapped(parts, "   ")


def _signs(rows: tuple[Row, ...], pen: Pen) -> Iterator[tuple[str, str]]:
    glyphs = pen.glyphs
    statuses = {row.status for row in rows}
    events = {(row.kind, row.status == DONE) for row in rows if row.stretches and row.status != CANCELLED}
    signs = (
        (f"{glyphs.tick} {glyphs.done}", _("done"), DONE in statuses or any(row.progress for row in rows)),
        (glyphs.running, _("running"), any(row.status == RUNNING and not row.late for row in rows)),
        (glyphs.late, _("late"), any(row.late for row in rows)),
        (f"{glyphs.cross} {glyphs.off}", _("cancelled"), CANCELLED in statuses),
        (glyphs.critical, _("critical path"), any(row.critical and row.status != DONE for row in rows)),
        (glyphs.milestone, _("milestone"), (MILESTONE, False) in events),
        (glyphs.reached, _("milestone reached"), (MILESTONE, True) in events),
        (glyphs.deliverable, _("deliverable"), (DELIVERABLE, False) in events),
        (glyphs.delivered, _("delivered"), (DELIVERABLE, True) in events),
    )
    return ((sign, meaning) for sign, meaning, used in signs if used)
