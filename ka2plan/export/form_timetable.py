"""The timetable of Part B: project months up to 24, calendar quarters beyond."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.charts.bars import FREE, cells_of
from ka2plan.charts.chart import HEADING, Group, Row
from ka2plan.charts.ruler import quarter_name
from ka2plan.charts.scale import MONTH, Scale, Window, month_of, page_scale
from ka2plan.charts.signs import ASCII
from ka2plan.charts.tables.table import Table, text_table
from ka2plan.export.material import Material
from ka2plan.plan.model import CANCELLED
from ka2plan.words.messages import _

MARK = "x"


def timetable(material: Material) -> Table | None:
    """Live work packages and activities against time; None where the plan has no start or duration."""
    window = material.chart.window
    if material.plan.calendar is None or window is None:
        return None
    scale = page_scale(window)
    heads = (_("Id"), _("Title"), *_labels(scale, window))
    rows = (row for group in material.chart.groups for row in _planned(group))
    return text_table(_("Timetable"), heads, (_marks(row, scale) for row in rows))


def _planned(group: Group) -> list[Row]:
    """A live work package with its live activities; the heading over what is in none only where there are some."""
    rows = [row for row in group.rows if row.status != CANCELLED and not row.is_event]
    heading = group.heading
    if heading is None or heading.status == CANCELLED or (heading.kind == HEADING and not rows):
        return rows
    return [heading, *rows]


def _labels(scale: Scale, window: Window) -> Iterator[str]:
    for first in scale.columns:
        if scale.unit == MONTH:
            yield f"M{month_of(window.anchor, first)}"
        else:
            yield f"{quarter_name(first)} {first.year}"


def _marks(row: Row, scale: Scale) -> tuple[str, ...]:
    marks = (MARK if sign != FREE else "" for sign, _style in cells_of(row.as_planned(), scale, ASCII))
    return (row.id, row.title, *marks)
