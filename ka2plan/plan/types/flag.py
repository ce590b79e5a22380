"""Yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ANY_KEY, Schema, ValueType
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key


YES = ("true", "yes", "y", "on", "da")
NO = ("false", "no", "n", "off", "ne")


class Flag(ValueType):
    """True or false."""

    __slots__ = ()

    name = "boolean"
    sample = "true"
    edited = "list"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("true or false")

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> bool | Bad:
        """True or false."""
        return value if isinstance(value, bool) else self.wrong(value)

    def meant(self, value: Any) -> bool | None:
        """An answer in quotes."""
        return value == "true" if value in ("true", "false") else None

    def from_text(self, typed: str, around: Around = NOWHERE) -> bool | Bad:
        """The answer, in English, in Slovenian or in the user's language."""
        word = typed.strip().casefold()
        if word in (*YES, _("yes")):
            return True
        if word in (*NO, _("no")):
            return False
        return Bad(BAD_VALUE, _("{value} is neither yes nor no").format(value=quoted(typed.strip())))

    def to_text(self, value: Any) -> str:
        """The answer in the user's language."""
        if not isinstance(value, bool):
            return super().to_text(value)
        return _("yes") if value else _("no")

    def json_schema(self, key: Key) -> Schema:
        """True or false."""
        return {"type": "boolean"}


FLAG = Flag()
