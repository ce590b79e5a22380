"""Links that other links imply, whatever the dates and lengths; by bit sets, which stay quick in long
chains.
"""

from __future__ import annotations

from collections.abc import Mapping

from ka2plan.plan.calendar import Lag
from ka2plan.schedule.graph import Dependency, Edge, Graph, Node


def redundant_links(graph: Graph, order: tuple[Node, ...]) -> tuple[Dependency, ...]:
    """The links without which the plan would be as tightly bound, in the plan's order.

    A link of any type without lag, or with a negative one, is implied by a chain of FS links (without lag
    or with a positive one) from its predecessor to its successor; a link is also implied by another of its
    type between the same two with at least its lag, the earlier one of two that are equal. ``order`` holds
    all nodes.
    """
    reach = _Reach(graph, order)
    return tuple(
        edge.link
        for edges in graph.edges.values()
        for twins in [_twins(edges)]
        for edge in edges
        if _implied_by_twin(edge, twins[edge.node, edge.link.type])
        or (edge.link.lag.number <= 0 and reach.otherwise(edge))
    )


def _twins(edges: tuple[Edge, ...]) -> Mapping[tuple[Node, str], list[Edge]]:
    """The links to one successor by their predecessor and type."""
    twins: dict[tuple[Node, str], list[Edge]] = {}
    for edge in edges:
        twins.setdefault((edge.node, edge.link.type), []).append(edge)
    return twins


def _implied_by_twin(edge: Edge, twins: list[Edge]) -> bool:
    return any(other is not edge and _implies(other.link, edge.link) for other in twins)


def _implies(one: Dependency, other: Dependency) -> bool:
    least, most = _in_days(other.lag), _in_days(one.lag)
    if least is None and most is None:
        least, most = other.lag.number, one.lag.number
    if least is None or most is None:
        return other.lag.number <= 0 <= one.lag.number
    return least < most or (least == most and one.place < other.place)


def _in_days(lag: Lag) -> int | None:
    """The lag in days, or None for months, which differ in length."""
    if lag.unit == "m" and lag.number:
        return None
    return lag.number * (7 if lag.unit == "w" else 1)


def _chains(edge: Edge) -> bool:
    return edge.link.type == "FS" and edge.link.lag.number >= 0


class _Reach:
    """Which nodes can only start after another has ended, as one bit per node."""

    def __init__(self, graph: Graph, order: tuple[Node, ...]) -> None:
        self.place = {node: place for place, node in enumerate(order)}
        self.after = _chained(graph)
        self.bits: dict[Node, int] = {}
        self.beyond: dict[Node, int] = {}
        """Without those that only the nodes' own links lead to."""
        for node in reversed(order):
            next_ones = beyond = 0
            for later in self.after.get(node, ()):
                next_ones |= 1 << self.place[later]
                beyond |= self.bits[later]
            self.beyond[node] = beyond
            self.bits[node] = beyond | next_ones

    def otherwise(self, edge: Edge) -> bool:
        """Whether a chain leads to the successor without this link."""
        bit = 1 << self.place[edge.link.successor]
        reached = self.beyond if _chains(edge) else self.bits
        return bool(reached[edge.node] & bit)


def _chained(graph: Graph) -> Mapping[Node, set[Node]]:
    """Per node the nodes that a single link lets start only after its end, and the groups it is in."""
    after: dict[Node, set[Node]] = {}
    for group, members in graph.members.items():
        for member in members:
            after.setdefault(member, set()).add(group)
    for id, edges in graph.edges.items():
        for edge in filter(_chains, edges):
            after.setdefault(edge.node, set()).add(id)
    return after
