"""What can be done about a finding: go there, read about it, mend it, accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.messages import _
from ka2plan.schema import N_, kind_named
from ka2plan.tui.commands.command import Command

if TYPE_CHECKING:
    from ka2plan.document import Edit
    from ka2plan.findings import Finding, Path
    from ka2plan.tui.editor import Editor
    from ka2plan.tui.views.findings import FindingsView

GROUP = N_("Findings")


class FindingCommand(Command):
    """A command on the finding under the cursor."""

    GROUP = GROUP
    VIEWS = ("findings",)

    def available(self, editor: Editor) -> bool:
        view = self._view(editor)
        return view is not None and view.finding is not None

    def run(self, editor: Editor) -> None:
        view = self._view(editor)
        if view and view.finding:
            self.work(editor, view, view.finding)

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        """Does it."""
        raise NotImplementedError

    @staticmethod
    def _view(editor: Editor) -> FindingsView | None:
        from ka2plan.tui.views.findings import FindingsView

        return editor.view if isinstance(editor.view, FindingsView) else None


class Jump(FindingCommand):
    """Goes where the finding is."""

    NAME = "findings.go"
    KEYS = ("enter",)
    LABEL = N_("go to the field it is about")
    HINT = N_("go there")

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        path = entry_of(editor, finding.where)
        if path is None or not editor.snapshot.readable:
            show_in_text(editor, finding)
            return
        from ka2plan.tui.entry.opening import open_entry

        open_entry(editor, path)
        editor.view.select(finding.where)


def change(editor: Editor, edit: Edit, label: str | None = None) -> bool:
    """Makes an edit and checks the plan at once: here one wants to see whether that was it."""
    done = editor.do(edit, label)
    editor.app.examine()
    return done


def entry_of(editor: Editor, where: Path) -> Path | None:
    """Key path of the entry that has a field for this place, the field with it; None where none has."""
    if where[:1] == ("texts",) and len(where) > 1:
        table = editor.plan.kind_of(str(where[1])) if where[1] != "project" else "project"
        return (table, *where[1:2]) if table else None
    known = where[:1] == ("project",) or (len(where) > 1 and kind_named(str(where[0])))
    there = where[:1] == ("project",) or (known and str(where[1]) in getattr(editor.plan, str(where[0])))
    return where if there else None


def show_in_text(editor: Editor, finding: Finding) -> None:
    """Shows the line of the file that a finding is about."""
    editor.screen.show_view("text")
    editor.view.select(finding.where)
    if finding.position:
        editor.view.cursor = finding.position[0] - 1


class InPlan(FindingCommand):
    """Shows the entry in the plan."""

    NAME = "findings.in-plan"
    KEYS = ("v",)
    LABEL = N_("show the entry in the plan")

    def available(self, editor: Editor) -> bool:
        return super().available(editor) and editor.entry is not None

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        editor.screen.show_view("plan")
        editor.view.select(finding.where[:2])


class InText(FindingCommand):
    """Shows the line of the file."""

    NAME = "findings.in-text"
    KEYS = ("t",)
    LABEL = N_("show its line in the text of the file")

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        show_in_text(editor, finding)


class Explain(FindingCommand):
    """Tells what the code means."""

    NAME = "findings.explain"
    KEYS = ("x",)
    LABEL = N_("explain the rule: why it matters, how to fix it, its source")
    HINT = N_("explain")

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        from ka2plan.checks.explain import explain
        from ka2plan.tui.dialogs.reading import Reading, document_lines

        title, _end, body = explain(finding.code, editor.session.load_calls()).partition("\n")
        box = Reading(editor.look, title.lstrip("# "), lambda width: document_lines(body, width))
        editor.app.push_screen(box)


class Fix(FindingCommand):
    """Mends it where only one thing can have been meant."""

    NAME = "findings.fix"
    KEYS = ("f",)
    LABEL = N_("mend it, where only one thing can have been meant")
    HINT = N_("fix")
    EDITS = True

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        edit = view.fix
        if edit is None:
            editor.say(_("no remedy is certain: x tells how to fix it, enter goes there"), "warning")
        elif change(editor, edit):
            editor.say(_("mended: {label}").format(label=edit.label), "good")


class Accept(FindingCommand):
    """Accepts it knowingly, or takes that back."""

    NAME = "findings.accept"
    KEYS = ("I",)
    LABEL = N_("accept it with a reason, or take that back")
    HINT = N_("accept")
    EDITS = True

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        from ka2plan.checks.ignored import ignore_key
        from ka2plan.document import SetValue, Unset

        key = ignore_key(finding)
        if view.reason is not None:
            change(editor, Unset(("ignored", key)), _("no longer accept {code}").format(code=finding.code))
            return
        if finding.code.startswith("SYN"):
            editor.say(_("a fault of the file itself cannot be accepted"), "warning")
            return
        from ka2plan.tui.dialogs.prompt import Prompt

        def given(reason: str) -> None:
            if reason.strip():
                label = _("accept {code}").format(code=finding.code)
                change(editor, SetValue(("ignored", key, "reason"), reason.strip()), label)
            else:
                editor.say(_("not accepted: it needs a reason"), "warning")

        words = _("why {code} is accepted: ").format(code=finding.code)
        editor.ask(Prompt(editor.look, words), given)


COMMANDS = (Jump, Explain, Fix, Accept, InPlan, InText)
