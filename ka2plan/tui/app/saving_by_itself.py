"""Saving what was changed by itself, where several people have one plan open in their browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.errors import ChangedOnDisk, Ka2planError

if TYPE_CHECKING:
    from ka2plan.session import Snapshot
    from ka2plan.tui.editor.context import Editor


class SavingByItself:
    """Saves once no more than a moment has passed since a change.

    Where somebody else saved first, nothing is written: what came is looked at anyway, joined with what is here or
    asked about, and the plan with both in it is the next change.
    """

    DELAY = 0.3
    """Seconds that a change waits for the next one, which is saved with it."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._waits = False

    def wants(self, snapshot: Snapshot) -> bool:
        """Whether a plan that is shown now is to be saved in a moment, and nobody waits for that already."""
        wanted = snapshot.dirty and not snapshot.read_only and not self._waits
        self._waits = self._waits or wanted
        return wanted

    def save(self) -> None:
        """Saves what there is to save; why it cannot be saved is said, and tried again with the next change."""
        self._waits = False
        session = self._editor.session
        if session.snapshot.dirty and not session.snapshot.read_only:
            try:
                session.save()
            except ChangedOnDisk:
                return
            except Ka2planError as error:
                self._editor.say(str(error), "error")
