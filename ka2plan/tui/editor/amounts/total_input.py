"""Typing a total where it stands: of an organisation, of a work package, of all; the amounts follow."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.kept_amounts import choices_of_kept
from ka2plan.tui.editor.amounts.margins import ALL, COLUMN, PARTNER, Held, Key, Side, Total, spread_total
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, entry_name
from ka2plan.tui.editor.amounts.spread import Spread
from ka2plan.tui.editor.amounts.spread_dialog import Spreading, Ways
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.words.figures import listed
from ka2plan.words.messages import _

MOST_HOLDING = 6
"""Amounts that are named as holding a total."""

SIDES: tuple[Side, ...] = (PARTNER, COLUMN, ALL)

if TYPE_CHECKING:
    from ka2plan.tui.editor.amounts.view import AmountsView
    from ka2plan.tui.editor.context import Editor


def choose_total(editor: Editor, view: AmountsView) -> None:
    """Asks which total of the cell's is meant, then for how much."""
    choices = [Choice(side, _name(view, side), view.measure.said(_present(view, side))) for side in SIDES]
    editor.ask(Picker(editor.look, _("Which total?"), choices), lambda side: _type(editor, view, side))


def _name(view: AmountsView, side: Side) -> str:
    """Whose total it is, in words."""
    partner, column = view.partner, view.shown_column
    if side == PARTNER and partner is not None:
        return view.name_of(partner)
    return _whole(view) if side == COLUMN and column else _("all")


def _whole(view: AmountsView) -> str:
    """The title of the column, of the whole work package where the cell is in a part of one."""
    column = view.shown_column
    return (column.package if column.is_part and column.package else column.title) if column else ""


def _present(view: AmountsView, side: Side) -> Decimal:
    matrix, partner = view.matrix, view.partner
    if side == PARTNER and partner is not None:
        return matrix.total_of(partner)
    if side == COLUMN:
        return sum((matrix.total_in(one) for one in matrix.columns if one.title == _whole(view)), ZERO)
    return matrix.total


def _type(editor: Editor, view: AmountsView, side: Side) -> None:
    present, name = _present(view, side), _name(view, side)

    def meant(text: str) -> Understood:
        return view.measure.understood(text, present)

    def typed(answer: Typed) -> None:
        total = Total(side, _line(view, side), answer.value)
        if answer.value != present:
            _offer(editor, view, total, _("{name}: {amount}").format(name=name, amount=view.measure.said(answer.value)))

    label = _("total of {name}").format(name=name)
    text = view.typed_as(present) if present else ""
    editor.ask(InPlace(editor.look, view.total_place(side), text, meant, label=label), typed)


def _line(view: AmountsView, side: Side) -> str:
    """What the amounts know the total's line by."""
    return (view.partner or NOT_SPLIT) if side == PARTNER else _whole(view) if side == COLUMN else ""


def _offer(editor: Editor, view: AmountsView, total: Total, title: str) -> None:
    """Shows the amounts before they are written; says what holds them where there are none."""
    partner, column = view.partner, view.shown_column
    if partner is None or column is None:
        return
    ways: list[tuple[str, list[Spread]]] = []
    held: list[tuple[str, Held]] = []
    for kept in choices_of_kept(editor.snapshot, view.measure, view.matrix, partner, column):
        found = spread_total(view.matrix, total, kept.keys)
        if isinstance(found, Spread):
            ways.append((kept.words, [found]))
        else:
            held.append((kept.words, found))
    if ways:
        note = "; ".join(_cannot_stay(view, words, one, total) for words, one in held)
        _ask(editor, view, ways, title, note)
    elif held:
        editor.say(_what_holds(view, held[0][1], total), "warning")


def _ask(editor: Editor, view: AmountsView, ways: Ways, title: str, note: str) -> None:
    matrix = view.matrix

    def chosen(spread: Spread) -> None:
        amounts = {key: matrix.amounts.get(key, ZERO) + part for key, part in spread.parts.items()}
        editor.do(view.measure.edit(amounts, title))

    editor.ask(Spreading(editor.look, view.measure, matrix, title, ways, note), chosen)


def _cannot_stay(view: AmountsView, kept: str, held: Held, total: Total) -> str:
    """That a choice of what stays is no choice here, and why."""
    told = _("{what} cannot stay as it is: {why}")
    return told.format(what=kept, why=_what_holds(view, held, total))


def _what_holds(view: AmountsView, held: Held, total: Total) -> str:
    if total.side == ALL and not held.keys:
        return _("it cannot be shared out: there are no amounts that may change")
    if total.side == ALL:
        told = _("at least {least}, because these stay as they are: {amounts}")
        amounts = listed(map(_key_in_words, held.keys), MOST_HOLDING)
        return told.format(least=view.measure.figure(held.least), amounts=amounts)
    words = _("{least} to {most} are possible while the totals of the columns stay")
    if total.side == COLUMN:
        words = _("{least} to {most} are possible while the totals of the organisations stay")
    told = words.format(least=view.measure.figure(held.least), most=view.measure.figure(held.most))
    if not held.keys:
        return told
    return _("{told}; these stay as they are: {amounts}").format(
        told=told, amounts=listed(map(_key_in_words, held.keys), MOST_HOLDING)
    )


def _key_in_words(key: Key) -> str:
    entry, partner = key
    return _("{partner} in {entry}").format(partner=partner, entry=entry_name(entry)) if partner else entry_name(entry)
