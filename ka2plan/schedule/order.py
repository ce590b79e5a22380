"""The order of a graph of dependencies, or a cycle that prevents one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ka2plan.schedule.graph import Graph, Group, Node, name_of


def followers(graph: Graph) -> dict[Node, list[Node]]:
    """Per node the nodes directly after it, each as often as a link leads there."""
    after: dict[Node, list[Node]] = {node: [] for node in graph.nodes()}
    for node in graph.nodes():
        for earlier in graph.before(node):
            after[earlier].append(node)
    return after


def in_order(graph: Graph, after: Mapping[Node, list[Node]]) -> tuple[Node, ...]:
    """The nodes, each after all that it waits for; those in or behind a cycle are missing."""
    waiting = dict.fromkeys(graph.nodes(), 0)
    for directly_after in after.values():
        for node in directly_after:
            waiting[node] += 1
    order = [node for node, count in waiting.items() if count == 0]
    for node in order:
        for later in after[node]:
            waiting[later] -= 1
            if waiting[later] == 0:
                order.append(later)
    return tuple(order)


def find_cycle(graph: Graph, after: Mapping[Node, list[Node]], order: tuple[Node, ...]) -> tuple[Node, ...]:
    """One cycle, a shortest one through some node of it; empty where the order is complete.

    Each comes before the next and the last before the first. It is the same one, told from the same node, in whatever
    order the plan has its tables. Takes linear time: cycles are never enumerated.
    """
    done = set(order)
    tangled = {node for node in graph.nodes() if node not in done}
    if not tangled:
        return ()
    node, seen = min(tangled, key=by_id), set()
    while node not in seen:
        seen.add(node)
        node = min((earlier for earlier in graph.before(node) if earlier in tangled), key=by_id)
    return cycle_through(node, {one: after[one] for one in tangled})


def cycle_through(node: Node, after: Mapping[Node, Collection[Node]]) -> tuple[Node, ...]:
    """A shortest cycle through a node that is in one, told from its first node by id."""
    cycle = shortest_path({one: sorted(later, key=by_id) for one, later in after.items()}, node, (node,))
    first = min(range(len(cycle)), key=lambda index: by_id(cycle[index]))
    return cycle[first:] + cycle[:first]


def by_id(node: Node) -> tuple[tuple[tuple[tuple[str, int], ...], str], bool, bool]:
    """What sorts nodes by their ids, numbers in them as numbers, wherever they stand in the plan."""
    only_activities = isinstance(node, Group) and node.activities_only
    return natural(name_of(node)), isinstance(node, Group), only_activities


def natural(id: str) -> tuple[tuple[tuple[str, int], ...], str]:
    """What sorts ids as people do: A2 before A10."""
    import re

    parts = tuple((part, 0) if not part.isdecimal() else ("", int(part)) for part in re.split(r"(\d+)", id))
    return parts, id


def shortest_path(after: Mapping[Node, Collection[Node]], start: Node, targets: Collection[Node]) -> tuple[Node, ...]:
    """The nodes on the shortest way from ``start`` into one of ``targets``; empty where there is none.

    A way back to the start ends before it.
    """
    came_from: dict[Node, Node] = {}
    front = [start]
    for node in front:
        for later in after.get(node, ()):
            if later in targets:
                way = [node] if later == start else [later, node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if later not in came_from:
                came_from[later] = node
                front.append(later)
    return ()
