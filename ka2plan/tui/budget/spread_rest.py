"""Sharing out what is left of the lump sum, or taking back what is too much."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.document import Edit
from ka2plan.plan.model import ZERO
from ka2plan.tui.budget.split import to_split
from ka2plan.tui.budget.spread import SpreadPlace, spreads
from ka2plan.tui.editor.amounts.kept_amounts import choices_of_kept
from ka2plan.tui.editor.amounts.matrix import AmountColumn
from ka2plan.tui.editor.amounts.spread import Spread
from ka2plan.tui.editor.amounts.spread_dialog import Spreading
from ka2plan.words.figures import money
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.budget.view import BudgetView
    from ka2plan.tui.editor.context import Editor


def spread_rest(editor: Editor, view: BudgetView) -> None:
    """Asks for a rule, shows what comes of it, and writes it as one step."""
    plan, rest, partner, column = editor.plan, view.rest, view.partner, view.shown_column
    if partner is None or column is None:
        return
    if view.money.lump_sum is None or not rest:
        editor.say(_nothing_left(editor, view, column), "warning")
        return
    standing = view.standing
    place = SpreadPlace(partner, column, standing.management, management_is_over=standing.management_is_over)
    ways = [
        (kept.words, found)
        for kept in choices_of_kept(editor.snapshot, view.measure, view.matrix, partner, column)
        if (found := spreads(plan, view.matrix, rest, place._replace(kept=kept.keys)))
    ]
    if not ways:
        editor.say(_("it cannot be shared out: there are no amounts, no effort, and nobody takes part"), "warning")
        return

    def chosen(spread: Spread) -> None:
        if editor.do(_edit(view, spread, rest)):
            words = _("spread {amount} {rule}") if rest > 0 else _("took back {amount} {rule}")
            editor.say(words.format(amount=money(abs(rest)), rule=spread.rule), "good")

    title = _("Share out {amount} that are left") if rest > 0 else _("Take back {amount} that are too much")
    editor.ask(Spreading(editor.look, view.measure, view.matrix, title.format(amount=money(abs(rest))), ways), chosen)


def _nothing_left(editor: Editor, view: BudgetView, column: AmountColumn) -> str:
    if view.money.lump_sum is None:
        return _("the plan has no lump sum")
    if to_split(editor.plan, column):
        words = _("the sums agree: nothing is left; {key} splits what has no organisation yet")
        return words.format(key=editor.key_of("budget.split"))
    return _("the sums agree: nothing is left")


def _edit(view: BudgetView, spread: Spread, rest: Decimal) -> Edit:
    amounts = {key: view.matrix.amounts.get(key, ZERO) + part for key, part in spread.parts.items()}
    words = _("spread {amount}") if rest > 0 else _("take back {amount}")
    return view.measure.edit(amounts, words.format(amount=money(abs(rest))))
