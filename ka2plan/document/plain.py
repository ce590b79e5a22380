"""Plain TOML data: comparing them with their types, and changed copies that share what did not change."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ka2plan.document.edits import described
from ka2plan.errors import EditError
from ka2plan.toml.paths import Path
from ka2plan.words.messages import _

Data = dict[str, Any]

MISSING: Any = object()
"""Stands for what is not there."""

_SCALARS = (str, bool, int, Decimal, dt.datetime, dt.date, dt.time)


def same(left: Any, right: Any) -> bool:
    """Whether two values are equal, types and all; the order of a table's keys does not count."""
    if left is right:
        return True
    if type(left) is not type(right):
        return False
    if isinstance(left, str):
        return bool(left == right)
    if isinstance(left, dict):
        return len(left) == len(right) and all(map(same, left.values(), [right.get(key, MISSING) for key in left]))
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dt.datetime | dt.time):
        return bool(left.isoformat() == right.isoformat())
    return bool(left == right or (left != left and right != right))  # noqa: PLR0124  nan is not itself


def lookup(data: Any, path: Path) -> Any:
    """The value at a path, or ``MISSING``."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part, MISSING)
        elif isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
            data = data[part]
        else:
            return MISSING
    return data


def plain(value: Any, path: Path) -> Any:
    """The value as reading it back would give it: lists for tuples, ``Decimal`` for floats.

    :raises EditError: TOML has no such value.
    """
    if isinstance(value, dict):
        return {str(key): plain(item, (*path, str(key))) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str) and not value.isascii():
        _refuse_half_characters(value, path)
    if type(value) in _SCALARS:
        return value
    for kind in (str, int, Decimal):
        if isinstance(value, kind):
            return kind(value)
    raise EditError(_("{path}: a plan file has no such value").format(path=described(path)))


def _refuse_half_characters(text: str, path: Path) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        message = _("{path}: the text holds half a character, which no file can hold")
        raise EditError(message.format(path=described(path))) from None


class Copies:
    """Tables and lists that a row of changes has copied already, so that each is copied once however many change it."""

    def __init__(self) -> None:
        self._own: dict[int, Any] = {}

    def own(self, held: Any) -> Any:
        """A copy that may be changed in place: the same one each time."""
        if id(held) in self._own:
            return held
        copy = held.copy()
        self._own[id(copy)] = copy
        return copy


def with_value(data: Any, path: Path, value: Any, copies: Copies | None = None) -> Any:
    """A copy with the value at the path; missing tables on the way are made.

    Args:
        data: tables and lists.
        path: where the value is to be.
        value: the value.
        copies: of a row of changes, whose results before the last nobody else holds.

    :raises EditError: something on the way is no table, or a list is too short.
    """
    if not path:
        return value
    part = path[0]
    if isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
        inner = data[part]
    elif isinstance(data, dict) and isinstance(part, str):
        inner = data.get(part, {})
    else:
        raise EditError(_("{path} is not inside a table").format(path=described((part,))))
    changed = with_value(inner, path[1:], value, copies)
    copy = (copies or Copies()).own(data)
    copy[part] = changed
    return copy


def without(data: Any, path: Path) -> Any:
    """A copy without what is at the path, which must be there."""
    part = path[0]
    if len(path) > 1:
        inner = without(data[part], path[1:])
        if isinstance(data, list) and isinstance(part, int):
            return [*data[:part], inner, *data[part + 1 :]]
        return {**data, part: inner}
    if isinstance(data, list):
        return [item for index, item in enumerate(data) if index != part]
    return {key: item for key, item in data.items() if key != part}


def with_key_renamed(data: Any, path: Path, name: str, copies: Copies | None = None) -> Any:
    """A copy in which the last key of the path is called otherwise, in its old place."""
    if len(path) > 1:
        return with_value(data, path[:-1], with_key_renamed(lookup(data, path[:-1]), path[-1:], name), copies)
    return {name if key == path[0] else key: item for key, item in data.items()}


def with_entry_placed(table: Data, id: str, entry: Any, before: str | None, after: str | None) -> Data:
    """A copy of a kind's table with the entry before or after another one, or last."""
    others = [(key, item) for key, item in table.items() if key != id]
    keys = [key for key, _item in others]
    place = keys.index(before) if before is not None else len(keys)
    if after is not None:
        place = keys.index(after) + 1
    return dict([*others[:place], (id, entry), *others[place:]])
