"""Texts of the schema that no table knows by name: each gets a column at the end, so that none is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.charts.tables.table import Column, Table
from ka2plan.plan.schema import Key, Kind, further_texts
from ka2plan.words.messages import _


def with_further_texts(table: Table, kind: Kind, entries: Mapping[str, Any]) -> Table:
    """The table with a column for every text of the schema that has none yet; each row begins with its entry's id."""
    keys = further_texts(kind)
    if not keys:
        return table
    rows = (row._replace(values=(*row.values, *_texts(entries.get(str(row.values[0])), keys))) for row in table.rows)
    columns = (*table.columns, *(Column(key.name, heading_of(key)) for key in keys))
    return table._replace(columns=columns, rows=tuple(rows))


def _texts(entry: Any, keys: tuple[Key, ...]) -> tuple[str, ...]:
    return tuple(getattr(entry, key.name, "") for key in keys)


def heading_of(key: Key) -> str:
    """What a column is called that holds the values of a key."""
    label = _(key.label)
    return label[:1].upper() + label[1:]
