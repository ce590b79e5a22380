"""Views that are a matrix: a cell under the cursor, fixed cells at the left, columns that scroll sideways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.style import Style
from textual import events

from ka2plan.tui.editor.view import View
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.words.visible import cells, visible

Cell = tuple[int, int]
"""A cell by its row and its column, counted from 0."""

EXCHANGED, UNDERLINED = Style(reverse=True), Style(underline=True)


class MatrixView(View):
    """A view whose rows are cut into cells.

    A subclass has ``HEAD`` lines on top, says how many columns there are and how wide (``column_count``,
    ``column_width``), and draws a line with ``draw_cells`` behind what it drew into the first ``stub_width`` cells.
    """

    DETAILS_BELOW = True
    gap = 1
    """Blanks before a cell that the cursor leaves free."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.column = 0
        """The column of the cell that is selected, counted from 0."""
        self.left = 0
        """The first column that is seen."""

    @property
    def column_count(self) -> int:
        """Number of columns."""
        raise NotImplementedError

    @property
    def stub_width(self) -> int:
        """Cells at the left that do not scroll."""
        raise NotImplementedError

    def column_width(self, column: int) -> int:
        """Cells of a column, the blank before it among them."""
        raise NotImplementedError

    def go_to_cell(self, row: int, column: int) -> None:
        """Selects a cell, the nearest there is, and shows it."""
        column = max(0, min(column, self.column_count - 1))
        moved = (self.cursor, self.column)
        self.column = column
        self._show_column()
        self.cursor = row
        if moved != (self.cursor, self.column):
            self.redraw()
            self.post_message(self.Moved(self))

    def go_on(self, step: int) -> None:
        """Selects the next cell or the one before, in the next row where the row ends."""
        place = self.cursor * self.column_count + self.column + step
        if self.column_count and 0 <= place < self.row_count * self.column_count:
            self.go_to_cell(*divmod(place, self.column_count))

    def seen_columns(self) -> Iterator[tuple[int, int]]:
        """The columns that find room, each with where it begins; the first always does."""
        x, end = self.stub_width + 1, self.size.width - 1
        for column in range(self.left, self.column_count):
            width = self.column_width(column)
            if x + width > end and column > self.left:
                return
            yield column, x
            x += width

    @property
    def is_cut_right(self) -> bool:
        """Whether there are columns beyond those that are seen."""
        return self._last_seen() < self.column_count - 1

    def columns_changed(self) -> None:
        """Takes in that there are other columns now."""
        self.column = max(0, min(self.column, self.column_count - 1))
        self._show_column()

    def on_resize(self) -> None:
        """Keeps the cell under the cursor in sight."""
        self._show_column()
        super().on_resize()

    def draw_titles(self, line: Line, told: Sequence[Told]) -> Line:
        """Adds the titles of the columns that are seen, with arrows where there are more; ``told`` has all of them."""
        glyphs = self.look.glyphs
        line.skip_to(self.stub_width).add(glyphs.earlier if self.left else " ", "hint")
        for column, _x in self.seen_columns():
            text, style = told[column]
            width = self.column_width(column) - self.gap
            line.add(" " * self.gap).add(text, style, width, right=cells(visible(text)) <= width)
        if self.is_cut_right:
            line.skip_to(self.size.width - 1).add(glyphs.later, "hint")
        return line

    def draw_cells(self, line: Line, told: Sequence[Told], row: int | None = None) -> Line:
        """Adds the columns that are seen, right-aligned; of a row of cells those that stand out by where they are.

        ``told`` has a text and a style for every column; the texts are figures and signs of ours.
        """
        line.skip_to(self.stub_width).add(" ")
        for column, _x in self.seen_columns():
            text, style = told[column]
            width = self.column_width(column)
            over = self.laid_over(row, column, style) if row is not None else None
            if row is None or over is None:
                line.add(text, style, width, right=True)
                continue
            room = width - self.gap
            line.add_drawn(" " * self.gap, self.gap_before(row, column) or self.look["base"], self.gap)
            line.add_drawn(f"{text:>{room}}"[:room], over, room)
        return line

    def laid_over(self, row: int, column: int, style: StyleName) -> Style | None:
        """How a cell is drawn that stands out by where it is: the one under the cursor."""
        if (row, column) != (self.cursor, self.column):
            return None
        return self._under_cursor("bright" if style in ("base", "dim") else style)

    def gap_before(self, row: int, column: int) -> Style | None:
        """How the blanks before such a cell are drawn, where that is not as usual."""
        return None

    def _under_cursor(self, name: StyleName) -> Style:
        """How the cell under the cursor is drawn: one with a ground of its own keeps its colours, exchanged."""
        own = self.look[name]
        if own.bgcolor is not None and own.bgcolor != self.look["base"].bgcolor:
            return own + (EXCHANGED if self.has_focus else UNDERLINED)
        return own + self.look["cursor" if self.has_focus else "cursor.away"]

    def column_at(self, x: int) -> int | None:
        """The column at a place of the line, if there is one."""
        return next((c for c, begin in self.seen_columns() if begin <= x < begin + self.column_width(c)), None)

    def cell_at(self, event: events.MouseEvent) -> Cell | None:
        """The cell under the mouse, if there is one."""
        column, row = self.column_at(event.x), event.y - self.HEAD + self.top
        return (row, column) if column is not None and event.y >= self.HEAD and row < self.row_count else None

    def on_click(self, event: events.Click) -> None:
        """Selects the cell under the mouse; a second click opens it."""
        cell = self.cell_at(event)
        if cell is None:
            return
        event.prevent_default()  # the click of a view without columns
        if cell == (self.cursor, self.column):
            self.post_message(self.Opened(self))
        self.go_to_cell(*cell)

    def _last_seen(self) -> int:
        return max((column for column, _x in self.seen_columns()), default=0)

    def _show_column(self) -> None:
        """Scrolls sideways, by half of what is seen, where the column is not."""
        if self.column < self.left:
            seen = self._last_seen() - self.left + 1
            self.left = max(0, min(self.column, self.left - seen // 2))
        while self.column > self._last_seen():
            self.left += max(1, min((self._last_seen() - self.left + 1) // 2, self.column - self._last_seen()))
        while self.left and self._fits_from(self.left - 1):
            self.left -= 1

    def _fits_from(self, left: int) -> bool:
        """Whether all columns from this one to the last find room."""
        room = self.size.width - self.stub_width - 2
        return sum(self.column_width(column) for column in range(left, self.column_count)) <= room
