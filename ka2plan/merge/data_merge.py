"""Three-way merge of plain data: entries by id, tables key by key, lists by element, texts line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.merge.clash import (
    BASE,
    CHANGED,
    DELETED,
    DOUBLED,
    OURS,
    SECTIONS,
    THEIRS,
    Choices,
    Clash,
    Out,
    Own,
    is_entry,
)
from ka2plan.merge.meanings import UNDECIDED, Meanings
from ka2plan.merge.plain_values import ABSENT, UNKNOWN, same, without_absent
from ka2plan.merge.text_merge import is_prose, merged_text, text_of_side
from ka2plan.merge.three import Three
from ka2plan.plan.schema import key_at
from ka2plan.toml import Path

MAPS = ("money_by_partner", "effort_by_partner", "capacity", "papers", "evidence", "items")
"""Types of tables each key of which is a fact by itself: one that is taken out as a whole is taken out key by key."""

NAMES = ("title", "name", "acronym")
"""Keys of texts by which people know a thing: two new ones make no third."""


class DataMerge:
    """One merge. Where the sides clash it goes on with one of them, so that all else is merged the same way.

    Attributes:
        side: whose value stands where the sides clash and no choice was made.
        choices: what was chosen, by the clash's place.
        contested: entries that clash whatever their fields say, with the kind of the clash.
        meanings: what values mean that are spelled in two ways.
        following: places that name one of two things with one id, with the entry: they go with the choice for that.
        clashes: what no choice was made for, by place.
        decided: the side chosen, by place.
    """

    def __init__(
        self,
        side: str = OURS,
        choices: Choices | None = None,
        contested: Mapping[Path, str] | None = None,
        meanings: Meanings | None = None,
        following: Mapping[Path, Path] | None = None,
    ) -> None:
        self.side = side
        self.choices: Choices = choices or {}
        self.contested: Mapping[Path, str] = contested or {}
        self.meanings = meanings
        self.following: Mapping[Path, Path] = following or {}
        self._above_following = {path[:length] for path in self.following for length in range(len(path))}
        self.clashes: dict[Path, Clash] = {}
        self.decided: dict[Path, str] = {}

    def value(self, where: Path, base: Any, ours: Any, theirs: Any) -> Any:
        """The merged value of a key, ABSENT where it is taken out."""
        if where in self.contested:
            return self.clash(self.contested[where], where, base, ours, theirs)
        if any(path[:-1] == where for path in self.contested):
            return self._with_contested(where, base, ours, theirs)
        if where in self.following:
            return self._followed(where, Three(base, ours, theirs))
        if where in self._above_following and _are_tables(base, ours, theirs):
            return self._table_or_absent(where, base, ours, theirs)
        if same(ours, theirs):
            return ours
        if same(base, ours):
            return theirs
        if same(base, theirs):
            return ours
        return self._both_changed(where, base, ours, theirs)

    def table(self, where: Path, base: Any, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
        """The merged table of three."""
        before = base if isinstance(base, dict) else {}
        missing = UNKNOWN if base is UNKNOWN else ABSENT
        return without_absent(
            {
                key: self.value((*where, key), before.get(key, missing), ours.get(key, ABSENT), theirs.get(key, ABSENT))
                for key in {**before, **ours, **theirs}
            }
        )

    def clash(self, kind: str, where: Path, base: Any, ours: Any, theirs: Any) -> Any:
        """The value chosen for a place, else that of ``side``, and the clash is noted."""
        choice = self.choices.get(where)
        if isinstance(choice, Own):
            return choice.value
        if isinstance(choice, Out):
            self.decided[where] = OURS if ours is ABSENT else THEIRS
            return ABSENT
        if not isinstance(choice, str):
            self.clashes[where] = Clash(where, kind, base, ours, theirs)
            choice = self.side
        else:
            self.decided[where] = choice
        chosen = base if choice == BASE else ours if choice == OURS else theirs
        return ABSENT if chosen is UNKNOWN else chosen

    def _both_changed(self, where: Path, base: Any, ours: Any, theirs: Any) -> Any:
        if self.meanings and where and not isinstance(ours, dict | list) and not isinstance(theirs, dict | list):
            meant = self.meanings.merged(where, Three(base, ours, theirs))
            if meant is not UNDECIDED:
                return meant
        if ours is ABSENT or theirs is ABSENT:
            return self._deleted(where, base, ours, theirs)
        if is_entry(where) and base is ABSENT and not _are_one_thing(ours, theirs):
            return self.clash(DOUBLED, where, base, ours, theirs)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            merged = self.table(where, base, ours, theirs)
            emptied_by_both = not merged and ours and theirs and _is_taken_out_by_key(where)
            return ABSENT if emptied_by_both else merged
        if base is not UNKNOWN:
            if isinstance(ours, list) and isinstance(theirs, list):
                return self._list(where, Three(base if isinstance(base, list) else [], ours, theirs))
            if isinstance(ours, str) and isinstance(theirs, str) and isinstance(base, str):
                return self._text(where, base, ours, theirs)
        return self.clash(CHANGED, where, base, ours, theirs)

    def _deleted(self, where: Path, base: Any, ours: Any, theirs: Any) -> Any:
        is_told_by_key = _is_taken_out_by_key(where) and isinstance(base, dict)
        if is_told_by_key and all(side is ABSENT or isinstance(side, dict) for side in (ours, theirs)):
            return self._table_or_absent(where, base, ours, theirs)
        return self.clash(DELETED, where, base, ours, theirs)

    def _followed(self, where: Path, values: Three[Any]) -> Any:
        """What the side has whose thing was chosen: with the other thing goes what names it."""
        choice = self.choices.get(self.following[where])
        chosen = values.side(choice if isinstance(choice, str) else self.side)
        return ABSENT if chosen is UNKNOWN else chosen

    def _with_contested(self, where: Path, base: Any, ours: Any, theirs: Any) -> Any:
        """The merged table that holds contested entries; a clash of its own where a side has no table there."""
        if all(side is ABSENT or isinstance(side, dict) for side in (ours, theirs)):
            return self._table_or_absent(where, base, ours, theirs)
        return self.clash(CHANGED, where, base, ours, theirs)

    def _table_or_absent(self, where: Path, base: Any, ours: Any, theirs: Any) -> Any:
        """The merged table of sides that may have none."""
        sides = [{} if side is ABSENT else side for side in (ours, theirs)]
        return self.table(where, base, *sides) or ABSENT

    def _list(self, where: Path, lists: Three[list[Any]]) -> Any:
        from ka2plan.merge.list_merge import merged_list

        merged = merged_list(where, lists, self.side, self.meanings)
        if merged.clashes:
            variants = (merged_list(where, lists, side, self.meanings).value for side in (BASE, OURS, THEIRS))
            return self.clash(CHANGED, where, *variants)
        return merged.value

    def _text(self, where: Path, base: str, ours: str, theirs: str) -> Any:
        if where[-1] in NAMES or not is_prose(base, ours, theirs):
            return self.clash(CHANGED, where, base, ours, theirs)
        parts = merged_text(base, ours, theirs)
        variants = [text_of_side(parts, side) for side in (BASE, OURS, THEIRS)]
        if any(part.is_clash for part in parts):
            return self.clash(CHANGED, where, *variants)
        return variants[0]


def _are_tables(base: Any, ours: Any, theirs: Any) -> bool:
    """Whether a table that both sides have, or that one of them is the first to have."""
    sides = [side for side in (ours, theirs) if side is not ABSENT]
    return all(isinstance(side, dict) for side in sides) and len(sides) == (1 if base is ABSENT else 2)


def _is_taken_out_by_key(where: Path) -> bool:
    """Whether to take out the table at this path means no more than to take out each of its keys."""
    key = key_at(where)
    is_by_month = key and len(where) == 4 and key.type == "effort_by_partner"
    is_map = key and len(where) == 3 and key.type in MAPS
    return (len(where) == 1 and where[0] in SECTIONS) or bool(is_map or is_by_month)


def _are_one_thing(ours: Any, theirs: Any) -> bool:
    """Whether two new entries of one id are one thing that both sides added: title or name and place are one."""
    if not (isinstance(ours, dict) and isinstance(theirs, dict)):
        return False
    shared = [key for key in ("title", "name", "wp", "country") if key in ours or key in theirs]
    if "title" in shared or "name" in shared:
        return all(same(ours.get(key, ABSENT), theirs.get(key, ABSENT)) for key in shared)
    both = [key for key in ours if key in theirs]
    return bool(both) and all(same(ours[key], theirs[key]) for key in both)
