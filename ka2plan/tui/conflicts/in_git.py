"""A plan in the middle of a merge: what git's index has of it, and the offer to merge where git left only our side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.errors import Ka2planError
from ka2plan.git import GitRefused, is_in_repository
from ka2plan.git.repository import Stages, stages_of
from ka2plan.toml import TomlFault, decode
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


def stages_in_git(path: str) -> Stages | None:
    """The sides of a plan that git could not merge; None outside of a merge, or of git."""
    if not is_in_repository(path):
        return None
    try:
        return stages_of(path)
    except GitRefused:
        return None


def deal_with(editor: Editor, stages: Stages | None) -> None:
    """Tells the view of conflicts what both sides began from, or offers to merge where the file has no markers."""
    if stages is None:
        return
    if not editor.snapshot.readable:
        _tell_base(editor, stages)
    elif stages.ours == editor.snapshot.text.encode() and stages.theirs is not None:
        _offer_to_merge(editor, stages)


def _tell_base(editor: Editor, stages: Stages) -> None:
    from ka2plan.tui.conflicts.view import ConflictsView

    view = editor.view
    if isinstance(view, ConflictsView) and stages.base is not None:
        try:
            view.base = decode(stages.base)
        except TomlFault:
            return
        view.show_again()


def _offer_to_merge(editor: Editor, stages: Stages) -> None:
    from ka2plan.tui.toolkit.dialogs.question import Answer, Question

    answers = [
        Answer("merge", _("merge the other side in, by ids and fields"), "m"),
        Answer("leave", _("leave it: keep our side"), "escape"),
    ]
    text = _(
        "git is in the middle of a merge that it could not finish for this plan. The file holds our side alone: "
        "what the other side changed is missing."
    )
    editor.ask(Question(editor.look, text, answers), lambda _answer: _merge(editor, stages))


def _merge(editor: Editor, stages: Stages) -> None:
    from ka2plan.session.join import Joining
    from ka2plan.tui.conflicts.clashes import Joined
    from ka2plan.tui.conflicts.external_changes import show

    try:
        base, theirs = (decode(data or b"") for data in (stages.base, stages.theirs))
    except TomlFault as fault:
        raise Ka2planError(fault.message) from None
    joining = Joining.of(base, editor.snapshot.text, theirs)

    def finish(joined: Joined) -> None:
        editor.session.replace_text(joining.text(joined.chosen), _("merge the other side in"))
        editor.screen.show_view("plan")
        editor.say(_("merged; save it, then run `git add`"), "good")

    joined = Joined(joining, editor.snapshot.text, _("ours"), _("theirs"), finish)
    if joining.clashes:
        show(editor, joined)
    else:
        finish(joined)
