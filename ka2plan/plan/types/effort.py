"""Effort in the plan's unit."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.number import Number
from ka2plan.plan.values import BAD_VALUE, Bad, is_number, quoted
from ka2plan.words.messages import _

_UNIT = r"(.*?[\d.,)])\s*([^\W\d_][\w\s-]*)\.?"

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


EFFORT = Effort()
