"""What can be done in the view of milestones alone: tick off, and list only some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.document import Edit
    from ka2plan.figures.status import Event
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.milestones.view import MilestonesView

GROUP = N_("Milestones and deliverables")


class _OfView(Command):
    GROUP = GROUP
    VIEWS = ("milestones",)

    @staticmethod
    def view(editor: Editor) -> MilestonesView | None:
        """The view, where it is shown."""
        from ka2plan.tui.milestones.view import MilestonesView

        return editor.view if isinstance(editor.view, MilestonesView) else None


class Reached(_OfView):
    """Notes that the milestone was reached, or the deliverable delivered, or that it was not."""

    NAME = "milestones.reached"
    APPLIES_TO = N_("a milestone or deliverable")
    KEYS = ("space",)
    LABEL = N_("reached or delivered: yes (today), or not yet")
    EDITS = True

    def available(self, editor: Editor) -> bool:
        view = self.view(editor)
        return view is not None and view.event is not None

    def run(self, editor: Editor) -> None:
        view = self.view(editor)
        event = view.event if view else None
        if event is None:
            return
        if event.cancelled:
            told = _("{id} is cancelled; {key} sets another status")
            editor.say(told.format(id=event.id, key=editor.key_of("edit.status")), "warning")
            return
        edits, label = _not_yet(event) if event.done else _came_about(editor, event)
        from ka2plan.document import Batch

        if edits and editor.do(edits[0] if len(edits) == 1 else Batch(tuple(edits)), label):
            editor.say(label, "good")


def _came_about(editor: Editor, event: Event) -> tuple[list[Edit], str]:
    """A milestone is reached today; a deliverable, which has no such date, is done."""
    from ka2plan.document import SetValue
    from ka2plan.plan import Milestone

    if isinstance(event, Milestone):
        label = _("{id} reached today").format(id=event.id)
        return [SetValue(("milestones", event.id, "reached"), editor.snapshot.today)], label
    return [SetValue(("deliverables", event.id, "status"), "done")], _("{id} delivered").format(id=event.id)


def _not_yet(event: Event) -> tuple[list[Edit], str]:
    from ka2plan.document import Unset
    from ka2plan.plan import Milestone
    from ka2plan.plan.model import DONE

    table = "milestones" if isinstance(event, Milestone) else "deliverables"
    edits: list[Edit] = [Unset((table, event.id, "reached"))] if getattr(event, "reached", None) else []
    if event.status == DONE:
        edits.append(Unset((table, event.id, "status")))
    return edits, _("{id} is still to come").format(id=event.id)


class NarrowMilestones(_OfView):
    """Lists only some of the events."""

    NAME = "milestones.filter"
    KEYS = ("F",)
    LABEL = N_("list only what is not done yet, what is late, or what one partner leads")
    HINT = N_("filter")

    def run(self, editor: Editor) -> None:
        view = self.view(editor)
        if view is None:
            return
        from ka2plan.tui.milestones.view import MilestonesFilter
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        choices = [
            Choice(MilestonesFilter(), _("everything")),
            Choice(MilestonesFilter(open=True), _("what is not done yet")),
            Choice(MilestonesFilter(late=True), _("what is late")),
        ]
        choices += [Choice(MilestonesFilter(lead=id), id, partner.name) for id, partner in editor.plan.partners.items()]
        editor.ask(Picker(editor.look, _("List only"), choices, view.filter), view.show_only)


class ListAllMilestones(_OfView):
    """Lists all again."""

    NAME = "milestones.clear"
    KEYS = ("escape",)
    LABEL = N_("list all again")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.milestones.view import MilestonesFilter

        view = self.view(editor)
        if view and view.filter.active:
            view.show_only(MilestonesFilter())


COMMANDS = (Reached, NarrowMilestones, ListAllMilestones)
