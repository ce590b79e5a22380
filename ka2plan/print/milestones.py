"""``show milestones``: milestones and deliverables by date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.charts.bars import event_sign
from ka2plan.charts.tables.events import events_by_date, events_table
from ka2plan.charts.tables.table import Column
from ka2plan.figures.status import DELIVERABLE, MILESTONE, Event, is_late, state_of
from ka2plan.plan.calendar import Calendar
from ka2plan.plan.model import Milestone
from ka2plan.print.json_values import iso
from ka2plan.print.style import Pen
from ka2plan.print.tables import written
from ka2plan.print.view import View
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.schedule.forecast import Forecast


def milestones_lines(view: View, pen: Pen) -> list[str]:
    """The table of milestones and deliverables, the earliest first, what has no date last."""
    events = events_by_date(view.plan)
    if not events:
        return pen.paragraph(_("The plan has no milestones and no deliverables."))
    table = events_table(view.plan, view.today, view.forecast)
    columns = ("due", "month", "id", "title", "wp", "lead", "state")
    expected = any(row.values[-1] for row in table.rows)
    table = table.only(*columns, *(["forecast"] if expected else []))
    signs = [event_sign(event, view.today, pen.glyphs, ", " if pen.plain else "") for event in events]
    widest = max(map(len, signs))
    rows = tuple(
        row._replace(values=(sign.rjust(widest), row.values[0] or _("no date"), *row.values[1:]))
        for sign, row in zip(signs, table.rows, strict=True)
    )
    return written(table._replace(columns=(Column("sign", ""), *table.columns), rows=rows), pen)


def milestones_json(view: View) -> dict[str, Any]:
    """Milestones and deliverables as values, the earliest first.

    ``{"version": 1, "today", "milestones": [{"id", "kind": "milestone" or "deliverable", "title", "wp",
    "lead", "due", "month": project month or null, "status": "planned", "running", "done" or "cancelled",
    "reached": date or null, "late", "after": [ids], "verification", "deliverable_kind",
    "dissemination", "forecast": date or null}]}``; ``verification``, ``deliverable_kind`` and
    ``dissemination`` are null where the kind does not have them, the forecast before anything runs.
    """
    calendar, forecast = view.plan.calendar, view.forecast
    return {
        "version": 1,
        "today": iso(view.today),
        "milestones": [_values(event, calendar, view.today, forecast) for event in events_by_date(view.plan)],
    }


def _values(event: Event, calendar: Calendar | None, today: date, forecast: Forecast | None) -> dict[str, Any]:
    comes = forecast.dates(event.id) if forecast else None
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
        "forecast": iso(comes and comes[1]),
    }
