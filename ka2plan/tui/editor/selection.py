"""Views in which a rectangle of cells can be selected, from the cell where one began to the one under the cursor."""

from __future__ import annotations

from rich.style import Style
from textual import events

from ka2plan.named_tuples import NamedTuple
from ka2plan.tui.editor.matrix import Cell, MatrixView
from ka2plan.tui.toolkit.theme import Look, StyleName

LEFT_BUTTON = 1


class Cells(NamedTuple):
    """A rectangle of cells, its last row and its last column within."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> range:
        """Its rows."""
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        """Its columns."""
        return range(self.left, self.right + 1)


class SelectingView(MatrixView):
    """A matrix in which several cells can be selected. Every move but those that extend it ends the selection."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.extends = False
        """Whether every move of the cursor extends the selection."""
        self._begin: Cell | None = None
        """The corner that stays; None where nothing is selected but the cell under the cursor."""
        self._pressed: Cell | None = None
        """Where the button of the mouse went down."""
        self._was_drawn = False
        """Whether the mouse drew a selection since then."""

    @property
    def has_selection(self) -> bool:
        """Whether somebody selected cells."""
        return self._begin is not None

    @property
    def selection(self) -> Cells:
        """The cells that are selected; the one under the cursor where nobody selected any."""
        row, column = self._begin or (self.cursor, self.column)
        rows, columns = sorted((row, self.cursor)), sorted((column, self.column))
        return Cells(rows[0], columns[0], rows[1], columns[1])

    def extend_to(self, row: int, column: int) -> None:
        """Moves the cursor and selects what lies between; the corner where the selection began stays."""
        before, self.extends = self.extends, True
        self._begin = self._begin or (self.cursor, self.column)
        self.go_to_cell(row, column)
        self.extends = before

    def begin_selection(self) -> None:
        """Has all moves extend a selection that begins here."""
        self.extends = True
        self._begin = self._begin or (self.cursor, self.column)
        self._selection_changed()

    def select_all(self) -> None:
        """Selects all cells; the cursor is on the first."""
        self.go_to_cell(0, 0)
        self._begin = (self.row_count - 1, self.column_count - 1)
        self._selection_changed()

    def end_selection(self) -> None:
        """Leaves the cell under the cursor alone selected."""
        had = self._begin
        self.forget_selection()
        if had:
            self._selection_changed()

    def forget_selection(self) -> None:
        """Leaves nothing selected, before all is drawn anew."""
        self.extends, self._begin = False, None

    def go_by(self, rows: int) -> None:
        """Moves the cursor down; at the edge too a selection ends."""
        self.go_to_cell(self.cursor + rows, self.column)

    def _selection_changed(self) -> None:
        self.redraw()
        self.post_message(self.Moved(self))

    def go_to_cell(self, row: int, column: int) -> None:
        """Selects a cell; what was selected before is no longer, unless moves extend it."""
        if not self.extends:
            self.end_selection()
        super().go_to_cell(row, column)

    def watch_cursor(self, new: int) -> None:
        """Ends the selection where the cursor went elsewhere."""
        if not self.extends:
            self._begin = None
        super().watch_cursor(new)

    def laid_over(self, row: int, column: int, style: StyleName) -> Style | None:
        """That of the cell under the cursor, else that of selected cells."""
        under = super().laid_over(row, column, style)
        if under is not None or self._begin is None:
            return under
        selected = self.selection
        return self._selected(style) if row in selected.rows and column in selected.columns else None

    def gap_before(self, row: int, column: int) -> Style | None:
        """Filled between two cells that are selected."""
        selected = self.selection
        between = row in selected.rows and column in selected.columns and column > selected.left
        return self._selected("base") if between else None

    def _selected(self, style: StyleName) -> Style:
        return self.look[style] + self.look["selected"]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Notes where a selection may begin."""
        self._was_drawn = False
        self._pressed = self.cell_at(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Selects from where the button went down to where the mouse is."""
        if event.button != LEFT_BUTTON:
            self._pressed = None
        cell = self.cell_at(event)
        if self._pressed is None or cell is None or (cell == self._pressed and not self._was_drawn):
            return
        if not self._was_drawn:
            self.end_selection()
            self.go_to_cell(*self._pressed)
            self._was_drawn = True
        if cell != (self.cursor, self.column):
            self.extend_to(*cell)

    def on_click(self, event: events.Click) -> None:
        """Selects the cell under the mouse, or up to it with shift; what the mouse drew stays."""
        self._pressed, was_drawn = None, self._was_drawn
        self._was_drawn = False
        cell = self.cell_at(event)
        if was_drawn or (event.shift and cell is not None):
            event.prevent_default()  # the click of a view without a selection
            if not was_drawn and cell is not None:
                self.extend_to(*cell)
