"""Spreading a total over amounts so that rows and columns add up: a transportation problem in whole units.

networkx is imported when the first question is asked.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ka2plan.named_tuples import NamedTuple

if TYPE_CHECKING:
    import networkx as nx

Key = TypeVar("Key", bound=Hashable)

FREE_ROWS, FREE_COLUMNS = ("free rows",), ("free columns",)


class Amount(NamedTuple):
    """One amount that may change: in which row and column it counts, and what it should be as nearly as possible."""

    row: Hashable
    column: Hashable
    wanted: int


class Margins(NamedTuple):
    """What rows and columns have to add up to; those that are not named are free."""

    total: int
    rows: Mapping[Any, int]
    columns: Mapping[Any, int]


class Range(NamedTuple):
    """What a row can add up to."""

    least: int
    most: int


def spread(amounts: Mapping[Key, Amount], margins: Margins) -> dict[Key, int] | None:
    """Amounts not below nought that add up to the margins and are together the nearest to what is wanted.

    None where no amounts add up to them.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    _add_margin(graph, {one.row for one in amounts.values()}, margins.rows, margins.total, of_rows=True)
    _add_margin(graph, {one.column for one in amounts.values()}, margins.columns, margins.total, of_rows=False)
    for key, one in amounts.items():
        graph.add_edge(("row", one.row), ("amount", key), "wanted", capacity=one.wanted)
        graph.add_edge(("row", one.row), ("amount", key), "more", weight=1)
        graph.add_edge(("amount", key), ("column", one.column))
    try:
        _cost, flow = nx.network_simplex(graph)
    except nx.NetworkXUnfeasible:
        return None
    return {key: sum(flow["row", one.row]["amount", key].values()) for key, one in amounts.items()}


def _add_margin(
    graph: nx.MultiDiGraph[Any], lines: set[Any], known: Mapping[Any, int], total: int, *, of_rows: bool
) -> None:
    """Gives each line what it has to add up to; what is left of the total is shared by those that are free."""
    kind, hub, sign = ("row", FREE_ROWS, -1) if of_rows else ("column", FREE_COLUMNS, 1)
    for line in sorted({*lines, *known}, key=str):
        graph.add_node((kind, line), demand=sign * known.get(line, 0))
    graph.add_node(hub, demand=sign * (total - sum(known.values())))
    for line in sorted(lines - known.keys(), key=str):
        graph.add_edge(*((hub, (kind, line)) if of_rows else ((kind, line), hub)))


def range_of(row: Hashable, amounts: Mapping[Key, Amount], columns: Mapping[Any, int]) -> Range:
    """What a row can add up to while the columns add up to the same: by what the others can take or give at most."""
    own = {one.column for one in amounts.values() if one.row == row}
    others = {one.column for one in amounts.values() if one.row != row}
    return Range(
        sum(size for column, size in columns.items() if column in own - others),
        sum(size for column, size in columns.items() if column in own),
    )
