"""Days and stretches of days in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ka2plan.plan.model import Plan
from ka2plan.plan.schema import STARTS
from ka2plan.plan.types.around import Around
from ka2plan.plan.types.moment import resolved
from ka2plan.words.figures import day, weekday
from ka2plan.words.messages import _


def moment_meaning(value: Any, around: Around) -> str:
    """``1 May 2027, Sat, M7``, and where it lies outside the project."""
    plan = around.plan
    moment = resolved(plan, value, as_start=around.key in STARTS)
    if moment is None:
        return ""
    words = f"{day(moment)}, {weekday(moment)}"
    calendar = plan.calendar if plan else None
    if calendar is None or plan is None:
        return words
    month = calendar.month_of(moment)
    is_day = isinstance(value, date) and 1 <= month <= calendar.months
    return (f"{words}, M{month}" if is_day else words) + _outside(plan, moment)


def period_meaning(value: Any, around: Around) -> str:
    """``1 Nov - 31 Dec 2026``."""
    if not isinstance(value, Mapping):
        return ""
    start = resolved(around.plan, value.get("start"), as_start=True)
    end = resolved(around.plan, value.get("end"), as_start=False)
    if start is None or end is None:
        return ""
    return _("{first} - {last}").format(first=day(start), last=day(end))


def _outside(plan: Plan, moment: date) -> str:
    calendar = plan.calendar
    if calendar and moment > calendar.end:
        return _("; after the project's end")
    return _("; before the project's start") if calendar and moment < calendar.start else ""
