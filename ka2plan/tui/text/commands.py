"""In the text of the file: what changed since the last save, and long lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.text.view import TextView

GROUP = N_("The text of the file")


class TextCommand(Command):
    """A command of the text view."""

    GROUP = GROUP
    VIEWS = ("text",)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.text.view import TextView

        if isinstance(editor.view, TextView):
            self.work(editor, editor.view)

    def work(self, editor: Editor, view: TextView) -> None:
        """Does it."""
        raise NotImplementedError


class _Change(TextCommand):
    HINT = N_("changes")
    STEP: ClassVar[int]

    def work(self, editor: Editor, view: TextView) -> None:
        if not view.go_to_change(self.STEP):
            editor.say(_("nothing changed since the last save"), "good")


class NextChange(_Change):
    """The next place that changed."""

    NAME = "text.next-change"
    KEYS = ("]",)
    LABEL = N_("next place that changed since the last save")
    STEP = 1


class PreviousChange(_Change):
    """The place that changed before."""

    NAME = "text.previous-change"
    KEYS = ("[",)
    LABEL = N_("place before that changed since the last save")
    STEP = -1


class _Pan(TextCommand):
    STEP: ClassVar[int]

    def work(self, editor: Editor, view: TextView) -> None:
        view.pan(self.STEP * max(8, view.size.width // 4))


class ScrollLeft(_Pan):
    """Moves long lines back."""

    NAME = "text.left"
    KEYS = ("left", "h")
    LABEL = N_("long lines: further left")
    STEP = -1


class ScrollRight(_Pan):
    """Moves long lines on."""

    NAME = "text.right"
    KEYS = ("right", "l")
    LABEL = N_("long lines: further right")
    STEP = 1


COMMANDS = (NextChange, PreviousChange, ScrollLeft, ScrollRight)
