"""Where one entry of a plan is named by others: found in the plain data by the schema's own list of references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.document.plain import Data
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import KINDS, PROJECT_KEYS, Key, key_at
from ka2plan.toml.paths import Path, format_path, parse_path

SINGLE, ELEMENT, KEY, IGNORED = "single", "element", "key", "ignored"

BY_PARTNER = ("money_by_partner", "effort_by_partner")
"""Types of keys whose tables have ids of partners for names."""


class Reference(NamedTuple):
    """One place that names an entry."""

    path: Path
    """The value, the list element (for ``{ id = ... }`` the ``id`` in it), or the key."""
    role: str
    """``SINGLE`` value, ``ELEMENT`` of a list, ``KEY`` of a table, or ``IGNORED`` place of a finding."""

    @property
    def removable(self) -> Path:
        """What to take out so that the reference is gone: a list's whole element, ``{ id = ... }`` and all."""
        if self.role == ELEMENT and not isinstance(self.path[-1], int):
            return self.path[:-1]
        return self.path


def references(data: Data, kind: str, id: str) -> tuple[Path, ...]:
    """The paths of everything that names an entry, in the order of the plan's kinds.

    Args:
        data: the plan as TOML reads it.
        kind: the entry's table, such as ``partners``; ``priorities`` for a priority of the project.
        id: the entry's id.
    """
    return tuple(reference.path for reference in find_references(data, kind, id))


def find_references(data: Data, kind: str, id: str) -> list[Reference]:
    """What ``references`` finds, with the part that each place plays."""
    found = [place for place, named in _named_by_values(data, kind) if named == id]
    if id in _table(data, "texts") and kind != "priorities" and not shares_texts(data, kind, id):
        found.append(Reference(("texts", id), KEY))
    found += [Reference(("ignored", key), IGNORED) for key in _table(data, "ignored") if _is_about(key, kind, id)]
    return found


def ignored_key_renamed(key: str, kind: str, old: str, new: str) -> str:
    """The key of an ``[ignored]`` table with the entry's id replaced in the path of the finding."""
    code, _blank, text = key.partition(" ")
    path = list(parse_path(text))
    for index in _places_of_id(tuple(path), kind, old):
        path[index] = new
    return f"{code} {format_path(tuple(path))}"


def shares_texts(data: Data, kind: str, id: str) -> bool:
    """Whether entries of two kinds have that id, as a partner and an activity may: the texts could be either's."""
    return any(id in _table(data, other.name) for other in KINDS if other.name != kind)


def twins(data: Data, kind: str, id: str, reference: Reference) -> list[str]:
    """Other kinds that a reference to the entry may mean as well, because they have an entry of the same id."""
    key = key_at(reference.path)
    meant = key.refers_to if key else ()
    return [other for other in meant if other != kind and id in _table(data, other)]


def _table(data: Data, name: str) -> Data:
    table = data.get(name)
    return table if isinstance(table, dict) else {}


def _named_by_values(data: Data, kind: str) -> Iterator[tuple[Reference, Any]]:
    """Every place whose key may refer to the kind, with what it names."""
    tables: list[tuple[tuple[Key, ...], Path, Any]] = [(PROJECT_KEYS, ("project",), data.get("project"))]
    for owner in KINDS:
        tables += [(owner.keys, (owner.name, id), entry) for id, entry in _table(data, owner.name).items()]
    for keys, path, table in tables:
        for key in keys:
            if kind in key.refers_to and isinstance(table, dict) and key.name in table:
                yield from _named_by(key, (*path, key.name), table[key.name])


def _named_by(key: Key, path: Path, value: Any) -> Iterator[tuple[Reference, Any]]:
    if key.type in BY_PARTNER:
        for id in value if isinstance(value, dict) else ():
            yield Reference((*path, id), KEY), id
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield Reference((*path, index, "id"), ELEMENT), item.get("id")
            else:
                yield Reference((*path, index), ELEMENT), item
    else:
        yield Reference(path, SINGLE), value


def _is_about(key: str, kind: str, id: str) -> bool:
    _code, _blank, text = key.partition(" ")
    try:
        return bool(_places_of_id(parse_path(text), kind, id))
    except ValueError:
        return False


def _places_of_id(path: Path, kind: str, id: str) -> list[int]:
    """Which parts of a finding's path are the entry's id: its own, and that of a partner in a budget or effort."""
    places = [1] if path[:2] == (kind, id) else []
    if path[:2] == ("texts", id) and kind != "priorities":
        places.append(1)
    owner = next((owner for owner in KINDS if owner.name == path[0]), None)
    key = owner.key(str(path[2])) if owner and len(path) > 3 else None
    if key and key.type in BY_PARTNER and kind in key.refers_to and path[3] == id:
        places.append(3)
    return places
