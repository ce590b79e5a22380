"""Milestones and deliverables as a table, and how one stands on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ka2plan.charts.tables.activities import links_text
from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.figures.status import Event, is_late, state_of
from ka2plan.plan.calendar import Calendar
from ka2plan.plan.model import CANCELLED, DONE, Milestone, Plan
from ka2plan.words.distances import from_now
from ka2plan.words.figures import day
from ka2plan.words.messages import _


def events_by_date(plan: Plan) -> list[Event]:
    """All milestones and deliverables, the earliest first, what has no date last."""
    events: list[Event] = [*plan.milestones.values(), *plan.deliverables.values()]
    return sorted(events, key=lambda event: event.due or date.max)


def milestones_table(plan: Plan, today: date) -> Table:
    """The milestones by date."""
    milestones = [event for event in events_by_date(plan) if isinstance(event, Milestone)]
    return _table(_("Milestones"), milestones, plan, today)


def deliverables_table(plan: Plan, today: date) -> Table:
    """The deliverables by date."""
    deliverables = [event for event in events_by_date(plan) if not isinstance(event, Milestone)]
    return _table(_("Deliverables"), deliverables, plan, today)


def events_table(plan: Plan, today: date) -> Table:
    """Both by date."""
    return _table(_("Milestones and deliverables"), events_by_date(plan), plan, today)


def _table(title: str, events: Sequence[Event], plan: Plan, today: date) -> Table:
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
    )
    return Table(title, columns, tuple(_row(event, plan.calendar, today) for event in events))


def _row(event: Event, calendar: Calendar | None, today: date) -> Row:
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
    )
    return Row(values, style)


def month_of(calendar: Calendar | None, moment: date | None) -> str:
    """``M7``; nothing outside the project."""
    number = calendar.month_of(moment) if calendar and moment else 0
    return f"M{number}" if calendar and 0 < number <= calendar.months else ""


Stand = Literal["", "cancelled", "done", "late"]


def status_of(event: Event, today: date) -> tuple[str, Stand]:
    """How an event stands in words that stay right, with a style; nothing where it is still to come."""
    state = state_of(event)
    if state == CANCELLED:
        return _("cancelled"), "cancelled"
    if state == DONE:
        reached = getattr(event, "reached", None)
        if reached:
            return _("reached {day}").format(day=day(reached)), "done"
        return (_("reached") if isinstance(event, Milestone) else _("delivered")), "done"
    return (_("late"), "late") if is_late(event, today) else ("", "")


def standing_of(event: Event, today: date) -> tuple[str, Stand]:
    """How an event stands on a day, with how far off that is."""
    words, style = status_of(event, today)
    if event.due is None or style in ("cancelled", "done"):
        return words, style
    distance = from_now(event.due, today)
    return (_("late, {distance}").format(distance=distance) if style == "late" else distance), style
