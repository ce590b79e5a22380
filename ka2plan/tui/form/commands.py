"""What can be done in the view of the application form: copy field by field, edit, go to what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.figures import number
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.export.form_fields import FormField
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.form.view import FormView

GROUP = N_("The application form")


class _OfForm(Command):
    GROUP = GROUP
    VIEWS = ("form",)

    @staticmethod
    def view(editor: Editor) -> FormView | None:
        """The view, where it is shown."""
        from ka2plan.tui.form.view import FormView

        return editor.view if isinstance(editor.view, FormView) else None

    def available(self, editor: Editor) -> bool:
        view = self.view(editor)
        return view is not None and bool(view.parts)

    def refusal(self, editor: Editor) -> str:
        return _("there is no form for this plan")

    def run(self, editor: Editor) -> None:
        view = self.view(editor)
        if view:
            self.work(editor, view)

    def work(self, editor: Editor, view: FormView) -> None:
        """Does it."""
        raise NotImplementedError


class CopyField(_OfForm):
    """Copies the field and goes to the next."""

    NAME = "form.copy"
    KEYS = ("y", "c")
    LABEL = N_("copy the field to the clipboard, also over SSH, and go to the next")
    HINT = N_("copy, next")

    def work(self, editor: Editor, view: FormView) -> None:
        field = view.field
        if field is None:
            view.go_on(1)
            return
        name = _name(field)
        if not field.text:
            view.go_on(1)
            editor.say(_("{field} is empty: nothing was copied").format(field=name), "warning")
            return
        remark = editor.clipboard.take(field.text)
        view.go_on(1)
        view.note_copied(field)
        if field.over:
            words = _("copied {field}: {count} characters too many for the form")
            editor.say(words.format(field=name, count=number(field.over)) + remark, "warning")
        else:
            editor.say(_("copied: {field}").format(field=name) + remark, "good")


def _name(field: FormField) -> str:
    return " ".join(filter(None, (field.owner, field.label)))


class EditFormField(_OfForm):
    """Changes what stands in the field."""

    NAME = "form.edit"
    KEYS = ("enter",)
    LABEL = N_("change it: its text here, an amount in the budget, anything else in its entry")
    HINT = N_("change")

    def work(self, editor: Editor, view: FormView) -> None:
        field = view.field
        if field is None:
            return
        if not field.where:
            _where_it_comes_from(editor, field)
        elif editor.snapshot.read_only:
            editor.say(_("the plan is open read-only"), "warning")
        else:
            _edit(editor, field)


def _edit(editor: Editor, field: FormField) -> None:
    editor.entries.edit(field.where, _name(field))


def _where_it_comes_from(editor: Editor, field: FormField) -> None:
    """Amounts of organisations stand in the budget; anything else without a place is computed."""
    if field.owner in editor.plan.partners and field.label in editor.plan.work_packages:
        editor.screen.show_view("budget")
        editor.view.select(("work_packages", field.label, "budget", field.owner))
    else:
        editor.say(_("{field} is computed, or asked for by the form alone").format(field=_name(field)), "warning")


class _GoToWanting(_OfForm):
    STEP: ClassVar[int]

    def work(self, editor: Editor, view: FormView) -> None:
        if not view.go_to_wanting(self.STEP):
            editor.say(_("nothing is missing, nothing too long"), "good")


class NextWanting(_GoToWanting):
    """The next field that is missing or too long."""

    NAME = "form.next-missing"
    KEYS = ("]",)
    LABEL = N_("next field that is missing or too long")
    HINT = N_("missing")
    STEP = 1


class PreviousWanting(_GoToWanting):
    """The field before that is missing or too long."""

    NAME = "form.previous-missing"
    KEYS = ("[",)
    LABEL = N_("field before that is missing or too long")
    STEP = -1


class NextPart(_OfForm):
    """The next part of the form."""

    NAME = "form.next-part"
    KEYS = ("tab", "right", "l", "J")
    LABEL = N_("next part of the form")
    HINT = N_("part")

    def work(self, editor: Editor, view: FormView) -> None:
        view.go_to_part(1)


class PreviousPart(_OfForm):
    """The part before."""

    NAME = "form.previous-part"
    KEYS = ("shift+tab", "left", "h", "K")
    LABEL = N_("part before")

    def work(self, editor: Editor, view: FormView) -> None:
        view.go_to_part(-1)


class NarrowForm(_OfForm):
    """Lists only some of the fields."""

    NAME = "form.filter"
    KEYS = ("F",)
    LABEL = N_("list only what is missing or too long, or what was not copied yet")
    HINT = N_("filter")

    def work(self, editor: Editor, view: FormView) -> None:
        from ka2plan.tui.form.view import EVERYTHING, NOT_COPIED, WANTING
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        choices = [
            Choice(EVERYTHING, _("everything")),
            Choice(WANTING, _("what is missing or too long")),
            Choice(NOT_COPIED, _("what was not copied yet")),
        ]
        editor.ask(Picker(editor.look, _("List only"), choices, view.listed), view.list_only)


class Forget(_OfForm):
    """Begins to count anew what was copied."""

    NAME = "form.forget"
    LABEL = N_("forget what was copied: begin again")

    def work(self, editor: Editor, view: FormView) -> None:
        view.forget_copied()


class ListWholeForm(_OfForm):
    """Lists everything again."""

    NAME = "form.clear"
    KEYS = ("escape",)
    LABEL = N_("list everything again")

    def work(self, editor: Editor, view: FormView) -> None:
        if view.listed:
            view.list_only("")


COMMANDS = (
    CopyField,
    EditFormField,
    NextWanting,
    PreviousWanting,
    NarrowForm,
    NextPart,
    PreviousPart,
    Forget,
    ListWholeForm,
)
