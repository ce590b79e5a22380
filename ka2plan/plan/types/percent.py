"""Per cent, whole, from 0 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.plan.types.number import Integer
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key
    from ka2plan.plan.types.around import Around
    from ka2plan.plan.types.value_type import Schema

SIGNS = ("per cent", "percent", "%", "\u066a", "\uff05", "pct")


class Percent(Integer):
    """A whole number from 0 to 100, with or without its sign."""

    __slots__ = ()

    name = "percent"
    sample = "40"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a whole number of per cent")

    def exact(self, value: Any) -> int | Bad:
        """A whole number from 0 to 100."""
        percent = super().exact(value)
        if isinstance(percent, Bad) or 0 <= percent <= 100:
            return percent
        message = _("{value} is not between 0 and 100").format(value=quoted(value))
        return Bad(BAD_VALUE, message, _("write a whole number from 0 to 100"))

    def without_unit(self, typed: str, around: Around) -> str:
        """What stands before the sign."""
        return without_sign(typed)

    def json_schema(self, key: Key) -> Schema:
        """A whole number from 0 to 100."""
        return {"type": "integer", "minimum": 0, "maximum": 100}


def without_sign(typed: str) -> str:
    """A typed number of per cent without its sign."""
    figure = typed.strip()
    sign = next((sign for sign in SIGNS if figure.casefold().endswith(sign)), "")
    return figure[: len(figure) - len(sign)].strip()


PERCENT = Percent()
