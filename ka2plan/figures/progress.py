"""How far things are on a day: time passed, what was done when, indicators against their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.figures.status import Dated, state_of
from ka2plan.plan.model import RUNNING, Activity, Indicator, Plan

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


def elapsed_share(plan: Plan, today: date) -> float | None:
    """The part of the project's days before today, from 0 to 1; None where its dates are not known."""
    calendar = plan.calendar
    return _passed(calendar.start, calendar.end, today) if calendar else None


def elapsed_of(activity: Activity, today: date) -> float | None:
    """The part of an activity's days before today, from 0 to 1; None where its dates are not known."""
    if not activity.start or not activity.end or activity.end < activity.start:
        return None
    return _passed(activity.start, activity.end, today)


def _passed(start: date, end: date, today: date) -> float:
    return min(max((today - start).days, 0) / ((end - start).days + 1), 1.0)


def running_activities(plan: Plan) -> tuple[Activity, ...]:
    """Activities that run, in the plan's order."""
    return tuple(activity for activity in plan.live_activities() if state_of(activity) == RUNNING)


def entries_in_state(plan: Plan, state: str) -> tuple[Dated, ...]:
    """Activities, milestones and deliverables that stand so, in the plan's order."""
    tables = (plan.activities, plan.milestones, plan.deliverables)
    return tuple(entry for table in tables for entry in table.values() if state_of(entry) == state)


def done_on(entry: Dated) -> date | None:
    """The day on which something was done or reached, where the plan says it."""
    return entry.actual.end if isinstance(entry, Activity) else getattr(entry, "reached", None)


def achieved_share(indicator: Indicator) -> Decimal | None:
    """How much of its target an indicator has achieved, from 0 on; None where either is not known."""
    if indicator.achieved is None or not indicator.target:
        return None
    return indicator.achieved / indicator.target
