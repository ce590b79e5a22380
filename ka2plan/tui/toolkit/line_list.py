"""A list in a dialog: things in rows, under a cursor or to be read only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual.strip import Strip

from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look

Item = TypeVar("Item")

Lines = Sequence[Sequence[Told]]
"""A text in lines, each of pieces in styles."""


class LineList(LineView, Generic[Item]):
    """Items, each drawn in a row by a function that is given the line to draw on.

    What differs from dialog to dialog is a parameter: how an item is drawn, what stands over the rows, whether there is
    a cursor, and whether keys and clicks arrive here.
    """

    DEFAULT_CSS = "LineList { height: auto; }"

    def __init__(
        self,
        look: Look,
        draw: Callable[[Line, Item], Line],
        items: Sequence[Item] = (),
        *,
        head: Sequence[Callable[[LineView], Strip]] = (),
        has_cursor: bool = True,
        takes_keys: bool = False,
    ) -> None:
        """Makes a list.

        Args:
            look: colours and characters.
            draw: draws an item on a line that is as wide as the list.
            items: what is in it.
            head: draws the lines over the rows, which do not scroll; each is given the list.
            has_cursor: whether the row that is selected is marked.
            takes_keys: whether it is what has the keys.
        """
        super().__init__(look)
        self.can_focus = takes_keys
        self.HEAD = len(head)
        self.items = tuple(items)
        self.found: int | None = None
        """A row that is marked where there is no cursor: what a search went to."""
        self._draw = draw
        self._head = tuple(head)
        self._has_cursor = has_cursor

    @property
    def row_count(self) -> int:
        """Number of items."""
        return len(self.items)

    @property
    def chosen(self) -> Item | None:
        """The item under the cursor; None where there are none."""
        return self.items[self.cursor] if self.items else None

    def step(self, rows: int) -> None:
        """Moves the cursor down by so many rows, or up."""
        self.cursor += rows

    def begin_on(self, row: int) -> None:
        """Puts the cursor on a row before anything is drawn."""
        self.set_reactive(LineView.cursor, row)

    def offer(self, items: Sequence[Item], row: int = 0) -> None:
        """Lists other items, the cursor on one of them."""
        self.items = tuple(items)
        self.cursor = row
        self.rows_changed()

    def show(self, items: Sequence[Item]) -> None:
        """Draws other items anew, as far down as one is."""
        self.items = tuple(items)
        self.redraw_all()

    def read(self, items: Sequence[Item]) -> None:
        """Shows other items from the first on."""
        self.items = tuple(items)
        self.top = 0
        self.rows_changed()

    def draw_head(self, y: int) -> Strip:
        """A line over the rows."""
        return self._head[y](self)

    def draw_row(self, row: int) -> Strip:
        """An item, marked where the cursor or a search is."""
        is_marked = row == (self.cursor if self._has_cursor else self.found)
        line = Line(self.look, self.size.width, cursor=self.look["cursor"] if is_marked else None)
        return self._draw(line, self.items[row]).strip()


def text_list(look: Look, lines: Lines = (), *, takes_keys: bool = False) -> LineList[Sequence[Told]]:
    """A list to read: lines of pieces in styles, without a cursor."""
    return LineList(look, Line.add_all, lines, has_cursor=False, takes_keys=takes_keys)


def ruled(rows: LineView) -> Strip:
    """A rule across a list, as a line of its head."""
    width = rows.size.width
    return Line(rows.look, width).add(rows.look.glyphs.rule * width, "rule").strip()
