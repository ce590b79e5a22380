"""Changing amounts where they stand; a view with a matrix gives these names, words and its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_

if TYPE_CHECKING:
    from ka2plan.tui.editor.amounts.view import AmountsView
    from ka2plan.tui.editor.context import Editor


def has_selection(editor: Editor) -> bool:
    """Whether cells are selected in the matrix that is shown."""
    from ka2plan.tui.editor.selection import SelectingView

    return isinstance(editor.view, SelectingView) and editor.view.has_selection


class AmountsCommand(Command):
    """A command of a matrix of amounts."""

    FOR_SELECTED: ClassVar[bool] = False
    """Whether it does something with all cells that are selected."""

    def hinted(self, editor: Editor) -> bool:
        return self.FOR_SELECTED or not has_selection(editor)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.editor.amounts.view import AmountsView

        if isinstance(editor.view, AmountsView) and editor.view.row_count:
            self.change(editor, editor.view)

    def change(self, editor: Editor, view: AmountsView) -> None:
        """Does it."""
        raise NotImplementedError


class EditAmount(AmountsCommand):
    """Changes the amount under the cursor."""

    KEYS = ("enter",)
    HINT = N_("change")
    EDITS = True

    def change(self, editor: Editor, view: AmountsView) -> None:
        from ka2plan.tui.editor.amounts.cell_input import type_amount

        type_amount(editor, view)


class TypeAmount(AmountsCommand):
    """Begins to type over the amount under the cursor."""

    KEYS = tuple("0123456789+-")
    LABEL = N_("type an amount over what is there")
    EDITS = True

    def change(self, editor: Editor, view: AmountsView) -> None:
        from ka2plan.tui.editor.amounts.cell_input import type_amount

        type_amount(editor, view, editor.pressed if len(editor.pressed) == 1 else "")


class TypeTotal(AmountsCommand):
    """Asks for a total, and spreads it."""

    KEYS = ("t",)
    LABEL = N_("type a total; the totals of the other side stay")
    HINT = N_("total")
    EDITS = True

    def change(self, editor: Editor, view: AmountsView) -> None:
        from ka2plan.tui.editor.amounts.total_input import choose_total

        choose_total(editor, view)


class ClearAmount(AmountsCommand):
    """Takes the amount out."""

    KEYS = ("d", "delete", "backspace")
    LABEL = N_("delete the amount, or those of all cells that are selected")
    HINT = N_("clear")
    EDITS = True
    FOR_SELECTED = True

    def change(self, editor: Editor, view: AmountsView) -> None:
        from ka2plan.tui.editor.amounts.clear import clear

        clear(editor, view)


class PasteBlock(AmountsCommand):
    """Takes a block out of a spreadsheet."""

    LABEL = N_("paste cells of a spreadsheet, beginning at this cell: copy them there, paste them here")
    EDITS = True

    def change(self, editor: Editor, view: AmountsView) -> None:
        from ka2plan.tui.editor.amounts.paste import paste

        paste(editor, view, editor.pasted)


class CopyBlock(AmountsCommand):
    """Copies the selected cells, or a cell, a row or the whole table, for a spreadsheet."""

    KEYS = ("y",)
    LABEL = N_("copy the selected cells for a spreadsheet, or ask: the cell, the row or the whole table")
    HINT = N_("copy")
    FOR_SELECTED = True

    def change(self, editor: Editor, view: AmountsView) -> None:
        from ka2plan.tui.editor.amounts.copy import copy

        copy(editor, view)


class UnfoldColumn(AmountsCommand):
    """Shows or hides the activities of the work package."""

    KEYS = ("space",)
    LABEL = N_("show the activities of the work package, or hide them")
    HINT = N_("unfold")
    APPLIES_TO = N_("a plan with work packages")

    def available(self, editor: Editor) -> bool:
        return bool(editor.plan.work_packages)

    def change(self, editor: Editor, view: AmountsView) -> None:
        package = view.shown_column.package if view.shown_column else None
        if package:
            view.unfold(view.unfolded ^ {package})


class UnfoldAll(AmountsCommand):
    """Shows or hides the activities of all work packages."""

    KEYS = ("*",)
    LABEL = N_("show the activities of all work packages, or hide them")
    APPLIES_TO = N_("a plan with work packages")

    def available(self, editor: Editor) -> bool:
        return bool(editor.plan.work_packages)

    def change(self, editor: Editor, view: AmountsView) -> None:
        view.unfold(frozenset() if view.unfolded else frozenset(editor.plan.work_packages))


class OpenEntry(AmountsCommand):
    """Opens the fields of what the cell is about."""

    KEYS = ("o",)
    LABEL = N_("open the work package or activity of the cell")

    def change(self, editor: Editor, view: AmountsView) -> None:
        if view.selected:
            editor.entries.open(view.selected)


class BackToPlan(Command):
    """Ends a selection, else shows the plan."""

    KEYS = ("escape",)
    LABEL = N_("end the selection of cells; without one back to the plan")
    HINT = N_("plan")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.editor.selection import SelectingView

        if isinstance(editor.view, SelectingView) and editor.view.has_selection:
            editor.view.end_selection()
        else:
            editor.screen.show_view("plan")

    def hinted(self, editor: Editor) -> bool:
        return not has_selection(editor)
