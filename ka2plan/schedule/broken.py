"""Links that dates break: by how many days, and the first day that would keep them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from ka2plan.named_tuples import NamedTuple
from ka2plan.schedule.days import Span, day_of, first_permitted, sets_start
from ka2plan.schedule.graph import Dependency, Edge, Graph, Node

if TYPE_CHECKING:
    from datetime import date


Moment = Literal["start", "end", "due"]


class Violation(NamedTuple):
    """A link that the planned dates break."""

    link: Dependency
    field: Moment
    """What is too early."""
    planned: date
    earliest: date
    """The first day for that field that keeps the link."""
    days: int
    """By how many days it is too early."""


def days_short(graph: Graph, edge: Edge, spans: Mapping[Node, Span]) -> int | None:
    """By how many days the successor is too early; at most 0 where the link is kept, None without dates."""
    predecessor, successor = graph.span(edge.node, spans), spans.get(edge.link.successor)
    if predecessor is None or successor is None:
        return None
    permitted = first_permitted(edge.link.type, edge.link.lag, predecessor)
    return permitted - (successor.start if sets_start(edge.link.type) else successor.end)


def violations(graph: Graph, spans: Mapping[Node, Span]) -> Iterator[Violation]:
    """Every link that entries lying at ``spans`` break, in the plan's order."""
    for edges in graph.edges.values():
        for edge in edges:
            days = days_short(graph, edge, spans)
            if days is not None and days > 0:
                yield violation(edge.link, spans[edge.link.successor], days)


def violation(link: Dependency, successor: Span, days: int) -> Violation:
    """The violation of a link whose successor lies there and is that many days too early."""
    field: Moment = "due" if successor.length == 0 else "start" if sets_start(link.type) else "end"
    planned = successor.start if field == "start" else successor.end
    return Violation(link, field, day_of(planned), day_of(planned + days), days)
