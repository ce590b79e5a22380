"""Unsaved work of an editor that is gone: what differs, and whether to bring it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.messages import _, ngettext
from ka2plan.session.recovery import Recovery, discard, recoverable
from ka2plan.text import visible
from ka2plan.tui.dialogs.question import Answer, Question
from ka2plan.tui.drawing import Told

if TYPE_CHECKING:
    from ka2plan.tui.conflicts import Joined
    from ka2plan.tui.editor import Editor

MOST_LINES = 9


def offer_what_is_left(editor: Editor, state: str) -> None:
    """Asks about unsaved work that earlier editors of this plan left behind."""
    offer(editor, recoverable(editor.snapshot.path, state))


def offer(editor: Editor, recoveries: tuple[Recovery, ...]) -> None:
    """Asks about each recovery, the newest first."""
    if not recoveries:
        return
    recovery, *rest = recoveries
    if recovery.text == editor.snapshot.text:
        discard(recovery)
        offer(editor, tuple(rest))
        return

    def answered(answer: str) -> None:
        if answer == "recover":
            recover(editor, recovery)
        else:
            discard(recovery)
        offer(editor, tuple(rest))

    count = len(recovery.labels)
    text = ngettext(
        "An editor ended on {when} with {count} edit of this plan that was not saved.",
        "An editor ended on {when} with {count} edits of this plan that were not saved.",
        count,
    ).format(when=recovery.at.strftime("%Y-%m-%d %H:%M"), count=count)
    answers = [
        Answer("recover", _("bring them back (undo takes them away again)"), "r"),
        Answer("discard", _("throw them away"), "d"),
        Answer("later", _("decide next time"), "escape"),
    ]
    editor.ask(Question(editor.look, text, answers, list(_difference(editor.snapshot.text, recovery.text))), answered)


def recover(editor: Editor, recovery: Recovery) -> None:
    """Brings the work back; where the file changed since in the same fields, each is chosen first."""
    joining = editor.session.joining_of(recovery)
    if joining and joining.clashes:
        from ka2plan.tui.arriving import show
        from ka2plan.tui.conflicts import Joined

        text = editor.snapshot.text
        sides = (_("unsaved"), _("in the file"))
        show(editor, Joined(joining, text, *sides, lambda joined: _chosen(editor, recovery, joined)))
        return
    editor.session.recover(recovery)
    editor.say(_("recovered; undo takes it back, nothing is saved yet"), "good")


def _chosen(editor: Editor, recovery: Recovery, joined: Joined) -> None:
    editor.session.recover(recovery, joined.chosen)
    editor.screen.show_view("plan")
    editor.say(_("recovered; undo takes it back, nothing is saved yet"), "good")


def _difference(here: str, there: str) -> Iterator[list[Told]]:
    """The lines that differ, as many as are of use."""
    from difflib import unified_diff

    lines = list(unified_diff(here.splitlines(), there.splitlines(), n=0, lineterm=""))[2:]
    changed = [line for line in lines if not line.startswith("@@")]
    yield []
    for line in changed[:MOST_LINES]:
        yield [(visible(line, 68), "added" if line[0] == "+" else "removed")]
    if len(changed) > MOST_LINES:
        rest = len(changed) - MOST_LINES
        yield [(ngettext("{count} more line", "{count} more lines", rest).format(count=rest), "dim")]
