"""Papers that are there or not, or the day they were there."""

from __future__ import annotations

from datetime import date
from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.flag import FLAG
from ka2plan.plan.types.moment import DATE
from ka2plan.plan.types.value_type import ValueType
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _


class Paper(ValueType):
    """Yes, no, or a day."""

    __slots__ = ()

    name = "paper"

    def from_text(self, typed: str, around: Around = NOWHERE) -> bool | date | Bad:
        """The answer or the day."""
        answer = FLAG.from_text(typed, around)
        found = DATE.from_text(typed, around) if isinstance(answer, Bad) else answer
        if isinstance(found, bool | date):
            return found
        message = _("{value} is neither yes, no nor a date").format(value=quoted(typed.strip()))
        return Bad(BAD_VALUE, message, found.hint)

    def to_text(self, value: Any) -> str:
        """The answer or the day."""
        return FLAG.to_text(value)


class Papers(ValueType):
    """A table name -> yes, no or a day."""

    __slots__ = ()

    name = "papers"

    def inside(self, part: str | int) -> ValueType:
        """One paper."""
        return PAPER


PAPER = Paper()
PAPERS = Papers()
