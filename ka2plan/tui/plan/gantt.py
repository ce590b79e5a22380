"""The bar of one row: one cell for each column of the time axis."""

from __future__ import annotations

from datetime import date, timedelta

from rich.segment import Segment

from ka2plan.charts.scale import Scale
from ka2plan.findings import ERROR
from ka2plan.plan.model import CANCELLED, DONE, RUNNING, Plan
from ka2plan.session import Snapshot
from ka2plan.tui.editor.outline import Row
from ka2plan.tui.toolkit.drawing import joined
from ka2plan.tui.toolkit.theme import Look

Cell = tuple[str, str]
"""A character and the name of its style."""


class Gantt:
    """Draws the bars of a plan on one scale."""

    def __init__(self, snapshot: Snapshot, scale: Scale, look: Look) -> None:
        self.look = look
        self.scale = scale
        self._plan: Plan = snapshot.plan
        self._network = snapshot.network
        self._today = scale.cell_of(snapshot.today)

    def segments(self, row: Row | None, first: int, width: int) -> list[Segment]:
        """The cells of a row from column ``first`` on."""
        cells = self.cells(row)[first : first + width]
        segments = joined([Segment(character, self.look[style]) for character, style in cells])
        missing = width - len(cells)
        return [*segments, Segment(" " * missing, self.look["base"])] if missing > 0 else segments

    def cells(self, row: Row | None) -> list[Cell]:
        """All cells of a row; of the empty space below the rows for None."""
        line: list[Cell] = [(" ", "base")] * self.scale.cells
        if 0 <= self._today < self.scale.cells:
            line[self._today] = (self.look.glyphs.today, "today")
        if row is None or row.end is None:
            return line
        if row.kind in ("milestones", "deliverables"):
            self._point(line, row, row.end)
        elif row.start is not None and row.start <= row.end:
            for start, end in self._stretches(row, row.start, row.end):
                self._bar(line, row, start, end)
            self._slack(line, row, row.end)
        if row.status != CANCELLED:
            self._beyond(line, row.start or row.end, row.end)
        return line

    def _beyond(self, line: list[Cell], start: date, end: date) -> None:
        """Marks the edge behind which it goes on: before the project's first month, or after its last."""
        if self.scale.cell_of(end) >= self.scale.cells:
            line[-1] = (self.look.glyphs.later, "error")
        if self.scale.cell_of(start) < 0:
            line[0] = (self.look.glyphs.earlier, "error")

    def _stretches(self, row: Row, start: date, end: date) -> tuple[tuple[date, date], ...]:
        activity = self._plan.activities.get(row.id) if row.kind == "activities" else None
        return activity.stretches if activity else ((start, end),)

    def _columns(self, start: date, end: date) -> range:
        first = max(0, self.scale.cell_of(start))
        return range(first, min(self.scale.cells, self.scale.cell_of(end) + 1))

    def _bar(self, line: list[Cell], row: Row, start: date, end: date) -> None:
        columns = self._columns(start, end)
        done = self._done_part(row, len(columns))
        for number, column in enumerate(columns):
            line[column] = self._bar_cell(row, is_done=number < done)

    def _bar_cell(self, row: Row, *, is_done: bool) -> Cell:
        glyphs = self.look.glyphs
        if row.status == CANCELLED:
            return glyphs.cancelled, "cancelled"
        if row.kind == "work_packages":
            return glyphs.package, "package"
        if is_done:
            return glyphs.done, "done" if row.status == DONE else "running"
        if self.is_critical(row):
            return glyphs.planned, "critical"
        return glyphs.planned, "running" if row.status == RUNNING else "planned"

    def _done_part(self, row: Row, length: int) -> int:
        if row.status == DONE:
            return length
        activity = self._plan.activities.get(row.id) if row.status == RUNNING else None
        return length * (activity.progress or 0) // 100 if activity else 0

    def is_critical(self, row: Row) -> bool:
        """Whether it is on the critical path."""
        return row.id in self._network.critical

    def _slack(self, line: list[Cell], row: Row, end: date) -> None:
        leeway = self._network.leeway_days.get(row.id, 0)
        if row.status in (DONE, CANCELLED) or leeway <= 0:
            return
        for column in self._columns(end, end + timedelta(days=leeway)):
            if line[column][0] == " ":
                line[column] = (self.look.glyphs.slack, "slack")

    def _point(self, line: list[Cell], row: Row, due: date) -> None:
        column = min(max(0, self.scale.cell_of(due)), self.scale.cells - 1)
        glyphs, done = self.look.glyphs, row.status == DONE
        if row.kind == "milestones":
            line[column] = (glyphs.reached if done else glyphs.milestone, "milestone")
        else:
            line[column] = (glyphs.delivered if done else glyphs.deliverable, "deliverable")
        if row.severity == ERROR:
            line[column] = (line[column][0], "error")
        if row.status == CANCELLED:
            line[column] = (glyphs.cancelled, "cancelled")
