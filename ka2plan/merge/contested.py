"""Entries that clash although their fields do not: taken out here and named there, or one id for two things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from ka2plan.document import references
from ka2plan.merge.clash import DELETED, DOUBLED, natural
from ka2plan.merge.three import Three
from ka2plan.plan.schema import KINDS
from ka2plan.toml import Path

Data = dict[str, Any]

SHARING = tuple(kind.name for kind in KINDS if kind.shares_ids)


def contested(sides: Three[Data], variants: Sequence[Data]) -> dict[Path, str]:
    """The entries by path, with the kind of clash: ``DELETED`` or ``DOUBLED``.

    Args:
        sides: base, ours, theirs.
        variants: the merged data; where the sides clash elsewhere, with ours and with theirs there.
    """
    found: dict[Path, str] = {}
    for path in _taken_out(sides):
        if used_by(path, sides, variants):
            found[path] = DELETED
    for one, other in _in_two_kinds(sides):
        found[one] = found[other] = DOUBLED
    return found


def used_by(path: Path, sides: Three[Data], variants: Sequence[Data]) -> tuple[Path, ...]:
    """Where merged data name an entry that one side took out, and where that side does not name it."""
    kind, id = str(path[0]), str(path[1])
    deleter = sides.theirs if id in _table(sides.ours, kind) else sides.ours
    known = {_without_place(where) for where in references(deleter, kind, id)}
    naming = dict.fromkeys(where for data in variants for where in references(data, kind, id))
    return tuple(where for where in naming if _without_place(where) not in known)


def free_id(id: str, *plans: Data) -> str:
    """The next id that none of the plans has: A2.5 for A2.4."""
    taken = {other for data in plans for kind in KINDS for other in _table(data, kind.name)}
    stem = id.rstrip("0123456789")
    number = int(id[len(stem) :][:9] or 1) + 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def _taken_out(sides: Three[Data]) -> Iterator[Path]:
    for kind in KINDS:
        one, other = _table(sides.ours, kind.name), _table(sides.theirs, kind.name)
        for id in _table(sides.base, kind.name):
            if (id in one) != (id in other):
                yield (kind.name, id)


def _in_two_kinds(sides: Three[Data]) -> Iterator[tuple[Path, Path]]:
    """New ids that ours gave in one kind and theirs in another."""
    new = [
        {id: kind for kind in SHARING for id in _table(side, kind) if id not in _table(sides.base, kind)}
        for side in sides[1:]
    ]
    for id in sorted(new[0].keys() & new[1].keys(), key=natural):
        if new[0][id] != new[1][id]:
            yield (new[0][id], id), (new[1][id], id)


def _without_place(path: Path) -> Path:
    """The path without the place in a list: an element that moved is no new reference."""
    return tuple(takewhile(lambda part: isinstance(part, str), path))


def _table(data: Data, name: str) -> Data:
    table = data.get(name)
    return table if isinstance(table, dict) else {}
