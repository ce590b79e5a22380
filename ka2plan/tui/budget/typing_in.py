"""Typing an amount over its cell, and writing it where it belongs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.checks.wording import figure, money
from ka2plan.messages import _
from ka2plan.tui.budget.amounts import understand_amount, written
from ka2plan.tui.budget.matrix import Column
from ka2plan.tui.budget.setting import Way, edit_for, ways_to_set
from ka2plan.tui.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.tui.dialogs.picker import Choice, Picker

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor
    from ka2plan.tui.views.budget import BudgetView


def type_amount(editor: Editor, view: BudgetView, begun: str = "") -> None:
    """Asks for the amount of the cell under the cursor; ``begun`` is what was typed of it already."""
    partner, column = view.partner, view.shown_column
    if partner is None or column is None:
        return
    present = view.matrix.cell(partner, column)
    lump_sum = editor.plan.project.lump_sum

    def meant(text: str) -> Understood:
        told = understand_amount(text, present, lump_sum)
        return told if told.fault else told._replace(told=f"{told.told}{_left_after(view, told.value - present)}")

    def typed(answer: Typed) -> None:
        set_cell(editor, view, answer.value)
        _go_on(view, answer.key)

    label = _("{partner} in {column}").format(partner=view.name_of(partner), column=column.title)
    text = begun or (str(written(present)) if present else "")
    editor.ask(InPlace(editor.look, view.value_place(), text, meant, label=label, moves=True, begun=bool(begun)), typed)


def _left_after(view: BudgetView, more: Decimal) -> str:
    """What would be left of the lump sum then, where that changes."""
    if view.money.lump_sum is None or not more:
        return ""
    rest = view.rest - more
    if rest < 0:
        return _("   {rest} too much then").format(rest=figure(-rest))
    return _("   {rest} left then").format(rest=figure(rest)) if rest else _("   closes then")


def _go_on(view: BudgetView, key: str) -> None:
    if key in ("tab", "shift+tab"):
        view.go_on(1 if key == "tab" else -1)
    elif key in ("up", "down"):
        view.go_to_cell(view.cursor + (1 if key == "down" else -1), view.column)


def set_cell(editor: Editor, view: BudgetView, wanted: Decimal) -> None:
    """Brings the cell under the cursor to a sum; asks where more than one amount of the file could change."""
    partner, column = view.partner, view.shown_column
    if partner is None or column is None or wanted == view.matrix.cell(partner, column):
        return
    ways = ways_to_set(editor.plan, view.matrix, partner, column, wanted)
    name = _label(view, partner, column, wanted)
    if not ways:
        editor.say(_("money of a work package itself belongs to an organisation"), "warning")
    elif len(ways) == 1:
        editor.do(edit_for(editor.plan, ways[0].amounts, name))
    else:
        _ask_where(editor, ways, name)


def _ask_where(editor: Editor, ways: list[Way], name: str) -> None:
    def chosen(way: Way) -> None:
        editor.do(edit_for(editor.plan, way.amounts, name))

    title = _("{change}: which amount changes?").format(change=name)
    editor.ask(Picker(editor.look, title, [Choice(way, way.label, way.detail) for way in ways]), chosen)


def _label(view: BudgetView, partner: str, column: Column, wanted: Decimal) -> str:
    names = {"partner": view.name_of(partner), "column": column.title, "amount": money(wanted)}
    return _("{partner} in {column}: {amount}").format(**names)
