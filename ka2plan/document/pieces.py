"""Reading a text again block by block: only blocks that changed are parsed, the others keep their very objects."""

from __future__ import annotations

from typing import Any

from ka2plan.document.plain import Data
from ka2plan.source.layout import Layout
from ka2plan.source.reading import parse
from ka2plan.source.scan import ARRAY_OF_TABLES, LOOSE, ROOT, Block

Cache = dict[str, Data]
"""The text of a block -> the table it holds."""


class _Overlap(Exception):
    """Two blocks write into one another; only reading the whole text tells what they make."""


def read_again(layout: Layout, text: str, cache: Cache) -> tuple[Data, Cache]:
    """The data of a text and the cache for the next reading; what the cache knows is not parsed again.

    :raises TomlFault: the text is no TOML.
    """
    used: Cache = {}
    try:
        return _assembled(layout, cache, used), used
    except _Overlap:
        return parse(text), used


def _assembled(layout: Layout, cache: Cache, used: Cache) -> Data:
    data: Data = {}
    headers: dict[tuple[str, ...], bool] = {(): True}
    for block in layout.blocks:
        if block.kind == LOOSE:
            continue
        if block.kind == ARRAY_OF_TABLES:
            raise _Overlap
        table = _table_of(block, cache, used)
        if block.kind == ROOT:
            data.update(table)
        else:
            _place(data, headers, block.names, table)
    return data


def _table_of(block: Block, cache: Cache, used: Cache) -> Data:
    """The table that a block holds."""
    if block.text not in used:
        table = cache.get(block.text)
        if table is None:
            table = parse(block.text)
            for name in block.names:
                table = table[name]
        used[block.text] = table
    return used[block.text]


def _place(data: Data, headers: dict[tuple[str, ...], bool], names: tuple[str, ...], table: Data) -> None:
    """Puts a table where its header says; refuses what two blocks would have to share."""
    holder: Any = data
    for count, name in enumerate(names[:-1], 1):
        path = names[:count]
        if path not in headers:
            if name in holder:
                raise _Overlap
            headers[path] = False
            holder[name] = {}
        elif headers[path]:
            holder[name] = dict(holder[name])
        holder = holder[name]
    if headers.get(names):
        raise _Overlap
    if names in headers:
        raise _Overlap
    if names[-1] in holder:
        raise _Overlap
    holder[names[-1]] = table
    headers[names] = True
