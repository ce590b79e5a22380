"""What a takeover leads to, shown before it is done as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.preview import width_for
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.schedule.takeover import Takeover
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.toolkit.drawing import Told


def ask_to_take_over(editor: Editor, taken: Takeover) -> None:
    """Shows what goes, what stays and what comes of it, and does it if that is wanted."""
    from ka2plan.changes.takeover_effects import Takeovers

    snapshot = editor.snapshot
    if snapshot.book is None:
        editor.say(_("the rules of the call are still being read"), "warning")
        return
    effects = Takeovers(snapshot.text, taken, snapshot.book, snapshot.today)
    title, *told = effects.lines(width_for(editor))
    lines: list[list[Told]] = [[(line, "base")] for line in told]
    words = _("hand over, and delete {old}") if taken.is_whole else _("hand it over")
    answers = [Answer("apply", words.format(old=taken.old), "c"), Answer("leave", _("leave it as it is"), "escape")]

    def chosen(answer: str) -> None:
        label = _("{new} takes over from {old}").format(new=taken.new, old=taken.old)
        if answer == "apply" and editor.do(effects.edit, label):
            editor.say(_("{label}; {key} undoes it").format(label=label, key=editor.key_of("undo")), "good")

    editor.ask(Question(editor.look, title, answers, lines, safe=True), chosen)
