"""The rows of a timeline in words: what its bars and marks show, one fact a line."""

from __future__ import annotations

from collections.abc import Sequence

from ka2plan.charts.bars import mark_sign, status_sign
from ka2plan.charts.chart import HEADING, Row, Stretch, said_of
from ka2plan.plan.calendar import Calendar
from ka2plan.plan.model import DONE, RUNNING
from ka2plan.print.style import Pen
from ka2plan.print.tables import Column, Line, table_lines
from ka2plan.words.distances import span
from ka2plan.words.figures import day, percentage
from ka2plan.words.messages import _


def told_lines(rows: Sequence[Row], calendar: Calendar | None, pen: Pen) -> list[str]:
    """All rows, each with its title, lead, dates and how it is."""
    columns = (
        Column(_("Id")),
        Column(_("Title")),
        Column(_("Lead")),
        Column(_("Dates")),
        Column(_("Project months")),
        Column(_("State")),
        Column(_("Progress")),
        Column(_("Forecast")),
        Column(_("As it was")),
        Column(""),
    )
    lines = [_line(row, calendar, pen) for row in rows if row.kind != HEADING]
    return table_lines(columns, lines, pen)


def _line(row: Row, calendar: Calendar | None, pen: Pen) -> Line:
    dates = ", ".join(_between(stretch, pen) for stretch in row.drawn) or said_of(row)
    before = ", ".join(_between(stretch, pen) for stretch in row.behind)
    state = mark_sign(row.kind, row.status, pen.glyphs) if row.is_event else ""
    late = status_sign(row, pen.glyphs)[0].strip()
    return (
        row.id,
        row.title,
        row.lead or "",
        dates,
        months_of(row, calendar),
        ", ".join(dict.fromkeys(filter(None, (state, late)))),
        percentage(row.progress) if row.progress is not None and row.status == RUNNING else "",
        _forecast(row, pen),
        before,
        pen.glyphs.critical if row.critical and row.status != DONE else "",
    )


def _forecast(row: Row, pen: Pen) -> str:
    if row.expected is None:
        return ""
    return day(row.expected[1]) if row.is_event else _between(row.expected, pen)


def _between(stretch: Stretch, pen: Pen) -> str:
    return span(*stretch, pen.glyphs.dash)


def months_of(row: Row, calendar: Calendar | None) -> str:
    """The project months of a row; empty where they are not known."""
    if calendar is None or not row.start or not row.end:
        return ""
    first, last = calendar.month_of(row.start), calendar.month_of(row.end)
    if first < 1:
        return ""
    return f"M{first}" if first == last else f"M{first}-M{last}"
