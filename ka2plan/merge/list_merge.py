"""Three-way merge of lists: sets of names and links by element, other lists by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any, NamedTuple

from ka2plan.merge.clash import natural
from ka2plan.merge.diff3 import aligned
from ka2plan.merge.meanings import Meanings, link_meaning
from ka2plan.merge.order import merged_order
from ka2plan.merge.plain_values import ABSENT, same, spelled
from ka2plan.merge.three import Three
from ka2plan.plan.schema import key_at
from ka2plan.toml import Path

ElementKey = tuple[str, str, int]
"""What identifies an element: an id or text, the type of a link where one id is named twice, the how-many-eth."""

Elements = dict[ElementKey, Any]


class MergedList(NamedTuple):
    """A merged list, and whether one side's elements had to stand in for a clash."""

    value: list[Any]
    clashes: bool


def merged_list(where: Path, lists: Three[list[Any]], side: str, meanings: Meanings | None = None) -> MergedList:
    """The merged list; where the sides clash, that of ``side``."""
    key = key_at(where)
    kind = key.type if key and where[-1] == key.name else ""
    if kind in ("references", "texts", "links"):
        if where == ("project", "priorities") and _main_one_differs(lists):
            return MergedList(lists.side(side), clashes=True)
        identified = _identified(lists, links=kind == "links")
        if identified:
            return _by_element(identified, side)
    return _by_place(where, lists, _Tables(side, meanings), may_both_add=kind == "periods")


def _main_one_differs(lists: Three[list[Any]]) -> bool:
    """Whether both sides changed what stands first, which for priorities means the main one."""
    first = lists.each(lambda side: side[:1])
    return first.ours != first.theirs and first.base not in first[1:]


def _identified(lists: Three[list[Any]], *, links: bool) -> Three[Elements] | None:
    """Each list as its elements by what identifies them; None where one is neither a text nor a link."""
    names = lists.each(lambda side: [_name(element, links=links) for element in side])
    if any(name is None for side in names for name in side):
        return None
    repeated = {name for side in names for name, count in Counter(side).items() if count > 1}

    def by_key(side: list[Any]) -> Elements:
        elements: Elements = {}
        for element in side:
            name = str(_name(element, links=links))
            type_ = str(element.get("type", "FS")) if isinstance(element, dict) else "FS"
            key = (name, type_ if name in repeated else "", 0)
            while key in elements:
                key = (*key[:2], key[2] + 1)
            elements[key] = element
        return elements

    return lists.each(by_key)


def _name(element: Any, *, links: bool) -> str | None:
    if isinstance(element, dict) and links:
        element = element.get("id")
    return element if isinstance(element, str) else None


def _by_element(lists: Three[Elements], side: str) -> MergedList:
    merged: Elements = {}
    clashes = False
    for key in {**lists.base, **lists.ours, **lists.theirs}:
        merged[key], clash = _element(Three(*(elements.get(key, ABSENT) for elements in lists)), side)
        clashes |= clash
    kept = {key for key, element in merged.items() if element is not ABSENT}
    order = merged_order(lists.each(list), kept, _rank)
    return MergedList([merged[key] for key in order], clashes)


def _rank(key: ElementKey) -> Hashable:
    return natural(key[0]), key


def _element(elements: Three[Any], side: str) -> tuple[Any, bool]:
    """The merged element, and whether the sides clash in it."""
    base, ours, theirs = elements
    if same(ours, theirs) or same(base, theirs):
        return ours, False
    if same(base, ours):
        return theirs, False
    meant = elements.each(link_meaning)
    if same(meant.ours, meant.theirs) or same(meant.base, meant.theirs):
        return min(ours, theirs, key=lambda link: (len(spelled(link)), spelled(link))) if same(
            *meant[1:]
        ) else ours, False
    if same(meant.base, meant.ours):
        return theirs, False
    if ABSENT not in elements:
        return _table_element(elements.each(_as_table), side)
    return elements.side(side), True


def _as_table(element: Any) -> Any:
    return {"id": element} if isinstance(element, str) else element


def _table_element(elements: Three[Any], side: str) -> tuple[Any, bool]:
    from ka2plan.merge.data_merge import DataMerge

    merge = DataMerge(side)
    merged = merge.value((), *elements)
    is_plain_link = isinstance(merged, dict) and list(merged) == ["id"]
    return merged["id"] if is_plain_link else merged, bool(merge.clashes)


class _Tables(NamedTuple):
    """How elements that are tables are merged."""

    side: str
    """Whose value stands where the sides clash."""
    meanings: Meanings | None

    def merged(self, where: Path, elements: Three[Any]) -> tuple[Any, bool]:
        """The merged element, and whether the sides clash in it."""
        from ka2plan.merge.data_merge import DataMerge

        merge = DataMerge(self.side, meanings=self.meanings)
        return merge.value(where, *elements), bool(merge.clashes)


def _by_place(where: Path, lists: Three[list[Any]], tables: _Tables, *, may_both_add: bool) -> MergedList:
    values = {spelled(element): element for elements in lists for element in elements}
    keys = lists.each(lambda elements: [spelled(element) for element in elements])
    result: list[Any] = []
    clashes = False
    for stretch in aligned(*keys):
        if not stretch.is_clash:
            result.extend(values[key] for key in stretch.merged)
            continue
        if may_both_add and not stretch.base:
            added = dict.fromkeys((*stretch.ours, *stretch.theirs))
            result.extend(values[key] for key in sorted(added, key=natural))
            continue
        parts = Three(*([values[key] for key in part] for part in stretch))
        merged, clash = _same_places((*where, len(result)), parts, tables)
        result.extend(merged)
        clashes |= clash
    return MergedList(result, clashes)


def _same_places(where: Path, parts: Three[list[Any]], tables: _Tables) -> tuple[list[Any], bool]:
    """Tables that both sides changed, in equal number, are merged one by one; all else is a clash."""
    are_tables = all(isinstance(element, dict) for part in parts for element in part)
    if not are_tables or len({len(part) for part in parts}) > 1:
        return parts.side(tables.side), True
    merged = [tables.merged(where, Three(*elements)) for elements in zip(*parts, strict=True)]
    return [table for table, _clash in merged], any(clash for _table, clash in merged)
