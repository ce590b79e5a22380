"""Selecting cells in a matrix of amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.editor.selection import SelectingView


class _Select(Command):
    GROUP = N_("Selecting cells")
    VIEWS = ("budget", "effort")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.editor.selection import SelectingView

        if isinstance(editor.view, SelectingView) and editor.view.row_count:
            self.select(editor.view)

    def select(self, view: SelectingView) -> None:
        """Does it."""
        raise NotImplementedError


class _Extend(_Select):
    ROWS: ClassVar[int] = 0
    COLUMNS: ClassVar[int] = 0

    def select(self, view: SelectingView) -> None:
        view.extend_to(view.cursor + self.ROWS, view.column + self.COLUMNS)


class ExtendLeft(_Extend):
    """One cell more to the left."""

    NAME = "cells.left"
    KEYS = ("shift+left",)
    LABEL = N_("select one cell more to the left, or one less")
    COLUMNS = -1


class ExtendRight(_Extend):
    """One cell more to the right."""

    NAME = "cells.right"
    KEYS = ("shift+right",)
    LABEL = N_("select one cell more to the right, or one less")
    COLUMNS = 1


class ExtendUp(_Extend):
    """One row more upwards."""

    NAME = "cells.up"
    KEYS = ("shift+up",)
    LABEL = N_("select one row more upwards, or one less")
    ROWS = -1


class ExtendDown(_Extend):
    """One row more downwards."""

    NAME = "cells.down"
    KEYS = ("shift+down",)
    LABEL = N_("select one row more downwards, or one less")
    ROWS = 1


class SelectFromHere(_Select):
    """Every move selects, from here on."""

    NAME = "cells.select"
    KEYS = ("v",)
    LABEL = N_("select cells from here on: every move of the cursor extends the selection; once more ends it")
    HINT = N_("select")

    def hinted(self, editor: Editor) -> bool:
        from ka2plan.tui.editor.selection import SelectingView

        return not (isinstance(editor.view, SelectingView) and editor.view.extends)

    def select(self, view: SelectingView) -> None:
        if view.extends:
            view.end_selection()
        else:
            view.begin_selection()


class SelectAll(_Select):
    """All cells."""

    NAME = "cells.all"
    KEYS = ("ctrl+a",)
    LABEL = N_("select all cells")

    def select(self, view: SelectingView) -> None:
        view.select_all()


COMMANDS = (SelectFromHere, ExtendLeft, ExtendRight, ExtendUp, ExtendDown, SelectAll)
