"""The user's own editor on the text of the plan, and back."""

from __future__ import annotations

import os
import shlex
import subprocess
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ka2plan.errors import CannotRead, CannotWrite
from ka2plan.messages import _
from ka2plan.session.reading import read_text
from ka2plan.source import TomlFault, decode
from ka2plan.tui.dialogs.question import Answer, Question

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor


def own_editor() -> list[str]:
    """The command of the user's editor: ``$VISUAL``, ``$EDITOR``, else ``vi``."""
    return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")


def edit_in_own_editor(editor: Editor, text: str | None = None) -> None:
    """Shows the text in the user's editor; what comes back is one step of undo.

    What is no TOML then is not taken: the user may go on with it.
    """
    before = editor.snapshot.text if text is None else text
    after = _edited(editor, before, os.path.basename(editor.snapshot.path))
    reading, readable = read_text(after)
    if readable or after == editor.snapshot.text:
        editor.session.replace_text(after, _("edit the text"))
        return
    fault = reading.findings[0]
    answers = [Answer("again", _("go on in the editor"), "g"), Answer("drop", _("drop what was typed"), "d")]

    def answered(answer: str) -> None:
        if answer == "again":
            edit_in_own_editor(editor, after)

    line = fault.position[0] if fault.position else 1
    question = _("Line {line}: {fault}. This is not a plan any more.").format(line=line, fault=fault.message)
    editor.ask(Question(editor.look, question, answers), answered)


def _edited(editor: Editor, text: str, name: str) -> str:
    with TemporaryDirectory(prefix="ka2plan-") as folder:
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        with editor.app.suspend():
            try:
                subprocess.run([*own_editor(), path], check=False)  # noqa: S603 -- the user names the program
            except OSError as error:
                sentence = _("{command}: {reason}").format(command=own_editor()[0], reason=error.strerror)
                raise CannotWrite(sentence) from None
        try:
            with open(path, "rb") as edited:
                return decode(edited.read())
        except (OSError, TomlFault) as error:
            raise CannotRead(_("what the editor left cannot be read: {reason}").format(reason=error)) from None
