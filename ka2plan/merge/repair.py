"""The long way to a merged text: one side's text, edited until it means the merged data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.document import Batch, Document, SetValue, Unset
from ka2plan.merge.array_text import remarks_in
from ka2plan.merge.clash import SECTIONS, is_entry
from ka2plan.merge.plain_values import ABSENT, same, value_at
from ka2plan.merge.sides import Part, Side, entry_path
from ka2plan.toml import Path, TomlFault, parse

Data = dict[str, Any]


def repaired(text: str, wanted: Data, donor: Side | None = None) -> str:
    """The text edited to mean the wanted data; entries that it lacks are taken from the donor as they stand.

    :raises EditError: the text cannot be edited so.
    """
    document = Document(text)
    blocks = dict(_blocks_of(donor, document.data, wanted)) if donor else {}
    edits = tuple(edit for edit in _edits(document.data, wanted, ()) if edit.path not in blocks)
    changed = document.apply(Batch(edits)).text if edits else text
    if not blocks:
        return changed
    joined = "\n".join([changed.rstrip("\n") + "\n", *blocks.values()])
    return joined if _means(joined, wanted) else repaired(text, wanted)


def _means(text: str, wanted: Data) -> bool:
    try:
        return same(parse(text), wanted)
    except TomlFault:  # a table that stands inline cannot go on in blocks of its own
        return False


def with_all_comments(text: str, other: Side, base: Side) -> str:
    """The text with the comments of the other's entries that neither it nor the base has, above the entries."""
    missing = {path: missing_comments(parts, text, base.text) for path, parts in other.by_entry.items()}
    return "".join(
        missing.pop(entry_path(part.path), "") + part.block.text if part.path else part.block.text
        for part in Side(text).parts.values()
    )


def missing_comments(parts: list[Part], *texts: str) -> str:
    """The comments of an entry that stand in none of the texts, as lines of their own."""
    have = "\n".join(texts)
    found: dict[str, None] = {}
    for part in parts:
        lines = [line.strip() for line in part.core.split("\n")]
        found.update(dict.fromkeys(line for line in lines if line.startswith("#")))
        for slot in part.slots.values():
            found.update(dict.fromkeys(remarks_in(slot.span, slot.origin)))
            found[slot.tail.strip()] = None
    return "".join(f"{comment}\n" for comment in found if comment and comment not in have)


def _edits(data: Data, wanted: Data, path: Path) -> Iterator[SetValue | Unset]:
    for key in data:
        if key not in wanted:
            yield Unset((*path, key))
    for key, value in wanted.items():
        where = (*path, key)
        have = data.get(key, {} if not path and key in SECTIONS else ABSENT)
        if not path and key in SECTIONS and isinstance(value, dict) and not isinstance(have, dict):
            yield Unset(where)
            have = {}
        if isinstance(have, dict) and isinstance(value, dict) and (have or not path) and value:
            yield from _edits(have, value, where)
        elif not same(have, value):
            yield SetValue(where, value)


def _blocks_of(donor: Side, data: Data, wanted: Data) -> Iterator[tuple[Path, str]]:
    """The donor's text of entries that the data lack and that it has just as they are wanted."""
    for path, parts in donor.by_entry.items():
        text = "".join(part.core for part in parts)
        value = value_at(wanted, path)
        if is_entry(path) and value_at(data, path) is ABSENT and value is not ABSENT and same(donor.value(path), value):
            yield path, text
