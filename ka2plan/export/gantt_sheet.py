"""The sheet of the Gantt chart, in cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ka2plan.charts.bars import FREE, cells_of, status_sign
from ka2plan.charts.chart import Chart, Row, said_of
from ka2plan.charts.legend import legend_of, signs_of
from ka2plan.charts.ruler import Column, columns_of
from ka2plan.charts.scale import page_scale
from ka2plan.charts.signs import UNICODE
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.export.workbook import Workbook

NAMES, HEADS = 4, 2
"""Columns before the first month, and rows of headings."""


def write_gantt(workbook: Workbook, chart: Chart) -> None:
    """Rows with their bars as filled cells, and what the colours and signs mean."""
    if chart.window is None:
        return
    scale = page_scale(chart.window)
    columns = columns_of(scale)
    sheet = workbook.sheet(_("Gantt"), [8, 30, 7, 3, *[3.6] * len(columns)])
    _ruler(workbook, sheet, columns)
    rows = chart.rows
    for row, line in enumerate(rows, HEADS):
        form = workbook.strong if line.is_heading else workbook.text
        for column, text in enumerate((line.id, line.title, line.lead or "", status_sign(line, UNICODE)[0].strip())):
            workbook.write(sheet, row, column, text, form)
        for place, (sign, style) in enumerate(cells_of(line, scale, UNICODE), NAMES):
            _part(workbook, sheet, row, place, "" if sign == FREE else sign, style, is_event=line.is_event)
        if said := said_of(line):
            workbook.write(sheet, row, NAMES, said)
    end = _legend(workbook, sheet, len(rows) + HEADS + 1, rows)
    workbook.print_well(sheet, rows=HEADS, columns=NAMES, last=(end, NAMES + len(columns) - 1))


def _ruler(workbook: Workbook, sheet: Any, columns: Sequence[Column]) -> None:
    """The years, each over its months or quarters, and below them the names of these."""
    for place in range(NAMES):
        sheet.write_blank(0, place, None, workbook.head)
    workbook.heads(sheet, HEADS - 1, [_("Id"), _("Title"), _("Lead"), "", *(column.label for column in columns)])
    firsts = [place for place, column in enumerate(columns) if column.year or not place]
    for first, after in zip(firsts, [*firsts[1:], len(columns)], strict=True):
        begin, end = NAMES + first, NAMES + after - 1
        if begin < end:
            sheet.merge_range(0, begin, 0, end, columns[first].year, workbook.head)
        else:
            sheet.write_string(0, begin, columns[first].year, workbook.head)


def _part(workbook: Workbook, sheet: Any, row: int, column: int, sign: str, style: str, *, is_event: bool) -> None:
    """A mark as its sign, a part of a bar as its colour."""
    if sign and (is_event or style == "beyond"):
        workbook.write(sheet, row, column, sign, workbook.mark)
    else:
        sheet.write_blank(row, column, None, workbook.bars[style] if sign else workbook.empty)


def _legend(workbook: Workbook, sheet: Any, row: int, rows: Sequence[Row]) -> int:
    """Writes the legend; returns its last row."""
    looks = legend_of(rows)
    for place, (look, meaning) in enumerate(looks):
        form = workbook.bars.get(look, workbook.mark)
        workbook.write(sheet, row + place, 0, signs_of(look, UNICODE).split()[0], form)
        workbook.write(sheet, row + place, 1, meaning)
    return row + max(0, len(looks) - 1)
