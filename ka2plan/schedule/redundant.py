"""Links that other links imply, whatever the dates and lengths; by bit sets, which stay quick in long
chains.
"""

from __future__ import annotations

from collections.abc import Mapping

from ka2plan.plan.calendar import Lag
from ka2plan.schedule.graph import Dependency, Node, Tie, Web


def redundant_links(web: Web, order: tuple[Node, ...]) -> tuple[Dependency, ...]:
    """The links without which the plan would be as tightly bound, in the plan's order.

    A link of any type without lag, or with a negative one, is implied by a chain of FS links (without lag
    or with a positive one) from its predecessor to its successor; a link is also implied by another of its
    type between the same two with at least its lag, the earlier one of two that are equal. ``order`` holds
    all nodes.
    """
    reach = _Reach(web, order)
    return tuple(
        tie.link
        for ties in web.ties.values()
        for tie in ties
        if _implied_by_twin(tie, ties) or (tie.link.lag.number <= 0 and reach.otherwise(tie))
    )


def _implied_by_twin(tie: Tie, ties: tuple[Tie, ...]) -> bool:
    return any(
        other.node == tie.node and other.link.type == tie.link.type and _implies(other.link, tie.link)
        for other in ties
        if other is not tie
    )


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


def _chains(tie: Tie) -> bool:
    return tie.link.type == "FS" and tie.link.lag.number >= 0


class _Reach:
    """Which nodes can only start after another has ended, as one bit per node."""

    def __init__(self, web: Web, order: tuple[Node, ...]) -> None:
        self.place = {node: place for place, node in enumerate(order)}
        self.after = _chained(web)
        self.bits: dict[Node, int] = {}
        for node in reversed(order):
            bits = 0
            for later in self.after.get(node, ()):
                bits |= self.bits[later] | 1 << self.place[later]
            self.bits[node] = bits

    def otherwise(self, tie: Tie) -> bool:
        """Whether a chain leads to the successor without this link."""
        bit = 1 << self.place[tie.link.successor]
        if not _chains(tie):
            return bool(self.bits[tie.node] & bit)
        return any(self.bits[later] & bit for later in self.after[tie.node])


def _chained(web: Web) -> Mapping[Node, set[Node]]:
    """Per node the nodes that a single link lets start only after its end, and the groups it is in."""
    after: dict[Node, set[Node]] = {}
    for group, members in web.members.items():
        for member in members:
            after.setdefault(member, set()).add(group)
    for id, ties in web.ties.items():
        for tie in filter(_chains, ties):
            after.setdefault(tie.node, set()).add(id)
    return after
