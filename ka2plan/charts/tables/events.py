"""Milestones and deliverables as a table, and how one stands on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from ka2plan.charts.tables.activities import links_text
from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.figures.status import Event, is_late, state_of
from ka2plan.plan.calendar import Calendar
from ka2plan.plan.model import CANCELLED, DONE, Milestone, Plan
from ka2plan.words.distances import from_now
from ka2plan.words.figures import day
from ka2plan.words.messages import _, pgettext

if TYPE_CHECKING:
    from ka2plan.schedule.forecast import Forecast


def events_by_date(plan: Plan) -> list[Event]:
    """All milestones and deliverables, the earliest first, what has no date last."""
    events: list[Event] = [*plan.milestones.values(), *plan.deliverables.values()]
    return sorted(events, key=lambda event: event.due or date.max)


def milestones_table(plan: Plan, today: date, forecast: Forecast | None = None) -> Table:
    """The milestones by date."""
    milestones = [event for event in events_by_date(plan) if isinstance(event, Milestone)]
    return _table(_("Milestones"), milestones, plan, today, forecast)


def deliverables_table(plan: Plan, today: date, forecast: Forecast | None = None) -> Table:
    """The deliverables by date."""
    deliverables = [event for event in events_by_date(plan) if not isinstance(event, Milestone)]
    return _table(_("Deliverables"), deliverables, plan, today, forecast)


def events_table(plan: Plan, today: date, forecast: Forecast | None = None) -> Table:
    """Both by date."""
    return _table(_("Milestones and deliverables"), events_by_date(plan), plan, today, forecast)


def _table(title: str, events: Sequence[Event], plan: Plan, today: date, forecast: Forecast | None) -> Table:
    columns = (
        Column("id", _("Id")),
        Column("title", _("Title"), least=12),
        Column("wp", _("WP")),
        Column("due", _("Due"), "day"),
        Column("month", _("Month")),
        Column("lead", _("Lead")),
        Column("after", _("After")),
        Column("verification", _("Means of verification")),
        Column("kind", _("Kind")),
        Column("dissemination", _("Dissemination")),
        Column("status", _("Status")),
        Column("state", _("State"), least=10),
        Column("forecast", _("Forecast"), "day"),
    )
    return Table(title, columns, tuple(_row(event, plan.calendar, today, forecast) for event in events))


def _row(event: Event, calendar: Calendar | None, today: date, forecast: Forecast | None) -> Row:
    words, style = standing_of(event, today)
    values = (
        event.id,
        event.title,
        event.wp or "",
        event.due,
        month_of(calendar, event.due),
        event.lead or "",
        links_text(event.after),
        getattr(event, "verification", ""),
        getattr(event, "kind", ""),
        getattr(event, "dissemination", ""),
        status_of(event, today)[0],
        words,
        expected_day(event, forecast),
    )
    return Row(values, style)


def expected_day(event: Event, forecast: Forecast | None) -> date | None:
    """The day on which an event that is still to come falls due by the forecast, where that is another than planned."""
    dates = forecast.dates(event.id) if forecast and forecast.is_left(event.id) else None
    return dates[1] if dates and dates[1] != event.due else None


def month_of(calendar: Calendar | None, moment: date | None) -> str:
    """``M7``; nothing outside the project."""
    number = calendar.month_of(moment) if calendar and moment else 0
    return f"M{number}" if calendar and 0 < number <= calendar.months else ""


Stand = Literal["", "cancelled", "done", "late"]


def status_of(event: Event, today: date) -> tuple[str, Stand]:
    """How an event stands in words that stay right, with a style; nothing where it is still to come."""
    state = state_of(event)
    if state == CANCELLED:
        return pgettext("status", "cancelled"), "cancelled"
    if state == DONE:
        reached = getattr(event, "reached", None)
        if reached:
            return _("reached {day}").format(day=day(reached)), "done"
        return (
            pgettext("status", "reached") if isinstance(event, Milestone) else pgettext("status", "delivered")
        ), "done"
    return (pgettext("status", "late"), "late") if is_late(event, today) else ("", "")


def standing_of(event: Event, today: date) -> tuple[str, Stand]:
    """How an event stands on a day, with how far off that is."""
    words, style = status_of(event, today)
    if event.due is None or style in ("cancelled", "done"):
        return words, style
    distance = from_now(event.due, today)
    return (_("late, {distance}").format(distance=distance) if style == "late" else distance), style
