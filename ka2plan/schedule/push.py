"""Following the links from what was moved: successors go as far as they are forced to, using up their slack
first.
"""

from __future__ import annotations

from collections.abc import Mapping

from ka2plan.figures.status import state_of
from ka2plan.plan.model import DONE, Entry
from ka2plan.schedule.broken import days_short
from ka2plan.schedule.days import Span, first_permitted, sets_start
from ka2plan.schedule.graph import Dependency, Edge, Group, Node, span_of_entry
from ka2plan.schedule.move import Mover
from ka2plan.schedule.schedule import Network


def is_done(entry: Entry) -> bool:
    """Whether an entry is done, reached or delivered, also by its dates, and so never moves."""
    return state_of(entry) == DONE


class Pushed:
    """The entries after a change: those that were changed, then in the network's order those that have to
    follow.

    A link pushes when what it waits for moves to later and its successor would come too early. What is done
    stays. Entries that were changed together are pushed only by links that held between them before.
    """

    def __init__(self, network: Network, changed: Mapping[str, Entry], mover: Mover) -> None:
        self.graph = network.graph
        self.before = network.graph.spans
        self.spans: dict[Node, Span] = dict(network.graph.spans)
        self.entries: dict[str, Entry] = {}
        self.because: dict[str, Dependency] = {}
        self.changed = frozenset(changed)
        self.mover = mover
        for id, entry in changed.items():
            self._place(id, entry)

    def follow(self, order: tuple[str, ...]) -> None:
        """Moves what has to follow; ``order`` has each entry after all that it waits for."""
        for id in order:
            entry = self.entries.get(id, self.graph.entries[id])
            pushing = [edge for edge in self.graph.edges.get(id, ()) if self._pushes(edge)]
            if pushing and not is_done(entry):
                self._push(id, entry, pushing)

    def _place(self, id: str, entry: Entry) -> None:
        self.entries[id] = entry
        span = span_of_entry(entry)
        nodes: tuple[Node, ...] = (id, Group(id), Group(id, activities_only=True))
        for node in nodes:
            if node not in self.before and node not in self.graph.entries:
                continue
            if span:
                self.spans[node] = span
            else:
                self.spans.pop(node, None)

    def _pushes(self, edge: Edge) -> bool:
        inside = (edge.node.wp, *self.graph.members[edge.node]) if isinstance(edge.node, Group) else (edge.node,)
        if self.entries.keys().isdisjoint(inside):
            return False
        short = days_short(self.graph, edge, self.spans)
        before, after = self.graph.span(edge.node, self.before), self.graph.span(edge.node, self.spans)
        if short is None or short <= 0 or before is None or after is None:
            return False
        if edge.link.successor in self.changed and (days_short(self.graph, edge, self.before) or 0) > 0:
            return False
        return self._permitted(edge, after) > self._permitted(edge, before)

    def _push(self, id: str, entry: Entry, edges: list[Edge]) -> None:
        starts: list[int] = []
        ends: list[int] = []
        for edge in edges:
            predecessor = self.graph.span(edge.node, self.spans)
            if predecessor:
                (starts if sets_start(edge.link.type) else ends).append(self._permitted(edge, predecessor))
        moved = self.mover.forced(entry, max(starts, default=None), max(ends, default=None))
        self.because[id] = max(edges, key=lambda edge: days_short(self.graph, edge, self.spans) or 0).link
        self._place(id, moved)

    @staticmethod
    def _permitted(edge: Edge, predecessor: Span) -> int:
        return first_permitted(edge.link.type, edge.link.lag, predecessor)
