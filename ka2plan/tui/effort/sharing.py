"""Asking how much effort is shared out in a column or spread over the plan, and by which rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.kept_amounts import choices_of_kept
from ka2plan.tui.editor.amounts.margins import ALL, COLUMN, Side
from ka2plan.tui.editor.amounts.spread import Spread
from ka2plan.tui.editor.amounts.spread_dialog import Spreading, Ways
from ka2plan.tui.effort.rules import shares, spreads
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.effort.view import EffortView


def share_out(editor: Editor, view: EffortView) -> None:
    """Asks for the total of the column, shows by which rules it can be shared out, and writes one of them."""
    column = view.shown_column
    if column is None:
        return

    def typed(answer: Typed) -> None:
        found = shares(editor.plan, view.matrix, answer.value, column, view.measure.fixed)
        title = _("{column}: {amount} shared out").format(column=column.title, amount=view.measure.said(answer.value))
        _offer(editor, view, [("", found)] if found else [], title)

    _ask(editor, view, COLUMN, column.title, typed)


def spread(editor: Editor, view: EffortView) -> None:
    """Asks how much more there shall be, or less, shows by which rules, and writes one of them."""
    partner, column = view.partner, view.shown_column
    if partner is None or column is None:
        return

    def typed(answer: Typed) -> None:
        more = answer.value - view.matrix.total
        if not more:
            return
        place, matrix = (partner, column), view.matrix
        ways: Ways = [
            (kept.words, found)
            for kept in choices_of_kept(editor.snapshot, view.measure, matrix, partner, column)
            if (found := spreads(editor.plan, matrix, more, place, kept.keys))
        ]
        words = _("Spread {amount}") if more > 0 else _("Take back {amount}")
        _offer(editor, view, ways, words.format(amount=view.measure.said(abs(more))))

    _ask(editor, view, ALL, _("all"), typed)


def _ask(editor: Editor, view: EffortView, side: Side, name: str, typed: Callable[[Typed], None]) -> None:
    """Asks for a total over the place where it stands."""
    column = view.shown_column
    present = view.matrix.total_in(column) if side == COLUMN and column else view.matrix.total

    def meant(text: str) -> Understood:
        return view.measure.understood(text, present)

    label = _("total of {name}").format(name=name)
    text = view.typed_as(present) if present else ""
    editor.ask(InPlace(editor.look, view.total_place(side), text, meant, label=label), typed)


def _offer(editor: Editor, view: EffortView, ways: Ways, title: str) -> None:
    if not ways:
        editor.say(_("it cannot be shared out: nobody takes part, or all have their own months"), "warning")
        return

    def chosen(spread: Spread) -> None:
        amounts = {key: view.matrix.amounts.get(key, ZERO) + part for key, part in spread.parts.items()}
        if editor.do(view.measure.edit(amounts, title)):
            editor.say(_("{what}: {rule}").format(what=title, rule=spread.rule), "good")

    editor.ask(Spreading(editor.look, view.measure, view.matrix, title, ways), chosen)
