"""The budget: who gets how much for what, typed where it stands, and whether it closes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ka2plan.figures import Money
from ka2plan.plan.model import ZERO
from ka2plan.session import Snapshot
from ka2plan.tui.budget.cell_words import BudgetWords
from ka2plan.tui.budget.measure import MoneyMeasure
from ka2plan.tui.budget.totals import BudgetStanding, budget_standing
from ka2plan.tui.editor.amounts.matrix import AmountColumn
from ka2plan.tui.editor.amounts.selected_cells import selecting_in_words
from ka2plan.tui.editor.amounts.view import AmountsView
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.tui.toolkit.theme import StyleName
from ka2plan.words.figures import figure, part_of_whole
from ka2plan.words.messages import _


class BudgetView(AmountsView):
    """The money of organisations, with their shares of all."""

    NAME: ClassVar[str] = "budget"
    TAKES_PASTED = "budget.paste"
    BESIDE = (7,)
    standing: BudgetStanding

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Adds up anew."""
        self.standing = budget_standing(snapshot.plan, snapshot.call)
        super().take_snapshot(snapshot)

    def measure_of(self, snapshot: Snapshot) -> MoneyMeasure:
        """Money, by activity where the type plans so."""
        call = snapshot.call
        by_activity = call.unit_of_plan == "activity" if call else not snapshot.plan.work_packages
        return MoneyMeasure(snapshot.plan, by_activity=by_activity)

    @property
    def money(self) -> Money:
        """All sums."""
        return self.standing.money

    @property
    def rest(self) -> Decimal:
        """What is left of the lump sum; below nought for what is too much."""
        return -(self.money.difference or ZERO)

    def told(self) -> Iterator[Told]:
        """Whether it closes, and the limits of the call."""
        return self.standing.told()

    def beside_total(self, partner: str) -> tuple[Told, ...]:
        """The organisation's share."""
        amount, whole = self.matrix.total_of(partner), self.money.total
        return ((part_of_whole(amount / whole) if whole and amount else "", "dim"),)

    def left_after(self, more: Decimal) -> str:
        """What would be left of the lump sum then, where that changes."""
        if self.money.lump_sum is None or not more:
            return ""
        rest = self.rest - more
        if rest < 0:
            return _("   then {rest} too much").format(rest=figure(-rest))
        return _("   then {rest} left").format(rest=figure(rest)) if rest else _("   then the sums agree")

    def words_for(self, partner: str, column: AmountColumn) -> BudgetWords:
        """A cell in words."""
        return BudgetWords(self.shown, self.measure, self.matrix, partner, column)

    def total_style(self, column: AmountColumn) -> StyleName:
        """Management's in red where it has more than the call allows."""
        standing = self.standing
        if column.package is not None and column.package == standing.management and standing.management_is_over:
            return "error"
        return super().total_style(column)

    def nothing_to_say(self) -> str:
        """Nothing to pay for, or nobody to pay."""
        if not self.matrix.columns:
            return _("No budget yet: the plan has no work packages and no activities")
        return _("No budget yet: the plan has no partners")

    def explain(self) -> list[list[Told]]:
        """What stands where, and how to type."""
        glyphs = self.look.glyphs
        names = {
            "edit": "budget.edit",
            "next": "cell.next",
            "unfold": "budget.unfold",
            "leave": "budget.leave",
            "total": "budget.total",
            "select": "cells.select",
            "copy": "budget.copy",
            "clear": "budget.clear",
        }
        keys = {word: self.key_of(name) for word, name in names.items()}
        return [
            [(_("Budget: the rows are organisations, the columns work packages or activities"), "bright")],
            [
                (
                    _("A digit replaces what is in a cell, {edit} changes it; {next} goes to the next one.").format(
                        **keys
                    ),
                    "base",
                )
            ],
            [(_("Amounts are typed as 12000, 12,000, 12k, 1200+300, +500, -500 or 5% of the lump sum."), "base")],
            [
                (f"  {glyphs.folded}  ", "package"),
                (_("the column adds up activities: {unfold} shows them").format(**keys), "base"),
            ],
            [
                (
                    _("{total} types a total: the amounts follow, and the totals of the other side stay.").format(
                        **keys
                    ),
                    "base",
                )
            ],
            [(selecting_in_words().format(**keys), "base")],
            [
                (
                    _(
                        "Below or beside a cell you see what is in it; if it has several amounts, you are "
                        "asked which one changes."
                    ),
                    "base",
                )
            ],
            [
                (
                    _("Digits are amounts here: {leave} goes to the plan, alt with a digit to any view.").format(
                        **keys
                    ),
                    "base",
                )
            ],
        ]
