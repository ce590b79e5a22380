"""``export csv``: all but partners and indicators, one a row; safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.charts.tables.activities import effort_text, links_text, periods_text, shares_text
from ka2plan.export.material import Material
from ka2plan.export.unformulaic import text_cell
from ka2plan.plan import Activity, Deliverable, Milestone, Plan, WorkPackage
from ka2plan.plan.schema import ACTIVITIES, DELIVERABLES, MILESTONES, WORK_PACKAGES, further_texts
from ka2plan.plan.types.flag import FLAG
from ka2plan.plan.types.papers import EVIDENCE
from ka2plan.schedule.forms import number

if TYPE_CHECKING:
    from datetime import date

KINDS = (WORK_PACKAGES, ACTIVITIES, MILESTONES, DELIVERABLES)

COLUMNS = (
    *("kind", "id", "wp", "title", "start", "end", "lead", "partners", "venue", "country"),
    *("amount", "effort", "after", "status", "progress", "results"),
    *("periods", "budget by partner", "effort unit", "items", "serves", "actual start", "actual end", "reached"),
    *("dissemination", "evidence", "management", "note"),
)


NUMBERS = ("amount", "progress")

VALUES = (*NUMBERS, "start", "end", "actual start", "actual end", "reached")
"""Columns that a spreadsheet program may take for numbers and dates; all others are texts."""


def write(material: Material) -> str:
    """RFC 4180 with a heading; dates ISO, numbers plain, no cell that a spreadsheet would take for a formula.

    ``options["excel"]`` writes it as Excel opens it where decimals have a comma: byte order mark, semicolons, and
    texts such as ``2.1`` kept from becoming dates.
    """
    out = io.StringIO()
    columns, rows = table_of(material.plan)
    is_excel = bool(material.options.get("excel"))
    writer = csv.writer(out, delimiter=";" if is_excel else ",")
    writer.writerow(columns)
    for cells in rows.values():
        told = zip(columns, cells, strict=True)
        writer.writerow([_excel_cell(*cell) for cell in told] if is_excel else map(text_cell, cells))
    return ("\ufeff" if is_excel else "") + out.getvalue()


def table_of(plan: Plan) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The titles of the columns, and by the id of the entry the texts below them."""
    further = dict.fromkeys(key.name for kind in KINDS for key in further_texts(kind))
    rows = {entry.id: (*row, *(getattr(entry, name, "") for name in further)) for entry, row in _rows(plan)}
    return (*COLUMNS, *further), rows


def _excel_cell(column: str, text: str) -> str:
    if column in NUMBERS:
        return text.replace(".", ",")
    return text_cell(text, is_literal=column not in VALUES)


def _rows(plan: Plan) -> Iterator[tuple[WorkPackage | Activity | Milestone | Deliverable, tuple[str, ...]]]:
    unit = plan.project.effort_unit
    for package in plan.work_packages.values():
        yield package, _package(package, unit)
    for activity in plan.activities.values():
        yield activity, _activity(activity, unit)
    for milestone in plan.milestones.values():
        reached = _iso(milestone.reached)
        told = _event("milestone", milestone, milestone.verification)
        yield milestone, (*told, *[""] * 7, reached, "", "", "", milestone.note)
    for deliverable in plan.deliverables.values():
        told = (*_event("deliverable", deliverable, deliverable.kind), *[""] * 8)
        yield deliverable, (*told, deliverable.dissemination, "", "", deliverable.note)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _package(package: WorkPackage, unit: str) -> tuple[str, ...]:
    """What the work package has itself, on top of its activities."""
    return (
        *("work package", package.id, "", package.title, _iso(package.start), _iso(package.end), package.lead or ""),
        *("", "", "", str(number(package.own_money)) if package.budget else "", effort_text(package)),
        *("", package.status, "", "", "", shares_text(package.budget), unit if package.effort else ""),
        *("", "", "", "", "", "", "", "" if package.management is None else FLAG.to_text(package.management)),
        package.note,
    )


def _activity(activity: Activity, unit: str) -> tuple[str, ...]:
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
        effort_text(activity),
        links_text(activity.after),
        activity.status,
        "" if activity.progress is None else str(activity.progress),
        activity.results,
        periods_text(activity),
        shares_text(activity.budget),
        unit if activity.effort else "",
        shares_text(activity.items),
        " ".join(activity.serves),
        *(_iso(activity.actual.start), _iso(activity.actual.end), "", "", EVIDENCE.to_text(activity.evidence), ""),
        activity.note,
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
