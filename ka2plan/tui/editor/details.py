"""What is selected, in words: its dates, people, money, links, and the findings that concern it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var
from textual.strip import Strip

from ka2plan.session import Snapshot
from ka2plan.tui.editor.descriptions import describe
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.drawn_widget import Drawn

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


class Details(Drawn):
    """A few lines and a rule below the view; a column of its own where the screen is wide."""

    DEFAULT_CSS = "Details { height: 4; width: 1fr; }"

    snapshot: var[Snapshot | None] = var(None, init=False)
    """The plan as it is shown; bound to the screen's."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor.look)
        self._editor = editor
        self._lines: list[list[Told]] = []

    def watch_snapshot(self) -> None:
        """Tells what is selected as it is now."""
        self.redraw()

    def redraw(self) -> None:
        """Describes what is selected and draws what differs."""
        self._tell()
        super().redraw()

    def redraw_all(self) -> None:
        """Describes what is selected for the size there is."""
        self._tell()
        super().redraw_all()

    @property
    def beside(self) -> bool:
        """Whether it stands beside the view."""
        return self.size.height > 9

    def _tell(self) -> None:
        if self.is_attached and self.size.width:
            self._lines = describe(self._editor, self.size.width - 3, self.size.height - 1, tall=self.beside)

    def draw_line(self, y: int) -> Strip:
        """The rule, then what is told."""
        glyphs = self.look.glyphs
        if self.beside:
            line = Line(self.look, self.size.width).add(" ").add(glyphs.upright, "rule").add(" ")
            told = self._lines[y] if y < len(self._lines) else []
        elif y == 0:
            return Line(self.look, self.size.width, "rule").add(glyphs.rule * self.size.width).strip()
        else:
            line = Line(self.look, self.size.width).add(" ")
            told = self._lines[y - 1] if y - 1 < len(self._lines) else []
        for text, style in told:
            line.add(text, style)
        return line.strip()
