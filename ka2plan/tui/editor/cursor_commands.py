"""Moving the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Moving around")


class _Go(Command):
    GROUP = GROUP

    def rows(self, editor: Editor) -> int:
        """By how many rows the cursor goes down."""
        raise NotImplementedError

    def run(self, editor: Editor) -> None:
        editor.view.go_by(self.rows(editor))


class Down(_Go):
    """One row down."""

    NAME = "go.down"
    KEYS = ("down", "j")
    LABEL = N_("one row down")

    def rows(self, editor: Editor) -> int:
        return 1


class Up(_Go):
    """One row up."""

    NAME = "go.up"
    KEYS = ("up", "k")
    LABEL = N_("one row up")

    def rows(self, editor: Editor) -> int:
        return -1


class PageDown(_Go):
    """One screen down."""

    NAME = "go.page-down"
    KEYS = ("pagedown", "ctrl+d", "ctrl+f")
    LABEL = N_("one screen down")

    def rows(self, editor: Editor) -> int:
        return editor.view.page


class PageUp(_Go):
    """One screen up."""

    NAME = "go.page-up"
    KEYS = ("pageup", "ctrl+u", "ctrl+b")
    LABEL = N_("one screen up")

    def rows(self, editor: Editor) -> int:
        return -editor.view.page


class First(_Go):
    """The first row."""

    NAME = "go.first"
    KEYS = ("home", "g")
    LABEL = N_("first row")

    def rows(self, editor: Editor) -> int:
        return -editor.view.row_count


class Last(_Go):
    """The last row."""

    NAME = "go.last"
    KEYS = ("end", "G")
    LABEL = N_("last row")

    def rows(self, editor: Editor) -> int:
        return editor.view.row_count


class _NextFinding(Command):
    GROUP = GROUP
    STEP: ClassVar[int]

    def available(self, editor: Editor) -> bool:
        return bool(editor.snapshot.findings)

    def refusal(self, editor: Editor) -> str:
        return _("there are no findings")

    def run(self, editor: Editor) -> None:
        view = editor.view
        with_findings = {str(finding.where[1]) for finding in editor.snapshot.findings if len(finding.where) > 1}
        for distance in range(1, view.row_count + 1):
            row = (view.cursor + self.STEP * distance) % view.row_count
            path = view.path_of(row)
            if path and len(path) > 1 and str(path[1]) in with_findings:
                view.cursor = row
                return


class NextFinding(_NextFinding):
    """The next entry with a finding."""

    NAME = "go.next-finding"
    KEYS = ("]",)
    LABEL = N_("next entry with a finding")
    STEP = 1


class PreviousFinding(_NextFinding):
    """The previous entry with a finding."""

    NAME = "go.previous-finding"
    KEYS = ("[",)
    LABEL = N_("previous entry with a finding")
    STEP = -1


class _NextLate(Command):
    """What is late is found in this view where it has a row, folded or not; else it is shown in the plan."""

    GROUP = GROUP
    STEP: ClassVar[int]

    def available(self, editor: Editor) -> bool:
        return editor.snapshot.readable and bool(editor.snapshot.late)

    def refusal(self, editor: Editor) -> str:
        return _("nothing is late")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.editor.outline import Shown, rows_of

        late = {item.id for item in editor.snapshot.late}
        every = [editor.view.path_of(row) for row in range(editor.view.row_count)]
        rows = [path for path in every if path and str(path[-1]) in late]
        if not rows or editor.view.NAME == "plan":
            rows = [row.path for row in rows_of(editor.snapshot, Shown()) if row.path and row.id in late]
            every = [row.path for row in rows_of(editor.snapshot, Shown())]
        here = every.index(editor.selected) if editor.selected in every else -1
        ahead = [path for path in rows if (every.index(path) - here) * self.STEP > 0]
        editor.go_to((ahead or rows)[0 if self.STEP > 0 else -1])


class NextLate(_NextLate):
    """The next entry that is late."""

    NAME = "go.next-late"
    WORDS = N_("late overdue delay behind")
    KEYS = ("'",)
    LABEL = N_("next entry that is late")
    STEP = 1


class PreviousLate(_NextLate):
    """The previous entry that is late."""

    NAME = "go.previous-late"
    KEYS = ('"',)
    LABEL = N_("previous entry that is late")
    STEP = -1


COMMANDS = (Down, Up, PageDown, PageUp, First, Last, NextFinding, PreviousFinding, NextLate, PreviousLate)
