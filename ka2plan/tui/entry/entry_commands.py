"""Opening, adding, copying, deleting, renaming and reordering entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.findings import Path
from ka2plan.plan.schema import KINDS, LINKABLE, kind_named
from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Entries")

LISTS = ("plan", "partners", "milestones")
"""Views whose rows are entries."""


def selected_entry(editor: Editor) -> Path | None:
    """Key path of the entry the cursor is on, or in."""
    path = editor.selected
    if path is None or len(path) < 2 or kind_named(str(path[0])) is None:
        return None
    return path[:2] if path[1] in getattr(editor.plan, str(path[0])) else None


def marked_entries(editor: Editor) -> tuple[Path, ...]:
    """Key paths of the marked entries, else of the selected one."""
    paths = (path[:2] for path in editor.targets if len(path) > 1 and kind_named(str(path[0])))
    return tuple(dict.fromkeys(path for path in paths if path[1] in getattr(editor.plan, str(path[0]))))


def kind_here(editor: Editor) -> str:
    """What is added where the cursor is: more of the same, in a work package an activity."""
    plan, path = editor.plan, editor.selected
    if path and kind_named(str(path[0])) and path[0] != "work_packages":
        return str(path[0])
    by_view = {"partners": "partners", "milestones": "milestones"}
    if editor.view.NAME in by_view:
        return by_view[editor.view.NAME]
    return "activities" if path or plan.work_packages or not wants_packages(editor) else "work_packages"


def wants_packages(editor: Editor) -> bool:
    """Whether the type of partnership plans in work packages."""
    call = editor.snapshot.call
    return call is None or call.unit_of_plan != "activity"


class _OfEntry(Command):
    GROUP = GROUP
    APPLIES_TO = N_("an entry: work package, activity, milestone, partner and so on")

    def available(self, editor: Editor) -> bool:
        return selected_entry(editor) is not None

    def run(self, editor: Editor) -> None:
        path = selected_entry(editor)
        if path:
            self.change(editor, path)

    def change(self, editor: Editor, path: Path) -> None:
        """Does it to the selected entry."""
        raise NotImplementedError


class Open(_OfEntry):
    """Shows all fields of the entry."""

    NAME = "entry.open"
    KEYS = ("enter",)
    LABEL = N_("open the entry: all its fields")
    HINT = N_("open")

    def change(self, editor: Editor, path: Path) -> None:
        from ka2plan.tui.entry.open import open_entry

        open_entry(editor, editor.selected or path)


class Settings(Command):
    """Shows the fields of the project."""

    NAME = "project.open"
    WORDS = N_("settings goals aims country agency")
    KEYS = ("S",)
    LABEL = N_("the project: title, type, call, dates, lump sum, objectives, indicators")
    GROUP = GROUP

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.entry.open import open_entry

        open_entry(editor, ("project",))


class OverrideLimit(Command):
    """Replaces a limit of the call in this plan."""

    NAME = "project.override"
    WORDS = N_("exception rule")
    APPLIES_TO = N_("a plan of a call that is known")
    LABEL = N_("replace a limit of the call in this plan, with the reason: lump sums, duration, shares ...")
    GROUP = GROUP
    EDITS = True

    def available(self, editor: Editor) -> bool:
        return editor.snapshot.readable and editor.snapshot.book is not None

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.entry.override import override

        override(editor)


class Add(Command):
    """Adds an entry of the kind that is here."""

    NAME = "entry.add"
    WORDS = N_("new insert create")
    KEYS = ("a",)
    LABEL = N_("add an entry of the same kind; in a work package an activity")
    GROUP = GROUP
    HINT = N_("add")
    EDITS = True
    VIEWS = LISTS

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.entry.new_entry import add

        add(editor, kind_here(editor))


class AddAny(Command):
    """Asks what to add."""

    NAME = "entry.add-any"
    WORDS = N_("new insert create")
    KEYS = ("A",)
    LABEL = N_("add a work package, activity, milestone, partner ...")
    GROUP = GROUP
    EDITS = True

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.entry.new_entry import add
        from ka2plan.tui.entry.proposals import goes_by_names, next_id, proposed_values
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        def new_id(kind: str) -> str:
            if kind == "partners" and goes_by_names(editor.plan):
                return ""  # it will be that of its name
            return next_id(editor.plan, kind, proposed_values(editor.plan, kind, editor.entry).get("wp"))

        kinds = [kind for kind in KINDS if kind.name != "work_packages" or wants_packages(editor)]
        choices = [Choice(kind.name, _(kind.singular), new_id(kind.name)) for kind in kinds]
        picker = Picker(editor.look, _("Add"), choices, kind_here(editor))
        editor.ask(picker, lambda kind: add(editor, kind))


class Duplicate(_OfEntry):
    """Copies the entry."""

    NAME = "entry.duplicate"
    WORDS = N_("copy clone")
    KEYS = ("c", "D")
    LABEL = N_("duplicate the entry")
    EDITS = True
    VIEWS = LISTS

    def change(self, editor: Editor, path: Path) -> None:
        from ka2plan.tui.entry.new_entry import duplicate

        duplicate(editor, path)


class Delete(Command):
    """Deletes the marked entries, or the selected one."""

    NAME = "entry.delete"
    APPLIES_TO = N_("an entry: work package, activity, milestone, partner and so on")
    WORDS = N_("remove")
    KEYS = ("d", "delete")
    LABEL = N_("delete; asks if other entries refer to it")
    GROUP = GROUP
    EDITS = True
    VIEWS = LISTS

    def available(self, editor: Editor) -> bool:
        return bool(marked_entries(editor))

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.entry.remove import delete

        delete(editor, marked_entries(editor))


class Rename(_OfEntry):
    """Gives the entry another id."""

    NAME = "entry.rename"
    WORDS = N_("rename")
    KEYS = ("r", "f2")
    LABEL = N_("give it another id; all references follow")
    EDITS = True

    def change(self, editor: Editor, path: Path) -> None:
        from ka2plan.tui.entry.remove import rename

        rename(editor, path, editor.foot)


class MoveToPackage(Command):
    """Puts entries into another work package."""

    NAME = "entry.move-to-package"
    APPLIES_TO = N_("an activity, milestone, deliverable or indicator, in a plan with work packages")
    KEYS = ("m",)
    LABEL = N_("move to another work package")
    GROUP = GROUP
    EDITS = True

    def available(self, editor: Editor) -> bool:
        return bool(self._movable(editor)) and bool(editor.plan.work_packages)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.entry.reorder import move_to_package

        move_to_package(editor, self._movable(editor))

    def _movable(self, editor: Editor) -> tuple[Path, ...]:
        from ka2plan.tui.entry.reorder import can_change_package

        return tuple(path for path in marked_entries(editor) if can_change_package(path))


class _Reorder(_OfEntry):
    EDITS = True
    VIEWS = ("plan", "partners")
    STEP: ClassVar[int]

    def available(self, editor: Editor) -> bool:
        return super().available(editor) and not editor.view.sorted_by

    def refusal(self, editor: Editor) -> str:
        if not editor.view.sorted_by:
            return super().refusal(editor)
        told = _("the rows are sorted {order}: what is moved in the file would not move here; {key} sorts")
        return told.format(order=editor.view.sorted_by, key=editor.key_of("plan.sort"))

    def change(self, editor: Editor, path: Path) -> None:
        from ka2plan.tui.entry.reorder import reorder

        reorder(editor, path, self.STEP)


class Lower(_Reorder):
    """Puts the entry behind the next one."""

    NAME = "entry.lower"
    KEYS = ("J", "shift+down")
    LABEL = N_("move down in the file")
    STEP = 1


class Higher(_Reorder):
    """Puts the entry before the one above."""

    NAME = "entry.higher"
    KEYS = ("K", "shift+up")
    LABEL = N_("move up in the file")
    STEP = -1


class OneField(_OfEntry):
    """Asks for one field and changes it, without opening the entry."""

    NAME = "entry.field"
    WORDS = N_("venue taking part serves dates several marked")
    KEYS = ("i",)
    LABEL = N_("change one field, of all that are marked")
    EDITS = True

    def available(self, editor: Editor) -> bool:
        return bool(marked_entries(editor))

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.entry.several_entries import change_field_of

        several = marked_entries(editor)
        if len(several) > 1:
            change_field_of(editor, several)
        elif several:
            self.change(editor, several[0])

    def change(self, editor: Editor, path: Path) -> None:
        from ka2plan.tui.editor.fields.entry_fields import EntryField, fields_of
        from ka2plan.tui.editor.fields.typed_value import text_of
        from ka2plan.tui.entry.change_field import Asking, change
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        def chosen(field: EntryField) -> None:
            change(editor, field, Asking(editor.foot, f"{path[1]} {field.label}"))

        fields = fields_of(editor.snapshot, editor.session.data, path)
        choices = [Choice(field, field.label, text_of(field)) for field in fields if field.type != "other"]
        editor.ask(Picker(editor.look, str(path[1]), choices), chosen)


class Title(_OfEntry):
    """Changes the title, or a partner's name."""

    NAME = "entry.title"
    WORDS = N_("rename name")
    KEYS = ("t",)
    LABEL = N_("change the title")
    EDITS = True

    def change(self, editor: Editor, path: Path) -> None:
        from ka2plan.tui.editor.fields.entry_fields import fields_of
        from ka2plan.tui.entry.change_field import Asking, type_in_place

        wanted = (*path, "name" if path[0] == "partners" else "title")
        fields = fields_of(editor.snapshot, editor.session.data, path)
        field = next(field for field in fields if field.path == wanted)
        type_in_place(editor, field, Asking(editor.foot, f"{path[1]} {field.label}"))


class LinkTo(_OfEntry):
    """Makes the entry wait for another one."""

    NAME = "entry.link"
    WORDS = N_("link dependency predecessor after")
    APPLIES_TO = N_("an activity, milestone or deliverable")
    KEYS = ("b",)
    LABEL = N_("let it wait for another entry")
    EDITS = True

    def available(self, editor: Editor) -> bool:
        path = selected_entry(editor)
        return path is not None and path[0] in LINKABLE and path[0] != "work_packages"

    def change(self, editor: Editor, path: Path) -> None:
        from ka2plan.tui.entry.change_field import add_link

        add_link(editor, path)


COMMANDS = (
    Open,
    Add,
    AddAny,
    OneField,
    Title,
    Duplicate,
    Delete,
    Rename,
    MoveToPackage,
    Lower,
    Higher,
    LinkTo,
    Settings,
    OverrideLimit,
)
