"""Which lines differ from those of the last save."""

from __future__ import annotations

from collections.abc import Sequence

from ka2plan.named_tuples import NamedTuple

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


class LineChange(NamedTuple):
    """What happened to a line."""

    what: str
    """``added``, ``changed``, or ``removed`` where lines before it are gone."""
    before: tuple[str, ...] = ()
    """The lines that stood there."""


def line_changes(old: Sequence[str], new: Sequence[str]) -> dict[int, LineChange]:
    """By number of the line, from 0, what happened to it."""
    from ka2plan.merge.diff3 import edits_between

    found: dict[int, LineChange] = {}
    shift = 0
    for edit in edits_between(old, new):
        begin = edit.first + shift
        _note(found, old[edit.first : edit.last], begin, begin + len(edit.new))
        shift += len(edit.new) - (edit.last - edit.first)
    last = len(new) - 1
    return {min(line, last): change for line, change in found.items()}


def _note(found: dict[int, LineChange], gone: Sequence[str], begin: int, end: int) -> None:
    """Notes one place: lines side by side as changed, what is over as added, or as removed before the next line."""
    for number, line in enumerate(range(begin, end)):
        found[line] = LineChange(CHANGED, (gone[number],)) if number < len(gone) else LineChange(ADDED)
    rest = tuple(gone[end - begin :])
    if rest and end > begin:
        found[end - 1] = LineChange(CHANGED, (*found[end - 1].before, *rest))
    elif rest:
        found[end] = LineChange(REMOVED, rest)
