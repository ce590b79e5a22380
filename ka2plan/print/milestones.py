"""``show milestones``: milestones and deliverables by date."""

from __future__ import annotations

from datetime import date
from typing import Any

from ka2plan.charts.bars import mark_sign
from ka2plan.figures.status import DELIVERABLE, MILESTONE, is_late, kind_of, state_of
from ka2plan.plan.calendar import Calendar
from ka2plan.plan.model import CANCELLED, DONE, Deliverable, Milestone
from ka2plan.print.figures import iso
from ka2plan.print.phrases import from_now
from ka2plan.print.style import Pen
from ka2plan.print.tables import Cell, Column, table_lines
from ka2plan.print.view import View
from ka2plan.words.figures import day
from ka2plan.words.messages import _

Event = Milestone | Deliverable


def milestones_lines(view: View, pen: Pen) -> list[str]:
    """The table of milestones and deliverables, the earliest first, what has no date last."""
    events = _by_date(view)
    if not events:
        return pen.paragraph(_("The plan has no milestones and no deliverables."))
    columns = (
        Column(""),
        Column(_("Due")),
        Column(_("Month")),
        Column(_("Id")),
        Column(_("Title"), least=12),
        Column(_("WP")),
        Column(_("Lead")),
        Column(_("State"), least=10),
    )
    return table_lines(columns, [_line(event, view, pen) for event in events], pen)


def _by_date(view: View) -> list[Event]:
    events: list[Event] = [*view.plan.milestones.values(), *view.plan.deliverables.values()]
    return sorted(events, key=lambda event: event.due or date.max)


def _line(event: Event, view: View, pen: Pen) -> list[Cell]:
    state, style = _state(event, view.today)
    cells = (
        mark_sign(kind_of(event), state_of(event), pen.glyphs),
        day(event.due) if event.due else _("no date"),
        _month(event, view.plan.calendar),
        event.id,
        event.title,
        event.wp or "",
        event.lead or "",
        state,
    )
    return [(text, style) for text in cells]


def _month(event: Event, calendar: Calendar | None) -> str:
    number = calendar.month_of(event.due) if calendar and event.due else 0
    return f"M{number}" if number > 0 else ""


def _state(event: Event, today: date) -> tuple[str, str]:
    """How it stands in words, with a style."""
    state = state_of(event)
    if state == CANCELLED:
        return _("cancelled"), "cancelled"
    if state == DONE and isinstance(event, Milestone) and event.reached:
        return _("reached {day}").format(day=day(event.reached)), "done"
    if state == DONE:
        return (_("reached") if isinstance(event, Milestone) else _("delivered")), "done"
    if event.due is None:
        return "", ""
    if is_late(event, today):
        return _("late: {distance}").format(distance=from_now(event.due, today)), "late"
    return from_now(event.due, today), ""


def milestones_json(view: View) -> dict[str, Any]:
    """Milestones and deliverables as values, the earliest first.

    ``{"version": 1, "today", "milestones": [{"id", "kind": "milestone" or "deliverable", "title", "wp",
    "lead", "due", "month": project month or null, "status": "planned", "running", "done" or "cancelled",
    "reached": date or null, "late", "after": [ids], "verification", "deliverable_kind",
    "dissemination"}]}``; the last three are null where the kind does not have them.
    """
    calendar = view.plan.calendar
    return {
        "version": 1,
        "today": iso(view.today),
        "milestones": [_values(event, calendar, view.today) for event in _by_date(view)],
    }


def _values(event: Event, calendar: Calendar | None, today: date) -> dict[str, Any]:
    is_milestone = isinstance(event, Milestone)
    return {
        "id": event.id,
        "kind": MILESTONE if is_milestone else DELIVERABLE,
        "title": event.title,
        "wp": event.wp,
        "lead": event.lead,
        "due": iso(event.due),
        "month": calendar.month_of(event.due) if calendar and event.due else None,
        "status": state_of(event),
        "reached": iso(getattr(event, "reached", None)),
        "late": is_late(event, today),
        "after": [link.id for link in event.after],
        "verification": getattr(event, "verification", None),
        "deliverable_kind": None if is_milestone else getattr(event, "kind", None),
        "dissemination": getattr(event, "dissemination", None),
    }
