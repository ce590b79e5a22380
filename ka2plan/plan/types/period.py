"""Stretches of an activity: ``M1 - M3``."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.moment import MOMENT, resolved
from ka2plan.plan.types.text import parts_of
from ka2plan.plan.types.value_type import ValueType
from ka2plan.plan.values import BAD_VALUE, Bad
from ka2plan.words.messages import _

_DIVIDER = re.compile(
    r"\s+[-\u2010-\u2015]\s+|\s*[\u2013\u2014\u2192]\s*|\.\.+|\s+(?:to|until|till|do)\s+", re.IGNORECASE
)
_MONTHS = re.compile(r"(m?\s*\d{1,3})\s*-\s*(m?\s*\d{1,3})", re.ASCII | re.IGNORECASE)

Side = str | date


class Period(ValueType):
    """A start and an end: ``M1 - M3``, ``M4`` alone, ``1 9 2027 to 15 9 2027``."""

    __slots__ = ()

    name = "period"

    def from_text(self, typed: str, around: Around = NOWHERE) -> dict[str, Side] | Bad:
        """The stretch, each side understood as a start and an end are."""
        old = around.present if isinstance(around.present, dict) else {}
        months = _MONTHS.fullmatch(typed.strip())
        halves = list(months.groups()) if months else _DIVIDER.split(typed.strip(), maxsplit=1)
        sides: dict[str, Side] = {}
        for side, said in zip(("start", "end"), (halves[0], halves[-1]), strict=True):
            moment = MOMENT.from_text(said.strip(), around._replace(key=side, present=old.get(side)))
            if isinstance(moment, Bad):
                return moment
            sides[side] = moment
        start = resolved(around.plan, sides["start"], as_start=True)
        end = resolved(around.plan, sides["end"], as_start=False)
        return Bad(BAD_VALUE, _("it ends before it starts")) if start and end and end < start else sides

    def to_text(self, value: Any) -> str:
        """The stretch in one line, one side where both are the same."""
        if not isinstance(value, dict):
            return super().to_text(value)
        return " - ".join(dict.fromkeys(str(value.get(side, "?")) for side in ("start", "end")))

    def inside(self, part: str | int) -> ValueType:
        """The start or the end."""
        return MOMENT


class Periods(ValueType):
    """A list of stretches: with commas between them, or as TOML."""

    __slots__ = ()

    name = "periods"

    def from_text(self, typed: str, around: Around = NOWHERE) -> list[Any] | Bad:
        """The stretches."""
        parts = parts_of(typed, ",;")
        if typed.strip()[:1] in ("[", "{") or not any(letter.isdigit() for letter in typed):
            value = self.from_toml(typed.strip())
            return value if isinstance(value, list | Bad) else [value]
        periods = [PERIOD.from_text(part, around._replace(present=None)) for part in parts]
        return next((period for period in periods if isinstance(period, Bad)), periods)

    def to_text(self, value: Any) -> str:
        """The stretches with commas between them."""
        return ", ".join(map(PERIOD.to_text, value)) if isinstance(value, list) else super().to_text(value)

    def inside(self, part: str | int) -> ValueType:
        """One stretch."""
        return PERIOD if isinstance(part, int) else MOMENT


PERIOD = Period()
PERIODS = Periods()
