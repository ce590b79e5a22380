"""Values out of a TOML file, compared and looked up: what is not there is a value of its own."""

from __future__ import annotations

from typing import Any, Final

from ka2plan.document.plain import same
from ka2plan.toml import Path


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


def spelled(value: Any) -> str:
    """A text that two values share where they mean the same."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{spelled(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(spelled, value)) + "]"
    return repr(value)


__all__ = ["ABSENT", "UNKNOWN", "Missing", "same", "spelled", "value_at", "without_absent"]
