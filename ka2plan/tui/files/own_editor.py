"""The user's own editor on the text of the plan, and back."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from ka2plan.errors import CannotRead, CannotWrite
from ka2plan.session.parse import read_text
from ka2plan.toml import TomlFault, decode
from ka2plan.tui.text.line_changes import line_changes
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

FOR_NEWCOMERS = "vi"
"""What is opened where the user has named no editor: every system has it."""


class Edited(NamedTuple):
    """What an editor left."""

    text: str
    code: int
    """Its exit code; not 0 where it says itself that something went wrong."""


def own_editor() -> list[str]:
    """The command of the user's editor: ``$VISUAL``, ``$EDITOR``, else ``vi``.

    :raises CannotWrite: there is no such program.
    """
    named = _named() or FOR_NEWCOMERS
    try:
        command = shlex.split(named)
    except ValueError as error:
        raise CannotWrite(_("{command}: {reason}").format(command=named, reason=error)) from None
    if shutil.which(command[0]) is None:
        raise CannotWrite(_("{command}: no such program").format(command=command[0]))
    return command


def _named() -> str | None:
    """What the user says is the editor; None where nothing is said."""
    return next((named for name in ("VISUAL", "EDITOR") if (named := os.environ.get(name, "").strip())), None)


def open_in_own_editor(editor: Editor) -> None:
    """Shows the text in the user's editor; where none is named, asks before one opens that not everybody can leave."""
    own_editor()
    if _named() is not None:
        edit_in_own_editor(editor)
        return
    answers = [
        Answer("open", _("open vi: there `:wq` keeps what is typed, `:q!` drops it"), "o"),
        Answer("leave", _("stay here"), "escape"),
    ]
    question = _("Neither VISUAL nor EDITOR says which editor you use.")
    editor.ask(Question(editor.look, question, answers, safe=True), lambda _answer: edit_in_own_editor(editor))


def edit_in_own_editor(editor: Editor, text: str | None = None) -> None:
    """Shows the text in the user's editor; what comes back is one step of undo.

    What is no plan then, or comes with an error, is not taken before the user has said so.
    """
    command = own_editor()
    before = editor.snapshot.text if text is None else text
    edited = _edited(editor, command, before, os.path.basename(editor.snapshot.path))
    name = os.path.basename(command[0])
    reading, readable = read_text(edited.text)
    if edited.text == editor.snapshot.text:
        words = _("{name} ended with error {code}: nothing changed") if edited.code else _("{name}: nothing changed")
        editor.say(words.format(name=name, code=edited.code), "warning" if edited.code else "bar.value")
    elif not readable:
        fault = reading.findings[0]
        line = fault.position[0] if fault.position else 1
        question = _("Line {line}: {fault}. This is not a plan any more.").format(line=line, fault=fault.message)
        answer = Answer("again", _("go on in the editor"), "g")
        _ask(editor, question, answer, lambda: edit_in_own_editor(editor, edited.text))
    elif edited.code:
        changed = _changed_lines(editor, edited.text)
        question = _("{name} ended with error {code}, and with {lines}.")
        question = question.format(name=name, code=edited.code, lines=changed)
        answer = Answer("take", _("take what was typed"), "t")
        _ask(editor, question, answer, lambda: _take(editor, edited.text, name))
    else:
        _take(editor, edited.text, name)


def _take(editor: Editor, text: str, name: str) -> None:
    told = _("{name} came back with {lines}").format(name=name, lines=_changed_lines(editor, text))
    editor.session.replace_text(text, _("edit the text"))
    editor.say(told, "good")


def _changed_lines(editor: Editor, text: str) -> str:
    count = len(line_changes(editor.snapshot.text.splitlines(), text.splitlines()))
    return ngettext("{count} changed line", "{count} changed lines", count).format(count=count)


def _ask(editor: Editor, question: str, answer: Answer, then: Callable[[], None]) -> None:
    """Asks whether to go on with what an editor left; the other answer drops it."""
    answers = [answer, Answer("drop", _("drop what was typed"), "d")]

    def answered(chosen: str) -> None:
        if chosen == answer.name:
            then()

    editor.ask(Question(editor.look, question, answers), answered)


def _edited(editor: Editor, command: list[str], text: str, name: str) -> Edited:
    """What the editor makes of a text; the terminal is its own meanwhile.

    Raises:
        CannotWrite: it cannot be started.
        CannotRead: it left no text.
    """
    with TemporaryDirectory(prefix="ka2plan-") as folder:
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        with editor.app.lent_terminal():
            code = _run([*command, path])
        if isinstance(code, OSError):
            raise CannotWrite(
                _("{command}: {reason}").format(command=os.path.basename(command[0]), reason=code.strerror)
            )
        try:
            with open(path, "rb") as edited:
                return Edited(decode(edited.read()), code)
        except (OSError, TomlFault) as error:
            raise CannotRead(_("what the editor left cannot be read: {reason}").format(reason=error)) from None


def _run(command: list[str]) -> int | OSError:
    """The exit code of a program, or why it cannot be started: nothing may be raised while the terminal is lent."""
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603 -- the user names the program
    except OSError as error:
        return error
