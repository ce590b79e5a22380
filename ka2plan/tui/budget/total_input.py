"""Typing a total where it stands: of an organisation, of a work package, of all; the amounts follow."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.plan.model import ZERO
from ka2plan.tui.budget.cell_edits import edit_for, entry_name
from ka2plan.tui.budget.kept_amounts import choices_of_kept
from ka2plan.tui.budget.margins import ALL, COLUMN, PARTNER, Held, Key, Side, Total, spread_total
from ka2plan.tui.budget.matrix import NOT_SPLIT
from ka2plan.tui.budget.spread import Spread
from ka2plan.tui.budget.spread_dialog import Spreading, Ways
from ka2plan.tui.budget.typed_amounts import understand_amount, written
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.words.figures import figure, listed, money
from ka2plan.words.messages import _

SIDES: tuple[Side, ...] = (PARTNER, COLUMN, ALL)

if TYPE_CHECKING:
    from ka2plan.tui.budget.view import BudgetView
    from ka2plan.tui.editor.context import Editor


def choose_total(editor: Editor, view: BudgetView) -> None:
    """Asks which total of the cell's is meant, then for how much."""
    choices = [Choice(side, _name(view, side), money(_present(view, side))) for side in SIDES]
    editor.ask(Picker(editor.look, _("Which total?"), choices), lambda side: _type(editor, view, side))


def _name(view: BudgetView, side: Side) -> str:
    """Whose total it is, in words."""
    partner, column = view.partner, view.shown_column
    if side == PARTNER and partner is not None:
        return view.name_of(partner)
    return _whole(view) if side == COLUMN and column else _("all")


def _whole(view: BudgetView) -> str:
    """The title of the column, of the whole work package where the cell is in a part of one."""
    column = view.shown_column
    return (column.package if column.is_part and column.package else column.title) if column else ""


def _present(view: BudgetView, side: Side) -> Decimal:
    matrix, partner = view.matrix, view.partner
    if side == PARTNER and partner is not None:
        return matrix.total_of(partner)
    if side == COLUMN:
        return sum((matrix.total_in(one) for one in matrix.columns if one.title == _whole(view)), ZERO)
    return view.money.total


def _type(editor: Editor, view: BudgetView, side: Side) -> None:
    present, name = _present(view, side), _name(view, side)

    def meant(text: str) -> Understood:
        return understand_amount(text, present, editor.plan.project.lump_sum)

    def typed(answer: Typed) -> None:
        total = Total(side, _line(view, side), answer.value)
        if answer.value != present:
            _offer(editor, view, total, _("{name}: {amount}").format(name=name, amount=money(answer.value)))

    label = _("total of {name}").format(name=name)
    text = str(written(present)) if present else ""
    editor.ask(InPlace(editor.look, view.total_place(side), text, meant, label=label), typed)


def _line(view: BudgetView, side: Side) -> str:
    """What the amounts know the total's line by."""
    return (view.partner or NOT_SPLIT) if side == PARTNER else _whole(view) if side == COLUMN else ""


def _offer(editor: Editor, view: BudgetView, total: Total, title: str) -> None:
    """Shows the amounts before they are written; says what holds them where there are none."""
    partner, column = view.partner, view.shown_column
    if partner is None or column is None:
        return
    ways: list[tuple[str, list[Spread]]] = []
    held: Held | None = None
    for kept in choices_of_kept(editor.snapshot, view.matrix, partner, column):
        found = spread_total(view.matrix, total, kept.keys)
        if isinstance(found, Spread):
            ways.append((kept.words, [found]))
        else:
            held = held or found
    if ways:
        _ask(editor, view, ways, title)
    elif held:
        editor.say(_what_holds(held, total), "warning")


def _ask(editor: Editor, view: BudgetView, ways: Ways, title: str) -> None:
    matrix = view.matrix

    def chosen(spread: Spread) -> None:
        amounts = {key: matrix.amounts.get(key, ZERO) + part for key, part in spread.parts.items()}
        editor.do(edit_for(editor.plan, amounts, title))

    editor.ask(Spreading(editor.look, matrix, title, ways), chosen)


def _what_holds(held: Held, total: Total) -> str:
    if total.side == ALL:
        return _("there is nothing to spread it by: no amounts that may change")
    words = _("{least} to {most} are possible while the totals of the columns stay")
    if total.side == COLUMN:
        words = _("{least} to {most} are possible while the totals of the organisations stay")
    told = words.format(least=figure(held.least), most=figure(held.most))
    if not held.keys:
        return told
    return _("{told}; held by {amounts}").format(told=told, amounts=listed(map(_key_in_words, held.keys)))


def _key_in_words(key: Key) -> str:
    entry, partner = key
    return _("{partner} in {entry}").format(partner=partner, entry=entry_name(entry)) if partner else entry_name(entry)
