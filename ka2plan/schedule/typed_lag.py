"""By how much something slips, as people type it: a span, or until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.plan.calendar import Lag
from ka2plan.plan.model import Month, Plan
from ka2plan.plan.types import Around
from ka2plan.plan.types.lag import lag_from_text
from ka2plan.plan.types.moment import MOMENT
from ka2plan.plan.values import Bad
from ka2plan.schedule.slip import lag_to

if TYPE_CHECKING:
    from datetime import date


def lag_typed(plan: Plan, id: str, text: str, today: date) -> Lag | Bad:
    """``+2 weeks``, ``-10d``, ``1 month``, or until when an entry slips: ``M9``, ``15 3 2027``.

    :raises CannotMove: where there is no such entry, or it has no date to slip from.
    """
    span = lag_from_text(text)
    if isinstance(span, Lag):
        return span
    moment = None if text.strip().lstrip("+-").isdecimal() else MOMENT.from_text(text, Around(today, plan))
    if moment is None or isinstance(moment, Bad):
        return span
    return lag_to(plan, id, Month(int(moment[1:])) if isinstance(moment, str) else moment)
