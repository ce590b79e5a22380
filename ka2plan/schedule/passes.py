"""The critical path method: one pass forward for the earliest dates, one backward for the latest."""

from __future__ import annotations

from collections.abc import Mapping

from ka2plan.schedule.days import Span, first_permitted, last_permitted, sets_start
from ka2plan.schedule.graph import Group, Node, Tie, Web


def earliest_spans(web: Web, order: tuple[Node, ...], first_day: int) -> dict[Node, Span]:
    """Where every node lies when all starts on ``first_day`` or as soon as links permit."""
    spans: dict[Node, Span] = {}
    for node in order:
        planned = web.spans.get(node)
        if isinstance(node, Group) and any(member in spans for member in web.members[node]):
            span = web.span(node, spans)
            if span:
                spans[node] = span
        elif planned:
            start = first_day
            for tie in web.ties.get(node, ()) if isinstance(node, str) else ():
                if tie.node in spans:
                    start = max(start, _earliest_start(tie, spans[tie.node], planned.length))
            spans[node] = Span(start, start + planned.length - 1)
    return spans


def _earliest_start(tie: Tie, predecessor: Span, length: int) -> int:
    permitted = first_permitted(tie.link.type, tie.link.lag, predecessor)
    return permitted if sets_start(tie.link.type) else permitted - length + 1


def latest_spans(web: Web, order: tuple[Node, ...], earliest: Mapping[Node, Span], last_day: int) -> dict[Node, Span]:
    """Where every entry lies when all is as late as it can be and still ends by ``last_day``.

    A work package starts with the first entry in it: a link that waits for its start binds that entry alone.
    """
    limits = _Limits(last_day)
    latest: dict[Node, Span] = {}
    for node in reversed(order):
        if node not in earliest:
            continue
        if isinstance(node, Group):
            limits.hand_on(node, [member for member in web.members[node] if member in earliest], earliest)
            continue
        length = earliest[node].length
        start = limits.latest_start(node, length)
        latest[node] = Span(start, start + length - 1)
        for tie in web.ties.get(node, ()):
            limits.bind(tie, latest[node])
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

    def bind(self, tie: Tie, successor: Span) -> None:
        limits = self.ends if tie.link.type in ("FS", "FF") else self.starts
        day = last_permitted(tie.link.type, tie.link.lag, successor)
        limits[tie.node] = min(day, limits.get(tie.node, day))

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
