"""Entries that one side renamed and changed as well: told by their title, or by all that refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ka2plan.merge.plain_values import same
from ka2plan.plan.schema import KINDS, PARTNERS, PROJECT_KEYS, Key, Kind

Data = dict[str, Any]

Renames = Mapping[tuple[str, str], str]
"""Kind and old id -> new id."""

Place = tuple[str, str, str]
"""Kind, id and key of what refers to an entry; the project has no id."""

KEPT = 0.6
"""The part of the old entry's fields that are as they were, from which an entry with the same title is the same one."""

KEPT_IN_PLACE = 0.5
"""The same where every reference to the old id names the new one now; an entry with no more than a plan must have is
the place of one that is not known yet, and may have changed altogether."""

FEWEST_PLACES = 2
"""References that have to go along before that says anything."""


def likely_renames(base: Data, side: Data, known: Renames) -> dict[tuple[str, str], str]:
    """Entries of the base that the side has under another id with some fields changed, besides those known already.

    An entry is taken for another only where that is the one possibility on both sides.
    """
    found: dict[tuple[str, str], str] = {}
    places: tuple[dict[tuple[str, str], set[Place]], ...] = ()
    for kind in KINDS:
        gone = {id: entry for id, entry in _entries(base, kind).items() if id not in _entries(side, kind)}
        come = {id: entry for id, entry in _entries(side, kind).items() if id not in _entries(base, kind)}
        gone = {id: entry for id, entry in gone.items() if (kind.name, id) not in known}
        taken = {new for (name, _old), new in known.items() if name == kind.name}
        come = {id: entry for id, entry in come.items() if id not in taken}
        if gone and come:
            places = places or (_kept(_places(base), side, known), _places(side))
            found.update({(kind.name, old): new for old, new in _pairs(kind, gone, come, places)})
    return found


def _entries(data: Data, kind: Kind) -> Data:
    table = data.get(kind.name)
    return {id: entry for id, entry in table.items() if isinstance(entry, dict)} if isinstance(table, dict) else {}


def _pairs(
    kind: Kind, gone: Data, come: Data, places: tuple[dict[tuple[str, str], set[Place]], ...]
) -> Iterator[tuple[str, str]]:
    candidates = [
        (old, new)
        for old, entry in gone.items()
        for new, other in come.items()
        if _may_be(kind, entry, other, in_place=_all_go_along((kind.name, old), (kind.name, new), *places))
    ]
    for old, new in candidates:
        if sum(old == one or new == other for one, other in candidates) == 1:
            yield old, new


def _may_be(kind: Kind, entry: Data, other: Data, *, in_place: bool) -> bool:
    """Whether one entry can be the other under a new id."""
    if kind is PARTNERS and _differ(entry, other, "oid"):
        return False
    kept = sum(same(value, other.get(name)) for name, value in entry.items()) / max(1, len(entry))
    title = "name" if kind is PARTNERS else "title"
    has_same_title = bool(entry.get(title)) and same(entry[title], other.get(title))
    is_placeholder = all(key.required for key in kind.keys if key.name in entry)
    return (has_same_title and kept >= KEPT) or (in_place and (kept >= KEPT_IN_PLACE or is_placeholder))


def _differ(entry: Data, other: Data, name: str) -> bool:
    return name in entry and name in other and not same(entry[name], other[name])


def _all_go_along(
    old: tuple[str, str],
    new: tuple[str, str],
    before: dict[tuple[str, str], set[Place]],
    after: dict[tuple[str, str], set[Place]],
) -> bool:
    """Whether everything that referred to the old id refers to the new one, and nothing else did before."""
    places = before.get(old, set())
    return len(places) >= FEWEST_PLACES and old not in after and places <= after.get(new, set())


def _kept(places: dict[tuple[str, str], set[Place]], side: Data, known: Renames) -> dict[tuple[str, str], set[Place]]:
    """The places as the side calls them; those whose owner it does not have say nothing."""
    tables = {kind.name: _entries(side, kind) for kind in KINDS} | {"project": {"": {}}}
    kept: dict[tuple[str, str], set[Place]] = {}
    for referred, owners in places.items():
        for table, id, key in owners:
            now = known.get((table, id), id)
            if now in tables[table]:
                kept.setdefault(referred, set()).add((table, now, key))
    return kept


def _places(data: Data) -> dict[tuple[str, str], set[Place]]:
    """What refers to each entry, by kind and id."""
    found: dict[tuple[str, str], set[Place]] = {}
    project = data.get("project")
    owners: list[tuple[str, str, Data, tuple[Key, ...]]] = []
    if isinstance(project, dict):
        owners.append(("project", "", project, PROJECT_KEYS))
    owners += [(kind.name, id, entry, kind.keys) for kind in KINDS for id, entry in _entries(data, kind).items()]
    for table, id, entry, keys in owners:
        for key in keys:
            for name in _named(key, entry.get(key.name)):
                for referred in key.refers_to:
                    found.setdefault((referred, name), set()).add((table, id, key.name))
    return found


def _named(key: Key, value: Any) -> Iterator[str]:
    """The ids that a value names."""
    if not key.refers_to:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
    elif isinstance(value, list):
        ids = (element.get("id") if isinstance(element, dict) else element for element in value)
        yield from (id for id in ids if isinstance(id, str))
