"""Reading an edited text again: only the entries whose blocks changed, everything else shared as it was.

A file is *tidy* where no entry's data come from two places that TOML treats as one: then each entry can be read from
its own blocks alone, and the whole is right if all parts are. Anything else is read as a whole.
"""

from __future__ import annotations

from typing import Any

from ka2plan.document.plain import MISSING, Data, lookup, same
from ka2plan.named_tuples import NamedTuple
from ka2plan.toml import parse
from ka2plan.toml.layout import Layout
from ka2plan.toml.scan import ARRAY_OF_TABLES, LOOSE, Block

_Key = tuple[str, ...]


class Part(NamedTuple):
    """The blocks of one entry (their header's first two names), or of what stands above entries, and their data."""

    blocks: tuple[Block, ...]
    data: Any
    read_alone: bool = True
    """Whether the data were read from these blocks, or only taken from those of the whole text."""


Parts = dict[_Key, Part]


def parts_of(layout: Layout, data: Data) -> Parts | None:
    """The parts of a text whose data are known, or None where it is not tidy."""
    groups = _grouped(layout)
    if groups is None:
        return None
    parts = {
        key: Part(blocks, lookup(data, key), read_alone=False) if len(key) == 2 else Part(blocks, _read(key, blocks))
        for key, blocks in groups.items()
    }
    if not _is_tidy(parts) or any(part.data is MISSING for part in parts.values()):
        return None
    return parts


def read_again(layout: Layout, parts: Parts | None, old: Data) -> tuple[Data, Parts | None]:
    """The data of a text made by an edit, unchanged entries being the same objects as before.

    :raises TomlFault: the text, or a changed part of it, is no TOML.
    """
    groups = _grouped(layout)
    if parts is None or groups is None:
        return shared(old, parse(layout.text)), None
    new: Parts = {}
    for key, blocks in groups.items():
        before = parts.get(key)
        if before and len(before.blocks) == len(blocks) and all(map(_is, before.blocks, blocks)):
            new[key] = before
        elif before and not before.read_alone and not same(_read(key, before.blocks), before.data):
            return shared(old, parse(layout.text)), None
        else:
            new[key] = Part(blocks, shared(before.data if before else MISSING, _read(key, blocks)))
    if not _is_tidy(new):
        return shared(old, parse(layout.text)), None
    return _kept(old, _joined(new)), new


def shared(old: Any, new: Any, deep: int = 2) -> Any:
    """The new data with the old objects in place of those equal to the last digit, so many tables deep."""
    if not (deep and isinstance(old, dict) and isinstance(new, dict)):
        return old if type(old) is type(new) and repr(old) == repr(new) else new
    mixed = {key: shared(old.get(key, MISSING), item, deep - 1) for key, item in new.items()}
    return old if _is_same_table(old, mixed) else mixed


def _kept(old: Data, new: Data) -> Data:
    """The new data with those kinds' tables as the old objects in which every entry is the old one."""
    return {
        name: old[name] if isinstance(table, dict) and _is_same_table(old.get(name), table) else table
        for name, table in new.items()
    }


def _is_same_table(old: Any, new: Data) -> bool:
    return isinstance(old, dict) and list(old) == list(new) and all(map(_is, old.values(), new.values()))


def _is(one: object, other: object) -> bool:
    return one is other


def _grouped(layout: Layout) -> dict[_Key, tuple[Block, ...]] | None:
    groups: dict[_Key, list[Block]] = {}
    for block in layout.blocks:
        if block.kind == ARRAY_OF_TABLES and len(block.keys) == 1:
            return None
        if block.kind != LOOSE:
            groups.setdefault(block.names[:2], []).append(block)
    return {key: tuple(blocks) for key, blocks in groups.items()}


def _read(key: _Key, blocks: tuple[Block, ...]) -> Any:
    return lookup(parse("".join([block.text for block in blocks])), key)


def _is_tidy(parts: Parts) -> bool:
    """Whether no key above the entries names what an entry's header names too."""
    taken: dict[_Key, set[str]] = {}
    for key in parts:
        if key:
            taken.setdefault((), set()).add(key[0])
        if len(key) > 1:
            taken.setdefault(key[:1], set()).add(key[1])
    return all(
        isinstance(parts[key].data, dict) and taken[key].isdisjoint(parts[key].data) for key in taken if key in parts
    )


def _joined(parts: Parts) -> Data:
    data: Data = {}
    for key, part in parts.items():
        if not key:
            data.update(part.data)
        elif len(key) == 1:
            data.setdefault(key[0], {}).update(part.data)
        else:
            data.setdefault(key[0], {})[key[1]] = part.data
    return data
