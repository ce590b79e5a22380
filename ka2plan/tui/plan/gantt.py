"""The bar of one row as the editor draws it: the cells of the chart in the colours of a theme."""

from __future__ import annotations

from rich.segment import Segment

from ka2plan.charts.bars import Line, cells_of
from ka2plan.charts.chart import said_of
from ka2plan.charts.scale import Scale
from ka2plan.charts.signs import Style as SignStyle
from ka2plan.findings import ERROR
from ka2plan.session import Snapshot
from ka2plan.tui.editor.outline import OutlineRow
from ka2plan.tui.toolkit.drawing import joined
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.words.visible import cut


class Gantt:
    """Draws the bars of a plan on one scale."""

    def __init__(self, snapshot: Snapshot, scale: Scale, look: Look) -> None:
        self.look = look
        self.scale = scale
        self._leeway_days = snapshot.leeway_days
        self._today = snapshot.today

    def segments(self, row: OutlineRow | None, first: int, width: int) -> list[Segment]:
        """The cells of a row from column ``first`` on."""
        cells = self.cells(row)[first : first + width]
        segments = joined([Segment(sign, self.look[self._style(row, style)]) for sign, style in cells])
        missing = width - len(cells)
        return [*segments, Segment(" " * missing, self.look["base"])] if missing > 0 else segments

    def cells(self, row: OutlineRow | None) -> Line:
        """All cells of a row; of the empty space below the rows for None."""
        if row is None:
            return cells_of(None, self.scale, self.look.glyphs, self._today)
        leeway = self._leeway_days.get(row.id, 0) if row.bar.stretches else 0
        line = cells_of(row.bar, self.scale, self.look.glyphs, self._today, leeway)
        said = cut(said_of(row.bar), self.scale.cells, self.look.glyphs.ellipsis)
        line[: len(said)] = [(letter, "late") for letter in said]
        return line

    def _style(self, row: OutlineRow | None, style: SignStyle) -> StyleName:
        """The style of a cell in the theme: an event with an error stands out, and what lies outside the project."""
        if style == "beyond":
            return "error"
        if row and row.severity == ERROR and style in ("milestone", "deliverable"):
            return "error"
        return style or "base"
