"""From one field of a form to another: the next one whatever its kind, or the same one of the next entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.plan.schema import kind_named
from ka2plan.plan.types import TYPES
from ka2plan.tui.entry.change_field import Asking, change, has_value, is_typed
from ka2plan.tui.toolkit.dialogs.dialog import NEXT, NEXT_ENTRY, PREVIOUS, PREVIOUS_ENTRY
from ka2plan.tui.toolkit.dialogs.in_place import BELOW
from ka2plan.words.messages import _
from ka2plan.words.visible import cut

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.entry.view import EntryView


def change_here(editor: Editor, view: EntryView, begun: str = "", label: str = "") -> None:
    """Lets the user change the field under the cursor, and those he goes on to from there."""
    if view.field:
        asking = Asking(view.value_place(view.cursor), label, lambda step: _go_on(editor, view, step), begun)
        change(editor, view.field, asking)


def _go_on(editor: Editor, view: EntryView, step: str) -> None:
    """Opens the field to go on to; none over a question that what was typed has led to."""
    if editor.app.screen is not editor.app.screen_stack[0]:
        return
    if step in (NEXT_ENTRY, PREVIOUS_ENTRY):
        if go_to_neighbour(editor, view, 1 if step == NEXT_ENTRY else -1):
            change_here(editor, view, label=_whose(editor, view))
        return
    before = view.cursor
    if step in (NEXT, PREVIOUS):
        row = next_field(view, 1 if step == NEXT else -1)
        view.cursor = before if row is None else row
        opens = view.field is not None and has_value(view.field)
    else:
        view.cursor += 1 if step == BELOW else -1
        opens = view.field is not None and is_typed(editor, view.field)
    if view.cursor == before:
        editor.say(_("there is no further field in this form"))
    elif opens:
        change_here(editor, view)


def next_field(view: EntryView, step: int) -> int | None:
    """The next row in a direction that holds a value; None where there is none.

    The sum of amounts is passed where the amounts themselves stand below it.
    """
    rows = range(view.cursor + step, view.row_count if step > 0 else -1, step)
    return next((row for row in rows if not _is_sum(view, row) and view.fields[row].type != "other"), None)


def _is_sum(view: EntryView, row: int) -> bool:
    field, below = view.fields[row], view.fields[row + 1 : row + 2]
    of_type = TYPES.get(field.type)
    has_parts = bool(below) and below[0].inside and below[0].path[:-1] == field.path
    return of_type is not None and of_type.edited == "partners" and has_parts


def go_to_neighbour(editor: Editor, view: EntryView, step: int) -> bool:
    """Shows the same field of the next entry of the same kind, and says which; False where there is none."""
    kind, ids = str(view.owner[0]), list(getattr(editor.plan, str(view.owner[0]), ()))
    if len(view.owner) < 2 or view.owner[1] not in ids:
        return False
    place = ids.index(str(view.owner[1])) + step
    key = view.field.path[2:] if view.field else ()
    if not 0 <= place < len(ids):
        told = _("{id} is the last {kind}") if step > 0 else _("{id} is the first {kind}")
        singular = kind_named(kind)
        editor.say(told.format(id=view.owner[1], kind=_(singular.singular) if singular else kind))
        return False
    view.show((kind, ids[place]), view.trail)
    view.select((kind, ids[place], *key))
    editor.say(_whose(editor, view))
    return view.field is not None and view.field.path[2:] == key


def _whose(editor: Editor, view: EntryView) -> str:
    """Which entry it is, and which of how many, with the field: ``A2.3 Field kits: lead (4 of 12)``."""
    ids = list(getattr(editor.plan, str(view.owner[0]), ()))
    place, field = ids.index(str(view.owner[1])) + 1, view.field.label if view.field else ""
    name = f"{view.owner[1]} {cut(view.title, 40, view.look.glyphs.ellipsis)}"
    return _("{entry}: {field} ({place} of {count})").format(entry=name, field=field, place=place, count=len(ids))
