"""What every type of value can do: one object a type, for the reader, every surface and the schema."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around


class ValueType:
    """A type of value that can stand in a plan file."""

    __slots__ = ()

    name = ""
    """What the schema calls it."""

    def from_text(self, typed: str, around: Around = NOWHERE) -> Any:
        """The TOML value that a typed text stands for, or what is wrong with it as ``Bad``; the same everywhere."""
        raise NotImplementedError

    def to_text(self, value: Any) -> str:
        """A TOML value as one would type it: ``from_text`` understands it as the same value."""
        return "" if value is None else str(value)
