"""Money as what a matrix counts."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from ka2plan.document import Edit
from ka2plan.plan import Plan
from ka2plan.plan.model import ZERO
from ka2plan.tui.budget.amount_edits import edit_for
from ka2plan.tui.budget.matrix import amounts_of, matrix_of
from ka2plan.tui.budget.typed_amounts import understand_amount
from ka2plan.tui.editor.amounts.matrix import Amounts, Matrix
from ka2plan.tui.editor.amounts.measure import Measure
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.figures import figure, money
from ka2plan.words.messages import _

SMALL = 100
"""An amount below which a single digit is nothing unusual."""


class MoneyMeasure(Measure):
    """EUR."""

    key = "budget"

    def __init__(self, plan: Plan, *, by_activity: bool = False) -> None:
        super().__init__(plan)
        self._by_activity = by_activity

    def amounts_in(self, plan: Plan) -> Amounts:
        """What is budgeted."""
        return amounts_of(plan)

    def matrix(self, unfolded: Collection[str] = ()) -> Matrix:
        """The budget."""
        return matrix_of(self.plan, by_activity=self._by_activity, unfolded=unfolded)

    def said(self, amount: Decimal) -> str:
        """``12,000 EUR``."""
        return money(amount)

    def figure(self, amount: Decimal) -> str:
        """``12,000``."""
        return figure(amount)

    def steps_in_words(self, step: Decimal) -> str:
        """The step, or that it is less than a euro."""
        return _("to the cent") if step < 1 else super().steps_in_words(step)

    def understood(self, text: str, present: Decimal) -> Understood:
        """An amount as people type them."""
        return understand_amount(text, present, self.plan.project.lump_sum)

    def is_usual(self, typed: str, present: Decimal) -> bool:
        """Where the cell has as little."""
        return ZERO < present < SMALL

    def edit(self, amounts: Amounts, name: str, *, evenly: bool = False) -> Edit:
        """Writes budgets, and the `amount` of activities with them."""
        return edit_for(self.plan, amounts, name)
