"""Three-way merge of an order: of the entries in a file, the keys of an entry, the elements of a list.

The result does not depend on which side is ours. What was in the base keeps the base's order, unless a side
moved it; what a side added stands behind what it stood behind there, and additions of both sides to one place
are sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Any, TypeVar

from ka2plan.merge.diff3 import longest_rising
from ka2plan.merge.three import Three

T = TypeVar("T", bound=Hashable)

Rank = Callable[[T], Any]
"""What additions to one place are sorted by."""


def merged_order(sides: Three[Sequence[T]], kept: Collection[T], rank: Rank[T]) -> list[T]:
    """The elements ``kept`` in their merged order; each stands in at least one of the three, once in each."""
    old = _order_of_old(sides.each(lambda side: [id for id in side if id in kept]), rank)
    position = {id: place for place, id in enumerate(old, 1)}
    runs_of_ours = _runs(sides.ours, sides.theirs, sides.base, old, kept, rank)
    runs_of_theirs = _runs(sides.theirs, sides.ours, sides.base, old, kept, rank)
    _settle_twice_added(runs_of_ours, runs_of_theirs, position)
    result: list[T] = []
    for anchor in (None, *old):
        if anchor is not None:
            result.append(anchor)
        if anchor in runs_of_ours or anchor in runs_of_theirs:
            result.extend(_zipped(runs_of_ours.get(anchor, []), runs_of_theirs.get(anchor, []), rank))
    return result


def _order_of_old(sides: Three[list[T]], rank: Rank[T]) -> list[T]:
    """The base's elements, in the order of the side that changed it."""
    base, ours, theirs = sides
    moved_by_ours, moved_by_theirs = _moved(base, ours), _moved(base, theirs)
    if not moved_by_theirs:
        return _reordered(base, ours)
    if not moved_by_ours or _reordered(base, ours) == _reordered(base, theirs):
        return _reordered(base, theirs)
    return _both_moved(base, (ours, moved_by_ours), (theirs, moved_by_theirs), rank)


def _reordered(base: list[T], side: list[T]) -> list[T]:
    """The base with what the side has too in the side's order."""
    present, known = set(side), set(base)
    following = iter([id for id in side if id in known])
    return [next(following) if id in present else id for id in base]


def _moved(base: list[T], side: list[T]) -> set[T]:
    """What a side moved: all but a longest run of elements that still follow one another as in the base."""
    place = {id: index for index, id in enumerate(base)}
    old = [id for id in side if id in place]
    places = [place[id] for id in old]
    if all(places[index] < places[index + 1] for index in range(len(places) - 1)):
        return set()
    return set(old) - {base[index] for index in longest_rising(places)}


def _both_moved(base: list[T], ours: tuple[list[T], set[T]], theirs: tuple[list[T], set[T]], rank: Rank[T]) -> list[T]:
    """The base's order with what either side moved behind what it stands behind there."""
    behind: dict[T | None, list[T]] = {}
    for id, place in _new_places(base, ours, theirs, rank).items():
        behind.setdefault(place, []).append(id)
    moved = ours[1] | theirs[1]
    result: list[T] = []
    for top in (None, *(id for id in base if id not in moved)):
        if top is not None:
            result.append(top)
        result.extend(_tree(top, behind, rank))
    placed = set(result)
    for index, id in enumerate(base):
        if id not in placed:  # both sides moved elements behind one another, in a circle
            before = next((result.index(other) for other in reversed(base[:index]) if other in placed), -1)
            result.insert(before + 1, id)
            placed.add(id)
    return result


def _new_places(
    base: list[T], ours: tuple[list[T], set[T]], theirs: tuple[list[T], set[T]], rank: Rank[T]
) -> dict[T, T | None]:
    known = set(base)
    places: dict[T, T | None] = {}
    for side, moved in (ours, theirs):
        previous: T | None = None
        for id in side:
            if id not in known:
                continue
            if id in moved and not (id in places and _sooner(places[id], previous, rank)):
                places[id] = previous
            previous = id
    return places


