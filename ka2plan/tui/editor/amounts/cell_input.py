"""Typing an amount over its cell, and writing it where it belongs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.tui.editor.amounts.matrix import AmountColumn
from ka2plan.tui.editor.amounts.measure import Way
from ka2plan.tui.editor.amounts.ways import ways_to_set
from ka2plan.tui.editor.ways_to_views import ways_to_views
from ka2plan.tui.toolkit.dialogs.dialog import NEXT, NEXT_ENTRY, PREVIOUS
from ka2plan.tui.toolkit.dialogs.in_place import BELOW, InPlace, Keys, Typed, Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.key_names import key_name
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.amounts.view import AmountsView
    from ka2plan.tui.editor.context import Editor


def type_amount(editor: Editor, view: AmountsView, begun: str = "") -> None:
    """Asks for the amount of the cell under the cursor; ``begun`` is what was typed of it already."""
    partner, column = view.partner, view.shown_column
    if partner is None or column is None:
        return
    measure, present = view.measure, view.matrix.cell(partner, column)

    def meant(text: str) -> Understood:
        told = measure.understood(text, present)
        if told.fault:
            return told
        asks = _asks(editor, view, begun, present) if text == begun else ""
        return told._replace(told=f"{told.told}{view.left_after(told.value - present)}", asks=asks)

    def typed(answer: Typed) -> None:
        if answer.key in ways:
            editor.run(ways[answer.key])
        else:
            set_cell(editor, view, answer.value)
            _go_on(view, asked.ended_by)

    ways = ways_to_views(editor)
    label = _("{partner} in {column}").format(partner=view.name_of(partner), column=column.title)
    text = begun or (view.typed_as(present) if present else "")
    asked = InPlace(
        editor.look,
        view.value_place(),
        text,
        meant,
        label=label,
        begun=bool(begun),
        keys=Keys(moves=True, leaving=ways, hint=_keys_in_words(editor, view, present, [*ways])),
    )
    editor.ask(asked, typed)


def _keys_in_words(editor: Editor, view: AmountsView, present: Decimal, ways: list[str]) -> str:
    amount = view.measure.said(present) if present else _("it empty")
    take, leave = editor.key_of("dialog.take"), editor.key_of("dialog.leave")
    parts = [_("{key} writes it").format(key=take), _("{key} leaves {amount}").format(key=leave, amount=amount)]
    if ways:
        first, last = ways[0], _last_of_row(ways)
        parts.append(_("{first} to {last}: other views").format(first=key_name(first), last=key_name(last)))
    return "   ".join(parts)


def _last_of_row(ways: list[str]) -> str:
    """The last of the keys that are alike but for their digit; the others are in the help."""
    return next((key for key in reversed(ways) if key[-1:].isdigit()), ways[-1])


def _asks(editor: Editor, view: AmountsView, begun: str, present: Decimal) -> str:
    """What to ask about a single digit that is a view's key anywhere else; nothing where such amounts are usual."""
    shown = editor.keymap.find((begun,), "") if begun else None
    if shown is None or not shown.SHOWS or view.measure.is_usual(begun, present):
        return ""
    question = _("{amount}? the same key once more writes it").format(amount=view.measure.said(Decimal(begun)))
    keys = [key for key in editor.keymap.keys_in(shown, view.NAME) if len(key) > 1]
    if not keys:
        return question
    return _("{question}; {key}: {view}").format(question=question, key=key_name(keys[0]), view=_(shown.LABEL))


def _go_on(view: AmountsView, step: str) -> None:
    if step in (NEXT, PREVIOUS):
        view.go_on(1 if step == NEXT else -1)
    elif step:
        view.go_to_cell(view.cursor + (1 if step in (BELOW, NEXT_ENTRY) else -1), view.column)


def set_cell(editor: Editor, view: AmountsView, wanted: Decimal) -> None:
    """Brings the cell under the cursor to a sum; asks where more than one amount of the file could change."""
    partner, column = view.partner, view.shown_column
    if partner is None or column is None or wanted == view.matrix.cell(partner, column):
        return
    ways = ways_to_set(view.measure, view.matrix, partner, column, wanted)
    name = _label(view, partner, column, wanted)
    if not ways:
        editor.say(_("money of a work package itself belongs to an organisation"), "warning")
    elif len(ways) == 1:
        editor.do(view.measure.edit(ways[0].amounts, name))
    else:
        _ask_where(editor, view, ways, name)


def _ask_where(editor: Editor, view: AmountsView, ways: list[Way], name: str) -> None:
    def chosen(way: Way) -> None:
        editor.do(view.measure.edit(way.amounts, name, evenly=way.evenly))

    title = _("{change}: which amount changes?").format(change=name)
    editor.ask(Picker(editor.look, title, [Choice(way, way.label, way.detail) for way in ways]), chosen)


def _label(view: AmountsView, partner: str, column: AmountColumn, wanted: Decimal) -> str:
    names = {"partner": view.name_of(partner), "column": column.title, "amount": view.measure.said(wanted)}
    return _("{partner} in {column}: {amount}").format(**names)
