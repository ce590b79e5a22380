"""What the entries of a plan say, their ids left out: a reference tells what it names, not by which id."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from ka2plan.merge.plain_values import spelled
from ka2plan.plan.schema import KINDS, PARTNERS, PROJECT_KEYS, Key, Kind, is_id

Data = dict[str, Any]

Id = tuple[str, str]
"""Kind and id of an entry."""

Trait = Hashable
"""A value in a form that two plans can be held against each other in; a set for what has parts."""

_NUMBER_IN_FRONT = re.compile(r"(?:[a-z]{1,3} ?\d++(?:\.\d++)*|(?<!\d)\d++(?:\.\d++)+|(?<!\d)\d++(?=[.:)]))[ .:)–-]+")

_DIGITS = re.compile(r"\d+")

_KEYS = {kind.name: {key.name: key for key in kind.keys} for kind in KINDS}

Place = tuple[Hashable, str]
"""What refers to an entry: the owner, as ``Traits.name_of`` calls it, and the key."""


def title_key(kind: Kind) -> str:
    """The key by which people know an entry."""
    return "name" if kind is PARTNERS else "title"


def entries_of(data: Data, kind: Kind) -> dict[str, Data]:
    """The entries of a kind that are tables and not the user's own."""
    table = data.get(kind.name)
    if not isinstance(table, dict):
        return {}
    return {id: entry for id, entry in table.items() if isinstance(entry, dict) and is_id(id)}


def plain_title(entry: Data, kind: Kind) -> str:
    """The title without differences of case and spacing and without a number of its own in front, such as ``A2.1``."""
    title = entry.get(title_key(kind))
    if not isinstance(title, str):
        return ""
    plain = " ".join(title.casefold().split())
    return _NUMBER_IN_FRONT.sub("", plain, count=1) or plain


def without_digits(title: str) -> str:
    """What the titles of a series have in common: ``meeting 2`` and ``meeting 3``."""
    return _DIGITS.sub("", title)


class Traits:
    """The entries of one plan.

    Attributes:
        entries: the entries by kind and id.
        known: what an entry is called in both plans, where that is known already.
    """

    def __init__(self, data: Data, known: Mapping[Id, Id]) -> None:
        self.data = data
        self.entries: dict[str, dict[str, Data]] = {kind.name: entries_of(data, kind) for kind in KINDS}
        self.known = known
        self._fields: dict[Id, dict[str, Trait]] = {}
        self._places: dict[str, dict[str, set[Place]]] = {}
        self._names: dict[tuple[tuple[str, ...], str], Hashable] = {}

    def fields(self, kind: Kind, id: str) -> dict[str, Trait]:
        """The fields of an entry but its title."""
        found = self._fields.get((kind.name, id))
        if found is None:
            entry = self.entries[kind.name][id]
            keys, title = _KEYS[kind.name], title_key(kind)
            found = {name: self._trait(keys.get(name), value) for name, value in entry.items() if name != title}
            self._fields[kind.name, id] = found
        return found

    def forget(self) -> None:
        """Drops what was told by what is known: more is known now."""
        self._fields.clear()
        self._names.clear()
        self._places.clear()

    def places(self, kind: Kind, id: str) -> set[Place]:
        """What refers to an entry."""
        if kind.name not in self._places:
            collected: dict[str, set[Place]] = {}
            for owner, key, id_named in self._references(kind.name):
                collected.setdefault(id_named, set()).add((owner, key.name))
            self._places[kind.name] = collected
        return self._places[kind.name].get(id, set())

    def name_of(self, kinds: tuple[str, ...], id: str) -> Hashable:
        """What both plans call an entry: what is known of it, else its title, else its id."""
        if (kinds, id) not in self._names:
            self._names[kinds, id] = self._told(kinds, id)
        return self._names[kinds, id]

    def _told(self, kinds: tuple[str, ...], id: str) -> Hashable:
        for name in kinds:
            if (name, id) in self.known:
                return self.known[name, id]
        for kind in KINDS:
            if kind.name in kinds and id in self.entries[kind.name]:
                title = plain_title(self.entries[kind.name][id], kind)
                if title:
                    return (kind.name, "", title)
        return id

    def _references(self, wanted: str) -> Iterator[tuple[Hashable, Key, str]]:
        """Who names an entry of a kind, under which key, by which id."""
        project = self.data.get("project")
        if isinstance(project, dict):
            keys = [key for key in PROJECT_KEYS if wanted in key.refers_to]
            yield from (("project", key, id) for key in keys for id in named(key, project.get(key.name)))
        for kind in KINDS:
            keys = [key for key in kind.keys if wanted in key.refers_to]
            for id, entry in self.entries[kind.name].items():
                naming = [key for key in keys if key.name in entry]
                owner = self.name_of((kind.name,), id) if naming else ""
                yield from ((owner, key, named_id) for key in naming for named_id in named(key, entry[key.name]))

    def _trait(self, key: Key | None, value: Any) -> Trait:
        if isinstance(value, dict):
            if key and key.refers_to:
                return frozenset((self.name_of(key.refers_to, id), spelled(part)) for id, part in value.items())
            return frozenset((name, spelled(part)) for name, part in value.items())
        if isinstance(value, list):
            if key and key.refers_to:
                return frozenset(self._element(key, element) for element in value)
            return frozenset(map(spelled, value))
        if key and key.refers_to and isinstance(value, str):
            return self.name_of(key.refers_to, value)
        return value if isinstance(value, Hashable) else spelled(value)

    def _element(self, key: Key, element: Any) -> Trait:
        if isinstance(element, dict) and isinstance(element.get("id"), str):
            rest = {name: part for name, part in element.items() if name != "id"}
            return (self.name_of(key.refers_to, element["id"]), spelled(rest) if rest else "")
        return (self.name_of(key.refers_to, element), "") if isinstance(element, str) else spelled(element)


def named(key: Key, value: Any) -> Iterator[str]:
    """The ids that the value of a key names."""
    if not key.refers_to:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
    elif isinstance(value, list):
        ids = (element.get("id") if isinstance(element, dict) else element for element in value)
        yield from (id for id in ids if isinstance(id, str))
