"""Unsaved work of an editor that is gone: what it would change now, and whether to bring it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ka2plan.errors import CannotRead, Ka2planError
from ka2plan.session.recovery import Recovery, again, discard, recoverable
from ka2plan.toml import TomlFault
from ka2plan.tui.toolkit.dialogs.question import WIDTH, Answer, Question
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.merge.clash import Choice
    from ka2plan.session.join import Joining
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
    has_changes = text != editor.snapshot.text or (joining is not None and bool(joining.clashes))
    if not has_changes and not _kept_beside(recovery):
        discard(recovery)
        offer(editor, tuple(rest))
        return

    def answered(answer: str) -> None:
        if answer == "again":
            go_on_in_own_editor(editor, recovery, rest)
            return
        if answer == "recover":
            recover(editor, recovery)
        else:
            discard(recovery)
        offer(editor, tuple(rest))

    served = editor.app.is_served
    more = [*_told(recovery, joining), *(_changes(editor.snapshot.text, text) if has_changes else ())]
    answers = [one for one in _answers(recovery, has_changes=has_changes) if not (served and one.name == "again")]
    editor.ask(Question(editor.look, _what_is_left(recovery, has_changes=has_changes), answers, more), answered)


def _answers(recovery: Recovery, *, has_changes: bool) -> Iterator[Answer]:
    if has_changes:
        yield Answer("recover", _("restore them (undo takes them back)"), "r")
    if recovery.lent:
        yield Answer("again", _("continue in the other editor first"), "g")
    yield Answer("discard", _("delete them"), "d")
    yield Answer("later", _("decide next time"), "escape")


def _kept_beside(recovery: Recovery) -> tuple[str, ...]:
    """Files by which another editor could bring back more than was saved in it."""
    return recovery.lent.beside if recovery.lent else ()


def go_on_in_own_editor(editor: Editor, recovery: Recovery, rest: Sequence[Recovery]) -> None:
    """Opens the text that was lent in the user's editor again, then offers what that made of it."""
    from ka2plan.tui.files.own_editor import own_editor, show_in_own_editor

    command, lent = own_editor(), recovery.lent
    if lent is None or not lent.take():
        raise CannotRead(_("the text no longer exists, or another ka2plan uses it"))
    show_in_own_editor(editor, command, lent)
    lent.let_go()
    if not editor.app.is_leaving:
        offer(editor, tuple(left for left in (again(recovery), *rest) if left))


def _what_is_left(recovery: Recovery, *, has_changes: bool) -> str:
    if not has_changes:
        words = _(
            "On {when} another editor that had the text of this plan ended. It saved nothing more and left {files}, "
            "its own way to bring back what was typed."
        )
        return words.format(when=recovery.at.strftime("%Y-%m-%d %H:%M"), files=", ".join(_kept_beside(recovery)))
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
        sides = (_("unsaved"), _("in the file"))
        editor.app.arrivals.choose(joining, sides, lambda choices: _chosen(editor, recovery, choices))
        return
    editor.session.recover(recovery)
    editor.say(_("restored; undo takes it back, nothing is saved yet"), "good")


def _chosen(editor: Editor, recovery: Recovery, choices: Mapping[Path, Choice]) -> None:
    editor.session.recover(recovery, choices)
    editor.screen.show_view("plan")
    editor.say(_("restored; undo takes it back, nothing is saved yet"), "good")


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
    if _kept_beside(recovery):
        told = _("The other editor also left {files}, from which it can restore what was not saved.")
        files = ", ".join(_kept_beside(recovery))
        yield from lines_in("base", wrapped(told.format(files=files), WIDTH))
    if recovery.draft:
        told = _("The last change was still {draft}.").format(draft=recovery.draft)
        yield from lines_in("base", wrapped(told, WIDTH))
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
    from ka2plan.tui.editor.told_changes import told_changes

    yield []
    try:
        sentences = [change.sentence for change in told_changes(here, there)]
    except (TomlFault, Ka2planError):
        sentences = []
    for sentence in sentences:
        first, *others = wrapped(sentence, WIDTH - 4)
        yield [("  ", "base"), (first, "base")]
        yield from lines_in("base", (f"    {other}" for other in others))
    if not sentences:
        yield from _lines(here, there)


def _lines(here: str, there: str) -> Iterator[list[Told]]:
    from ka2plan.merge.hunks import changed_lines

    for line in changed_lines(here, there):
        yield [(visible(line, WIDTH), "added" if line[0] == "+" else "removed")]
