"""Three-way merge of sequences: what each side did to the base, and where both did something to one place."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)

LONG = 400
"""Elements from which a sequence is cut before it is compared, which takes the square of its length."""

MOST_COMPARED = 250_000
"""Elements of one side times those of the other between two cuts; of more, all that differs is one edit."""


class Stretch(NamedTuple, Generic[T]):
    """A part of the base with what the sides have in its place."""

    base: tuple[T, ...]
    ours: tuple[T, ...]
    theirs: tuple[T, ...]

    @property
    def is_clash(self) -> bool:
        """Whether both sides did something here, and not the same."""
        return self.ours not in (self.base, self.theirs) and self.theirs != self.base

    @property
    def merged(self) -> tuple[T, ...]:
        """What came of it where the sides do not clash."""
        return self.theirs if self.ours == self.base else self.ours

    def side(self, name: str) -> tuple[T, ...]:
        """What came of it; where the sides clash, what ``ours``, ``base`` or ``theirs`` has."""
        return tuple(getattr(self, name)) if self.is_clash else self.merged


class Edit(NamedTuple, Generic[T]):
    """One side puts something in place of the base's elements from ``first`` up to ``last``, not included."""

    first: int
    last: int
    new: tuple[T, ...]


def aligned(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> Iterator[Stretch[T]]:
    """The three in stretches that belong together; edits that only touch each other stay apart."""
    sides = [list(edits_between(base, ours)), list(edits_between(base, theirs))]
    position = 0
    while any(sides):
        first, last, group = _next_group(sides)
        if position < first:
            untouched = tuple(base[position:first])
            yield Stretch(untouched, untouched, untouched)
        yield Stretch(tuple(base[first:last]), *(_applied(base, first, last, edits) for edits in group))
        position = last
    if position < len(base):
        untouched = tuple(base[position:])
        yield Stretch(untouched, untouched, untouched)


def union(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The merged lines; where the sides clash, ours and then what theirs has besides."""
    lines: list[str] = []
    for stretch in aligned(base, ours, theirs):
        lines.extend(stretch.side("ours"))
        if stretch.is_clash:
            lines.extend(line for line in stretch.theirs if line not in stretch.ours)
    return lines


def edits_between(base: Sequence[T], changed: Sequence[T]) -> Iterator[Edit[T]]:
    """What a side did; long sequences are first cut where both have elements that occur once in each."""
    position = start = 0
    for anchor, place in (*_anchors(base, changed), (len(base), len(changed))):
        for edit in _edits_of_part(base[position:anchor], changed[start:place]):
            yield Edit(edit.first + position, edit.last + position, edit.new)
        position, start = anchor, place


def _edits_of_part(base: Sequence[T], changed: Sequence[T]) -> Iterator[Edit[T]]:
    if base == changed:
        return
    if len(base) * len(changed) > MOST_COMPARED:
        first, behind = _common_ends(base, changed)
        yield Edit(first, len(base) - behind, tuple(changed[first : len(changed) - behind]))
        return
    from difflib import SequenceMatcher

    for what, first, last, start, stop in SequenceMatcher(None, base, changed, autojunk=False).get_opcodes():
        if what != "equal":
            yield Edit(first, last, tuple(changed[start:stop]))


def _common_ends(base: Sequence[T], changed: Sequence[T]) -> tuple[int, int]:
    """How many elements are the same at the beginning, and behind those at the end."""
    most = min(len(base), len(changed))
    first = next((place for place in range(most) if base[place] != changed[place]), most)
    behind = next((place for place in range(most - first) if base[-1 - place] != changed[-1 - place]), most - first)
    return first, behind


def _anchors(base: Sequence[T], changed: Sequence[T]) -> Iterator[tuple[int, int]]:
    """Places of one element in both, in the order of both."""
    if max(len(base), len(changed)) < LONG:
        return
    once = [_once(elements) for elements in (base, changed)]
    pairs = [(place, once[1][element]) for element, place in once[0].items() if element in once[1]]
    if pairs:
        kept = set(longest_rising([place for _base, place in pairs]))
        yield from (pair for pair in pairs if pair[1] in kept)


def _once(elements: Sequence[T]) -> dict[T, int]:
    """The place of each element that occurs once."""
    places: dict[T, int] = {}
    twice: set[T] = set()
    for place, element in enumerate(elements):
        if element in places:
            twice.add(element)
        places[element] = place
    return {element: place for element, place in places.items() if element not in twice}


def longest_rising(numbers: list[int]) -> list[int]:
    """A longest run of the numbers, all different, in which each is greater than the one before."""
    from bisect import bisect_left

    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        slot = bisect_left(tails, number)
        before[number] = tails[slot - 1] if slot else None
        tails[slot : slot + 1] = [number]
    run: list[int] = []
    last: int | None = tails[-1] if tails else None
    while last is not None:
        run.append(last)
        last = before[last]
    return run


def _next_group(sides: list[list[Edit[T]]]) -> tuple[int, int, tuple[list[Edit[T]], list[Edit[T]]]]:
    """Takes the first edit and those that overlap with it or with one another off the sides' lists."""
    group: tuple[list[Edit[T]], list[Edit[T]]] = ([], [])
    place = min((side for side in (0, 1) if sides[side]), key=lambda side: sides[side][0][:2])
    first, last = sides[place][0][:2]
    while place >= 0:
        edit = sides[place].pop(0)
        group[place].append(edit)
        last = max(last, edit.last)
        place = next((side for side in (0, 1) if sides[side] and _overlap(first, last, sides[side][0])), -1)
    return first, last, group


def _overlap(first: int, last: int, edit: Edit[T]) -> bool:
    if first == last:
        return edit.first == first and edit.last == last
    return edit.first < last and (edit.first > first or edit.last > edit.first)


def _applied(base: Sequence[T], first: int, last: int, edits: list[Edit[T]]) -> tuple[T, ...]:
    result: list[T] = []
    position = first
    for edit in edits:
        result.extend(base[position : edit.first])
        result.extend(edit.new)
        position = edit.last
    result.extend(base[position:last])
    return tuple(result)
