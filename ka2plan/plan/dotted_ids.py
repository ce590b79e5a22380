"""Unquoted dotted ids: ``[activities.A2.1]``, to TOML a table ``1`` in ``A2``, is read as it was meant."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.faults import Faults, nearest
from ka2plan.plan.schema import KINDS, OWN_PREFIX, Kind
from ka2plan.plan.types import TYPES
from ka2plan.plan.values import quoted
from ka2plan.words.messages import _

UNQUOTED_ID, ID_TWICE = "SYN207", "SYN302"

TABLE_KEYS = tuple({key.name: None for kind in KINDS for key in kind.keys if TYPES[key.type].is_table})
"""Keys of entries that hold a table; a slip in one of them is no part of an id."""

_KEYS = {kind.name: frozenset(key.name for key in kind.keys) for kind in KINDS}
"""Names of the keys that each kind of entry has."""


def with_dotted_ids(data: dict[str, Any], faults: Faults) -> dict[str, Any]:
    """The data with every unquoted dotted id as one key, each reported; the same object if there is none."""
    changed: dict[str, Any] = {}
    for kind in KINDS:
        table = data.get(kind.name)
        if isinstance(table, dict) and any(_inner_entries(kind, entry) for entry in table.values()):
            changed[kind.name] = _Joining(kind, faults, table).joined
    return {**data, **changed} if changed else data


def _inner_entries(kind: Kind, entry: Any) -> list[str]:
    """Keys of an entry that look like the rest of an id: unknown, and tables with keys of this kind."""
    if not isinstance(entry, dict):
        return []
    known = _KEYS[kind.name]
    return [
        name
        for name, value in entry.items()
        if isinstance(value, dict)
        and name not in known
        and not name.startswith(OWN_PREFIX)
        and (not known.isdisjoint(value) or _inner_entries(kind, value))
        and not nearest(name, TABLE_KEYS)
    ]


class _Joining:
    """The entries of one kind with their dotted ids joined."""

    def __init__(self, kind: Kind, faults: Faults, table: dict[str, Any]) -> None:
        self.kind = kind
        self.faults = faults
        self.joined: dict[str, Any] = {}
        for id, entry in table.items():
            self._add((id,), entry, table)

    def _add(self, parts: tuple[str, ...], entry: Any, table: dict[str, Any]) -> None:
        inner = _inner_entries(self.kind, entry)
        rest = {name: value for name, value in entry.items() if name not in inner} if inner else entry
        if not inner or rest:
            self._keep(parts, rest, table)
        for name in inner:
            self._add((*parts, name), entry[name], table)

    def _keep(self, parts: tuple[str, ...], entry: Any, table: dict[str, Any]) -> None:
        id = ".".join(parts)
        if len(parts) > 1:
            self._report(parts, id)
        if id in self.joined or (len(parts) > 1 and id in table):
            message = _("the id {id} is written twice in [{table}], with quotes and without")
            message = message.format(id=quoted(id), table=self.kind.name)
            self.faults.report(ID_TWICE, (self.kind.name, *parts), message, _("rename one of the two"))
        else:
            self.joined[id] = entry

    def _report(self, parts: tuple[str, ...], id: str) -> None:
        message = _('the id {id} is not quoted: TOML reads it as "{last}" inside "{first}"')
        message = message.format(id=id, last=parts[-1], first=".".join(parts[:-1]))
        hint = _('write [{table}."{id}"]').format(table=self.kind.name, id=id)
        self.faults.report(UNQUOTED_ID, (self.kind.name, *parts), message, hint)
