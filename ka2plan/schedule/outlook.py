"""A running project with its work where it comes to lie: what is left of it by the forecast, its effort with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ka2plan.figures.bookings import Outlook
from ka2plan.figures.effort_spread import Stretch
from ka2plan.figures.status import runs, state_of
from ka2plan.plan.model import DONE, Activity, Plan
from ka2plan.schedule.days import Span, day_of
from ka2plan.schedule.forecast import place_alone
from ka2plan.schedule.graph import span_of_entry

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ka2plan.plan.calendar import Calendar
    from ka2plan.schedule.forecast import Forecast


def outlook_of(plan: Plan, today: date, forecast: Forecast | None) -> Outlook | None:
    """A project seen from a day; None where nothing runs yet, or it has no months.

    Without a forecast, where something waits for itself, each entry comes to lie as if nothing pushed it.
    """
    calendar = plan.calendar
    if calendar is None or not runs(plan):
        return None
    lying = {}
    for id, activity in plan.activities.items():
        span = forecast.spans.get(id) if forecast else _alone(activity, today)
        lying[id] = _lying(activity, span, calendar) if span and not activity.cancelled else activity
    return Outlook(today, max(1, calendar.month_of(today)), plan._replace(activities=lying), plan)


def lying_alone(outlook: Outlook, changed: Activity, before: Activity) -> Activity:
    """Where an activity comes to lie that was changed: what pushed it before pushes it as far again, nothing else."""
    span, calendar = _alone(changed, outlook.today), outlook.plan.calendar
    if span is None or calendar is None:
        return changed
    own, lay = _alone(before, outlook.today), outlook.plan.activities[before.id].start
    if own and lay and lay.toordinal() > max(own.start, span.start):
        span = Span(lay.toordinal(), lay.toordinal() + span.length - 1)
    return _lying(changed, span, calendar)


def _alone(activity: Activity, today: date) -> Span | None:
    planned = span_of_entry(activity)
    place = place_alone(activity, planned, today.toordinal())
    if planned is None or place.not_before is None:
        return place.fixed
    return Span(place.not_before, place.not_before + planned.length - 1)


def _lying(activity: Activity, span: Span, calendar: Calendar) -> Activity:
    """An activity on other days: its stretches keep their distances, and the last ends with it."""
    stretches = activity.stretches
    if not stretches or (state_of(activity) == DONE and activity.periods):
        return activity
    later = span.start - min(first for first, _last in stretches).toordinal()
    moved = [(day_of(first.toordinal() + later), day_of(last.toordinal() + later)) for first, last in stretches]
    moved = _ending(moved, day_of(span.end))
    if state_of(activity) == DONE:
        return activity._replace(start=moved[0][0], end=moved[0][1])
    first_month = _month_of(min(first for first, _last in moved), calendar)
    named = {id: _from_month(months, first_month) for id, months in activity.effort_by_month.items()}
    if not activity.periods:
        return activity._replace(start=moved[0][0], end=moved[0][1], effort_by_month=named)
    periods = tuple(
        period._replace(start=first, end=last) for period, (first, last) in zip(activity.periods, moved, strict=True)
    )
    start, end = min(first for first, _last in moved), max(last for _first, last in moved)
    return activity._replace(periods=periods, start=start, end=end, effort_by_month=named)


def _ending(stretches: list[Stretch], end: date) -> list[Stretch]:
    """The stretches, the one that ends last until a day."""
    longest = max(range(len(stretches)), key=lambda place: stretches[place][1])
    first, _last = stretches[longest]
    return [*stretches[:longest], (first, end), *stretches[longest + 1 :]]


def _from_month(months: Mapping[int, Decimal], first: int) -> dict[int, Decimal]:
    """Months that are named, as many later as brings none of them before a month; those without effort stay out."""
    named = {month: effort for month, effort in months.items() if effort}
    later = max(0, first - min(named)) if named else 0
    return {month + later: effort for month, effort in named.items()}


def _month_of(day: date, calendar: Calendar) -> int:
    """The project month of a day; all after the project are one."""
    return calendar.month_of(day) if day <= calendar.end else calendar.months + 1
