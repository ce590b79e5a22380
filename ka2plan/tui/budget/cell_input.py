"""Typing an amount over its cell, and writing it where it belongs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.plan.model import ZERO
from ka2plan.tui.budget.cell_edits import Way, edit_for, ways_to_set
from ka2plan.tui.budget.matrix import BudgetColumn
from ka2plan.tui.budget.typed_amounts import understand_amount, written
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Keys, Typed, Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.key_names import key_name
from ka2plan.words.figures import figure, money
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.budget.view import BudgetView
    from ka2plan.tui.editor.command import Command
    from ka2plan.tui.editor.context import Editor

SMALL = 100
"""An amount below which a single digit is nothing unusual."""


def type_amount(editor: Editor, view: BudgetView, begun: str = "") -> None:
    """Asks for the amount of the cell under the cursor; ``begun`` is what was typed of it already."""
    partner, column = view.partner, view.shown_column
    if partner is None or column is None:
        return
    present = view.matrix.cell(partner, column)
    lump_sum = editor.plan.project.lump_sum

    def meant(text: str) -> Understood:
        told = understand_amount(text, present, lump_sum)
        if told.fault:
            return told
        asks = _asks(editor, begun, present) if text == begun else ""
        return told._replace(told=f"{told.told}{_left_after(view, told.value - present)}", asks=asks)

    def typed(answer: Typed) -> None:
        if answer.key in ways:
            editor.run(ways[answer.key])
        else:
            set_cell(editor, view, answer.value)
            _go_on(view, answer.key)

    ways = _ways_to_views(editor)
    label = _("{partner} in {column}").format(partner=view.name_of(partner), column=column.title)
    text = begun or (str(written(present)) if present else "")
    asked = InPlace(
        editor.look,
        view.value_place(),
        text,
        meant,
        label=label,
        begun=bool(begun),
        keys=Keys(moves=True, leaving=ways, hint=_keys_in_words(editor, present, [*ways])),
    )
    editor.ask(asked, typed)


def _ways_to_views(editor: Editor) -> dict[str, Command]:
    """The keys that lead to other views while digits are typed."""
    keymap = editor.keymap
    views = [command for command in keymap.commands if command.SHOWS]
    return {key: command for command in views for key in keymap.keys_in(command, "budget") if len(key) > 1}


def _keys_in_words(editor: Editor, present: Decimal, ways: list[str]) -> str:
    amount = money(present) if present else _("it empty")
    take, leave = editor.keymap.key_of("dialog.take"), editor.keymap.key_of("dialog.leave")
    parts = [_("{key} writes it").format(key=take), _("{key} leaves {amount}").format(key=leave, amount=amount)]
    if ways:
        parts.append(_("{first} to {last}: other views").format(first=key_name(ways[0]), last=key_name(ways[-1])))
    return "   ".join(parts)


def _asks(editor: Editor, begun: str, present: Decimal) -> str:
    """What to ask about a single digit that is a view's key anywhere else; nothing where cells have so little."""
    view = editor.keymap.find((begun,), "") if begun else None
    if view is None or not view.SHOWS or ZERO < present < SMALL:
        return ""
    question = _("{amount}? the same key once more writes it").format(amount=money(int(begun)))
    keys = [key for key in editor.keymap.keys_in(view, "budget") if len(key) > 1]
    if not keys:
        return question
    return _("{question}; {key}: {view}").format(question=question, key=key_name(keys[0]), view=_(view.LABEL))


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


def _label(view: BudgetView, partner: str, column: BudgetColumn, wanted: Decimal) -> str:
    names = {"partner": view.name_of(partner), "column": column.title, "amount": money(wanted)}
    return _("{partner} in {column}: {amount}").format(**names)
