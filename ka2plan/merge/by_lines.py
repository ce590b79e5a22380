"""What git's merge of lines would make of the same three texts: a second opinion on every merge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ka2plan.merge.diff3 import aligned
from ka2plan.merge.new_ids import NewIds
from ka2plan.merge.plain_values import ABSENT, same
from ka2plan.merge.traits import Id
from ka2plan.toml import Path, TomlFault, parse

Data = dict[str, Any]


def merged_by_lines(base: str, ours: str, theirs: str) -> str | None:
    """The text as a merge of lines gives it; None where that has conflicts."""
    merged: list[str] = []
    touched = False
    for stretch in aligned(*(text.splitlines(keepends=True) for text in (base, ours, theirs))):
        is_changed = not stretch.base == stretch.ours == stretch.theirs
        if stretch.is_clash or (touched and is_changed):
            return None
        touched = is_changed
        merged.extend(stretch.merged)
    return "".join(merged)


def told_otherwise(texts: tuple[str, str, str], merged: str, data: Data, renames: Mapping[Id, str]) -> tuple[Path, ...]:
    """Where a clean merge of lines would mean other data than the merged plan; nowhere where it has conflicts.

    What names an entry that was renamed by the id it had is no other opinion.
    """
    by_lines = merged_by_lines(*texts)
    if by_lines is None or by_lines == merged:
        return ()
    try:
        other = parse(by_lines)
    except TomlFault:
        return ()
    gone = {id: new for id, new in renames.items() if id[1] not in other.get(id[0], {})}
    return tuple(_differences(data, NewIds(other, gone).renamed(other), ()))


def _differences(one: Any, other: Any, path: Path) -> Iterator[Path]:
    if same(one, other):
        return
    if len(path) < 3 and isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from _differences(one.get(key, ABSENT), other.get(key, ABSENT), (*path, key))
    else:
        yield path
