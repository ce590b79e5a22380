"""Noting what happened, from wherever an entry is selected: done, reached, begun, how far, achieved, got."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ka2plan.findings import Path
from ka2plan.plan.model import Activity, Milestone
from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.moves import named_or_counted
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ka2plan.document import Edit
    from ka2plan.figures.status import Dated
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.status.view import StatusView

GROUP = N_("What happened")

IN_TIME = ("plan", "dependencies", "milestones", "status")
"""Views in whose rows something can have happened."""


def entries_here(editor: Editor) -> tuple[Dated, ...]:
    """The live activities, milestones and deliverables that are marked, else the selected one."""
    from ka2plan.tui.status.report import dated_at

    found = (dated_at(editor.plan, path) for path in editor.targets)
    return tuple(entry for entry in found if entry is not None)


def _names(entries: tuple[Dated, ...]) -> str:
    return named_or_counted([entry.id for entry in entries])


def _note(editor: Editor, edits: list[Edit], label: str) -> None:
    """Makes edits as one step, and says what they note."""
    from ka2plan.tui.status.report import together

    if edits and editor.do(together(edits), label):
        editor.say(_("{label}; {key} undoes it").format(label=label, key=editor.key_of("undo")), "good")


class _Reporting(Command):
    GROUP = GROUP
    VIEWS = IN_TIME
    EDITS = True


class Done(_Reporting):
    """Notes that something is done or reached, and when; what an indicator has achieved; what evidence was got."""

    NAME = "report.done"
    APPLIES_TO = N_("an activity, milestone or deliverable")
    WORDS = N_("report finished complete")
    KEYS = ("x",)
    LABEL = N_("done, reached, achieved or received: asks for the day; the same key again takes it back")
    HINT = N_("done")

    def available(self, editor: Editor) -> bool:
        return self._work(editor) is not None

    def hinted(self, editor: Editor) -> bool:
        return editor.snapshot.forecast is not None

    def run(self, editor: Editor) -> None:
        work = self._work(editor)
        if work:
            work(editor)

    def _work(self, editor: Editor) -> Callable[[Editor], None] | None:
        path = editor.selected
        if path is None:
            return None
        if path[0] == "indicators":
            return lambda editor: _ask_achieved(editor, str(path[1]))
        if path[0] == "activities" and len(path) > 2:
            return lambda editor: _ask_evidence(editor, path[:2], str(path[3]) if len(path) > 3 else "")
        entries = entries_here(editor)
        return (lambda editor: _done(editor, entries)) if entries else None


def _done(editor: Editor, entries: tuple[Dated, ...]) -> None:
    """Asks on which day, unless all is done, which is taken back."""
    from ka2plan.figures.status import state_of
    from ka2plan.plan.model import DONE
    from ka2plan.tui.status import report
    from ka2plan.tui.status.ask import ask

    open_ones = tuple(entry for entry in entries if state_of(entry) != DONE)
    if not open_ones:
        edits = [edit for entry in entries for edit in report.not_done(entry)]
        _note(editor, edits, _("{entries}: not done yet").format(entries=_names(entries)))
        return
    dated = next((entry for entry in open_ones if report.day_path(entry)), None)
    if dated is None:
        today = editor.snapshot.today
        edits = [edit for entry in open_ones for edit in report.done(entry, today)]
        _note(editor, edits, _("{entries} delivered").format(entries=_names(open_ones)))
        return

    def on(day: date) -> None:
        from ka2plan.words.figures import day as in_words

        edits = [edit for entry in open_ones for edit in report.done(entry, day)]
        told = _("{entries} reached on {day}") if are_milestones else _("{entries} done on {day}")
        _note(editor, edits, told.format(entries=_names(open_ones), day=in_words(day)))

    are_milestones = all(isinstance(entry, Milestone) for entry in open_ones)
    label = _("{entries} reached on") if are_milestones else _("{entries} done on")
    ask(editor, report.day_path(dated), label.format(entries=_names(open_ones)), on, begins=editor.snapshot.today)


def _ask_achieved(editor: Editor, id: str) -> None:
    from ka2plan.tui.status import report
    from ka2plan.tui.status.ask import ask

    indicator = editor.plan.indicators.get(id)
    if indicator is None:
        return

    def achieved(number: Any) -> None:
        _note(editor, report.achieved(id, number), _("{id}: {number} achieved").format(id=id, number=number))

    label = _("{id} achieved").format(id=id)
    ask(editor, ("indicators", id, "achieved"), label, achieved, begins=indicator.achieved)


def _ask_evidence(editor: Editor, owner: Path, name: str) -> None:
    """Asks when a piece of evidence was got; one without a name is given one first."""
    from ka2plan.document import SetValue
    from ka2plan.tui.status.ask import ask

    if not name:
        _name_evidence(editor, owner)
        return
    activity = editor.plan.activities[str(owner[1])]
    path: Path = (*owner, "evidence", name)

    def got(there: Any) -> None:
        from ka2plan.plan.types.papers import PAPER

        words = {"id": activity.id, "name": name, "got": PAPER.to_text(there)}
        _note(editor, [SetValue(path, there)], _("{id} {name}: {got}").format(**words))

    label = _("{id} {name} received on").format(id=activity.id, name=name)
    ask(editor, path, label, got, begins=editor.snapshot.today)


def _name_evidence(editor: Editor, owner: Path) -> None:
    from ka2plan.tui.status.ask import ask

    label = _("{id}: what proves it").format(id=owner[1])
    ask(editor, (*owner, "title"), label, lambda name: _ask_evidence(editor, owner, str(name)))


class _OfActivity(_Reporting):
    APPLIES_TO = N_("an activity")

    def available(self, editor: Editor) -> bool:
        return self.activity(editor) is not None

    def activity(self, editor: Editor) -> Activity | None:
        """The live activity that is selected, or of which something is."""
        path = editor.selected
        found = editor.plan.activities.get(str(path[1])) if path and path[0] == "activities" and len(path) > 1 else None
        return found if found and not found.cancelled else None

    def run(self, editor: Editor) -> None:
        activity = self.activity(editor)
        if activity:
            self.ask(editor, activity)

    def ask(self, editor: Editor, activity: Activity) -> None:
        """Asks what there is to note."""
        raise NotImplementedError


class Began(_OfActivity):
    """Notes when an activity began."""

    NAME = "report.began"
    KEYS = ("B",)
    LABEL = N_("began: asks for the day")

    def ask(self, editor: Editor, activity: Activity) -> None:
        from ka2plan.tui.status import report
        from ka2plan.tui.status.ask import ask

        def on(day: date) -> None:
            from ka2plan.words.figures import day as in_words

            label = _("{id} began on {day}").format(id=activity.id, day=in_words(day))
            _note(editor, report.began(activity, day), label)

        path: Path = ("activities", activity.id, "actual", "start")
        begins = activity.actual.start or editor.snapshot.today
        ask(editor, path, _("{id} began on").format(id=activity.id), on, begins=begins)


class Progress(_OfActivity):
    """Notes how far an activity is."""

    NAME = "report.progress"
    WORDS = N_("percent")
    KEYS = ("%",)
    LABEL = N_("progress: asks for the per cent")

    def ask(self, editor: Editor, activity: Activity) -> None:
        from ka2plan.tui.status import report
        from ka2plan.tui.status.ask import ask
        from ka2plan.words.figures import percentage

        def far(percent: int) -> None:
            label = _("{id}: {percent}").format(id=activity.id, percent=percentage(percent))
            _note(editor, report.progressed(activity, percent), label)

        path: Path = ("activities", activity.id, "progress")
        ask(editor, path, _("{id} progress in per cent").format(id=activity.id), far, begins=activity.progress)


class Evidence(_OfActivity):
    """Notes that evidence of an activity was got."""

    NAME = "report.evidence"
    KEYS = ("V",)
    LABEL = N_("evidence: what proves it, and when it was received")

    def ask(self, editor: Editor, activity: Activity) -> None:
        from ka2plan.charts.tables.owed import got_words
        from ka2plan.figures.owed import proofs_of
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        owner: Path = ("activities", activity.id)
        proofs = sorted(proofs_of(activity, editor.snapshot.today), key=lambda proof: proof.got)
        if not proofs:
            _name_evidence(editor, owner)
            return
        choices = [Choice(proof.name, proof.name, got_words(proof)) for proof in proofs]
        choices.append(Choice("", _("something else")))
        title = _("What proves {id}").format(id=activity.id)
        editor.ask(Picker(editor.look, title, choices), lambda name: _ask_evidence(editor, owner, name))


class _OfView(Command):
    GROUP = N_("Status")
    VIEWS = ("status",)

    @staticmethod
    def view(editor: Editor) -> StatusView | None:
        """The view, where it is shown."""
        from ka2plan.tui.status.view import StatusView

        return editor.view if isinstance(editor.view, StatusView) else None


class NarrowStatus(_OfView):
    """Lists only what one partner leads."""

    NAME = "status.filter"
    KEYS: ClassVar[tuple[str, ...]] = ("F",)
    LABEL = N_("list only what one partner leads or still has to hand in")
    HINT = N_("filter")

    def run(self, editor: Editor) -> None:
        view = self.view(editor)
        if view is None:
            return
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        choices = [Choice("", _("everything"))]
        choices += [Choice(id, id, partner.name) for id, partner in editor.plan.partners.items()]
        editor.ask(Picker(editor.look, _("List only"), choices, view.partner), view.show_only)


class ListAllStatus(_OfView):
    """Lists everybody's again."""

    NAME = "status.clear"
    KEYS: ClassVar[tuple[str, ...]] = ("escape",)
    LABEL = N_("list all again")

    def run(self, editor: Editor) -> None:
        view = self.view(editor)
        if view and view.partner:
            view.show_only("")


COMMANDS = (NarrowStatus, ListAllStatus)

ELSEWHERE = (Done, Began, Progress, Evidence)
"""What is noted in other views too."""
