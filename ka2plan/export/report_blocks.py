"""What a report is made of, whatever it is written to: headings, facts, sentences, lists, tables."""

from __future__ import annotations

from typing import Literal

from ka2plan.charts.tables.table import Table
from ka2plan.named_tuples import NamedTuple

Kind = Literal["heading", "fact", "text", "item", "table"]


class Block(NamedTuple):
    """One piece of a report."""

    kind: Kind
    text: str = ""
    label: str = ""
    """Of a fact what it is."""
    level: int = 1
    """Of a heading, from 1 for the title of the whole."""
    table: Table | None = None


def heading(text: str, level: int) -> Block:
    """A heading."""
    return Block("heading", text, level=level)


def fact(label: str, value: str) -> Block:
    """A value behind what it is."""
    return Block("fact", value, label)


def text(words: str) -> Block:
    """A sentence."""
    return Block("text", words)


def item(words: str) -> Block:
    """One thing of a list."""
    return Block("item", words)


def table_block(table: Table) -> Block:
    """A table."""
    return Block("table", table=table)
