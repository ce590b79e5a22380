"""Moving the cursor in views that are cut into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.editor.matrix import MatrixView


class _GoToCell(Command):
    GROUP = N_("Moving around")
    VIEWS = ("budget", "effort", "workload")
    STEP: ClassVar[int]

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.editor.matrix import MatrixView

        if isinstance(editor.view, MatrixView):
            self.go(editor.view)

    def go(self, view: MatrixView) -> None:
        """Moves the cursor."""
        view.go_to_cell(view.cursor, view.column + self.STEP)


class CellLeft(_GoToCell):
    """One cell to the left."""

    NAME = "cell.left"
    KEYS = ("left", "h")
    LABEL = N_("one cell to the left")
    STEP = -1


class CellRight(_GoToCell):
    """One cell to the right."""

    NAME = "cell.right"
    KEYS = ("right", "l")
    LABEL = N_("one cell to the right")
    STEP = 1


class NextCell(_GoToCell):
    """The next cell."""

    NAME = "cell.next"
    KEYS = ("tab",)
    LABEL = N_("next cell, in the next row after the last")
    STEP = 1

    def go(self, view: MatrixView) -> None:
        view.go_on(self.STEP)


class PreviousCell(NextCell):
    """The cell before."""

    NAME = "cell.previous"
    KEYS = ("shift+tab",)
    LABEL = N_("cell before, in the row before the first")
    STEP = -1


class FirstColumn(_GoToCell):
    """The first cell of the row."""

    NAME = "cell.first"
    KEYS = ("home", "H")
    LABEL = N_("first cell of the row")

    def go(self, view: MatrixView) -> None:
        view.go_to_cell(view.cursor, 0)


class LastColumn(_GoToCell):
    """The last cell of the row."""

    NAME = "cell.last"
    KEYS = ("end", "L")
    LABEL = N_("last cell of the row")

    def go(self, view: MatrixView) -> None:
        view.go_to_cell(view.cursor, view.column_count - 1)


COMMANDS = (CellLeft, CellRight, NextCell, PreviousCell, FirstColumn, LastColumn)
