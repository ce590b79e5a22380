"""Following undo and redo: the cursor goes to what came back, else to what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.findings import Path
from ka2plan.plan.schema import KINDS

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

_TABLES = tuple(kind.name for kind in KINDS)


def follow(editor: Editor, before: Mapping[str, Any]) -> None:
    """Puts the cursor on the first thing that came back or changed and that the view shows.

    Where something went and nothing came back the cursor stays where it is: what else changed only named it.

    Args:
        editor: the editor, after the step.
        before: the data of the plan before it.
    """
    after = editor.session.data
    if not before or not after:
        return
    places = [*_came(before, after)]
    if not places and not any(_came(after, before)):
        places = [*_changed(before, after)]
    next((place for place in places if editor.view.select(place)), None)


def _came(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Path]:
    """The entries that are only in the newer data."""
    for table in _TABLES:
        before = old.get(table, {})
        yield from ((table, id) for id in new.get(table, {}) if id not in before)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Path]:
    """The values that differ in tables that both have, those of entries first."""
    for table in dict.fromkeys((*_TABLES, *new)):
        yield from _differences((table,), old.get(table), new.get(table))


def _differences(path: Path, old: Any, new: Any) -> Iterator[Path]:
    """The places below a path where two values differ; what is only in one of them is one place."""
    if old == new:
        return
    if not isinstance(old, dict) or not isinstance(new, dict):
        yield path
        return
    for key in dict.fromkeys((*new, *old)):
        yield from _differences((*path, key), old.get(key), new.get(key))
