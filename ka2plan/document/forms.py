"""In which of TOML's forms a table is written, and in which one a new table should be: as its like are."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.document.plain import MISSING, Data, lookup
from ka2plan.plan.schema import KINDS
from ka2plan.toml.layout import Layout
from ka2plan.toml.paths import Path
from ka2plan.toml.value_spans import INLINE_TABLE

LINES, INLINE, TABLE = "lines", "inline", "table"
"""``budget.OSL = 1`` on lines of their own, ``budget = { OSL = 1 }``, ``[activities.A1.budget]``."""

_BY_PARTNER = ("budget", "effort")


def form_of(layout: Layout, path: Path) -> str | None:
    """The form of the table at the path, or None where there is none."""
    mention = layout.find(path)
    if mention is None:
        return None
    if mention.member is None:
        return TABLE
    if not mention.exact:
        return LINES
    return INLINE if mention.member.value.kind == INLINE_TABLE else None


def form_for(layout: Layout, data: Data, path: Path, default: str) -> str:
    """The form for a new table: that of its like in the same entry, else in the nearest entry, else the default."""
    for other in _like(data, path):
        form = form_of(layout, other)
        if form:
            return form
    return default


def default_form(name: str) -> str:
    """The form of a table that has no like in the file: money and effort one partner a line, others inline."""
    return LINES if name in _BY_PARTNER else INLINE


def neighbours(data: Data, path: Path) -> list[str]:
    """The names beside the path's last part, the nearest above first, then those below."""
    table = lookup(data, path[:-1])
    names = list(table) if isinstance(table, dict) else []
    here = names.index(path[-1]) if path[-1] in names else len(names)
    return [*reversed(names[:here]), *names[here + 1 :]]


def _like(data: Data, path: Path) -> Iterator[Path]:
    """Paths of tables that a new one at the path should look like, those that count most first."""
    if len(path) == 2:
        yield from ((path[0], name) for name in neighbours(data, path))
        return
    owner, name = path[:-1], path[-1]
    if name in _BY_PARTNER:
        yield from ((*owner, other) for other in _BY_PARTNER if other != name and _is_table(data, (*owner, other)))
    if len(path) == 3:
        kinds = [path[0], *(kind.name for kind in KINDS if kind.name != path[0])]
        for kind in kinds:
            entries = neighbours(data, (kind, path[1])) if kind == path[0] else lookup(data, (kind,))
            yield from ((kind, id, name) for id in _each(entries) if _is_table(data, (kind, id, name)))


def _each(entries: object) -> list[str]:
    return list(entries) if isinstance(entries, dict | list) else []


def _is_table(data: Data, path: Path) -> bool:
    found = lookup(data, path)
    return found is not MISSING and isinstance(found, dict)
