"""Asking what a slip would lead to, in every view whose rows lie in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.moves import GROUP as MOVING
from ka2plan.tui.editor.moves import VIEWS as IN_TIME
from ka2plan.tui.editor.moves import apply_slip, targets_in_time
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.plan import Lag
    from ka2plan.schedule.slip import Slip
    from ka2plan.tui.dependencies.slip_dialog import Agreed
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Dependencies")


class WhatIf(Command):
    """Shows what a slip would move and break, and does it if that is wanted."""

    NAME = "links.what-if"
    APPLIES_TO = N_("an activity, milestone, deliverable or work package that has dates")
    KEYS = ("v",)
    LABEL = N_("what if it is late: what would move, what would break")
    GROUP = GROUP
    HINT = N_("what if")
    VIEWS: ClassVar[tuple[str, ...]] = ("dependencies",)

    def available(self, editor: Editor) -> bool:
        return bool(targets_in_time(editor))

    def run(self, editor: Editor) -> None:
        from ka2plan.schedule.slip import slip
        from ka2plan.tui.dependencies.slip_dialog import Slipping, lag_in_words
        from ka2plan.tui.dependencies.typed_slip import lag_meant

        ids, plan = targets_in_time(editor), editor.plan
        name = ", ".join(ids)

        def effect(lag: Lag, pushes: bool) -> Slip:
            return slip(plan, ids, lag, push=pushes, today=editor.snapshot.today)

        def agreed(answer: Agreed) -> None:
            label = _("move {ids} by {lag}").format(ids=name, lag=lag_in_words(answer.lag))
            apply_slip(editor, answer.effect, label)

        title = _("What if {name} is late").format(name=name)
        editor.ask(Slipping(editor.look, title, effect, lambda text: lag_meant(editor.snapshot, ids[0], text)), agreed)


class WhatIfElsewhere(WhatIf):
    """The same in the other views whose rows lie in time."""

    NAME = "move.what-if"
    WORDS = N_("delay postpone risk")
    GROUP = MOVING
    HINT = ""
    VIEWS = tuple(view for view in IN_TIME if view != "dependencies")


ELSEWHERE = (WhatIfElsewhere,)
"""What is asked in other views too."""
