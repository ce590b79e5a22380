"""Three-way merge of lists: sets of names and links by element, other lists by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any, NamedTuple

from ka2plan.collaboration.clash import BASE, OURS, SIDES, THEIRS, natural
from ka2plan.collaboration.diff3 import aligned
from ka2plan.collaboration.order import merged_order
from ka2plan.collaboration.values import ABSENT, same, spelled
from ka2plan.schema import key_at
from ka2plan.source import Path

ElementKey = tuple[str, str, int]
"""What identifies an element: an id or text, the type of a link where one id is named twice, the how-many-eth."""


class MergedList(NamedTuple):
    """A merged list, and whether one side's elements had to stand in for a clash."""

    value: list[Any]
    clashes: bool


def merged_list(where: Path, base: list[Any], ours: list[Any], theirs: list[Any], side: str) -> MergedList:
    """The merged list; where the sides clash, that of ``side``."""
    key = key_at(where)
    kind = key.type if key and where[-1] == key.name else ""
    if kind in ("references", "texts", "links"):
        identified = _identified((base, ours, theirs), links=kind == "links")
        if identified:
            if where == ("project", "priorities") and _main_one_differs(base, ours, theirs):
                return MergedList({OURS: ours, BASE: base, THEIRS: theirs}[side], clashes=True)
            return _by_element(*identified, side)
    return _by_place(base, ours, theirs, side, may_both_add=kind == "periods")


def _main_one_differs(base: list[Any], ours: list[Any], theirs: list[Any]) -> bool:
    """Whether both sides changed what stands first, which for priorities means the main one."""
    first = [side[:1] for side in (base, ours, theirs)]
    return first[1] != first[2] and first[0] not in (first[1], first[2])


def _identified(sides: tuple[list[Any], ...], *, links: bool) -> list[dict[ElementKey, Any]] | None:
    """Each list as its elements by what identifies them; None where one is neither a text nor a link."""
    names = [[_name(element, links=links) for element in side] for side in sides]
    if any(name is None for side in names for name in side):
        return None
    repeated = {name for side in names for name, count in Counter(side).items() if count > 1}
    found: list[dict[ElementKey, Any]] = []
    for side in sides:
        elements: dict[ElementKey, Any] = {}
        for element in side:
            name = str(_name(element, links=links))
            type_ = str(element.get("type", "FS")) if isinstance(element, dict) else "FS"
            key = (name, type_ if name in repeated else "", 0)
            while key in elements:
                key = (*key[:2], key[2] + 1)
            elements[key] = element
        found.append(elements)
    return found


def _name(element: Any, *, links: bool) -> str | None:
    if isinstance(element, dict) and links:
        element = element.get("id")
    return element if isinstance(element, str) else None


def _by_element(
    base: dict[ElementKey, Any], ours: dict[ElementKey, Any], theirs: dict[ElementKey, Any], side: str
) -> MergedList:
    merged: dict[ElementKey, Any] = {}
    clashes = False
    for key in {**base, **ours, **theirs}:
        sides = tuple(elements.get(key, ABSENT) for elements in (base, ours, theirs))
        merged[key], clash = _element(*sides, side)
        clashes |= clash
    kept = {key for key, element in merged.items() if element is not ABSENT}
    order = merged_order(list(base), list(ours), list(theirs), kept, _rank)
    return MergedList([merged[key] for key in order], clashes)


def _rank(key: ElementKey) -> Hashable:
    return natural(key[0]), key


def _element(base: Any, ours: Any, theirs: Any, side: str) -> tuple[Any, bool]:
    """The merged element, and whether the sides clash in it."""
    if same(ours, theirs) or same(base, theirs):
        return ours, False
    if same(base, ours):
        return theirs, False
    if ours is not ABSENT and theirs is not ABSENT and base is not ABSENT:
        return _table_element(*(_as_table(element) for element in (base, ours, theirs)), side)
    return {OURS: ours, BASE: base, THEIRS: theirs}[side], True


def _as_table(element: Any) -> Any:
    return {"id": element} if isinstance(element, str) else element


def _table_element(base: Any, ours: Any, theirs: Any, side: str) -> tuple[Any, bool]:
    from ka2plan.collaboration.data_merge import DataMerge

    merge = DataMerge(side)
    merged = merge.value((), base, ours, theirs)
    is_plain_link = isinstance(merged, dict) and list(merged) == ["id"]
    return merged["id"] if is_plain_link else merged, bool(merge.clashes)


def _by_place(base: list[Any], ours: list[Any], theirs: list[Any], side: str, *, may_both_add: bool) -> MergedList:
    values: dict[str, Any] = {}
    keys = [[spelled(element) for element in elements] for elements in (base, ours, theirs)]
    for place, elements in zip(keys, (base, ours, theirs), strict=True):
        values.update(zip(place, elements, strict=True))
    result: list[Any] = []
    clashes = False
    for stretch in aligned(*keys):
        if not stretch.is_clash:
            result.extend(values[key] for key in stretch.merged)
            continue
        parts = [[values[key] for key in part] for part in stretch]
        if may_both_add and not stretch.base:
            added = dict.fromkeys((*stretch.ours, *stretch.theirs))
            result.extend(values[key] for key in sorted(added, key=natural))
            continue
        merged, clash = _same_places(*parts, side)
        result.extend(merged)
        clashes |= clash
    return MergedList(result, clashes)


def _same_places(base: list[Any], ours: list[Any], theirs: list[Any], side: str) -> tuple[list[Any], bool]:
    """Tables that both sides changed, in equal number, are merged one by one; all else is a clash."""
    parts = dict(zip(SIDES, (ours, base, theirs), strict=True))
    if len({len(part) for part in parts.values()}) > 1 or not all(
        isinstance(element, dict) for part in parts.values() for element in part
    ):
        return parts[side], True
    merged = [_table_element(*elements, side) for elements in zip(base, ours, theirs, strict=True)]
    return [element for element, _clash in merged], any(clash for _element_, clash in merged)
