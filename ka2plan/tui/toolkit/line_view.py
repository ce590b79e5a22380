"""A widget that draws its own lines: a fixed head, below it rows with a cursor.

At the edge it jumps half a screen, so that most keys move nothing but the cursor.
"""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.drawn_widget import Drawn
from ka2plan.tui.toolkit.theme import Look


class LineView(Drawn, can_focus=True):
    """Rows that are drawn when they are seen. It scrolls by itself: Textual's way lays out the screen anew.

    A subclass says how many rows there are and draws them: ``row_count``, ``draw_row``, ``draw_head``. After a change
    of what it shows it calls ``redraw``.
    """

    DEFAULT_CSS = """
    LineView {
        width: 1fr;
        height: 1fr;
    }
    """

    HEAD = 0
    """Lines on top that do not scroll."""

    cursor: var[int] = var(0, init=False)
    """The row that is selected, counted from 0."""

    class Moved(Message):
        """Another row is selected."""

        def __init__(self, view: LineView) -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> LineView:
            """The view whose cursor moved."""
            return self.view

    class Opened(Moved):
        """A row was chosen: Enter, or a click on the row that is selected."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.top = 0
        """The first row that is seen."""

    @property
    def row_count(self) -> int:
        """Number of rows."""
        raise NotImplementedError

    def draw_row(self, row: int) -> Strip:
        """A row at the width of the widget."""
        raise NotImplementedError

    def draw_head(self, y: int) -> Strip:
        """A line of the head."""
        return Line(self.look, self.size.width).strip()

    def position(self, row: int | None = None) -> str:
        """The place of a row, usually the selected one, among all: ``18/28``; empty where all are seen."""
        return f"{self.cursor + 1 if row is None else row}/{self.row_count}" if self.row_count > self.page else ""

    def with_position(self, strip: Strip, row: int | None = None) -> Strip:
        """A line of the head that ends with the place of a row, where not all are seen."""
        place, width = self.position(row), self.size.width
        if not place or len(place) + 2 > width:
            return strip
        end = Line(self.look, len(place) + 2, "bar").add(f" {place} ")
        return Strip([*strip.crop(0, width - len(place) - 2), *end.strip()], width)

    def draw_nothing(self) -> Strip:
        """A line below the last row."""
        return Line(self.look, self.size.width).strip()

    @property
    def page(self) -> int:
        """Rows that are seen at once."""
        return max(1, self.size.height - self.HEAD)

    def rows_changed(self) -> None:
        """Takes in that there are other rows now."""
        self._fit_to_rows()
        self.show_row(self.cursor)
        self.redraw()

    def draw_line(self, y: int) -> Strip:
        """A line of the head, a row, or the empty space below."""
        if y < self.HEAD:
            return self.draw_head(y)
        row = y - self.HEAD + self.top
        return self.draw_row(row) if row < self.row_count else self.draw_nothing()

    def _fit_to_rows(self) -> None:
        self.cursor = self.cursor  # validated again: there may be fewer rows now
        self._scroll_to_row(self.top)

    def watch_cursor(self, new: int) -> None:
        """Keeps the cursor on the screen and tells that it moved."""
        self.show_row(new)
        self.redraw()
        self.post_message(self.Moved(self))

    def validate_cursor(self, row: int) -> int:
        """Keeps the cursor on a row that exists."""
        return max(0, min(row, self.row_count - 1))

    def go_by(self, rows: int) -> None:
        """Moves the cursor down, or up by a negative number."""
        self.cursor += rows

    def show_row(self, row: int) -> None:
        """Scrolls, by at least half a screen, where the row is not seen."""
        page, top = self.page, self.top
        if top <= row < top + page:
            return
        half = max(1, page // 2)
        wanted = row - page + half if row >= top + page else row - half + 1
        if not top - page <= row < top + 2 * page:
            wanted = row - half
        self._scroll_to_row(wanted)

    def scroll_rows(self, rows: int) -> None:
        """Scrolls without moving the cursor."""
        self._scroll_to_row(self.top + rows)

    def _scroll_to_row(self, top: int) -> None:
        top = max(0, min(top, self.row_count - self.page))
        if top != self.top:
            self.top = top
            self.redraw()

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._fit_to_rows()
        self.show_row(self.cursor)
        super().on_resize()

    def watch_has_focus(self, focused: bool) -> None:
        """Shows whether keys arrive here."""
        super().watch_has_focus(focused)
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Selects the row under the mouse; a second click opens it."""
        row = event.y - self.HEAD + self.top
        if event.y < self.HEAD or row >= self.row_count:
            return
        if row == self.cursor:
            self.post_message(self.Opened(self))
        self.cursor = row

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scrolls three rows; the cursor stays where it can be seen."""
        self._wheel(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scrolls three rows back."""
        self._wheel(event, -3)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_rows(rows)
        self.cursor = max(self.top, min(self.cursor, self.top + self.page - 1))
