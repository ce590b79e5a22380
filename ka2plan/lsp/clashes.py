"""Clashes between git's markers, each with the place of the text that it stands at."""

from __future__ import annotations

from functools import lru_cache

from ka2plan.merge.clash import Clash
from ka2plan.merge.conflicts import Conflicts, places_of_ours, read_conflicts
from ka2plan.merge.three_way import CannotMerge
from ka2plan.toml import Positions, TomlFault, conflict_line


@lru_cache(maxsize=8)
def conflicts_in(text: str) -> Conflicts | None:
    """The sides of a text with git's markers; None where there are none, or a side does not read."""
    if conflict_line(text) is None:
        return None
    try:
        return read_conflicts(text)
    except (TomlFault, CannotMerge):
        return None


def clashes_in(text: str) -> list[tuple[Clash, tuple[int, int]]]:
    """Every clash with the offsets of the side called ours between the markers, or of the line with the marker."""
    conflicts = conflicts_in(text)
    if conflicts is None:
        return []
    positions, places = Positions(conflicts.ours), places_of_ours(text)
    found = []
    for clash in conflicts.clashes:
        span = positions.span(clash.where)
        start = span[0] if span else 0
        nearest = min(places, key=lambda place: max(place.start - start, start - place.end, 0))
        found.append((clash, (nearest.opening, nearest.closing)))
    return found
