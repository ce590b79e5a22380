"""The files of facts that come with the program, read no further than needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from ka2plan.resources import calls_folder
from ka2plan.toml import parse

_TABLE = "\n["
"""In our files a bracket begins a line for tables only."""


def shipped_years() -> tuple[int, ...]:
    """The years of call that come with the program, in order."""
    names = [name.removesuffix(".toml") for name in os.listdir(calls_folder()) if name.endswith(".toml")]
    return tuple(sorted(int(name) for name in names if name.isdecimal()))


def shipped(name: str, wanted: Callable[[str], bool] | None = None) -> dict[str, Any]:
    """The data of one of our files; with ``wanted`` only the tables whose names it takes.

    A plan needs one type of sixteen, and reading a year whole would take as long as the plan itself.
    """
    text = _text(name)
    if wanted is None:
        return parse(text)
    head, *tables = text.split(_TABLE)
    return parse(_TABLE.join([head, *(table for table in tables if wanted(_name(table)))]))


def table_names(name: str, prefix: str) -> tuple[str, ...]:
    """The names of a file's tables that begin so, without the prefix."""
    names = (_name(table) for table in _text(name).split(_TABLE)[1:])
    return tuple(name.removeprefix(prefix) for name in names if name.startswith(prefix))


def of_types(codes: Sequence[str]) -> Callable[[str], bool]:
    """Takes what a year says of these types or managers, and what it says of all."""

    def wanted(table: str) -> bool:
        kind, _dot, name = table.partition(".")
        return kind not in ("facts", "payment") or name in codes

    return wanted


def _text(name: str) -> str:
    with open(os.path.join(calls_folder(), f"{name}.toml"), encoding="utf-8") as file:
        return file.read()


def _name(table: str) -> str:
    return table[: table.index("]")].lstrip("[")
