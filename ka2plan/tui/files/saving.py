"""Saving the plan, and what to do where the file is not what it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from ka2plan.errors import ChangedOnDisk
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


def save(editor: Editor) -> bool:
    """Saves the plan; where the file changed meanwhile, asks what to do. True where it is saved."""
    try:
        editor.session.save()
    except ChangedOnDisk:
        if not editor.app.arrivals.before_saving():
            ask_what_changed(editor)
        return False
    editor.say(_("saved {path}").format(path=visible(os.path.basename(editor.snapshot.path))), "good")
    return True


def once_saved(editor: Editor, go_on: Callable[[], None], saving: str, discarding: str) -> None:
    """Goes on; asks first where the plan has changes that are not saved.

    Args:
        editor: the editor.
        go_on: what is to be done then.
        saving: the answer that saves and goes on.
        discarding: the answer that goes on without saving.
    """
    from ka2plan.tui.toolkit.dialogs.question import Answer, Question

    if not editor.snapshot.dirty:
        go_on()
        return

    def answered(answer: str) -> None:
        if answer == "discard" or (answer == "save" and save(editor)):
            go_on()

    answers = [Answer("save", saving, "s"), Answer("discard", discarding, "d"), Answer("stay", _("stay"), "escape")]
    editor.ask(Question(editor.look, _("The plan has changes that are not saved."), answers), answered)


def ask_what_changed(editor: Editor) -> None:
    """The file on disk is gone or no plan any more: read it all the same, save elsewhere, write it anew."""
    from ka2plan.tui.files.save_as import ask_for_name
    from ka2plan.tui.toolkit.dialogs.question import Answer, Question

    is_gone = not os.path.lexists(editor.snapshot.path)
    answers = [] if editor.app.is_served else [Answer("as", _("save this plan under another name"), "s")]
    if is_gone:
        answers.append(Answer("anew", _("write the file again"), "n"))
    else:
        answers.append(Answer("reload", _("take the file from disk; undo brings this plan back"), "r"))
    answers.append(Answer("", _("leave both as they are"), "escape"))

    def answered(answer: str) -> None:
        if answer == "reload":
            editor.session.reload()
        elif answer == "anew":
            editor.session.save_as(editor.snapshot.path)
        else:
            ask_for_name(editor)

    name = visible(os.path.basename(editor.snapshot.path))
    if is_gone:
        text = _("{path} was deleted from the disk.").format(path=name)
    else:
        text = _("Somebody else changed {path}, and it is not a plan now. Nothing was overwritten.").format(path=name)
    editor.ask(Question(editor.look, text, answers), answered)
