"""Texts, and lists of short ones."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ValueType
from ka2plan.plan.values import Bad
from ka2plan.words.visible import in_one_line, without_unseen


class Text(ValueType):
    """A text as it was typed, without what word processors leave in it unseen; of one line where the key is."""

    __slots__ = ()

    name = "text"

    def from_text(self, typed: str, around: Around = NOWHERE) -> str:
        """The text, its lines joined where it has to be one."""
        return without_unseen(typed).strip() if around.is_long else in_one_line(typed)


class Texts(ValueType):
    """A list of texts: with commas between them, or as TOML."""

    __slots__ = ()

    name = "texts"
    dividers = ","

    def from_text(self, typed: str, around: Around = NOWHERE) -> list[Any] | Bad:
        """The texts."""
        if typed.strip().startswith("["):
            value = self.from_toml(typed.strip())
            return value if isinstance(value, list | Bad) else [value]
        return parts_of(typed, self.dividers)

    def to_text(self, value: Any) -> str:
        """The texts with commas between them."""
        return ", ".join(item for item in value if isinstance(item, str)) if isinstance(value, list) else ""


def parts_of(typed: str, dividers: str = ",") -> list[str]:
    """What stands between these signs and the ends of lines."""
    text = without_unseen(typed)
    for divider in dividers:
        text = text.replace(divider, "\n")
    return [part.strip() for part in text.splitlines() if part.strip()]


TEXT = Text()
TEXTS = Texts()
