"""A widget that draws its own lines and writes no more of them than what differs."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ka2plan.tui.toolkit.drawing import Line, changed_width
from ka2plan.tui.toolkit.theme import Look


class Drawn(Widget):
    """Made for slow lines: what changed is compared with what is on the screen, cell by cell, and each line is written
    again only up to the last cell that differs. A subclass draws in ``draw_line`` and calls ``redraw`` after a change.
    """

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self._on_screen: dict[int, Strip] = {}

    def draw_line(self, y: int) -> Strip:
        """A line of the widget, exactly as wide as it is."""
        return Line(self.look, self.size.width).strip()

    def redraw(self) -> None:
        """Brings what is on the screen up to date, writing no more than what differs."""
        regions = []
        for y, old in self._on_screen.items():
            new = self.draw_line(y)
            width = changed_width(old, new)
            if width:
                self._on_screen[y] = new
                regions.append(Region(0, y, width, 1))
        if regions:
            self.refresh(*regions)

    def redraw_all(self) -> None:
        """Draws everything anew: the size or the theme changed."""
        self._on_screen.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the screen, as last drawn."""
        strip = self._on_screen.get(y)
        if strip is None or strip.cell_length != self.size.width:
            strip = self._on_screen[y] = self.draw_line(y)
        return strip

    def on_resize(self) -> None:
        """Draws what the new size changes; Textual itself paints all lines again."""
        width = self.size.width
        self._on_screen = {y: strip for y, strip in self._on_screen.items() if strip.cell_length == width}
        self.redraw()
