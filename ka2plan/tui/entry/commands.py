"""What can be done in the view of an entry's fields."""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING, ClassVar

from ka2plan.plan.schema import kind_named
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
        from ka2plan.tui.entry.going_on import change_here

        change_here(editor, view)


class TypeField(EntryCommand):
    """Begins to type in the field: no letter is a command while a field is meant."""

    NAME = "field.type"
    KEYS = (*ascii_letters, *digits, *"+-.,;@&%$*=_~^|{}()'\"\\`")
    KEYS_TOLD = N_("letters")
    LABEL = N_("type over the value; in a list search for it, after a long text go on writing")
    HINT = N_("type")
    EDITS = True
    TAKES_ANY_CHARACTER = True

    def change(self, editor: Editor, view: EntryView) -> None:
        from ka2plan.tui.entry.going_on import change_here

        change_here(editor, view, editor.pasted or (editor.pressed if len(editor.pressed) == 1 else ""))


class _GoToField(EntryCommand):
    STEP: ClassVar[int]

    def change(self, editor: Editor, view: EntryView) -> None:
        from ka2plan.tui.entry.going_on import next_field

        row = next_field(view, self.STEP)
        if row is not None:
            view.cursor = row


class NextField(_GoToField):
    """Goes to the next field."""

    NAME = "field.next"
    KEYS = ("tab",)
    LABEL = N_("next field; while one is typed: take it and open the next one")
    STEP = 1


class PreviousField(_GoToField):
    """Goes to the field before."""

    NAME = "field.previous"
    KEYS = ("shift+tab",)
    LABEL = N_("field before; while one is typed: take it and open the one before")
    STEP = -1


class AddValue(EntryCommand):
    """Adds to the field: another link, period, cost, objective."""

    NAME = "field.add"
    KEYS = ("insert", "ctrl+a")
    LABEL = N_("add a link, period, amount, cost, objective, indicator where the cursor is")
    HINT = N_("add")
    EDITS = True

    def change(self, editor: Editor, view: EntryView) -> None:
        from ka2plan.plan.types import TYPES
        from ka2plan.tui.entry.change_field import ADDING, Asking, change
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
            change(editor, _whole(editor, field), Asking(view.value_place(view.cursor)))
            return
        editor.say(_("this field can have only one value"), "warning")


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
    KEYS = ("delete", "backspace")
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

    def available(self, editor: Editor) -> bool:
        path = editor.selected
        return path is not None and kind_named(str(path[0])) is not None

    def refusal(self, editor: Editor) -> str:
        return _("there is only one project, so there is no next one")

    def change(self, editor: Editor, view: EntryView) -> None:
        from ka2plan.tui.entry.going_on import go_to_neighbour

        go_to_neighbour(editor, view, self.STEP)


class NextEntry(_Neighbour):
    """Shows the next entry of the same kind, at the same field."""

    NAME = "entry.next"
    KEYS = (">", "ctrl+down", "shift+down", "ctrl+n")
    LABEL = N_("the same field of the next entry")
    HINT = N_("entries")
    STEP = 1


class PreviousEntry(_Neighbour):
    """Shows the entry before, at the same field."""

    NAME = "entry.previous"
    KEYS = ("<", "ctrl+up", "shift+up")
    LABEL = N_("the same field of the entry before")
    HINT = N_("entries")
    STEP = -1


class BackFromEntry(EntryCommand):
    """Leaves the entry."""

    NAME = "entry.back"
    KEYS = ("escape",)
    LABEL = N_("back to where you came from")
    HINT = N_("back")

    def change(self, editor: Editor, view: EntryView) -> None:
        from ka2plan.tui.entry.open import go_back

        go_back(editor)


COMMANDS = (
    TypeField,
    EditField,
    BackFromEntry,
    ClearField,
    AddValue,
    NextEntry,
    PreviousEntry,
    NextField,
    PreviousField,
)
