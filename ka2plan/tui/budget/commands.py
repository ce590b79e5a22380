"""Changing the budget where it stands: typing amounts, unfolding work packages, spreading what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.amounts import commands
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

    def hinted(self, editor: Editor) -> bool:
        return not commands.has_selection(editor)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.budget.view import BudgetView

        if isinstance(editor.view, BudgetView) and editor.view.row_count:
            self.work(editor, editor.view)

    def work(self, editor: Editor, view: BudgetView) -> None:
        """Does it."""
        raise NotImplementedError


class _InBudget(Command):
    GROUP = GROUP
    VIEWS = ("budget",)


class EditAmount(_InBudget, commands.EditAmount):
    """Changes the amount under the cursor."""

    NAME = "budget.edit"
    LABEL = N_("change the amount: 12k, 1200+300, +500 or 5% of the lump sum")


class TypeAmount(_InBudget, commands.TypeAmount):
    """Begins to type over the amount under the cursor."""

    NAME = "budget.type"


class TypeTotal(_InBudget, commands.TypeTotal):
    """Asks for a total, and spreads it."""

    NAME = "budget.total"


class SpreadRest(BudgetCommand):
    """Spreads what is left of the lump sum."""

    NAME = "budget.spread"
    KEYS = ("s",)
    LABEL = N_("share out what is left, or take back what is too much, by a rule")
    HINT = N_("spread")
    EDITS = True

    def work(self, editor: Editor, view: BudgetView) -> None:
        from ka2plan.tui.budget.spread_rest import spread_rest

        spread_rest(editor, view)


class SplitAmount(BudgetCommand):
    """Splits what activities of the column have in one sum."""

    NAME = "budget.split"
    KEYS = ("=",)
    LABEL = N_("split what has no organisation yet between those who take part, by a rule")
    HINT = N_("split")
    EDITS = True

    def hinted(self, editor: Editor) -> bool:
        from ka2plan.tui.budget.split import to_split
        from ka2plan.tui.budget.view import BudgetView

        view = editor.view
        column = view.shown_column if isinstance(view, BudgetView) else None
        return super().hinted(editor) and column is not None and bool(to_split(editor.plan, column))

    def work(self, editor: Editor, view: BudgetView) -> None:
        from ka2plan.tui.budget.split import split_amount

        split_amount(editor, view)


class ClearAmount(_InBudget, commands.ClearAmount):
    """Takes the amount out."""

    NAME = "budget.clear"


class PasteBlock(_InBudget, commands.PasteBlock):
    """Takes a block out of a spreadsheet."""

    NAME = "budget.paste"


class CopyBlock(_InBudget, commands.CopyBlock):
    """Copies a cell, a row or the whole table for a spreadsheet."""

    NAME = "budget.copy"


class UnfoldColumn(_InBudget, commands.UnfoldColumn):
    """Shows or hides the activities of the work package."""

    NAME = "budget.unfold"


class UnfoldAll(_InBudget, commands.UnfoldAll):
    """Shows or hides the activities of all work packages."""

    NAME = "budget.unfold-all"


class OpenPaidEntry(_InBudget, commands.OpenEntry):
    """Opens the fields of what the cell pays for."""

    NAME = "budget.open"


class BackToPlan(_InBudget, commands.BackToPlan):
    """Shows the plan."""

    NAME = "budget.leave"


COMMANDS = (
    EditAmount,
    TypeAmount,
    SpreadRest,
    SplitAmount,
    TypeTotal,
    ClearAmount,
    PasteBlock,
    CopyBlock,
    UnfoldColumn,
    UnfoldAll,
    OpenPaidEntry,
    BackToPlan,
)
