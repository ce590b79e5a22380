"""Values out of a TOML file, compared and looked up: what is not there is a value of its own."""

from __future__ import annotations

from typing import Any, Final

from ka2plan.source import Path


class Missing:
    """A value that is not there; only its two instances exist."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


ABSENT: Final = Missing("ABSENT")
"""There is no such key."""

UNKNOWN: Final = Missing("UNKNOWN")
"""What stood there before is not known, as in a conflict without base."""


def same(one: Any, other: Any) -> bool:
    """Whether two values mean the same: 1 is neither 1.0 nor true; the order of a table's keys is layout."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return len(one) == len(other) and all(
            key in other and same(value, other[key]) for key, value in one.items()
        )
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Missing):
        return False
    return bool(one == other) or (one != one and other != other)  # noqa: PLR0124 -- nan is not itself


def value_at(data: Any, path: Path) -> Any:
    """The value at a key path, ABSENT where there is none; UNKNOWN data have UNKNOWN everywhere."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part, ABSENT)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return UNKNOWN if data is UNKNOWN else ABSENT
    return data


def without_absent(table: dict[str, Any]) -> dict[str, Any]:
    """The table without the keys whose value is ABSENT."""
    return {key: value for key, value in table.items() if value is not ABSENT}
