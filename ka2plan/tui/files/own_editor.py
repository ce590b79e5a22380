"""The user's own editor on the text of the plan, and back."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from ka2plan.errors import CannotWrite, EditError
from ka2plan.session.parse import read_text
from ka2plan.toml import TomlFault
from ka2plan.tui.editor.line_changes import line_changes
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from ka2plan.session.lent_text import LentText
    from ka2plan.tui.editor.context import Editor

FOR_NEWCOMERS = "vi"
"""What is opened where the user has named no editor: every system has it."""


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
        Answer("open", _("open vi: there `:wq` keeps what is typed, `:q!` deletes it"), "o"),
        Answer("leave", _("stay here"), "escape"),
    ]
    question = _("VISUAL and EDITOR are not set, so your editor is not known.")
    editor.ask(Question(editor.look, question, answers, safe=True), lambda _answer: edit_in_own_editor(editor))


def edit_in_own_editor(editor: Editor, lent: LentText | None = None) -> None:
    """Shows the text in the user's editor; what comes back is one step of undo.

    What is no plan then, or comes with an error, is not taken before the user has said so. The file that the other
    editor writes stays until its text is safe, or dropped by the user.
    """
    command = own_editor()
    name = os.path.basename(command[0])
    lent = lent or editor.session.lend(_("being typed in {program}").format(program=name))
    code = show_in_own_editor(editor, command, lent)
    if not editor.app.is_leaving:
        _deal_with(editor, lent, name, code)


def show_in_own_editor(editor: Editor, command: list[str], lent: LentText) -> int:
    """The exit code of the user's editor on a text; what it writes meanwhile is journalled.

    :raises CannotWrite: it cannot be started.
    """
    from ka2plan.tui.toolkit.terminal.other_program import run

    def keep_what_is_written() -> None:
        text = lent.written()
        if text is not None:
            editor.session.draft_text(text, lent.origin.label)

    with editor.app.lent_terminal():
        code = run([*command, lent.path], keep_what_is_written, lambda: editor.app.is_leaving)
    if isinstance(code, OSError):
        lent.remove()
        name = os.path.basename(command[0])
        raise CannotWrite(_("{command}: {reason}").format(command=name, reason=code.strerror))
    return code


def _deal_with(editor: Editor, lent: LentText, name: str, code: int) -> None:
    """Takes what the editor left, or asks what it is worth."""
    try:
        text = lent.read()
    except (OSError, TomlFault) as error:
        reason = error.message if isinstance(error, TomlFault) else error.strerror
        question = _("The file that {name} wrote cannot be read: {reason}.").format(name=name, reason=reason)
        _ask(editor, lent, question, _again(editor, lent))
        return
    reading, readable = read_text(text)
    if text != editor.snapshot.text:
        editor.session.draft_text(text, lent.origin.label)
    if text == editor.snapshot.text:
        _unchanged(editor, lent, name, code, text)
    elif not readable:
        fault = reading.findings[0]
        line = fault.position[0] if fault.position else 1
        question = _("Line {line}: {fault}. This is not a plan any more.").format(line=line, fault=fault.message)
        _ask(editor, lent, question, _again(editor, lent))
    elif code:
        question = _("{name} ended with error {code}, and with {lines}.")
        question = question.format(name=name, code=code, lines=_changed_lines(editor, text))
        answer = Answer("take", _("use what was typed"), "t")
        _ask(editor, lent, question, (answer, lambda: _take(editor, lent, text, name)))
    else:
        _take(editor, lent, text, name)


def _unchanged(editor: Editor, lent: LentText, name: str, code: int, text: str) -> None:
    """Says so; where the editor failed and left something to bring back what was typed, asks whether to go on there."""
    if code and lent.beside:
        question = _("{name} ended with error {code}, saved nothing and left {files}, from which it can restore text.")
        question = question.format(name=name, code=code, files=", ".join(lent.beside))
        _ask(editor, lent, question, _again(editor, lent))
        return
    words = _("{name} ended with error {code}: nothing changed") if code else _("{name}: nothing changed")
    if lent.is_open_elsewhere:
        words = _("{name} is still open: what it saves is offered when the plan is opened again")
    lent.end_with(text)
    editor.say(words.format(name=name, code=code), "warning" if code else "bar.value")


def _take(editor: Editor, lent: LentText, text: str, name: str) -> None:
    told = _("{name} ended: {lines}").format(name=name, lines=_changed_lines(editor, text))
    try:
        editor.session.replace_text(text, _("edit the text"))
    except EditError as error:
        lent.let_go()
        kept = _("{reason}; what was typed is kept in {path}")
        raise EditError(kept.format(reason=error, path=lent.path)) from None
    if editor.session.safekeeping.is_safe():
        lent.end_with(text)
    else:
        lent.let_go()
    editor.say(told, "good")


def _changed_lines(editor: Editor, text: str) -> str:
    count = len(line_changes(editor.snapshot.text.splitlines(), text.splitlines()))
    return ngettext("{count} changed line", "{count} changed lines", count).format(count=count)


Choice = tuple[Answer, Callable[[], None]]


def _again(editor: Editor, lent: LentText) -> Choice:
    return Answer("again", _("continue in the editor"), "g"), lambda: edit_in_own_editor(editor, lent)


def _ask(editor: Editor, lent: LentText, question: str, choice: Choice) -> None:
    """Asks whether to go on with what an editor left; it stays until that is decided."""
    answer, then = choice
    answers = [
        answer,
        Answer("drop", _("delete what was typed"), "d"),
        Answer("later", _("decide when the plan is opened again"), "escape"),
    ]

    def answered(chosen: str) -> None:
        if chosen == answer.name:
            then()
        else:
            lent.remove()

    editor.ask(Question(editor.look, question, answers), answered)
