"""What somebody else saved meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


class CameIn(Command):
    """Shows what somebody else saved."""

    NAME = "file.came-in"
    KEYS = ("M",)
    LABEL = N_("what somebody else saved meanwhile; conflicts to be chosen")
    GROUP = N_("The file")

    def run(self, editor: Editor) -> None:
        if not editor.snapshot.readable:
            editor.screen.show_view("conflicts")
        elif editor.session.poll():
            take_up(editor)
        elif editor.app.arrivals.told:
            show_what_came_in(editor)
        else:
            editor.say(_("nobody else has saved this plan since it was opened"))


def take_up(editor: Editor) -> None:
    """Takes in what is on disk, or shows what clashes with it."""
    from ka2plan.tui.conflicts.external_changes import choose as choose_from
    from ka2plan.tui.conflicts.external_changes import held

    arrived = held(editor)
    if arrived[0].joining.clashes:
        choose_from(editor, arrived[0])
    else:
        editor.app.arrivals.take_in(arrived)


def show_what_came_in(editor: Editor) -> None:
    """Lists what came in last."""
    from ka2plan.tui.toolkit.wrapping import wrapped

    told = editor.app.arrivals.told
    editor.show_text(
        _("What somebody else saved"),
        lambda width: [[(line, "base")] for sentence in told for line in wrapped(sentence, width)],
    )


ELSEWHERE = (CameIn,)
"""What works in every view."""
