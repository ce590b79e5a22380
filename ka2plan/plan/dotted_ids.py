"""Unquoted dotted ids: ``[activities.A2.1]`` is for TOML a table ``1`` inside ``A2``; it is read as it was meant."""

from __future__ import annotations

from typing import Any

from ka2plan.messages import _
from ka2plan.plan.faults import Faults
from ka2plan.schema import KINDS, OWN_PREFIX, Kind

UNQUOTED_ID = "SYN207"


def with_dotted_ids(data: dict[str, Any], faults: Faults) -> dict[str, Any]:
    """The data with every unquoted dotted id as one key, each reported; the same object where there is none."""
    changed = {}
    for kind in KINDS:
        table = data.get(kind.name)
        if isinstance(table, dict) and any(_inner_entries(kind, entry) for entry in table.values()):
            changed[kind.name] = _joined(kind, table, faults)
    return {**data, **changed} if changed else data


def _inner_entries(kind: Kind, entry: Any) -> list[str]:
    """Keys of an entry that look like the rest of an id: unknown, and tables with keys of this kind."""
    if not isinstance(entry, dict):
        return []
    return [
        name
        for name, value in entry.items()
        if isinstance(value, dict)
        and kind.key(name) is None
        and not name.startswith(OWN_PREFIX)
        and (any(kind.key(inner) for inner in value) or _inner_entries(kind, value))
    ]


def _joined(kind: Kind, table: dict[str, Any], faults: Faults) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for id, entry in table.items():
        inner = _inner_entries(kind, entry)
        rest = {name: value for name, value in entry.items() if name not in inner} if inner else entry
        if not inner or rest:
            joined[id] = rest
        for name in inner:
            _add_joined(kind, (id, name), entry[name], joined, faults)
    return joined


def _add_joined(
    kind: Kind, parts: tuple[str, ...], entry: dict[str, Any], joined: dict[str, Any], faults: Faults
) -> None:
    deeper = _inner_entries(kind, entry)
    rest = {name: value for name, value in entry.items() if name not in deeper}
    if rest:
        id = ".".join(parts)
        joined.setdefault(id, rest)
        message = _('the id {id} is not quoted: TOML reads it as "{last}" inside "{first}"')
        hint = _('write [{table}."{id}"]').format(table=kind.name, id=id)
        faults.report(
            UNQUOTED_ID,
            (kind.name, *parts),
            message.format(id=id, last=parts[-1], first=".".join(parts[:-1])),
            hint,
        )
    for name in deeper:
        _add_joined(kind, (*parts, name), entry[name], joined, faults)
