"""What changed: since the last save, and since the grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


class TellChanges(Command):
    """Lists the changes since the last save."""

    NAME = "changes"
    WORDS = N_("history log what changed compare difference")
    KEYS = ("C",)
    LABEL = N_("what changed since the last save, in words")
    GROUP = N_("Undo")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.text.changes_since_save import tell_changes

        tell_changes(editor)


class TellSinceGrant(Command):
    """Tells what changed since the grant, and what needs an amendment."""

    NAME = "changes.granted"
    WORDS = N_("history amendment grant agreement")
    KEYS = ("Y",)
    LABEL = N_("what changed since the grant, and what needs an amendment")
    GROUP = N_("What happened")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.text.since_grant import tell_since_grant

        tell_since_grant(editor)


ELSEWHERE = (TellChanges, TellSinceGrant)
"""What works in every view."""
