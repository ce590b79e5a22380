"""Saving, reading again, the user's own editor, the clipboard."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("The file")


class Save(Command):
    """Writes the file."""

    NAME = "file.save"
    WORDS = N_("store keep")
    KEYS = ("w", "ctrl+s")
    LABEL = N_("save")
    GROUP = GROUP
    HINT = N_("save")

    def available(self, editor: Editor) -> bool:
        return editor.snapshot.dirty or editor.snapshot.changed_on_disk

    def refusal(self, editor: Editor) -> str:
        name = visible(os.path.basename(editor.snapshot.path))
        return _("nothing to save: all is already in {path}").format(path=name)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.saving import save

        save(editor)


class SaveAs(Command):
    """Writes another file and goes on with it."""

    NAME = "file.save-as"
    WORDS = N_("backup copy")
    KEYS = ("W",)
    LABEL = N_("save under another name")
    GROUP = GROUP
    OUTSIDE = True

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.save_as import ask_for_name

        ask_for_name(editor)


class OpenPlan(Command):
    """Goes on with another plan."""

    NAME = "file.open"
    WORDS = N_("recent other project load")
    KEYS = ("O",)
    LABEL = N_("open another plan: a recent one, one in this folder, any other")
    GROUP = GROUP
    OUTSIDE = True

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.another_plan import ask_which

        ask_which(editor)


class NewPlan(Command):
    """Writes a new plan and goes on with it."""

    NAME = "file.new"
    WORDS = N_("begin start create project")
    LABEL = N_("a new plan: asks what it is to be, writes it and opens it")
    GROUP = GROUP
    OUTSIDE = True

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.another_plan import ask_for_new

        ask_for_new(editor)


class Export(Command):
    """Writes the plan in another format."""

    NAME = "file.export"
    WORDS = N_("report final print pdf word excel calendar send")
    KEYS = ("ctrl+e",)
    LABEL = N_("export: form, pdf, xlsx, ics, html and others")
    GROUP = GROUP
    OUTSIDE = True

    def available(self, editor: Editor) -> bool:
        return editor.snapshot.readable

    def refusal(self, editor: Editor) -> str:
        return _("the file cannot be read as a plan: there is nothing to export")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.exports import ask_what_to_export

        ask_what_to_export(editor)


class Import(Command):
    """Takes a table of another program into the plan."""

    NAME = "file.import"
    WORDS = N_("load excel csv")
    KEYS = ("ctrl+o",)
    LABEL = N_("import a table, or a sheet or form that came back; shows first what would change")
    GROUP = GROUP
    EDITS = True
    OUTSIDE = True

    def available(self, editor: Editor) -> bool:
        return editor.snapshot.readable

    def refusal(self, editor: Editor) -> str:
        return _("the file cannot be read as a plan: nothing can be imported into it")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.tables import ask_for_table

        ask_for_table(editor)


class PasteRows(Command):
    """Takes rows of a spreadsheet into the plan."""

    NAME = "rows.paste"
    LABEL = N_("paste rows of a spreadsheet, headings above them: copy them there, paste them here")
    GROUP = GROUP
    VIEWS = ("plan", "partners", "milestones")
    EDITS = True

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.tables import take_pasted

        take_pasted(editor, editor.pasted)


class CopyRows(Command):
    """Copies entries as rows of a table to the clipboard."""

    NAME = "rows.copy"
    WORDS = N_("excel spreadsheet table tsv")
    KEYS = ("alt+y",)
    LABEL = N_("copy the marked entries, or all that are listed, as rows for a spreadsheet, headings above them")
    GROUP = GROUP
    VIEWS = ("plan", "partners", "milestones")
    APPLIES_TO = N_("a list with entries")

    def available(self, editor: Editor) -> bool:
        return bool(editor.view.row_count) and editor.snapshot.readable

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.copied_rows import copy_rows

        copy_rows(editor)


class Reload(Command):
    """Reads the file again."""

    NAME = "file.reload"
    WORDS = N_("refresh restore")
    KEYS = ("R",)
    LABEL = N_("read the file again; undo brings back what was here")
    GROUP = GROUP

    def run(self, editor: Editor) -> None:
        editor.session.reload()
        editor.say(_("read again from disk"))


class Copy(Command):
    """Copies the selected entries to the clipboard of the terminal's own machine."""

    NAME = "file.copy"
    APPLIES_TO = N_("a row with an entry")
    KEYS = ("y",)
    LABEL = N_("copy the entry as text to the clipboard, also over SSH")
    GROUP = GROUP

    def available(self, editor: Editor) -> bool:
        return bool(editor.targets)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.editor.descriptions import as_text

        editor.copy("\n".join(as_text(editor.snapshot, path) for path in editor.targets))


class OwnEditor(Command):
    """Opens the text in the user's editor and takes back what it says then."""

    NAME = "file.own-editor"
    KEYS = ("E",)
    LABEL = N_("edit the text in $EDITOR")
    GROUP = GROUP
    OUTSIDE = True

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.own_editor import open_in_own_editor

        open_in_own_editor(editor)


COMMANDS = (Save, SaveAs, OpenPlan, NewPlan, Export, Import, PasteRows, CopyRows, Reload, Copy, OwnEditor)
