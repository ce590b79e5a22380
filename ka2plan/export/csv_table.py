"""``export csv``: activities, milestones and deliverables, one a row; safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ka2plan.export.material import Material
from ka2plan.export.sheets import links_text
from ka2plan.export.unformulaic import unformulaic
from ka2plan.plan import Activity, Deliverable, Milestone
from ka2plan.schedule.forms import number

COLUMNS = (
    *("kind", "id", "wp", "title", "start", "end", "lead", "partners", "venue", "country"),
    *("amount", "effort", "after", "status", "progress", "results"),
)


def write(material: Material) -> str:
    """RFC 4180 with a heading; dates ISO, numbers plain, no cell that a spreadsheet would take for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in _rows(material):
        writer.writerow([unformulaic(cell) for cell in row])
    return out.getvalue()


def _rows(material: Material) -> Iterator[tuple[str, ...]]:
    for activity in material.plan.activities.values():
        yield _activity(activity)
    for milestone in material.plan.milestones.values():
        yield _event("milestone", milestone, milestone.verification)
    for deliverable in material.plan.deliverables.values():
        yield _event("deliverable", deliverable, deliverable.kind)


def _activity(activity: Activity) -> tuple[str, ...]:
    venue = activity.venue
    return (
        "activity",
        activity.id,
        activity.wp or "",
        activity.title,
        activity.start.isoformat() if activity.start else "",
        activity.end.isoformat() if activity.end else "",
        activity.lead or "",
        " ".join(activity.partners),
        venue.place if venue else "",
        venue.country if venue else "",
        str(number(activity.money)),
        " ".join(f"{partner}={number(amount)}" for partner, amount in activity.effort.items()),
        links_text(activity.after),
        activity.status,
        "" if activity.progress is None else str(activity.progress),
        activity.results,
    )


def _event(kind: str, event: Milestone | Deliverable, told: str) -> tuple[str, ...]:
    due = event.due.isoformat() if event.due else ""
    empty = ("",) * 5
    after = links_text(event.after)
    return (
        kind,
        event.id,
        event.wp or "",
        event.title,
        due,
        due,
        event.lead or "",
        *empty,
        after,
        event.status,
        "",
        told,
    )
