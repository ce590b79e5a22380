"""Moving the whole project in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.moves import GROUP, VIEWS, apply_slip, edit_of
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.plan import Lag
    from ka2plan.schedule.slip import Slip
    from ka2plan.tui.dependencies.slip_dialog import Agreed
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.toolkit.line_list import Lines


class MoveProject(Command):
    """Shows what another start of the project would move and break, and moves it if that is wanted."""

    NAME = "move.project"
    APPLIES_TO = N_("a plan with a start")
    KEYS = ("@",)
    LABEL = N_("what if the whole project moves: every date, milestone, period")
    GROUP = GROUP
    VIEWS = VIEWS

    def available(self, editor: Editor) -> bool:
        return editor.plan.project.start is not None

    def run(self, editor: Editor) -> None:
        from ka2plan.schedule.whole_project import slip_project
        from ka2plan.tui.dependencies.slip_dialog import Slipping, lag_in_words
        from ka2plan.tui.dependencies.typed_slip import project_lag_meant
        from ka2plan.tui.editor.preview import preview, preview_lines

        plan, data = editor.plan, editor.session.data

        def effect(lag: Lag, _pushes: bool) -> Slip:
            return slip_project(plan, lag, data)

        def findings(effect: Slip) -> Lines:
            return tuple(preview_lines(editor, preview(editor.snapshot, edit_of(editor, effect))))

        def agreed(answer: Agreed) -> None:
            apply_slip(editor, answer.effect, _("move the project by {lag}").format(lag=lag_in_words(answer.lag)))

        def meant(text: str) -> Lag | None:
            return project_lag_meant(editor.snapshot, text)

        title = _("What if the whole project moves")
        editor.ask(Slipping(editor.look, title, effect, meant, follows=False, more=findings), agreed)


COMMANDS = (MoveProject,)
