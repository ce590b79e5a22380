"""Renamed entries: what one side gave another id is found again, and the other texts follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ka2plan.document import Batch, Document, RenameEntry
from ka2plan.merge.likely_renames import likely_renames
from ka2plan.merge.plain_values import same, spelled
from ka2plan.plan.schema import KINDS, Key, Kind

Data = dict[str, Any]

Id = tuple[str, str]
"""Kind and id of an entry."""

Renames = dict[Id, str]
"""The new id of each renamed entry."""


def renames_between(base: Data, side: Data) -> Renames:
    """Entries of the base that the side has under another id.

    All other fields are as they were, but for references to entries that are renamed as well; or the entry has its
    title still or everything that refers to it went along. What could be one of several is not taken for a rename.
    """
    found = _unchanged(base, side, {})
    likely = likely_renames(base, side, found)
    return {**_unchanged(base, side, likely), **likely} if likely else found


def _unchanged(base: Data, side: Data, besides: Renames) -> Renames:
    """Renamed entries that were not changed otherwise, besides those that were."""
    found: Renames = {}
    for kind in KINDS:
        before, after = _entries(base, kind), _entries(side, kind)
        if before.keys() - after.keys() and after.keys() - before.keys():
            pairs = _pairs(kind, before, after)
            found.update({(kind.name, old): new for old, new in pairs if (kind.name, old) not in besides})
    while found:
        kept = {id: new for id, new in found.items() if _agree(id, new, base, side, {**found, **besides})}
        if len(kept) == len(found):
            break
        found = kept
    return found


def renamed_text(text: str, renames: Mapping[Id, str]) -> str:
    """The text with entries renamed and all references following; ids may be passed on from one to the next.

    :raises EditError: it is not written so that this can be done safely.
    """
    document = Document(text)
    there = {id: new for id, new in renames.items() if id[1] in _table(document.data, id[0])}
    if not there:
        return text
    passed_on = {id for id in there if any(id == (kind, new) for (kind, _old), new in there.items())}
    first = [RenameEntry(kind, old, f"{old[:40]}.ka2plan-renames") for kind, old in there if (kind, old) in passed_on]
    then = [
        RenameEntry(kind, f"{old[:40]}.ka2plan-renames" if (kind, old) in passed_on else old, new)
        for (kind, old), new in there.items()
    ]
    return document.apply(Batch((*first, *then))).text


def can_follow(renames: Renames, other: Data) -> Renames:
    """The renames whose new ids the other side does not use for something else."""
    while True:
        taken = {id for id, new in renames.items() if new in _table(other, id[0]) and (id[0], new) not in renames}
        if not taken:
            return renames
        renames = {id: new for id, new in renames.items() if id not in taken}


def _table(data: Data, name: str) -> Data:
    table = data.get(name)
    return table if isinstance(table, dict) else {}


def _entries(data: Data, kind: Kind) -> Data:
    return {id: entry for id, entry in _table(data, kind.name).items() if isinstance(entry, dict) and entry}


def _pairs(kind: Kind, before: Data, after: Data) -> Iterator[tuple[str, str]]:
    """Old and new ids of entries that agree but for what they refer to: first among ids gone and come.

    Then among all, since whoever puts an activity between others may give each of the others the next one's id.
    """
    gone = {id: entry for id, entry in before.items() if id not in after}
    come = {id: entry for id, entry in after.items() if id not in before}
    sure = dict(_alike(kind, gone, come))
    yield from sure.items()
    if len(sure) < len(gone):
        old = {id: entry for id, entry in before.items() if id not in sure and not same(entry, after.get(id))}
        taken = set(sure.values())
        new = {id: entry for id, entry in after.items() if id not in taken and not same(entry, before.get(id))}
        yield from _alike(kind, old, new)


def _alike(kind: Kind, old: Data, new: Data) -> Iterator[tuple[str, str]]:
    alike, likely = _by_content(new), _by_content(_without_references(kind, new))
    only, bare = _by_content(old), _without_references(kind, old)
    for id, entry in old.items():
        found = alike.get(spelled(entry)) or likely.get(spelled(bare[id]), [])
        if len(found) == 1 and found[0] != id and len(only[spelled(entry)]) == 1:
            yield id, found[0]


def _by_content(entries: Data) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, entry in entries.items():
        found.setdefault(spelled(entry), []).append(id)
    return found


def _without_references(kind: Kind, entries: Data) -> Data:
    refers = {key.name for key in kind.keys if key.refers_to}
    return {id: {name: value for name, value in entry.items() if name not in refers} for id, entry in entries.items()}


def _agree(id: Id, new: str, base: Data, side: Data, renames: Renames) -> bool:
    """Whether the entry, its references renamed, is what the side has under the new id."""
    kind = next(kind for kind in KINDS if kind.name == id[0])
    entry, other = base[id[0]][id[1]], side[id[0]][new]
    one_of_a_kind = sum(1 for (name, _old), target in renames.items() if (name, target) == (id[0], new)) == 1
    followed = {name: _followed(kind.key(name), value, renames) for name, value in entry.items()}
    return one_of_a_kind and same(followed, other)


def _followed(key: Key | None, value: Any, renames: Renames) -> Any:
    if key is None or not key.refers_to:
        return value
    names = {old: new for (kind, old), new in renames.items() if kind in key.refers_to}
    if isinstance(value, dict):
        return {names.get(name, name): inner for name, inner in value.items()}
    if isinstance(value, list):
        return [_element(element, names) for element in value]
    return names.get(value, value) if isinstance(value, str) else value


def _element(element: Any, names: dict[str, str]) -> Any:
    if isinstance(element, dict) and isinstance(element.get("id"), str):
        return {**element, "id": names.get(element["id"], element["id"])}
    return names.get(element, element) if isinstance(element, str) else element
