"""From an entry to its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Findings")


class OfEntry(Command):
    """Lists the findings of the selected entry."""

    NAME = "findings.of-entry"
    APPLIES_TO = N_("a row with an entry")
    KEYS = ("f",)
    LABEL = N_("its findings: what is wrong with the entry, and how to fix it")
    GROUP = GROUP
    VIEWS: ClassVar[tuple[str, ...]] = ("plan", "partners", "dependencies", "milestones")

    def available(self, editor: Editor) -> bool:
        return editor.selected is not None

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.findings.go_to import entry_of
        from ka2plan.tui.findings.view import FindingsFilter, FindingsView

        where = editor.selected
        path = entry_of(editor.snapshot, where) if where else None
        if path is None:
            return
        came_from = editor.view.NAME
        editor.screen.show_view(FindingsView.NAME)
        if isinstance(editor.view, FindingsView):
            entry = path[:1] if path[0] == "project" else path[:2]
            editor.view.show_only(FindingsFilter(entry=entry), came_from)


class OfForm(OfEntry):
    """The same in the form of an entry, where letters are typed."""

    NAME = "findings.of-form"
    KEYS = ("f4",)
    VIEWS = ("entry",)


ELSEWHERE = (OfEntry, OfForm)
"""What leads to the findings from other views."""
