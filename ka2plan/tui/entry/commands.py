"""What can be done in the view of an entry's fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.editor.fields.entry_fields import EntryField
    from ka2plan.tui.entry.view import EntryView

GROUP = N_("The fields of an entry")


class EntryCommand(Command):
    """A command of the view of fields."""

    GROUP = GROUP
    VIEWS = ("entry",)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.entry.view import EntryView

        if isinstance(editor.view, EntryView):
            self.change(editor, editor.view)

    def change(self, editor: Editor, view: EntryView) -> None:
        """Does it."""
        raise NotImplementedError


class EditField(EntryCommand):
    """Changes the field."""

    NAME = "field.edit"
    KEYS = ("enter",)
    LABEL = N_("change the field")
    HINT = N_("change")
    EDITS = True

    def change(self, editor: Editor, view: EntryView) -> None:
        from ka2plan.tui.entry.change_field import change

        if view.field:
            change(editor, view.field, view.value_place(view.cursor), then=lambda key: self._go_on(editor, view, key))

    def _go_on(self, editor: Editor, view: EntryView, key: str) -> None:
        """Goes to the field above or below and types there too, where typing is what changes it."""
        from ka2plan.tui.entry.change_field import is_typed

        before = view.cursor
        view.cursor += 1 if key in ("tab", "down") else -1
        if view.cursor != before and view.field and is_typed(editor, view.field):
            self.change(editor, view)


class AddValue(EntryCommand):
    """Adds to the field: another link, period, cost, objective."""

    NAME = "field.add"
    KEYS = ("a",)
    LABEL = N_("add a link, period, amount, cost, objective, indicator where the cursor is")
    HINT = N_("add")
    EDITS = True

    def change(self, editor: Editor, view: EntryView) -> None:
        from ka2plan.plan.types import TYPES
        from ka2plan.tui.entry.change_field import ADDING, change
        from ka2plan.tui.entry.new_entry import add

        field = view.field
        if field and field.type in ("entry", "entries"):
            add(editor, str(field.path[0]))
            return
        if field and field.path[0] == "overrides":
            from ka2plan.tui.entry.override import override

            override(editor)
            return
        if field and field.key and TYPES[field.key.type].edited in ADDING:
            change(editor, _whole(editor, field), view.value_place(view.cursor))
            return
        editor.say(_("one value is all that this field can have"), "warning")


def _whole(editor: Editor, field: EntryField) -> EntryField:
    """The field that a value is in, with all its values."""
    from ka2plan.tui.editor.fields.entry_fields import table_at

    if not field.inside or field.key is None:
        return field
    path = field.path[:3]
    value = table_at(editor.session.data, path[:2]).get(field.key.name)
    return field._replace(path=path, label=_(field.key.label), type=field.key.type, value=value, inside=False)


class ClearField(EntryCommand):
    """Takes the value out."""

    NAME = "field.clear"
    KEYS = ("d", "delete")
    LABEL = N_("delete the value")
    HINT = N_("clear")
    EDITS = True

    def change(self, editor: Editor, view: EntryView) -> None:
        from ka2plan.tui.entry.change_field import clear
        from ka2plan.tui.entry.remove import delete

        field = view.field
        if field and field.type == "entry":
            delete(editor, [field.path])
        elif field:
            clear(editor, field)


class _Neighbour(EntryCommand):
    STEP: ClassVar[int]

    def change(self, editor: Editor, view: EntryView) -> None:
        kind = str(view.owner[0])
        ids = list(getattr(editor.plan, kind, ()))
        if len(view.owner) < 2 or view.owner[1] not in ids:
            return
        place = ids.index(str(view.owner[1])) + self.STEP
        key = view.field.path[2:] if view.field else ()
        if 0 <= place < len(ids):
            view.show((kind, ids[place]), view.trail)
            view.select((kind, ids[place], *key))


class NextEntry(_Neighbour):
    """Shows the next entry of the same kind, at the same field."""

    NAME = "entry.next"
    KEYS = ("tab", "J")
    LABEL = N_("the same field of the next entry")
    STEP = 1


class PreviousEntry(_Neighbour):
    """Shows the entry before, at the same field."""

    NAME = "entry.previous"
    KEYS = ("shift+tab", "K")
    LABEL = N_("the same field of the entry before")
    STEP = -1


class BackFromEntry(EntryCommand):
    """Leaves the entry."""

    NAME = "entry.back"
    KEYS = ("escape", "backspace")
    LABEL = N_("back to where you came from")
    HINT = N_("back")

    def change(self, editor: Editor, view: EntryView) -> None:
        from ka2plan.tui.entry.open import go_back

        go_back(editor)


COMMANDS = (EditField, AddValue, ClearField, BackFromEntry, NextEntry, PreviousEntry)
