"""Undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Undo")


class Undo(Command):
    """Takes the last step back."""

    NAME = "undo"
    WORDS = N_("history back")
    KEYS = ("u", "ctrl+z")
    LABEL = N_("undo")
    GROUP = GROUP
    HINT = N_("undo")

    def available(self, editor: Editor) -> bool:
        return editor.snapshot.undo_label is not None

    def refusal(self, editor: Editor) -> str:
        return _("nothing to undo")

    def run(self, editor: Editor) -> None:
        _go(editor, editor.session.undo, _("undone: {label}"))


class Redo(Command):
    """Does what was taken back again."""

    NAME = "redo"
    KEYS = ("ctrl+r", "ctrl+y", "U")
    LABEL = N_("redo")
    GROUP = GROUP

    def available(self, editor: Editor) -> bool:
        return editor.snapshot.redo_label is not None

    def refusal(self, editor: Editor) -> str:
        return _("there is nothing to do again")

    def run(self, editor: Editor) -> None:
        _go(editor, editor.session.redo, _("done again: {label}"))


def _go(editor: Editor, step: Callable[[], str | None], told: str) -> None:
    """Goes a step through the past, the cursor with it."""
    from ka2plan.tui.editor.undo_cursor import follow

    before = editor.session.data
    label = step()
    follow(editor, before)
    editor.say(told.format(label=label))


COMMANDS = (Undo, Redo)
