"""Unsaved work of an editor that is gone: what it would change now, and whether to bring it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.errors import Ka2planError
from ka2plan.session.recovery import Recovery, discard, recoverable
from ka2plan.toml import TomlFault
from ka2plan.tui.editor.descriptions import wrapped
from ka2plan.tui.toolkit.dialogs.question import WIDTH, Answer, Question
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.session.join import Joining
    from ka2plan.tui.conflicts.clashes import Joined
    from ka2plan.tui.editor.context import Editor


def offer_what_is_left(editor: Editor, state: str) -> None:
    """Asks about unsaved work that earlier editors of this plan left behind."""
    offer(editor, recoverable(editor.snapshot.path, state))


def offer(editor: Editor, recoveries: tuple[Recovery, ...]) -> None:
    """Asks about each recovery, the newest first; one that would change nothing any more is thrown away."""
    if not recoveries:
        return
    recovery, *rest = recoveries
    joining = _joining(editor, recovery)
    text = _recovered(joining, recovery)
    if text == editor.snapshot.text and not (joining and joining.clashes):
        discard(recovery)
        offer(editor, tuple(rest))
        return

    def answered(answer: str) -> None:
        if answer == "recover":
            recover(editor, recovery)
        else:
            discard(recovery)
        offer(editor, tuple(rest))

    answers = [
        Answer("recover", _("bring them back (undo takes them away again)"), "r"),
        Answer("discard", _("throw them away"), "d"),
        Answer("later", _("decide next time"), "escape"),
    ]
    more = [*_told(recovery, joining), *_changes(editor.snapshot.text, text)]
    editor.ask(Question(editor.look, _what_is_left(recovery), answers, more), answered)


def _what_is_left(recovery: Recovery) -> str:
    count = len(recovery.labels)
    words = ngettext(
        "An editor ended on {when} with {count} edit of this plan that was not saved.",
        "An editor ended on {when} with {count} edits of this plan that were not saved.",
        count,
    )
    return words.format(when=recovery.at.strftime("%Y-%m-%d %H:%M"), count=count)


def recover(editor: Editor, recovery: Recovery) -> None:
    """Brings the work back; where the file changed since in the same fields, each is chosen first."""
    joining = editor.session.joining_of(recovery)
    if joining and joining.clashes:
        from ka2plan.tui.conflicts.clashes import Joined
        from ka2plan.tui.files.external_changes import show

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


def _joining(editor: Editor, recovery: Recovery) -> Joining | None:
    """The work held against the file of today, where that changed and both can be read."""
    try:
        return editor.session.joining_of(recovery)
    except Ka2planError:
        return None


def _recovered(joining: Joining | None, recovery: Recovery) -> str:
    """What the plan would be with the work brought back, before anything is chosen."""
    from ka2plan.session.join import OURS, CannotJoin

    try:
        return joining.text_of_side(OURS) if joining else recovery.text
    except CannotJoin:
        return recovery.text


def _told(recovery: Recovery, joining: Joining | None) -> Iterator[list[Told]]:
    """What there is to know besides the changes: what was still being typed, what is to be chosen."""
    if recovery.draft:
        told = _("The last was still {draft}.").format(draft=recovery.draft)
        yield from ([(line, "base")] for line in wrapped(told, WIDTH))
    count = len(joining.clashes) if joining else 0
    if count:
        words = ngettext(
            "{count} field was changed in the file since: you choose.",
            "{count} fields were changed in the file since: you choose each.",
            count,
        )
        yield [(words.format(count=count), "warning")]


def _changes(here: str, there: str) -> Iterator[list[Told]]:
    """What would change, in the plan's own words; the lines of text where those say nothing."""
    from ka2plan.tui.text.changes_since_save import told_changes

    yield []
    try:
        sentences = [change.sentence for change in told_changes(here, there)]
    except (TomlFault, Ka2planError):
        sentences = []
    for sentence in sentences:
        first, *others = wrapped(sentence, WIDTH - 4)
        yield [("  ", "base"), (first, "base")]
        yield from ([("    ", "base"), (other, "base")] for other in others)
    if not sentences:
        yield from _lines(here, there)


def _lines(here: str, there: str) -> Iterator[list[Told]]:
    from difflib import unified_diff

    for line in list(unified_diff(here.splitlines(), there.splitlines(), n=0, lineterm=""))[2:]:
        if not line.startswith("@@"):
            yield [(visible(line, WIDTH), "added" if line[0] == "+" else "removed")]
