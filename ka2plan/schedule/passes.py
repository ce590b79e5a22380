"""The critical path method: one pass forward for the earliest dates, one backward for the latest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ka2plan.schedule.days import Span, first_permitted, last_permitted, sets_start
from ka2plan.schedule.graph import Edge, Graph, Group, Node

NOTHING: Mapping[Node, Any] = {}


def earliest_spans(
    graph: Graph,
    order: tuple[Node, ...],
    first_day: int,
    not_before: Mapping[Node, int] = NOTHING,
    fixed: Mapping[Node, Span] = NOTHING,
) -> dict[Node, Span]:
    """Where every node lies when all starts on ``first_day`` or as soon as links permit.

    ``not_before`` has a first day of its own for a node; what is ``fixed`` lies where it does, whatever its links say.
    """
    spans: dict[Node, Span] = {}
    for node in order:
        planned = graph.spans.get(node)
        if isinstance(node, Group) and any(member in spans for member in graph.members[node]):
            span = graph.span(node, spans)
            if span:
                spans[node] = span
        elif node in fixed:
            spans[node] = fixed[node]
        elif planned:
            start = not_before.get(node, first_day)
            for edge in graph.edges.get(node, ()) if isinstance(node, str) else ():
                if edge.node in spans:
                    start = max(start, _earliest_start(edge, spans[edge.node], planned.length))
            spans[node] = Span(start, start + planned.length - 1)
    return spans


def _earliest_start(edge: Edge, predecessor: Span, length: int) -> int:
    permitted = first_permitted(edge.link.type, edge.link.lag, predecessor)
    return permitted if sets_start(edge.link.type) else permitted - length + 1


def latest_spans(
    graph: Graph,
    order: tuple[Node, ...],
    earliest: Mapping[Node, Span],
    last_day: int,
    begun: Collection[Node] = frozenset(),
) -> dict[Node, Span]:
    """Where every entry lies when all is as late as it can be and still ends by ``last_day``.

    A work package starts with the first entry in it: a link that waits for its start binds that entry alone. What has
    ``begun`` waits for nothing any more, and nothing waits for its start.
    """
    limits = _Limits(last_day)
    latest: dict[Node, Span] = {}
    for node in reversed(order):
        if node not in earliest:
            continue
        if isinstance(node, Group):
            limits.hand_on(node, [member for member in graph.members[node] if member in earliest], earliest)
            continue
        length = earliest[node].length
        if node in begun:
            end = limits.latest_end(node)
            latest[node] = Span(end - length + 1, end)
            continue
        start = limits.latest_start(node, length)
        latest[node] = Span(start, start + length - 1)
        for edge in graph.edges.get(node, ()):
            limits.bind(edge, latest[node])
    return latest


class _Limits:
    """The last permitted start and end of each node, as far as its successors were seen."""

    def __init__(self, last_day: int) -> None:
        self.last_day = last_day
        self.starts: dict[Node, int] = {}
        self.ends: dict[Node, int] = {}

    def latest_start(self, node: Node, length: int) -> int:
        by_end = self.latest_end(node) - length + 1
        return min(by_end, self.starts.get(node, by_end))

    def latest_end(self, node: Node) -> int:
        return min(self.last_day, self.ends.get(node, self.last_day))

    def bind(self, edge: Edge, successor: Span) -> None:
        limits = self.ends if edge.link.type in ("FS", "FF") else self.starts
        day = last_permitted(edge.link.type, edge.link.lag, successor)
        limits[edge.node] = min(day, limits.get(edge.node, day))

    def hand_on(self, group: Group, members: list[str], earliest: Mapping[Node, Span]) -> None:
        if not members:
            return
        end = self.latest_end(group)
        for member in members:
            self.ends[member] = min(end, self.ends.get(member, end))
        start = self.starts.get(group)
        if start is not None:
            first = min(members, key=lambda member: earliest[member].start)
            self.starts[first] = min(start, self.starts.get(first, start))
