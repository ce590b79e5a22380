"""What differs between two plans: entries that came, went or have another id, and their fields one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ka2plan.merge.clash import SECTIONS
from ka2plan.merge.plain_values import ABSENT, same
from ka2plan.merge.versions import Versions
from ka2plan.plan.schema import TOP_LEVEL_KEYS, key_at
from ka2plan.toml import Path

ADDED, REMOVED, RENAMED, CHANGED = "added", "removed", "renamed", "changed"

Data = dict[str, Any]

_IN_PARTS = ("money_by_partner", "effort_by_partner", "capacity", "papers", "evidence", "items", "venue", "actual")
"""Types of tables each key of which is told by itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: a field, or an entry as a whole."""

    where: Path
    """Key path in the new plan, in the old one for what went; kind and id for an entry as a whole.

    What went and whose id another thing has now is under its former id, as in ``Versions.before``."""
    what: str
    """``added``, ``removed``, ``renamed`` or ``changed``; removed and added where an id is another thing's now."""
    old: Any
    """The old value, ABSENT where there was none; the old id of what was renamed."""
    new: Any

    @property
    def entry(self) -> Path:
        """Kind and id; the table's name alone for the project."""
        return self.where[:2] if self.where[0] in SECTIONS else self.where[:1]

    @property
    def key(self) -> Path:
        """The field below the entry; empty for an entry as a whole."""
        return self.where[len(self.entry) :]


def changes_of(versions: Versions) -> tuple[Change, ...]:
    """The differences, in the order of the plan's tables; references that follow a rename are none."""
    return tuple(_changes(versions))


def _changes(versions: Versions) -> Iterator[Change]:
    before, after = versions.before, versions.after
    for name in _in_order(before, after):
        old, new = before.get(name, ABSENT), after.get(name, ABSENT)
        if name in SECTIONS and all(isinstance(table, dict) or table is ABSENT for table in (old, new)):
            yield from _entries(name, {} if old is ABSENT else old, {} if new is ABSENT else new, versions)
        else:
            yield from _fields((name,), old, new)


def _in_order(before: Data, after: Data) -> list[str]:
    names = {**after, **before}
    return [name for name in TOP_LEVEL_KEYS if name in names] + [name for name in names if name not in TOP_LEVEL_KEYS]


def _entries(kind: str, before: Data, after: Data, versions: Versions) -> Iterator[Change]:
    former = {new: old for (table, old), new in versions.renames.items() if table == kind}
    for id in {**after, **before}:
        where: tuple[str, str] = (kind, id)
        old, new = before.get(id, ABSENT), after.get(id, ABSENT)
        if id in former:
            yield Change(where, RENAMED, former[id], id)
        if where in versions.replaced:
            yield Change(where, REMOVED, old, ABSENT)
            yield Change(where, ADDED, ABSENT, new)
        elif old is ABSENT or new is ABSENT:
            yield Change(where, ADDED if old is ABSENT else REMOVED, old, new)
        else:
            yield from _fields(where, old, new)


def _fields(where: Path, old: Any, new: Any) -> Iterator[Change]:
    if same(old, new):
        return
    both = [side for side in (old, new) if side is not ABSENT]
    if all(isinstance(side, dict) for side in both) and _is_told_in_parts(where):
        before, after = ({} if side is ABSENT else side for side in (old, new))
        for key in {**before, **after}:
            yield from _fields((*where, key), before.get(key, ABSENT), after.get(key, ABSENT))
    else:
        yield Change(where, ADDED if old is ABSENT else REMOVED if new is ABSENT else CHANGED, old, new)


def _is_told_in_parts(where: Path) -> bool:
    if where[0] in SECTIONS and len(where) < 3:
        return True
    if len(where) == 1:
        return True
    key = key_at(where)
    is_by_month = key and key.type == "effort_by_partner" and len(where) == 4
    return bool(key and key.type in _IN_PARTS and (where[-1] == key.name or is_by_month))
