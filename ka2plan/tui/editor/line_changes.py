"""Which lines differ from those of the last save."""

from __future__ import annotations

from collections.abc import Sequence

from ka2plan.named_tuples import NamedTuple

ADDED, CHANGED, REMOVED = "added", "changed", "removed"

MOST_COMPARED = 4_000_000
"""Old times new lines that are compared one by one; of more, all between the first and the last difference changed."""


class LineChange(NamedTuple):
    """What happened to a line."""

    what: str
    """``added``, ``changed``, or ``removed`` where lines before it are gone."""
    before: tuple[str, ...] = ()
    """The lines that stood there."""


def line_changes(old: Sequence[str], new: Sequence[str]) -> dict[int, LineChange]:
    """By number of the line, from 0, what happened to it."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    behind = 0
    while behind < min(len(old), len(new)) - first and old[-1 - behind] == new[-1 - behind]:
        behind += 1
    before, after = old[first : len(old) - behind], new[first : len(new) - behind]
    found: dict[int, LineChange] = {}
    for begin, end, begin_new, end_new in _blocks(before, after):
        _note(found, before[begin:end], first + begin_new, first + end_new)
    last = len(new) - 1
    return {min(line, last): change for line, change in found.items()}


def _blocks(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    if not before or not after or len(before) * len(after) > MOST_COMPARED:
        return [(0, len(before), 0, len(after))] if before or after else []
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(begin, end, begin_new, end_new) for what, begin, end, begin_new, end_new in codes if what != "equal"]


def _note(found: dict[int, LineChange], gone: Sequence[str], begin: int, end: int) -> None:
    """Notes one place: lines side by side as changed, what is over as added, or as removed before the next line."""
    for number, line in enumerate(range(begin, end)):
        found[line] = LineChange(CHANGED, (gone[number],)) if number < len(gone) else LineChange(ADDED)
    rest = tuple(gone[end - begin :])
    if rest and end > begin:
        found[end - 1] = LineChange(CHANGED, (*found[end - 1].before, *rest))
    elif rest:
        found[end] = LineChange(REMOVED, rest)
