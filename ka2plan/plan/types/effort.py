"""Effort in the plan's unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.number import Number, plain, too_small
from ka2plan.plan.values import BAD_VALUE, Bad, is_number, quoted
from ka2plan.words.messages import _

_UNIT = r"(.*?[\d.,)])\s*([^\W\d_][\w\s-]*)\.?"

_SIGN = r"(?:^|(?<=\d)|(?<=\s))\s*([+-])\s*(?=[\d.,])"
"""What stands between the terms of a sum; a range such as ``20-25`` has no plus and is none."""

LONGEST_SUM = 80

_WORDS = {
    "days": ("d", "day", "days", "pd", "md", "person-day", "person-days", "person day", "person days", "dni", "dan"),
    "months": (
        *("m", "month", "months", "pm", "mm", "person-month", "person-months", "person month", "person months"),
        *("mesec", "mesecev", "meseca", "mesece"),
    ),
}
"""What stands behind an amount of effort, by the unit of the plan."""


class Effort(Number):
    """A number, which may bear the plan's own unit; another unit is refused, for it is not converted."""

    __slots__ = ()

    name = "effort"

    def from_text(self, typed: str, around: Around = NOWHERE) -> int | Decimal | Bad:
        """The amount that was typed: a figure, or a sum such as ``12+5``; ``+5`` and ``-5`` change what is there."""
        first, *rest = _terms(typed)
        if not rest or not ("+" in rest if first else is_number(around.present)):
            return super().from_text(typed, around)
        amount = Decimal(0) if first else Decimal(around.present)
        for sign, figure in _pairs(["+", first, *rest] if first else rest):
            term = super().from_text(figure, around._replace(least=None))
            if isinstance(term, Bad):
                return term
            amount += term if sign == "+" else -term
        small = around.least is not None and amount < around.least
        return too_small(typed, around.least or 0) if small else plain(amount)

    def in_words(self, value: Any, around: Around = NOWHERE) -> str:
        """``12.5 person-days``."""
        from ka2plan.words.figures import effort

        unit = around.plan.project.effort_unit if around.plan else "days"
        return effort(value, unit) if is_number(value) else ""

    def without_unit(self, typed: str, around: Around) -> str | Bad:
        """What stands before the unit, which must be the plan's own."""
        import re

        found = re.fullmatch(_UNIT, typed.strip()) if len(typed) < 80 else None
        unit = next((unit for unit, words in _WORDS.items() if found and found[2].casefold() in words), None)
        if found is None or unit is None:
            return typed
        own = around.plan.project.effort_unit if around.plan else unit
        if unit == own:
            return found[1]
        message = _("{value} is not in the plan's unit").format(value=quoted(typed))
        hint = _("write person-months") if own == "months" else _("write person-days")
        return Bad(BAD_VALUE, message, hint)


def _terms(typed: str) -> list[str]:
    """What a sum is made of, its signs between; one text where it is none."""
    import re

    return re.split(_SIGN, typed.strip()) if len(typed) < LONGEST_SUM else [typed]


def _pairs(parts: list[str]) -> Iterator[tuple[str, str]]:
    return zip(parts[::2], parts[1::2], strict=True)


EFFORT = Effort()
