"""Where a running project comes to lie from a day on: what happened as it did, what is left as its links push it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ka2plan.figures.status import state_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import DONE, RUNNING, Activity, Milestone, Plan, WorkPackage
from ka2plan.schedule.days import Span, day_of, shown
from ka2plan.schedule.graph import Graph, Group, Linked, Node
from ka2plan.schedule.passes import earliest_spans, latest_spans

if TYPE_CHECKING:
    from datetime import date


class Forecast:
    """Where everything comes to lie, seen from a day; computed when first asked.

    What is done lies where it did. What runs keeps its start and its planned length and ends today at the earliest.
    What has not begun begins today at the earliest, and what is not reached falls due today at the earliest; then
    links push, nothing is pulled earlier, and lengths stay. Progress changes no date.
    """

    def __init__(self, plan: Plan, graph: Graph, order: tuple[Node, ...], today: date) -> None:
        """Of a plan that runs; ``order`` has each node of its graph after all that it waits for."""
        self._plan = plan
        self._graph = graph
        self._order = order
        self._today = today.toordinal()
        self._fixed: dict[Node, Span] = {}
        self._not_before: dict[Node, int] = {}
        self._done: set[Node] = set()
        for node in self._graph.nodes():
            self._place(node)

    def _place(self, node: Node) -> None:
        entry = self._plan.work_packages[node.wp] if isinstance(node, Group) else self._graph.entries[node]
        is_done, fixed, not_before = place_alone(entry, self._graph.spans.get(node), self._today)
        if is_done:
            self._done.add(node)
        if fixed:
            self._fixed[node] = fixed
        if not_before is not None:
            self._not_before[node] = not_before

    @cached_property
    def spans(self) -> Mapping[Node, Span]:
        """Where every node comes to lie."""
        return earliest_spans(self._graph, self._order, self._today, self._not_before, self._fixed)

    def dates(self, id: str) -> tuple[date, date] | None:
        """First and last day of an entry; None where it has no usable dates."""
        span = self.spans.get(id)
        return shown(span) if span else None

    def is_left(self, id: str) -> bool:
        """Whether an entry has a place in the forecast and is still to be ended or reached."""
        return id in self.spans and id not in self._done

    def is_to_come(self, id: str) -> bool:
        """Whether an entry has a place in the forecast and has not begun."""
        return id in self._not_before

    @cached_property
    def left(self) -> tuple[str, ...]:
        """Ids of what is still to be ended or reached, each after all that it waits for."""
        return tuple(node for node in self._order if isinstance(node, str) and self.is_left(node))

    @property
    def end(self) -> date | None:
        """The day on which the last of what is left ends at best; None where nothing is left."""
        return day_of(self._last_day) if self.left else None

    @cached_property
    def _last_day(self) -> int:
        return max((self.spans[id].end for id in self.left), default=self._today)

    @cached_property
    def slack_days(self) -> Mapping[str, int]:
        """By how many days each entry that is left can slip from here without the last of them ending later."""
        return self._slack(self._last_day)

    @cached_property
    def critical(self) -> frozenset[str]:
        """Ids of what is left and has no slack."""
        return frozenset(id for id, days in self.slack_days.items() if days <= 0)

    @cached_property
    def leeway_days(self) -> Mapping[str, int]:
        """By how many days each entry that is left can slip from here before something ends after the project."""
        calendar = self._plan.calendar
        return self._slack(calendar.end.toordinal() if calendar else self._last_day)

    def _slack(self, last_day: int) -> dict[str, int]:
        latest = latest_spans(self._graph, self._order, self.spans, last_day, self._fixed.keys())
        return {id: latest[id].start - self.spans[id].start for id in self.left}


class Place(NamedTuple):
    """Where one entry comes to lie by itself."""

    is_done: bool
    fixed: Span | None = None
    """Where it lies, whatever its links say; None where it has not begun, or has no usable dates."""
    not_before: int | None = None
    """The first day on which it can begin, where it has not."""


def place_alone(entry: Linked | WorkPackage, planned: Span | None, today: int) -> Place:
    """Where an entry with these planned dates comes to lie, seen from a day, if nothing pushes it."""
    if state_of(entry) == DONE:
        return Place(is_done=True, fixed=_as_done(entry, planned, today))
    if planned is None:
        return Place(is_done=False)
    if _has_started(entry):
        began = entry.actual.start if isinstance(entry, Activity) else None
        start = began.toordinal() if began else planned.start
        return Place(is_done=False, fixed=Span(start, max(start + planned.length - 1, today)))
    first = today if planned.length else today + 1  # what is due today starts the day after
    return Place(is_done=False, not_before=max(planned.start, first))


def _has_started(entry: Linked | WorkPackage) -> bool:
    """Whether it has begun by its status or by a day; progress alone says neither."""
    if isinstance(entry, Activity):
        return entry.status == RUNNING or entry.actual.start is not None
    return isinstance(entry, WorkPackage) and entry.status == RUNNING


def _as_done(entry: Linked | WorkPackage, planned: Span | None, today: int) -> Span | None:
    """Where something lies that is done: on its own days, else as planned, but on no day to come."""
    if isinstance(entry, Activity):
        return _activity_as_done(entry, planned, today)
    reached = entry.reached if isinstance(entry, Milestone) else None
    if reached:
        return Span(reached.toordinal() + 1, reached.toordinal())
    if planned is None:
        return None
    end = min(planned.end, today)
    return Span(end + 1 if not planned.length else min(planned.start, end), end)


def _activity_as_done(activity: Activity, planned: Span | None, today: int) -> Span | None:
    """A day that is told counts more than one that was planned: the planned one gives way where the two are turned
    round.
    """
    began, ended = activity.actual
    if planned is None and not (began and ended):
        return None
    start = began.toordinal() if began else min(planned.start, today) if planned else 0
    end = ended.toordinal() if ended else min(planned.end, today) if planned else 0
    return Span(min(start, end), end) if ended else Span(start, max(start, end))
