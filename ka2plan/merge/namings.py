"""What names each entry of a plan, found for all of them in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from ka2plan.merge.traits import Data, Id
from ka2plan.plan.schema import KINDS, PROJECT_KEYS, Key
from ka2plan.toml.paths import Path, parse_path


class Namings:
    """The places of one plan that name entries."""

    def __init__(self, data: Data) -> None:
        self._found: dict[Id, dict[Path, None]] = {}
        for id, path in _namings(data):
            self._found.setdefault(id, {})[path] = None

    def of(self, kind: str, id: str) -> tuple[Path, ...]:
        """The paths of all that names an entry: the value, the key, or the id in an element."""
        return tuple(self._found.get((kind, id), ()))

    def fields_of(self, kind: str, id: str) -> set[Path]:
        """The same without places in lists: an element that moved is no new reference."""
        return set(map(without_place, self.of(kind, id)))


def without_place(path: Path) -> Path:
    """The path up to a list."""
    return tuple(takewhile(lambda part: isinstance(part, str), path))


def _namings(data: Data) -> Iterator[tuple[Id, Path]]:
    tables: list[tuple[tuple[Key, ...], Path, Any]] = [(PROJECT_KEYS, ("project",), data.get("project"))]
    for kind in KINDS:
        tables += [(kind.keys, (kind.name, id), entry) for id, entry in _table(data, kind.name).items()]
    for keys, path, table in tables:
        for key in keys:
            if key.refers_to and isinstance(table, dict) and key.name in table:
                for id, where in _in_value(table[key.name], (*path, key.name)):
                    yield from (((kind, id), where) for kind in key.refers_to)
    for id in _table(data, "texts"):
        owners = [kind.name for kind in KINDS if id in _table(data, kind.name)]
        yield from (((kind.name, id), ("texts", id)) for kind in KINDS if owners in ([], [kind.name]))
    for key_text in _table(data, "ignored"):
        yield from ((id, ("ignored", key_text)) for id in _in_finding(key_text))


def _in_value(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, dict):
        yield from ((id, (*path, id)) for id in value)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield item, (*path, index)
            elif isinstance(item, dict) and isinstance(item.get("id"), str):
                yield item["id"], (*path, index, "id")


def _in_finding(text: str) -> Iterator[Id]:
    """The entries that the key of an ignored finding names."""
    try:
        path = parse_path(text.partition(" ")[2])
    except ValueError:
        return
    owner = next((kind for kind in KINDS if kind.name == path[0]), None)
    if len(path) > 1 and owner:
        yield owner.name, str(path[1])
    if len(path) > 1 and path[0] == "texts":
        yield from ((kind.name, str(path[1])) for kind in KINDS)
    key = owner.key(str(path[2])) if owner and len(path) > 3 else None
    if key:
        yield from ((kind, str(path[3])) for kind in key.refers_to)


def _table(data: Data, name: str) -> Data:
    table = data.get(name)
    return table if isinstance(table, dict) else {}
