"""The dependency network of a plan: order, cycles, broken links, earliest and latest dates, critical path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ka2plan.figures.status import runs
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import Plan
from ka2plan.schedule.broken import Violation, violations
from ka2plan.schedule.days import Span, day_of, shown
from ka2plan.schedule.graph import Dependency, Graph, Group, Node, entries_in, graph_of, named, waited_for
from ka2plan.schedule.order import find_cycle, followers, in_order, shortest_path
from ka2plan.schedule.passes import earliest_spans, latest_spans

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.figures.bookings import Outlook
    from ka2plan.figures.workload import Workload
    from ka2plan.schedule.forecast import Forecast


class Dates(NamedTuple):
    """Where an entry lies and where it can lie in the network; ends belong to it.

    The starts of a milestone or deliverable are its due dates; one that waits for nothing can be due the
    day before the project.
    """

    start: date
    """As planned."""
    end: date
    earliest_start: date
    earliest_end: date
    latest_start: date
    latest_end: date
    slack_days: int
    """By how many days it can slip by itself without the network ending later."""

    @property
    def critical(self) -> bool:
        """Whether the network ends later if this entry does."""
        return self.slack_days <= 0


class Network:
    """What a plan's dependencies mean, computed when first asked; a value: nothing in it changes.

    Nodes are the activities, milestones and deliverables that are not cancelled. A due date is the end of
    its day: FS to it is kept from the day on which the predecessor ends, and what follows it starts the day
    after. A link to a work package means all that is in it, from its first start to its last end. What has
    no usable dates is passed over.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def graph(self) -> Graph:
        """The entries and links as a graph."""
        return graph_of(self.plan)

    @cached_property
    def links(self) -> tuple[Dependency, ...]:
        """All links that bind, in the plan's order."""
        return tuple(edge.link for edges in self.graph.edges.values() for edge in edges)

    @property
    def inert(self) -> tuple[Dependency, ...]:
        """Links to what is cancelled: they bind nothing."""
        return self.graph.inert

    def predecessors(self, id: str) -> tuple[Dependency, ...]:
        """The links by which an entry waits for others."""
        return tuple(edge.link for edge in self.graph.edges.get(id, ()))

    def successors(self, id: str) -> tuple[Dependency, ...]:
        """The links that name this entry, or the work package of that id."""
        return self._by_predecessor.get(id, ())

    @cached_property
    def _by_predecessor(self) -> Mapping[str, tuple[Dependency, ...]]:
        found: dict[str, list[Dependency]] = {}
        for link in self.links:
            found.setdefault(link.predecessor, []).append(link)
        return {id: tuple(links) for id, links in found.items()}

    @cached_property
    def followers(self) -> Mapping[Node, list[Node]]:
        """Per node the nodes directly after it."""
        return followers(self.graph)

    @cached_property
    def node_order(self) -> tuple[Node, ...]:
        """Entries and groups, each after all that it waits for; those in or behind a cycle are missing."""
        return in_order(self.graph, self.followers)

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the entries, each after all that it waits for; those in or behind a cycle are missing."""
        return tuple(node for node in self.node_order if isinstance(node, str))

    @cached_property
    def cycle(self) -> tuple[str, ...] | None:
        """The ids of one cycle, if there is any: each comes before the next, the last before the first."""
        return named(find_cycle(self.graph, self.followers, self.node_order)) or None

    def cycle_closed_by(self, predecessor: str, successor: str) -> tuple[str, ...] | None:
        """The cycle that would arise if ``successor`` waited for ``predecessor``, or None."""
        entry = self.graph.entries.get(successor)
        node = waited_for(self.plan, predecessor, entry) if entry else None
        if node is None:
            return None
        group = isinstance(node, Group)
        targets = entries_in(self.plan, node.wp, node.activities_only) if isinstance(node, Group) else (node,)
        way = (successor,) if successor in targets else shortest_path(self.followers, successor, targets)
        return (*named(way), *((predecessor,) if group else ())) if way else None

    @cached_property
    def violations(self) -> tuple[Violation, ...]:
        """Links that the planned dates break, in the plan's order; those into what is done as well."""
        return tuple(violations(self.graph, self.graph.spans))

    @cached_property
    def _earliest(self) -> Mapping[Node, Span]:
        first_day = self.plan.project.start
        if first_day is None or self.cycle:
            return {}
        return earliest_spans(self.graph, self.node_order, first_day.toordinal())

    @cached_property
    def _last_day(self) -> int | None:
        return max((span.end for node, span in self._earliest.items() if isinstance(node, str)), default=None)

    @property
    def end(self) -> date | None:
        """The day on which the network can end at the earliest; None with a cycle or without dates."""
        return None if self._last_day is None else day_of(self._last_day)

    @property
    def length_days(self) -> int | None:
        """Calendar days from the project's start to the network's earliest end, both included.

        0 where nothing has dates; None with a cycle or without the project's start.
        """
        first_day = self.plan.project.start
        if first_day is None or self.cycle:
            return None
        return 0 if self._last_day is None else self._last_day - first_day.toordinal() + 1

    @cached_property
    def schedule(self) -> Mapping[str, Dates]:
        """The dates of every entry that has some, in the plan's order; empty with a cycle."""
        latest = self._latest
        return {
            id: _dates(self.graph.spans[id], self._earliest[id], latest[id])
            for id in self.graph.entries
            if id in latest
        }

    @cached_property
    def _latest(self) -> Mapping[Node, Span]:
        if self._last_day is None:
            return {}
        return latest_spans(self.graph, self.node_order, self._earliest, self._last_day)

    @cached_property
    def leeway_days(self) -> Mapping[str, int]:
        """By how many days every entry can slip from where it is planned before something ends after the project.

        What waits for it follows as far as its links force it. 0 and below where nothing is left; empty with a cycle.
        """
        planned = {node: span for node in self.node_order if (span := self.graph.span(node, self.graph.spans))}
        if not planned or self.cycle:
            return {}
        calendar = self.plan.calendar
        last_day = calendar.end.toordinal() if calendar else max(span.end for span in planned.values())
        latest = latest_spans(self.graph, self.node_order, planned, last_day)
        return {id: latest[id].start - planned[id].start for id in self.graph.entries if id in latest}

    def forecast(self, today: date) -> Forecast | None:
        """Where all comes to lie, seen from a day; None where nothing runs yet, or something waits for itself."""
        if today not in self._forecasts:
            self._forecasts[today] = self._forecast(today)
        return self._forecasts[today]

    def _forecast(self, today: date) -> Forecast | None:
        if not runs(self.plan) or self.cycle:
            return None
        from ka2plan.schedule.forecast import Forecast

        return Forecast(self.plan, self.graph, self.node_order, today)

    @cached_property
    def _forecasts(self) -> dict[date, Forecast | None]:
        return {}

    def outlook(self, today: date) -> Outlook | None:
        """The project with its work where it comes to lie, seen from a day; None where nothing runs yet."""
        return self.workload(today).outlook

    def workload(self, today: date) -> Workload:
        """Effort, money and tasks of the partners; while the project runs as seen from a day."""
        if today not in self._workloads:
            self._workloads[today] = self._workload(today)
        return self._workloads[today]

    def _workload(self, today: date) -> Workload:
        from ka2plan.figures.workload import Workload

        if not runs(self.plan):
            return Workload(self.plan)
        from ka2plan.schedule.outlook import outlook_of

        return Workload(self.plan, outlook_of(self.plan, today, self.forecast(today)))

    @cached_property
    def _workloads(self) -> dict[date, Workload]:
        return {}

    @cached_property
    def critical(self) -> frozenset[str]:
        """Ids of the entries without slack."""
        latest, earliest = self._latest, self._earliest
        return frozenset(id for id in self.graph.entries if id in latest and latest[id].start <= earliest[id].start)

    @cached_property
    def redundant(self) -> tuple[Dependency, ...]:
        """Links that others imply, whatever the dates, in the plan's order; none with a cycle."""
        from ka2plan.schedule.redundant import redundant_links

        return () if self.cycle else redundant_links(self.graph, self.node_order)


def _dates(planned: Span, earliest: Span, latest: Span) -> Dates:
    return Dates(*shown(planned), *shown(earliest), *shown(latest), latest.start - earliest.start)
