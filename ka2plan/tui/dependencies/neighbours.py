"""The links of one entry to both sides: what it waits for and what waits for it, each with how much it leaves free."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Plan, WorkPackage
from ka2plan.plan.types.link_words import link_meaning
from ka2plan.schedule import Dependency
from ka2plan.schedule.broken import days_short
from ka2plan.schedule.graph import Node, entries_in
from ka2plan.session import Snapshot
from ka2plan.tui.toolkit.dialogs.picker import Choice
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.figures import days
from ka2plan.words.messages import _


class Neighbour(NamedTuple):
    """The other end of a link."""

    id: str
    title: str
    link: Dependency
    spare_days: int | None
    """By how many days the link could be longer; below 0 where the dates break it, None where it binds nothing."""
    redundant: bool = False
    """Whether other links imply it."""
    circular: bool = False
    """Whether it is part of a circle, in which all wait for one another."""

    def told(self) -> Told:
        """How the link stands, with its style."""
        if self.circular:
            return _("a circle"), "error"
        if self.spare_days is None:
            return _("no effect"), "dim"
        if self.spare_days < 0:
            return _("{days} too early").format(days=days(-self.spare_days)), "error"
        if self.redundant:
            return _("redundant"), "warning"
        return (_("{days} free").format(days=days(self.spare_days)) if self.spare_days else _("no gap")), "dim"

    @property
    def manner(self) -> str:
        """``FS``, ``SS +1m``: the type and the lag."""
        lag = self.link.lag
        return f"{self.link.type} {lag.number:+d}{lag.unit}" if lag.number else self.link.type

    def sentence(self) -> str:
        """What the link asks for, and how it stands."""
        link = self.link
        value = {"id": link.predecessor, "type": link.type, "lag": str(link.lag)}
        told = f"{link.successor} {link_meaning(value)}"
        more = self.told()[0]
        if self.redundant and self.spare_days is not None:
            more = _("not needed: other links already say the same")
        return f"{told}: {more}"


def before(snapshot: Snapshot, id: str) -> tuple[Neighbour, ...]:
    """What an entry waits for, in the order of its own list; also what binds nothing."""
    plan = snapshot.plan
    entry = plan.entry(id)
    if entry is None or isinstance(entry, WorkPackage):
        return ()
    links = (Dependency(link.id, id, link.type, link.lag, link.place) for link in entry.after)
    return tuple(_neighbour(snapshot, link, link.predecessor) for link in links)


def after(snapshot: Snapshot, id: str) -> tuple[Neighbour, ...]:
    """What waits for an entry, in the plan's order."""
    network = snapshot.network
    links = (*network.successors(id), *(link for link in network.inert if link.predecessor == id))
    return tuple(_neighbour(snapshot, link, link.successor) for link in links)


def _neighbour(snapshot: Snapshot, link: Dependency, other: str) -> Neighbour:
    plan, network = snapshot.plan, snapshot.network
    entry = plan.entry(other)
    redundant = any(_same(link, one) for one in network.redundant)
    circular = network.cycle is not None and (link.predecessor, link.successor) in _steps(network.cycle)
    title = entry.title if entry else ""
    return Neighbour(other, title, link, _spare(snapshot, link), redundant, circular)


def _same(one: Dependency, other: Dependency) -> bool:
    return one.successor == other.successor and one.place == other.place


def _steps(cycle: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return zip(cycle, (*cycle[1:], cycle[0]), strict=True)


def _spare(snapshot: Snapshot, link: Dependency) -> int | None:
    graph = snapshot.network.graph
    for edge in graph.edges.get(link.successor, ()):
        if edge.link.place == link.place:
            short = days_short(graph, edge, graph.spans)
            if short is not None and short <= 0 and snapshot.forecast:
                short = min(0, days_short(graph, edge, snapshot.forecast.spans) or 0)
            return None if short is None else -short
    return None


def link_path(plan: Plan, link: Dependency) -> Path:
    """Where the plan has a link."""
    return (plan.kind_of(link.successor) or "activities", link.successor, "after", link.place)


def successor_choices(snapshot: Snapshot, id: str) -> list[Choice[str]]:
    """What could wait for an entry; a choice that would close a circle is refused with the whole circle."""
    plan, network = snapshot.plan, snapshot.network
    waiting = {link.successor for link in network.successors(id)}
    ahead = _ahead_of(snapshot, id)
    choices: list[Choice[str]] = []
    for table in (plan.activities, plan.milestones, plan.deliverables):
        for other, entry in table.items():
            if other == id:
                continue
            circle = network.cycle_closed_by(id, other) if other in ahead else None
            refused = _("a circle: {way}").format(way=" > ".join((*circle, circle[0]))) if circle else ""
            title = entry.title + (_(" (waits already)") if other in waiting else "")
            choices.append(Choice(other, other, title, refused))
    return choices


def _ahead_of(snapshot: Snapshot, id: str) -> set[object]:
    """All that an entry, or what is in a work package, waits for, directly or not; and these themselves."""
    graph = snapshot.network.graph
    inside = entries_in(snapshot.plan, id) if id in snapshot.plan.work_packages else (id,)
    front: list[Node] = [node for node in inside if node in graph.entries]
    seen: set[object] = set(front)
    while front:
        for node in graph.before(front.pop()):
            if node not in seen:
                seen.add(node)
                front.append(node)
    return seen
