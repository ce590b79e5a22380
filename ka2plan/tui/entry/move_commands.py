"""Moving entries in time, and making activities longer or shorter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.figures.status import state_of
from ka2plan.plan import Lag, Plan
from ka2plan.plan.model import DONE, Entry
from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.moves import GROUP, VIEWS, apply_slip, few, targets_in_time
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.schedule import Network
    from ka2plan.schedule.slip import Slip
    from ka2plan.tui.editor.context import Editor


class _InTime(Command):
    GROUP = GROUP
    VIEWS: ClassVar[tuple[str, ...]] = VIEWS
    EDITS = True
    APPLIES_TO = N_("an activity, milestone, deliverable or work package that has dates")
    LAG: ClassVar[Lag]

    def available(self, editor: Editor) -> bool:
        return bool(targets_in_time(editor))

    def label(self, ids: tuple[str, ...]) -> str:
        """What is done, for undo and the footer."""
        raise NotImplementedError

    def effect(self, editor: Editor, ids: tuple[str, ...]) -> Slip:
        """What would move."""
        raise NotImplementedError

    def run(self, editor: Editor) -> None:
        ids = targets_in_time(editor)
        apply_slip(editor, self.effect(editor, ids), self.label(ids))


class _Move(_InTime):
    HINT = N_("move")

    def label(self, ids: tuple[str, ...]) -> str:
        return _("move {ids}").format(ids=few(ids))

    def effect(self, editor: Editor, ids: tuple[str, ...]) -> Slip:
        from ka2plan.schedule.slip import slip

        return slip(editor.plan, ids, self.LAG, push=editor.pushes, today=editor.snapshot.today)


class MonthEarlier(_Move):
    """A month earlier."""

    NAME = "move.month-earlier"
    KEYS = ("<", "ctrl+left")
    LABEL = N_("move a month earlier")
    LAG = Lag(-1, "m")


class MonthLater(_Move):
    """A month later."""

    NAME = "move.month-later"
    WORDS = N_("postpone shift")
    KEYS = (">", "ctrl+right")
    LABEL = N_("move a month later")
    LAG = Lag(1, "m")


class WeekEarlier(_Move):
    """A week earlier."""

    NAME = "move.week-earlier"
    KEYS = (",",)
    LABEL = N_("move a week earlier")
    HINT = ""
    LAG = Lag(-1, "w")


class WeekLater(_Move):
    """A week later."""

    NAME = "move.week-later"
    KEYS = (".",)
    LABEL = N_("move a week later")
    HINT = ""
    LAG = Lag(1, "w")


class _Stretch(_InTime):
    HINT = N_("end")
    VIEWS = ("plan", "dependencies")

    def available(self, editor: Editor) -> bool:
        return len(targets_in_time(editor)) == 1

    def refusal(self, editor: Editor) -> str:
        several = len(targets_in_time(editor)) > 1
        return _("only one at a time gets longer or shorter") if several else super().refusal(editor)

    def label(self, ids: tuple[str, ...]) -> str:
        template = _("lengthen {ids}") if self.LAG.number > 0 else _("shorten {ids}")
        return template.format(ids=ids[0])

    def effect(self, editor: Editor, ids: tuple[str, ...]) -> Slip:
        from ka2plan.schedule.slip import stretch

        return stretch(editor.plan, ids[0], self.LAG, push=editor.pushes, today=editor.snapshot.today)


class MonthLonger(_Stretch):
    """A month longer."""

    NAME = "move.month-longer"
    WORDS = N_("extend")
    KEYS = ("+", "=")
    LABEL = N_("make it a month longer")
    LAG = Lag(1, "m")


class MonthShorter(_Stretch):
    """A month shorter."""

    NAME = "move.month-shorter"
    KEYS = ("-",)
    LABEL = N_("make it a month shorter")
    LAG = Lag(-1, "m")


class WeekLonger(_Stretch):
    """A week longer."""

    NAME = "move.week-longer"
    KEYS = (")",)
    LABEL = N_("make it a week longer")
    HINT = ""
    LAG = Lag(1, "w")


class WeekShorter(_Stretch):
    """A week shorter."""

    NAME = "move.week-shorter"
    KEYS = ("(",)
    LABEL = N_("make it a week shorter")
    HINT = ""
    LAG = Lag(-1, "w")


class Push(_InTime):
    """Moves what starts too early for its links to the selected entries, and what has to follow."""

    NAME = "move.push"
    KEYS = ("P",)
    LABEL = N_("move what depends on it, as far as the links require")

    def label(self, ids: tuple[str, ...]) -> str:
        return _("move what depends on {ids}").format(ids=few(ids))

    def effect(self, editor: Editor, ids: tuple[str, ...]) -> Slip:
        from ka2plan.schedule.slip import consequences

        changed = forced_by(editor.plan, editor.snapshot.network, ids)
        return consequences(editor.plan, changed, today=editor.snapshot.today)

    def run(self, editor: Editor) -> None:
        ids = targets_in_time(editor)
        if forced_by(editor.plan, editor.snapshot.network, ids):
            super().run(editor)
        else:
            editor.say(_("nothing that depends on {ids} is too early").format(ids=few(ids)))


def forced_by(plan: Plan, network: Network, ids: tuple[str, ...]) -> dict[str, Entry]:
    """Entries that are too early for their links to these ids, as late as those links ask."""
    from ka2plan.schedule.move import Mover

    mover = Mover(plan)
    forced: dict[str, Entry] = {}
    for found in network.violations:
        entry = forced.get(found.link.successor) or plan.entry(found.link.successor)
        if found.link.predecessor in ids and entry is not None and state_of(entry) != DONE:
            earliest = found.earliest.toordinal()
            limits = (earliest, None) if found.field == "start" else (None, earliest)
            forced[entry.id] = mover.forced(entry, *limits)
    return forced


class PushAlways(Command):
    """Whether moving pushes what depends on it."""

    NAME = "move.push-always"
    KEYS = ("p",)
    LABEL = N_("with every move, also move what depends on it: on or off")
    GROUP = GROUP
    VIEWS = VIEWS

    def run(self, editor: Editor) -> None:
        editor.pushes = not editor.pushes
        editor.screen.top_line.redraw()
        on = _("what depends on an entry moves with it, as far as the links require")
        off = _("when an entry moves, what depends on it stays in its place")
        editor.say(on if editor.pushes else off)


COMMANDS = (
    MonthEarlier,
    MonthLater,
    MonthLonger,
    MonthShorter,
    WeekEarlier,
    WeekLater,
    WeekLonger,
    WeekShorter,
    Push,
    PushAlways,
)
