"""Which key paths the lines of one table write, and where."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.toml.paths import Path
from ka2plan.toml.value_spans import ARRAY, Key, Member, Value

Place = tuple[tuple[Member, ...], Key | None, bool]
"""The line and the members inside its brackets that lead there; the part of a key that names the path's last part, None
for the element of an array; and whether the path ends here.
"""

Mentions = dict[Path, list[Place]]


def mentions_of(members: tuple[Member, ...]) -> Mentions:
    """Every path that the members write or imply, counted from the table that holds them, in file order."""
    found: Mentions = {}
    for path, place in _among(members, (), ()):
        found.setdefault(path, []).append(place)
    return found


def _among(members: tuple[Member, ...], above: Path, chain: tuple[Member, ...]) -> Iterator[tuple[Path, Place]]:
    for member in members:
        here, path = (*chain, member), above
        last = member.keys[-1]
        for key in member.keys:
            path = (*path, key.name)
            yield path, (here, key, key is last)
        yield from _inside(member.value, path, here)


def _inside(value: Value, path: Path, chain: tuple[Member, ...]) -> Iterator[tuple[Path, Place]]:
    if value.kind != ARRAY:
        yield from _among(value.members, path, chain)
        return
    for index, element in enumerate(value.members):
        here = (*chain, element)
        yield (*path, index), (here, None, True)
        yield from _inside(element.value, (*path, index), here)
