"""Per cent, whole, from 0 to 100."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.types.around import Around
from ka2plan.plan.types.number import Integer
from ka2plan.plan.values import Bad, read_percent

SIGNS = ("per cent", "percent", "%", "\u066a", "\uff05", "pct")


class Percent(Integer):
    """A whole number from 0 to 100, with or without its sign."""

    __slots__ = ()

    name = "percent"

    def read(self, value: Any) -> int | Bad:
        """The per cent that TOML has."""
        return read_percent(value)

    def without_unit(self, typed: str, around: Around) -> str:
        """What stands before the sign."""
        return without_sign(typed)


def without_sign(typed: str) -> str:
    """A typed number of per cent without its sign."""
    figure = typed.strip()
    sign = next((sign for sign in SIGNS if figure.casefold().endswith(sign)), "")
    return figure[: len(figure) - len(sign)].strip()


PERCENT = Percent()
