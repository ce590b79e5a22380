"""Changing the budget where it stands: typing amounts, unfolding work packages, spreading what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_

if TYPE_CHECKING:
    from ka2plan.tui.budget.view import BudgetView
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Budget")


class BudgetCommand(Command):
    """A command of the budget."""

    GROUP = GROUP
    VIEWS = ("budget",)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.budget.view import BudgetView

        if isinstance(editor.view, BudgetView) and editor.view.row_count:
            self.work(editor, editor.view)

    def work(self, editor: Editor, view: BudgetView) -> None:
        """Does it."""
        raise NotImplementedError


class EditAmount(BudgetCommand):
    """Changes the amount under the cursor."""

    NAME = "budget.edit"
    KEYS = ("enter",)
    LABEL = N_("change the amount: 12k, 1200+300, +500 or 5% of the lump sum")
    HINT = N_("change")
    EDITS = True

    def work(self, editor: Editor, view: BudgetView) -> None:
        from ka2plan.tui.budget.cell_input import type_amount

        type_amount(editor, view)


class TypeAmount(BudgetCommand):
    """Begins to type over the amount under the cursor."""

    NAME = "budget.type"
    KEYS = tuple("0123456789+-")
    LABEL = N_("type an amount over what is there")
    EDITS = True

    def work(self, editor: Editor, view: BudgetView) -> None:
        from ka2plan.tui.budget.cell_input import type_amount

        type_amount(editor, view, editor.pressed if len(editor.pressed) == 1 else "")


class TypeTotal(BudgetCommand):
    """Asks for a total, and spreads it."""

    NAME = "budget.total"
    KEYS = ("t",)
    LABEL = N_("type a total; the totals of the other side stay")
    HINT = N_("total")
    EDITS = True

    def work(self, editor: Editor, view: BudgetView) -> None:
        from ka2plan.tui.budget.total_input import choose_total

        choose_total(editor, view)


class SpreadRest(BudgetCommand):
    """Spreads what is left of the lump sum."""

    NAME = "budget.spread"
    KEYS = ("s",)
    LABEL = N_("spread what is left, or take back what is too much, by a rule")
    HINT = N_("spread the rest")
    EDITS = True

    def work(self, editor: Editor, view: BudgetView) -> None:
        from ka2plan.tui.budget.spread_rest import spread_rest

        spread_rest(editor, view)


class SplitAmount(BudgetCommand):
    """Splits what activities of the column have in one sum."""

    NAME = "budget.split"
    KEYS = ("=",)
    LABEL = N_("split what no organisation has yet between those who take part, by a rule")
    HINT = N_("split")
    EDITS = True

    def hinted(self, editor: Editor) -> bool:
        from ka2plan.tui.budget.split import to_split
        from ka2plan.tui.budget.view import BudgetView

        view = editor.view
        column = view.shown_column if isinstance(view, BudgetView) else None
        return column is not None and bool(to_split(editor.plan, column))

    def work(self, editor: Editor, view: BudgetView) -> None:
        from ka2plan.tui.budget.split import split_amount

        split_amount(editor, view)


class ClearAmount(BudgetCommand):
    """Takes the amount out."""

    NAME = "budget.clear"
    KEYS = ("d", "delete", "backspace")
    LABEL = N_("take the amount out")
    HINT = N_("clear")
    EDITS = True

    def work(self, editor: Editor, view: BudgetView) -> None:
        from decimal import Decimal

        from ka2plan.tui.budget.cell_input import set_cell

        set_cell(editor, view, Decimal(0))


class UnfoldColumn(BudgetCommand):
    """Shows or hides the activities of the work package."""

    NAME = "budget.unfold"
    KEYS = ("space",)
    LABEL = N_("show the activities of the work package, or hide them")
    HINT = N_("unfold")

    def available(self, editor: Editor) -> bool:
        return bool(editor.plan.work_packages)

    def work(self, editor: Editor, view: BudgetView) -> None:
        package = view.shown_column.package if view.shown_column else None
        if package:
            view.unfold(view.unfolded ^ {package})


class UnfoldAll(BudgetCommand):
    """Shows or hides the activities of all work packages."""

    NAME = "budget.unfold-all"
    KEYS = ("*",)
    LABEL = N_("show the activities of all work packages, or hide them")

    def available(self, editor: Editor) -> bool:
        return bool(editor.plan.work_packages)

    def work(self, editor: Editor, view: BudgetView) -> None:
        view.unfold(frozenset() if view.unfolded else frozenset(editor.plan.work_packages))


class OpenPaidEntry(BudgetCommand):
    """Opens the fields of what the cell pays for."""

    NAME = "budget.open"
    KEYS = ("o",)
    LABEL = N_("open the work package or activity of the cell")

    def work(self, editor: Editor, view: BudgetView) -> None:
        if view.selected:
            editor.entries.open(view.selected)


class BackToPlan(Command):
    """Shows the plan."""

    NAME = "budget.leave"
    KEYS = ("escape",)
    LABEL = N_("back to the plan")
    GROUP = GROUP
    HINT = N_("plan")
    VIEWS = ("budget",)

    def run(self, editor: Editor) -> None:
        editor.screen.show_view("plan")


COMMANDS = (
    EditAmount,
    TypeAmount,
    SpreadRest,
    SplitAmount,
    TypeTotal,
    ClearAmount,
    UnfoldColumn,
    UnfoldAll,
    OpenPaidEntry,
    BackToPlan,
)
