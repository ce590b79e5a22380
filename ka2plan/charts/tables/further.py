"""Keys of the schema that a table does not show: columns at its end, or labelled texts, so that none is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.charts.tables.activities import link_text, venue_text
from ka2plan.charts.tables.table import Column, Table
from ka2plan.plan.model import Actual, Link, Period, Venue
from ka2plan.plan.schema import Key, Kind
from ka2plan.plan.types.papers import in_quotes
from ka2plan.words.figures import day, figure, number, percentage, unit_of_effort
from ka2plan.words.messages import _

IN_EUR = ("money", "money_by_partner", "items")
"""Types of values that are amounts."""


def further_keys(kind: Kind, shown: Collection[str]) -> tuple[Key, ...]:
    """The keys of a kind that are not among those shown, in the schema's order."""
    return tuple(key for key in kind.keys if key.name not in shown)


def with_further_keys(table: Table, kind: Kind, entries: Mapping[str, Any], shown: Collection[str]) -> Table:
    """The table with a column for every key that is not among those shown; each row begins with its entry's id."""
    keys = further_keys(kind, shown)
    if not keys:
        return table
    rows = (row._replace(values=(*row.values, *_texts(entries.get(str(row.values[0])), keys))) for row in table.rows)
    columns = (*table.columns, *(Column(key.name, heading_of(key)) for key in keys))
    return table._replace(columns=columns, rows=tuple(rows))


def _texts(entry: Any, keys: tuple[Key, ...]) -> tuple[str, ...]:
    return tuple(value_text(getattr(entry, key.name, None), key) for key in keys)


def labelled(entry: Any, keys: tuple[Key, ...]) -> Iterator[tuple[str, str]]:
    """What an entry says under these keys, each with its label; nothing for what it does not say."""
    for key, text in zip(keys, _texts(entry, keys), strict=True):
        if text:
            yield heading_of(key), text


def heading_of(key: Key) -> str:
    """What a column is called that holds the values of a key."""
    label = _(key.label)
    label = label[:1].upper() + label[1:]
    return _("{label} (EUR)").format(label=label) if key.type in IN_EUR else label


def value_text(value: Any, key: Key) -> str:
    """A value of the plan in words, whatever its type; empty where there is none."""
    if value is None or value in ("", (), {}):
        return ""
    if key.name == "effort_unit":
        return unit_of_effort(value)
    if key.type == "percent":
        return percentage(value)
    if isinstance(value, Mapping) and key.type in ("papers", "evidence"):
        return ", ".join(f"{in_quotes(name)}: {_single(there, key)}" for name, there in value.items())
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_single(inner, key)}" for name, inner in value.items())
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return ", ".join(_single(inner, key) for inner in value)
    return _single(value, key)


def _single(value: Any, key: Key) -> str:
    """A value that is no list and no table with free names."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return figure(value) if key.type in IN_EUR else number(value)
    if isinstance(value, Link):
        return link_text(value.id, value.type, value.lag)
    if isinstance(value, Venue):
        return venue_text(value)
    if isinstance(value, Actual | Period):
        return _stretch(value.start, value.end)
    return str(value)


def _stretch(start: date | None, end: date | None) -> str:
    if start and end:
        return f"{day(start)} – {day(end)}"
    if start:
        return _("from {day}").format(day=day(start))
    return _("until {day}").format(day=day(end)) if end else ""
