"""Who waits for whom: the live entries of a plan and the links between them, in a workable order.

A node is an entry (its id) or a ``Group``: what a link to a work package waits for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import Lag
from ka2plan.plan.model import Activity, Deliverable, Link, LinkType, Milestone, Plan, WorkPackage
from ka2plan.schedule.days import Span

Linked = Activity | Milestone | Deliverable
"""An entry that can wait for others."""


class Group(NamedTuple):
    """All that is in a work package: it starts with the first of it and ends with the last.

    A milestone or a deliverable that waits for the work package it belongs to waits for its activities only.
    """

    wp: str
    activities_only: bool = False


Node = str | Group


class Dependency(NamedTuple):
    """One link of the plan, from what is waited for to what waits."""

    predecessor: str
    successor: str
    type: LinkType
    lag: Lag
    place: int
    """Its place in the successor's ``after`` list."""


class Edge(NamedTuple):
    """One link as the passes need it: the node waited for, and the link."""

    node: Node
    link: Dependency


class Graph(NamedTuple):
    """The live part of a plan; entries without usable dates have no span."""

    entries: Mapping[str, Linked]
    spans: Mapping[Node, Span]
    """Planned spans; of a group only where nothing is in the work package and its own dates are written."""
    edges: Mapping[str, tuple[Edge, ...]]
    """Per entry what it waits for."""
    members: Mapping[Group, tuple[str, ...]]
    inert: tuple[Dependency, ...]
    """Links that mean nothing because what they wait for is cancelled."""

    def nodes(self) -> Iterator[Node]:
        """All nodes, groups last."""
        yield from self.entries
        yield from self.members

    def before(self, node: Node) -> Iterator[Node]:
        """The nodes directly before this one."""
        if isinstance(node, Group):
            yield from self.members[node]
        else:
            for edge in self.edges.get(node, ()):
                yield edge.node

    def span(self, node: Node, spans: Mapping[Node, Span]) -> Span | None:
        """Where a node lies when the entries lie at ``spans``."""
        if not isinstance(node, Group):
            return spans.get(node)
        inside = [spans[member] for member in self.members[node] if member in spans]
        if not inside:
            return spans.get(node)
        return Span(min(span.start for span in inside), max(span.end for span in inside))


def span_of_entry(entry: Linked | WorkPackage) -> Span | None:
    """The planned span, or None where dates are missing or turned round."""
    if isinstance(entry, (Milestone, Deliverable)):
        return Span(entry.due.toordinal() + 1, entry.due.toordinal()) if entry.due else None
    if not entry.start or not entry.end or entry.end < entry.start:
        return None
    return Span(entry.start.toordinal(), entry.end.toordinal())


def entries_in(plan: Plan, wp: str, activities_only: bool = False) -> tuple[str, ...]:
    """Ids of what is live in a work package."""
    tables: tuple[Mapping[str, Linked], ...] = (plan.activities,)
    if not activities_only:
        tables = (plan.activities, plan.milestones, plan.deliverables)
    return tuple(id for table in tables for id, entry in table.items() if entry.wp == wp and not entry.cancelled)


def waited_for(plan: Plan, id: str, successor: Linked) -> Node | None:
    """The node a link to ``id`` waits for; None where that is cancelled or could not be read."""
    entry = plan.entry(id)
    if entry is None or entry.cancelled:
        return None
    if not isinstance(entry, WorkPackage):
        return id
    return Group(id, successor.wp == id and not isinstance(successor, Activity))


def graph_of(plan: Plan) -> Graph:
    """The graph of a plan; an id used twice (a finding) stands for the first in the order of ``Plan.entry``."""
    entries: dict[str, Linked] = {}
    for table in (plan.activities, plan.milestones, plan.deliverables):
        for id, entry in table.items():
            if not entry.cancelled:
                entries.setdefault(id, entry)
    edges, inert = _edges(plan, entries)
    groups = dict.fromkeys(edge.node for own in edges.values() for edge in own if isinstance(edge.node, Group))
    members = _members(entries, groups)
    dated: dict[Node, Linked | WorkPackage] = dict(entries.items())
    dated.update((group, plan.work_packages[group.wp]) for group in groups)
    spans = {node: span for node, entry in dated.items() if (span := span_of_entry(entry))}
    return Graph(entries, spans, edges, members, tuple(inert))


def _edges(plan: Plan, entries: Mapping[str, Linked]) -> tuple[dict[str, tuple[Edge, ...]], list[Dependency]]:
    edges, inert = {}, []
    for id, entry in entries.items():
        own = []
        for link in entry.after:
            node = waited_for(plan, link.id, entry)
            if node is not None:
                own.append(Edge(node, _dependency(id, link)))
            elif plan.entry(link.id) is not None:
                inert.append(_dependency(id, link))
        if own:
            edges[id] = tuple(own)
    return edges, inert


def _dependency(successor: str, link: Link) -> Dependency:
    return Dependency(link.id, successor, link.type, link.lag, link.place)


def _members(entries: Mapping[str, Linked], groups: Mapping[Group, None]) -> dict[Group, tuple[str, ...]]:
    inside: dict[Group, list[str]] = {group: [] for group in groups}
    for id, entry in entries.items() if groups else ():
        if entry.wp is None:
            continue
        for activities_only in (False, True):
            group = inside.get(Group(entry.wp, activities_only))
            if group is not None and (isinstance(entry, Activity) or not activities_only):
                group.append(id)
    return {group: tuple(ids) for group, ids in inside.items()}


def name_of(node: Node) -> str:
    """The id by which a person knows a node."""
    return node.wp if isinstance(node, Group) else node


def named(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """The ids by which a person knows these nodes."""
    return tuple(name_of(node) for node in nodes)
