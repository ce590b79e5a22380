"""What every type of value can do: one object a type, for the reader, every surface and the schema."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.values import BAD_VALUE, SAMPLES, Bad, quoted
from ka2plan.words.messages import _


class ValueType:
    """A type of value that can stand in a plan file."""

    __slots__ = ()

    name = ""
    """What the schema calls it."""

    def from_text(self, typed: str, around: Around = NOWHERE) -> Any:
        """The TOML value that a typed text stands for, or what is wrong with it as ``Bad``; the same everywhere."""
        return self.from_toml(typed)

    def from_toml(self, typed: str) -> Any:
        """The table or list that was typed as the file has it, or what is wrong with it as ``Bad``."""
        hint = _("write it like {sample}").format(sample=SAMPLES[self.name])
        value = toml_value(typed, hint)
        if isinstance(value, dict | list | Bad):
            return value
        return Bad(BAD_VALUE, _("{value} is a single value").format(value=quoted(typed)), hint)

    def to_text(self, value: Any) -> str:
        """A TOML value as one would type it: ``from_text`` understands it as the same value."""
        return "" if value is None else str(value)

    def inside(self, part: str | int) -> ValueType:
        """The type of a value within one of this type, such as one partner's part of a budget."""
        from ka2plan.plan.types.text import TEXT

        return TEXT


def toml_value(typed: str, hint: str = "") -> Any:
    """What a text is as a value of TOML, or why it is none as ``Bad``."""
    from ka2plan.toml import TomlFault, parse

    try:
        return parse(f"value = {typed}\n")["value"]
    except TomlFault as fault:
        message = _("{value} is no TOML value: {reason}").format(value=quoted(typed), reason=fault.message)
        return Bad(BAD_VALUE, message, hint)
