"""Links as TaskJuggler holds them: every one as days between the beginnings of two tasks, none below nought.

TaskJuggler has links that begin at another task's end or start, and gaps of no less than nothing. What a plan's link
asks for, of any type and lag, is a number of days from one beginning to the other, as long as lengths stay. Where that
is below nought, the successor's days count from a point that lies so much before the predecessor's beginning.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ka2plan.export.material import Material
from ka2plan.named_tuples import NamedTuple
from ka2plan.schedule import Dependency
from ka2plan.schedule.days import Span, first_permitted, sets_start
from ka2plan.schedule.graph import Edge, Group
from ka2plan.schedule.push import is_done


class Wait(NamedTuple):
    """What a beginning waits for."""

    id: str
    """The entry, or the work package where its first beginning is meant."""
    days: int
    """From its beginning to the earliest of what waits."""
    link: Dependency

    @property
    def is_plain(self) -> bool:
        """Whether TaskJuggler's own link, end to start, says the same."""
        return self.link.type == "FS" and self.link.lag.number >= 0 and self.link.lag.unit != "m"


class FreeLinks:
    """The links that a plan keeps, with the days they ask for; none where they run in a circle."""

    def __init__(self, material: Material) -> None:
        self.network = material.network
        self.broken = material.broken_links
        self.spans = self.network.graph.spans

    @cached_property
    def waits(self) -> dict[str, list[Wait]]:
        """Per entry what it waits for; nothing for what is done, which never moves."""
        return {
            id: [wait for wait in waits if wait.id in self.leads or wait.days >= self.leads[id]]
            for id, waits in self._all_waits.items()
        }

    @cached_property
    def untold(self) -> dict[str, list[Dependency]]:
        """Per entry the links that are left out: broken ones, which TaskJuggler would refuse or mend, and others."""
        told = {wait.link for waits in self.waits.values() for wait in waits}
        edges = self.network.graph.edges.items()
        return {id: [edge.link for edge in own if edge.link not in told] for id, own in edges}

    @cached_property
    def leads(self) -> dict[str, int]:
        """Per entry by how many days the point lies before its beginning that others count from; 0 for most."""
        found = dict.fromkeys(self.network.graph.entries, 0)
        for id in reversed(self.network.order):
            for wait in self._all_waits[id]:
                if wait.id in found:
                    found[wait.id] = max(found[wait.id], found[id] - wait.days)
        return found

    @cached_property
    def _all_waits(self) -> dict[str, list[Wait]]:
        return {id: list(self._waits_of(id)) for id in self.network.graph.entries}

    def _waits_of(self, id: str) -> Iterator[Wait]:
        entry = self.network.graph.entries[id]
        if self.network.cycle or id not in self.spans or is_done(entry):
            return
        for edge in self.network.graph.edges.get(id, ()):
            if edge.link not in self.broken:
                yield from self._waits_for(edge, self.spans[id])

    def _waits_for(self, edge: Edge, successor: Span) -> Iterator[Wait]:
        """Of a work package all that is in it where its end counts, else its first beginning, if that comes before."""
        if not isinstance(edge.node, Group):
            if edge.node in self.spans:
                yield Wait(edge.node, _days(edge, self.spans[edge.node], successor), edge.link)
            return
        members = [member for member in self.network.graph.members[edge.node] if member in self.spans]
        if edge.link.type in ("FS", "FF"):
            for member in members:
                yield Wait(member, _days(edge, self.spans[member], successor), edge.link)
            return
        whole = self.network.graph.span(edge.node, self.spans)
        if members and whole and not edge.node.activities_only and (days := _days(edge, whole, successor)) >= 0:
            yield Wait(edge.node.wp, days, edge.link)


def _days(edge: Edge, predecessor: Span, successor: Span) -> int:
    """Days from the beginning of what is waited for to the first permitted; months as they lie in the plan."""
    permitted = first_permitted(edge.link.type, edge.link.lag, predecessor)
    start = permitted if sets_start(edge.link.type) else permitted - successor.length + 1
    return start - predecessor.start
