"""The text view: the file as it is, also where it cannot be read as a plan."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip

from ka2plan.findings import Path
from ka2plan.messages import _
from ka2plan.session import Snapshot
from ka2plan.source import Positions
from ka2plan.tui.drawing import Line, Told
from ka2plan.tui.views.view import View


class TextView(View):
    """The lines of the file, numbered; a finding without a place in the plan is shown at its line."""

    NAME: ClassVar[str] = "text"

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self._lines: list[str] = []

    @property
    def row_count(self) -> int:
        """Number of lines."""
        return len(self._lines)

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Takes the text apart; what cannot be read is gone to at once."""
        self._lines = snapshot.text.split("\n")
        fault = next((finding for finding in snapshot.findings if finding.position), None)
        if fault and fault.position and not snapshot.readable:
            self.cursor = fault.position[0] - 1

    def searchable(self, row: int) -> str:
        """The line."""
        return self._lines[row]

    def select(self, path: Path) -> bool:
        """Goes to the line where an entry or a value stands."""
        if not self.shown.readable:
            return False
        self.cursor = Positions(self.shown.text).of(path)[0] - 1
        return True

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """What keeps the file from being read."""
        if self.shown.readable:
            return None
        fault = self.shown.findings[0]
        line, column = fault.position or (1, 1)
        place = _("line {line}, column {column}").format(line=line, column=column)
        return [
            [(f"{self.look.glyphs.error} {fault.code} ", "error"), (fault.message, "base"), (f"   {place}", "dim")],
            [(fault.hint or _("correct it in your editor: E"), "dim")],
        ]

    def draw_row(self, row: int) -> Strip:
        """A line behind its number."""
        cursor = self.look["cursor"] if row == self.cursor and self.has_focus else None
        line = Line(self.look, self.size.width).add_number(row + 1, len(str(self.row_count)) + 1, cursor)
        return line.add(self._lines[row].replace("\t", "    ").rstrip("\r")).strip()