def _sooner(one: T | None, other: T | None, rank: Rank[T]) -> bool:
    return one is None or (other is not None and bool(rank(one) <= rank(other)))


def _tree(top: T | None, behind: dict[T | None, list[T]], rank: Rank[T]) -> Iterator[T]:
    waiting: list[T] = []
    id = top
    while True:
        waiting.extend(sorted(behind.get(id, ()), key=rank, reverse=True))
        if not waiting:
            return
        id = waiting.pop()
        yield id


def _runs(
    side: Sequence[T], other: Sequence[T], base: Sequence[T], old: list[T], kept: Collection[T], rank: Rank[T]
) -> dict[T | None, list[T]]:
    """What a side added, by what it goes behind.

    Where the other side moved what it stands behind, and it is more like what it stands before, it stays before that.
    """
    runs = _additions(side, set(base), kept)
    moved = _moved([id for id in base if id in kept], [id for id in other if id in kept]) if runs else set()
    anchors = [anchor for anchor in runs if anchor is not None and anchor in moved]
    if not anchors:
        return runs
    known = set(old)
    following = dict(pairwise(id for id in side if id in known))
    before: dict[T, T | None] = dict(zip(old, [None, *old], strict=False))
    for anchor in anchors:
        other_end = following.get(anchor)
        if other_end is None or other_end in moved or before[other_end] == anchor:
            continue
        if _is_nearer(runs[anchor], other_end, anchor, rank):
            runs.setdefault(before[other_end], []).extend(runs.pop(anchor))
    return runs


def _is_nearer(run: list[T], following: T, anchor: T, rank: Rank[T]) -> bool:
    """Whether what was added is more like what stands behind it than like what stands before it."""
    return _alike(rank(run[-1]), rank(following)) > _alike(rank(run[0]), rank(anchor))


def _alike(one: Any, other: Any) -> int:
    """In how many parts two ranks begin the same."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(_parts(one), _parts(other), strict=False)))


def _parts(rank: Any) -> Iterator[Any]:
    """A rank, which is made of tuples of tuples, in its smallest parts."""
    if isinstance(rank, tuple):
        for part in rank:
            yield from _parts(part)
    else:
        yield rank


def _additions(side: Sequence[T], known: Collection[T], kept: Collection[T]) -> dict[T | None, list[T]]:
    """What a side added, by the element of the base that it stands behind; None is the beginning."""
    runs: dict[T | None, list[T]] = {}
    anchor: T | None = None
    for id in side:
        if id not in kept:
            continue
        if id in known:
            anchor = id
        else:
            runs.setdefault(anchor, []).append(id)
    return runs


def _settle_twice_added(ours: dict[T | None, list[T]], theirs: dict[T | None, list[T]], position: dict[T, int]) -> None:
    """Leaves what both sides added, to different places, at the first of the two."""
    anchors = {id: anchor for anchor, run in ours.items() for id in run}
    for anchor, run in theirs.items():
        for id in tuple(run):
            other = anchors.get(id, anchor)
            if id in anchors and other != anchor:
                later = theirs if _place(other, position) < _place(anchor, position) else ours
                later[anchor if later is theirs else other].remove(id)


def _place(anchor: T | None, position: dict[T, int]) -> int:
    return 0 if anchor is None else position[anchor]


def _zipped(ours: Iterable[T], theirs: Iterable[T], rank: Rank[T]) -> Iterator[T]:
    """Both runs in one: each keeps its order, and of the two elements in front the lower goes first."""
    one, other = list(ours), list(theirs)
    while one and other:
        if one[0] == other[0]:
            yield one.pop(0)
            other.pop(0)
            continue
        first, second = (one, other) if rank(one[0]) <= rank(other[0]) else (other, one)
        if first[0] in second and second[0] not in first:
            first, second = second, first
        id = first.pop(0)
        if id in second:
            second.remove(id)
        yield id
    yield from one
    yield from other
