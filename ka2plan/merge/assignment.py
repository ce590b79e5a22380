"""The best way to pair two lists: every pair has a worth, and the pairs chosen have the greatest sum."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
U = TypeVar("U", bound=Hashable)

MOST_EXACT = 40
"""Larger groups are paired greedily, the best pair first: there the exact way takes too long."""

MOST_WEIGHED = 12
"""Larger groups weigh a pair against its next best only, not against every other way."""


def weighed_pairs(worth: Mapping[tuple[T, U], float]) -> Iterator[tuple[T, U, float]]:
    """The best pairs, each with what is lost where it is not chosen: little means that it is not sure."""
    for group in _groups(worth):
        best = _best_of_group(group)
        weigh = _lost_in_all if len(best) <= MOST_WEIGHED else _lost_to_the_next
        yield from ((one, other, lost) for (one, other), lost in zip(best.items(), weigh(group, best), strict=True))


def _lost_in_all(group: Mapping[tuple[T, U], float], best: Mapping[T, U]) -> Iterator[float]:
    """By how much the sum falls without each of the best pairs."""
    total = sum(group[pair] for pair in best.items())
    for chosen in best.items():
        without = _best_of_group({pair: value for pair, value in group.items() if pair != chosen})
        yield total - sum(group[pair] for pair in without.items())


def _lost_to_the_next(group: Mapping[tuple[T, U], float], best: Mapping[T, U]) -> Iterator[float]:
    """What each of the best pairs is worth above the next one with either of its elements and a free one."""
    taken = set(best.values())
    of_left: dict[T, float] = {}
    of_right: dict[U, float] = {}
    for (left, right), value in group.items():
        if right not in taken:
            of_left[left] = max(value, of_left.get(left, 0.0))
        if left not in best:
            of_right[right] = max(value, of_right.get(right, 0.0))
    for pair in best.items():
        yield group[pair] - max(of_left.get(pair[0], 0.0), of_right.get(pair[1], 0.0))


def _groups(worth: Mapping[tuple[T, U], float]) -> Iterator[dict[tuple[T, U], float]]:
    """The pairs in groups that have no element in common."""
    lefts: dict[T, list[tuple[T, U]]] = {}
    rights: dict[U, list[tuple[T, U]]] = {}
    for pair in worth:
        lefts.setdefault(pair[0], []).append(pair)
        rights.setdefault(pair[1], []).append(pair)
    seen: set[tuple[T, U]] = set()
    for first in worth:
        if first in seen:
            continue
        group: dict[tuple[T, U], float] = {}
        waiting = [first]
        seen.add(first)
        while waiting:
            pair = waiting.pop()
            group[pair] = worth[pair]
            for neighbour in (*lefts.pop(pair[0], ()), *rights.pop(pair[1], ())):
                if neighbour not in seen:
                    seen.add(neighbour)
                    waiting.append(neighbour)
        yield group


def _best_of_group(worth: Mapping[tuple[T, U], float]) -> dict[T, U]:
    if len(worth) <= 1:
        return dict(worth.keys())
    lefts = list(dict.fromkeys(one for one, _other in worth))
    rights = list(dict.fromkeys(other for _one, other in worth))
    if max(len(lefts), len(rights)) > MOST_EXACT:
        return _greedy(worth)
    return _exact(worth, lefts, rights)


def _greedy(worth: Mapping[tuple[T, U], float]) -> dict[T, U]:
    pairs: dict[T, U] = {}
    taken: set[U] = set()
    for one, other in sorted(worth, key=lambda pair: -worth[pair]):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _exact(worth: Mapping[tuple[T, U], float], lefts: list[T], rights: list[U]) -> dict[T, U]:
    """The Hungarian method: one left after the other gets its place along the cheapest way of moving others."""
    size = len(rights) + len(lefts)
    prices, discounts = [0.0] * (size + 1), [0.0] * (len(lefts) + 1)
    owner = [0] * (size + 1)
    for row in range(1, len(lefts) + 1):
        _place(row, worth, lefts, rights, (prices, discounts, owner))
    return {
        lefts[owner[column] - 1]: rights[column - 1]
        for column in range(1, len(rights) + 1)
        if owner[column] and (lefts[owner[column] - 1], rights[column - 1]) in worth
    }


def _place(
    row: int,
    worth: Mapping[tuple[T, U], float],
    lefts: list[T],
    rights: list[U],
    state: tuple[list[float], list[float], list[int]],
) -> None:
    """Finds a column for a row; columns behind those of the rights stand for having no partner."""
    prices, discounts, owner = state
    size = len(prices) - 1
    least, way, visited = [float("inf")] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    owner[0] = row
    column = 0
    while True:
        visited[column] = True
        current = owner[column]
        step, following = float("inf"), 0
        for candidate in range(1, size + 1):
            if visited[candidate]:
                continue
            cost = 0.0
            if candidate <= len(rights):
                cost = -worth.get((lefts[current - 1], rights[candidate - 1]), 0.0)
            reduced = cost - discounts[current] - prices[candidate]
            if reduced < least[candidate]:
                least[candidate], way[candidate] = reduced, column
            if least[candidate] < step:
                step, following = least[candidate], candidate
        for candidate in range(size + 1):
            if visited[candidate]:
                discounts[owner[candidate]] += step
                prices[candidate] -= step
            else:
                least[candidate] -= step
        column = following
        if owner[column] == 0:
            break
    while column:
        owner[column] = owner[way[column]]
        column = way[column]
