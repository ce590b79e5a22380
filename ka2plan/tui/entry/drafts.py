"""What is being typed: journalled while it is typed, and kept in this session where it is dropped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from ka2plan.errors import EditError
from ka2plan.findings import Path
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from textual.timer import Timer

    from ka2plan.document import Edit
    from ka2plan.tui.editor.context import Editor

WAIT = 0.4
"""Seconds of typing that are journalled together; with writing them it stays under one."""


class FieldDraft:
    """What is being typed in one field, from the opening of its dialog to the end of it."""

    def __init__(self, editor: Editor, path: Path, label: str, edit_of: Callable[[str], Edit | None]) -> None:
        """Begins with nothing typed.

        Args:
            editor: the editor.
            path: key path of the field.
            label: what to call the field.
            edit_of: the edit that a text would be; None where it would change nothing.
        """
        self._editor = editor
        self._path = path
        self._label = label
        self._edit_of = edit_of
        self._text: str | None = None
        self._timer: Timer | None = None

    @property
    def before(self) -> str:
        """What was typed in this field last, whether it was taken or dropped; empty where that is what it holds."""
        typed = self._editor.typed.get(self._path, "")
        return typed if self._edit_of(typed) else ""

    def note(self, text: str) -> None:
        """Takes in what stands in the field now; it is journalled soon."""
        self._text = text
        if self._timer is None:
            self._timer = self._editor.app.set_timer(WAIT, self._write)

    def end(self) -> None:
        """Ends the typing; what was typed can be had back in this session."""
        if self._timer is not None:
            self._timer.stop()
        if self._text is not None and self._edit_of(self._text):
            self._editor.typed[self._path] = self._text

    def tell_dropped(self) -> None:
        """Says how what was dropped can be had back."""
        self._editor.say(_("not kept; open it again, and ^z brings it back"))

    def _write(self) -> None:
        self._timer = None
        edit = self._edit_of(self._text or "")
        session = self._editor.session
        if edit is None:
            session.drop_draft()
            return
        with suppress(EditError):  # it is said when it is to be written
            session.draft(edit, _("being typed: {field}").format(field=self._label))
