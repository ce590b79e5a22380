"""The order of a web of dependencies, or a cycle that prevents one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ka2plan.schedule.graph import Node, Web


def followers(web: Web) -> dict[Node, list[Node]]:
    """Per node the nodes directly after it, each as often as a link leads there."""
    after: dict[Node, list[Node]] = {node: [] for node in web.nodes()}
    for node in web.nodes():
        for earlier in web.before(node):
            after[earlier].append(node)
    return after


def in_order(web: Web, after: Mapping[Node, list[Node]]) -> tuple[Node, ...]:
    """The nodes, each after all that it waits for; those in or behind a cycle are missing."""
    waiting = dict.fromkeys(web.nodes(), 0)
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


def find_cycle(web: Web, after: Mapping[Node, list[Node]], order: tuple[Node, ...]) -> tuple[Node, ...]:
    """One cycle, a shortest one through some node of it; empty where the order is complete.

    Each comes before the next and the last before the first; it is told from the first in the plan's order.
    Takes linear time: cycles are never enumerated.
    """
    done = set(order)
    tangled = [node for node in web.nodes() if node not in done]
    if not tangled:
        return ()
    node, seen = tangled[0], set()
    while node not in seen:
        seen.add(node)
        node = next(earlier for earlier in web.before(node) if earlier not in done)
    cycle = shortest_path(after, node, (node,))
    place = {node: rank for rank, node in enumerate(tangled)}
    first = min(range(len(cycle)), key=lambda index: place[cycle[index]])
    return cycle[first:] + cycle[:first]


def shortest_path(after: Mapping[Node, list[Node]], start: Node, targets: Collection[Node]) -> tuple[Node, ...]:
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
