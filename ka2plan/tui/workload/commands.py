"""From a month of somebody's workload to what is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.figures import decimals
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.workload.view import WorkloadView

GROUP = N_("Workload")


class WorkloadCommand(Command):
    """A command of the workload."""

    GROUP = GROUP
    VIEWS = ("workload",)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.workload.view import WorkloadView

        if isinstance(editor.view, WorkloadView):
            self.work(editor, editor.view)

    def work(self, editor: Editor, view: WorkloadView) -> None:
        """Does it."""
        raise NotImplementedError


class GoBehind(WorkloadCommand):
    """Goes to what is worked on in the month."""

    NAME = "workload.go"
    KEYS = ("enter",)
    LABEL = N_("go to the work of this month")
    HINT = N_("go there")

    def work(self, editor: Editor, view: WorkloadView) -> None:
        behind = view.behind
        if not behind:
            editor.say(_("there is no work in this month"), "warning")
        elif len(behind) == 1:
            show_in_plan(editor, behind[0][0])
        else:
            from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

            titles = {id: entry.title if (entry := editor.plan.entry(id)) else "" for id, _booked in behind}
            choices = [Choice(id, f"{id}  {decimals(booked, 1)}", titles[id]) for id, booked in behind]
            title = _("Month {month}").format(month=view.month)
            editor.ask(Picker(editor.look, title, choices), lambda id: show_in_plan(editor, id))


def show_in_plan(editor: Editor, id: str) -> None:
    """Selects an entry in the plan view."""
    kind = editor.plan.kind_of(id)
    editor.screen.show_view("plan")
    if kind:
        editor.view.select((kind, id))


class _Overload(WorkloadCommand):
    STEP: ClassVar[int]

    def work(self, editor: Editor, view: WorkloadView) -> None:
        if not view.go_to_overload(self.STEP):
            editor.say(_("no partner has more work than it can do"), "good")


class NextOverload(_Overload):
    """The next month with too much."""

    NAME = "workload.next-overload"
    KEYS = ("]",)
    LABEL = N_("next month in which somebody has too much")
    HINT = N_("too much")
    STEP = 1


class PreviousOverload(_Overload):
    """The month with too much before."""

    NAME = "workload.previous-overload"
    KEYS = ("[",)
    LABEL = N_("month before in which somebody has too much")
    HINT = N_("too much")
    STEP = -1


class OpenPartner(WorkloadCommand):
    """Opens the fields of the partner."""

    NAME = "workload.open"
    APPLIES_TO = N_("the row of a partner")
    KEYS = ("o",)
    LABEL = N_("open the partner: its capacity and the rest")
    HINT = N_("partner")

    def available(self, editor: Editor) -> bool:
        return editor.selected is not None

    def work(self, editor: Editor, view: WorkloadView) -> None:
        if view.selected:
            editor.entries.open(view.selected)


class Propose(WorkloadCommand):
    """Shows what could be done about too much."""

    NAME = "workload.balance"
    WORDS = N_("balance overload relief")
    KEYS = ("b",)
    LABEL = N_("what could be done about too much: share out, move, lengthen, more capacity")
    HINT = N_("proposals")
    EDITS = True

    def hinted(self, editor: Editor) -> bool:
        from ka2plan.tui.workload.view import WorkloadView

        return isinstance(editor.view, WorkloadView) and bool(editor.view.load.overloads)

    def work(self, editor: Editor, view: WorkloadView) -> None:
        from ka2plan.tui.workload.relief import propose

        propose(editor, view)


class TypeCapacity(WorkloadCommand):
    """Asks what the partner can do in the month of the cell."""

    NAME = "workload.capacity"
    WORDS = N_("absent holiday sick leave")
    APPLIES_TO = N_("the row of a partner")
    KEYS = ("c",)
    LABEL = N_("type what the partner can do in this month")
    HINT = N_("capacity")
    EDITS = True

    def available(self, editor: Editor) -> bool:
        return editor.selected is not None

    def work(self, editor: Editor, view: WorkloadView) -> None:
        from ka2plan.tui.workload.capacity import type_capacity

        type_capacity(editor, view)


COMMANDS = (GoBehind, NextOverload, PreviousOverload, Propose, TypeCapacity, OpenPartner)
