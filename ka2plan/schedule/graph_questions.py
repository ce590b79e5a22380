"""Questions about a plan as a graph, answered by networkx: cycles, who works with whom, who holds them together.

networkx is imported when the first question is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import Plan
from ka2plan.schedule.graph import Node, name_of, named
from ka2plan.schedule.order import by_id, cycle_through, natural
from ka2plan.schedule.schedule import Network

if TYPE_CHECKING:
    import networkx as nx


class Tangle(NamedTuple):
    """Entries that all wait for one another by one cycle or several."""

    members: tuple[str, ...]
    """Everything in the tangle, by id."""
    cycle: tuple[str, ...]
    """One of its cycles: each comes before the next, the last before the first."""


def dependency_graph(network: Network) -> nx.DiGraph[Node]:
    """The dependencies as a networkx graph, from what is waited for to what waits.

    Nodes are ids and groups (what a link to a work package waits for); an edge has the links it stands for as
    ``links``: none from an entry to its group.
    """
    import networkx as nx

    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_nodes_from(network.graph.nodes())
    for group, members in network.graph.members.items():
        graph.add_edges_from(((member, group) for member in members), links=())
    for id, edges in network.graph.edges.items():
        for edge in edges:
            links = graph.get_edge_data(edge.node, id, {"links": ()})["links"]
            graph.add_edge(edge.node, id, links=(*links, edge.link))
    return graph


def tangles(network: Network) -> tuple[Tangle, ...]:
    """Every tangle of the dependencies with its members and one cycle of it, the same one whatever the order of the
    tables; cycles are never enumerated.
    """
    import networkx as nx

    graph = dependency_graph(network)
    found = []
    for component in nx.strongly_connected_components(graph):
        part = graph.subgraph(component)
        if len(component) > 1 or nx.number_of_selfloops(part):
            cycle = cycle_through(min(component, key=by_id), {node: list(part[node]) for node in part})
            members = sorted({name_of(node) for node in component}, key=natural)
            found.append(Tangle(tuple(members), named(cycle)))
    return tuple(sorted(found, key=lambda tangle: natural(tangle.members[0])))


PARTNER, ACTIVITY = "partner", "activity"


def participation_graph(plan: Plan) -> nx.Graph[tuple[str, str]]:
    """Partners and live activities as a bipartite graph, an edge where a partner leads an activity or takes
    part.

    Nodes are ``(PARTNER, id)`` and ``(ACTIVITY, id)``, since a partner may have the id of an activity; the
    attribute ``bipartite`` is 0 for partners and 1 for activities.
    """
    import networkx as nx

    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    graph.add_nodes_from(((PARTNER, id) for id in plan.partners), bipartite=0)
    for activity in plan.live_activities():
        node = (ACTIVITY, activity.id)
        graph.add_node(node, bipartite=1)
        graph.add_edges_from(((PARTNER, id), node) for id in activity.participants if id in plan.partners)
    return graph


def partner_groups(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """The partners in groups that no activity joins, each in the plan's order; one group where all hang
    together.
    """
    import networkx as nx

    rank = {id: place for place, id in enumerate(plan.partners)}
    parts = nx.connected_components(participation_graph(plan))
    inside = (tuple(sorted((id for kind, id in part if kind == PARTNER), key=rank.__getitem__)) for part in parts)
    return tuple(sorted((part for part in inside if part), key=lambda part: rank[part[0]]))


def apart_from_coordinator(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """The groups of partners that no chain of shared activities joins to the coordinator's group.

    Without a known coordinator, to the largest group.
    """
    groups = partner_groups(plan)
    home = next((group for group in groups if plan.project.coordinator in group), None)
    home = home or max(groups, key=len, default=())
    return tuple(group for group in groups if group is not home)


def bridges(plan: Plan) -> tuple[str, ...]:
    """The partners without whom others would share no chain of activities any more, in the plan's order.

    Found among partners and activities, which are far fewer edges than all pairs of those who work together.
    """
    import networkx as nx

    graph = participation_graph(plan)
    graph.remove_nodes_from([node for node in graph if node[0] == ACTIVITY and len(graph[node]) < 2])
    cut = set(nx.articulation_points(graph))
    return tuple(id for id in plan.partners if (PARTNER, id) in cut)


def collaboration_graph(plan: Plan) -> nx.Graph[str]:
    """Who works with whom: partners, joined where they share activities, ``weight`` being how many they
    share.
    """
    import networkx as nx

    partners = [(PARTNER, id) for id in plan.partners]
    graph = participation_graph(plan)
    shared = nx.bipartite.weighted_projected_graph(graph, partners) if len(graph) > len(partners) else graph
    return nx.relabel_nodes(shared, {node: node[1] for node in partners})
