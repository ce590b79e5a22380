"""Yes or no."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ValueType
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _

YES = ("true", "yes", "y", "on", "da")
NO = ("false", "no", "n", "off", "ne")


class Flag(ValueType):
    """True or false."""

    __slots__ = ()

    name = "boolean"

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


FLAG = Flag()
