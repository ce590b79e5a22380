"""Sharing out work between those who take part, as flows: whether it can be done, what bounds it, the least change.

Work flows from what is to be done to partners in months, and from there into what each can do in the month. Amounts are
hundredths of effort as whole numbers. networkx is imported when the first question is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.figures.remaining_work import Cell, RemainingWork, Task
from ka2plan.named_tuples import NamedTuple

if TYPE_CHECKING:
    import networkx as nx

SOURCE, SINK = ("source",), ("sink",)

OTHER_MONTH = 1
"""What it costs to lay a hundredth into another month."""

OTHER_PARTNER = 10
"""What it costs to give a hundredth to another partner."""

TASK, ROOM, OVER, PARTNER, MONTH = "task", "room", "over", "partner", "month"

Node = tuple[Any, ...]


class Bottleneck(NamedTuple):
    """Work that finds no room, however it is shared."""

    tasks: tuple[str, ...]
    """What is to be done there."""
    cells: tuple[Cell, ...]
    """All that those who take part can give in its months, by partner and month."""
    need: int
    can: int

    @property
    def missing(self) -> int:
        """What is too much."""
        return self.need - self.can


class Shares(NamedTuple):
    """Who does how much in which month of each task."""

    by_task: Mapping[str, Mapping[Cell, int]]
    too_much: Mapping[Cell, int]
    """What is still above what a partner can do in a month."""


def bottlenecks(work: RemainingWork) -> tuple[Bottleneck, ...]:
    """Why the work cannot be shared out, each reason by itself; none where it can.

    Of all cuts that are smallest the one nearest to the work: nothing stands in it that binds nothing.
    """
    import networkx as nx

    graph = _flow_graph(work)
    need = sum(task.effort for task in work.tasks)
    if not need or nx.maximum_flow_value(graph, SOURCE, SINK) >= need:
        return ()
    _value, (_beyond, near) = nx.minimum_cut(graph.reverse(), SINK, SOURCE)
    bound = graph.subgraph(node for node in near if node != SOURCE)
    parts = [set(part) for part in nx.weakly_connected_components(bound)]
    found = [_bottleneck(work, part) for part in parts]
    return tuple(sorted(found, key=lambda one: (-one.missing, one.cells)))


def _flow_graph(work: RemainingWork) -> nx.DiGraph[Node]:
    import networkx as nx

    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_nodes_from((SOURCE, SINK))
    for task in work.tasks:
        for node, effort, cells in _sources(task):
            graph.add_edge(SOURCE, node, capacity=effort)
            graph.add_edges_from((node, (ROOM, *cell)) for cell in cells)
    for cell in _cells(work):
        room = work.room(cell)
        graph.add_edge((ROOM, *cell), SINK, **({} if room is None else {"capacity": room}))
    return graph


def _sources(task: Task) -> Iterator[tuple[Node, int, list[Cell]]]:
    """What flows from a task and where to; what cannot be written otherwise stays where it is."""
    if task.can_change:
        yield (TASK, task.entry), task.effort, list(task.cells)
        return
    for cell, effort in task.present.items():
        yield (TASK, task.entry, *cell), effort, [cell]


def _cells(work: RemainingWork) -> dict[Cell, None]:
    cells: dict[Cell, None] = {}
    for task in work.tasks:
        for _node, _effort, own in _sources(task):
            cells.update(dict.fromkeys(own))
    return cells


def _bottleneck(work: RemainingWork, part: set[Node]) -> Bottleneck:
    order = {id: place for place, id in enumerate(work.plan.partners)}
    cells = sorted(((node[1], node[2]) for node in part if node[0] == ROOM), key=lambda cell: (order[cell[0]], cell[1]))
    inside = [(task.entry, effort) for task in work.tasks for node, effort, _cells in _sources(task) if node in part]
    return Bottleneck(
        tuple(dict.fromkeys(entry for entry, _effort in inside)),
        tuple(cells),
        sum(effort for _entry, effort in inside),
        sum(work.room(cell) or 0 for cell in cells),
    )


def least_change(work: RemainingWork, *, between_partners: bool = True) -> Shares:
    """The shares with the least that is too much, and among those the ones nearest to the present.

    Another month costs less than another partner. Without ``between_partners`` each keeps what it has.
    """
    import networkx as nx

    graph = _cost_graph(work, between_partners=between_partners)
    _cost, flow = nx.network_simplex(graph)
    by_task: dict[str, dict[Cell, int]] = {}
    for task in work.tasks:
        shares = {cell: flow[TASK, task.entry, *cell][ROOM, *cell] for cell in _reached(task, between_partners)}
        by_task[task.entry] = {cell: effort for cell, effort in shares.items() if effort}
    over = {cell: flow[ROOM, *cell].get((OVER, *cell), 0) for cell in _cells(work)}
    return Shares(by_task, {cell: effort for cell, effort in over.items() if effort})


def _reached(task: Task, between_partners: bool) -> list[Cell]:
    """Where the work of a task can lie."""
    if not task.can_change:
        return list(task.present)
    return [cell for cell in task.cells if between_partners or task.of(cell[0])]


def _cost_graph(work: RemainingWork, *, between_partners: bool) -> nx.DiGraph[Node]:
    """What stays in its place costs nothing, what goes elsewhere as much as the change is; above capacity costs more
    than any row of changes.
    """
    import networkx as nx

    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_node(SINK, demand=sum(task.effort for task in work.tasks))
    for task in work.tasks:
        _add_task(graph, task, between_partners=between_partners)
    cells = _cells(work)
    dearest = (OTHER_PARTNER + OTHER_MONTH) * (len(cells) + len(work.tasks) + 1)
    for cell in cells:
        room = work.room(cell)
        if room is None:
            graph.add_edge((ROOM, *cell), SINK)
        else:
            graph.add_edge((ROOM, *cell), SINK, capacity=room)
            graph.add_edge((ROOM, *cell), (OVER, *cell), weight=dearest)
            graph.add_edge((OVER, *cell), SINK)
    return graph


def _add_task(graph: nx.DiGraph[Node], task: Task, *, between_partners: bool) -> None:
    """Each share in its place, from where it can go to other months of the partner and to others in the month; also by
    way of a month in which the partner is not there.
    """
    reached = _reached(task, between_partners)
    sharing = dict.fromkeys(id for id, _month in reached)
    for id, month in ((id, month) for id in sharing for month in task.months) if task.can_change else reached:
        here = (TASK, task.entry, id, month)
        graph.add_node(here, demand=-task.present.get((id, month), 0))
        if (id, month) in reached:
            graph.add_edge(here, (ROOM, id, month))
        if task.can_change:
            _add_detour(graph, here, (PARTNER, task.entry, id), OTHER_MONTH)
        if task.can_change and between_partners:
            _add_detour(graph, here, (MONTH, task.entry, month), OTHER_PARTNER)


def _add_detour(graph: nx.DiGraph[Node], here: Node, hub: Node, cost: int) -> None:
    graph.add_edge(here, hub, weight=cost)
    graph.add_edge(hub, here)
