"""Sharing out work between those who take part, as flows: whether it can be done, what bounds it, the least change.

Work flows from what is to be done to partners in months, and from there into what each can do in the month. Amounts are
hundredths of effort as whole numbers. networkx is imported when the first question is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.figures.workload import Cell
from ka2plan.named_tuples import NamedTuple
from ka2plan.schedule.remaining_work import RemainingWork, Task

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


class Part(NamedTuple):
    """Work that shares months of partners with too much, directly or by way of other work: solved by itself."""

    units: tuple[Task, ...]
    """Tasks, each with no more of its partners and months than it can exchange."""
    cells: tuple[Cell, ...]

    @property
    def edges(self) -> int:
        """How large its graph of changes is."""
        inner = (2 if len(unit.partners) == 1 else 4 for unit in self.units)
        outer = (len(unit.cells) for unit in self.units)
        nodes = (len(unit.partners) * len(unit.months) if unit.can_change else 0 for unit in self.units)
        return 3 * len(self.cells) + sum(i * n + o for i, n, o in zip(inner, nodes, outer, strict=True))


class Shares(NamedTuple):
    """Who does how much in which month of each task."""

    by_task: Mapping[str, Mapping[Cell, int]]
    too_much: Mapping[Cell, int]
    """What is still above what a partner can do in a month."""


def parts_with_too_much(work: RemainingWork, *, between_partners: bool = True) -> tuple[Part, ...]:
    """The work that too much concerns, in parts that exchange nothing; all other work can stay as it is.

    Without ``between_partners`` each partner keeps what it has.
    """
    import networkx as nx

    units = list(_units(work, between_partners=between_partners))
    loads: dict[Cell, int] = {}
    graph: nx.Graph[Node | int] = nx.Graph()
    for place, unit in enumerate(units):
        graph.add_edges_from((place, cell) for cell in unit.cells)
        for cell, effort in unit.present.items():
            loads[cell] = loads.get(cell, 0) + effort
    over = {cell for cell, load in loads.items() if (room := work.room(cell)) is not None and load > room}
    found = (part for part in nx.connected_components(graph) if not over.isdisjoint(part))
    return tuple(
        _part([units[place] for place in sorted(one for one in part if isinstance(one, int))]) for part in found
    )


def _part(units: list[Task]) -> Part:
    return Part(tuple(units), tuple(dict.fromkeys(cell for unit in units for cell in unit.cells)))


def _units(work: RemainingWork, *, between_partners: bool) -> Iterator[Task]:
    """Tasks by what is exchanged: what cannot be written otherwise stays where it is, cell by cell."""
    for task in work.tasks:
        if not task.can_change:
            for cell, effort in task.present.items():
                yield task._replace(partners=(cell[0],), cells=(cell,), present={cell: effort})
        elif between_partners:
            yield task
        else:
            yield from _by_partner(task)


def _by_partner(task: Task) -> Iterator[Task]:
    cells: dict[str, list[Cell]] = {}
    for cell in task.cells:
        cells.setdefault(cell[0], []).append(cell)
    for id, own in cells.items():
        present = {cell: task.present[cell] for cell in own if cell in task.present}
        if present:
            yield task._replace(partners=(id,), cells=tuple(own), present=present)


def missing(work: RemainingWork, part: Part) -> int:
    """What of a part finds no room, however it is shared out."""
    import networkx as nx

    return sum(unit.effort for unit in part.units) - int(nx.maximum_flow_value(_flow_graph(work, part), SOURCE, SINK))


def bottlenecks(work: RemainingWork, parts: tuple[Part, ...]) -> tuple[Bottleneck, ...]:
    """Why these parts of the work cannot be shared out, each reason by itself; none where they can.

    Of all cuts that are smallest the one nearest to the work: nothing stands in it that binds nothing.
    """
    found = [one for part in parts for one in _bottlenecks_of(work, part)]
    return tuple(sorted(found, key=lambda one: (-one.missing, one.cells)))


def _bottlenecks_of(work: RemainingWork, part: Part) -> Iterator[Bottleneck]:
    import networkx as nx

    graph = _flow_graph(work, part)
    value, (_beyond, near) = nx.minimum_cut(graph.reverse(), SINK, SOURCE)
    if value >= sum(unit.effort for unit in part.units):
        return
    bound = graph.subgraph(node for node in near if node != SOURCE)
    for nodes in nx.weakly_connected_components(bound):
        yield _bottleneck(work, part, set(nodes))


def _flow_graph(work: RemainingWork, part: Part) -> nx.DiGraph[Node]:
    import networkx as nx

    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_nodes_from((SOURCE, SINK))
    for place, unit in enumerate(part.units):
        graph.add_edge(SOURCE, (TASK, place), capacity=unit.effort)
        graph.add_edges_from(((TASK, place), (ROOM, *cell)) for cell in unit.cells)
    for cell in part.cells:
        room = work.room(cell)
        graph.add_edge((ROOM, *cell), SINK, **({} if room is None else {"capacity": room}))
    return graph


def _bottleneck(work: RemainingWork, part: Part, nodes: set[Node]) -> Bottleneck:
    order = {id: place for place, id in enumerate(work.plan.partners)}
    cells = sorted(
        ((node[1], node[2]) for node in nodes if node[0] == ROOM), key=lambda cell: (order[cell[0]], cell[1])
    )
    inside = [unit for place, unit in enumerate(part.units) if (TASK, place) in nodes]
    return Bottleneck(
        tuple(dict.fromkeys(unit.entry for unit in inside)),
        tuple(cells),
        sum(unit.effort for unit in inside),
        sum(work.room(cell) or 0 for cell in cells),
    )


def shares_of(work: RemainingWork, parts: tuple[Part, ...]) -> Shares:
    """The shares with the least that is too much, and among those the ones nearest to the present.

    Another month costs less than another partner. Work outside the parts stays as it is.
    """
    import networkx as nx

    by_task = {task.entry: dict(task.present) for task in work.tasks}
    too_much: dict[Cell, int] = {}
    for part in parts:
        _cost, flow = nx.network_simplex(_cost_graph(work, part))
        for place, unit in enumerate(part.units):
            own = by_task[unit.entry]
            for cell in unit.cells:
                own[cell] = flow[TASK, place, *cell][ROOM, *cell]
        over = {cell: flow[ROOM, *cell].get((OVER, *cell), 0) for cell in part.cells}
        too_much |= {cell: effort for cell, effort in over.items() if effort}
    by_task = {entry: {cell: effort for cell, effort in own.items() if effort} for entry, own in by_task.items()}
    return Shares(by_task, too_much)


def _cost_graph(work: RemainingWork, part: Part) -> nx.DiGraph[Node]:
    """What stays in its place costs nothing, what goes elsewhere as much as the change is; above capacity costs more
    than any row of changes.
    """
    import networkx as nx

    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_node(SINK, demand=sum(unit.effort for unit in part.units))
    for place, unit in enumerate(part.units):
        _add_unit(graph, place, unit)
    dearest = (OTHER_PARTNER + OTHER_MONTH) * (len(part.cells) + len(part.units) + 1)
    for cell in part.cells:
        room = work.room(cell)
        if room is None:
            graph.add_edge((ROOM, *cell), SINK)
        else:
            graph.add_edge((ROOM, *cell), SINK, capacity=room)
            graph.add_edge((ROOM, *cell), (OVER, *cell), weight=dearest)
            graph.add_edge((OVER, *cell), SINK)
    return graph


def _add_unit(graph: nx.DiGraph[Node], place: int, unit: Task) -> None:
    """Each share in its place, from where it can go to other months of the partner and to others in the month; also by
    way of a month in which the partner is not there.
    """
    everywhere = [(id, month) for id in unit.partners for month in unit.months]
    for id, month in everywhere if unit.can_change else unit.cells:
        here = (TASK, place, id, month)
        graph.add_node(here, demand=-unit.present.get((id, month), 0))
        if unit.can_change:
            _add_detour(graph, here, (PARTNER, place, id), OTHER_MONTH)
        if unit.can_change and len(unit.partners) > 1:
            _add_detour(graph, here, (MONTH, place, month), OTHER_PARTNER)
    graph.add_edges_from(((TASK, place, *cell), (ROOM, *cell)) for cell in unit.cells)


def _add_detour(graph: nx.DiGraph[Node], here: Node, hub: Node, cost: int) -> None:
    graph.add_edge(here, hub, weight=cost)
    graph.add_edge(hub, here)
