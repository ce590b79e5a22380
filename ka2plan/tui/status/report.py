"""The edits that note what happened: done, reached, begun, how far, achieved, got."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ka2plan.document import Batch, Edit, SetValue, Unset
from ka2plan.figures.status import state_of
from ka2plan.findings import Path
from ka2plan.plan.model import DONE, PLANNED, RUNNING, Activity, Deliverable, Milestone, Plan

if TYPE_CHECKING:
    from decimal import Decimal

    from ka2plan.figures.status import Dated

WHOLE = 100
"""Per cent of what is done."""


def path_of(entry: Dated) -> Path:
    """Key path of an entry."""
    if isinstance(entry, Activity):
        return "activities", entry.id
    return ("milestones" if isinstance(entry, Milestone) else "deliverables"), entry.id


def dated_at(plan: Plan, path: Path) -> Dated | None:
    """The live activity, milestone or deliverable of a path."""
    tables = {"activities": plan.activities, "milestones": plan.milestones, "deliverables": plan.deliverables}
    entry = tables.get(str(path[0]), {}).get(str(path[1])) if len(path) == 2 else None
    return entry if isinstance(entry, Activity | Milestone | Deliverable) and not entry.cancelled else None


def day_path(entry: Dated) -> Path:
    """Where the day stands on which it was done; empty for a deliverable."""
    if isinstance(entry, Deliverable):
        return ()
    last = ("reached",) if isinstance(entry, Milestone) else ("actual", "end")
    return (*path_of(entry), *last)


def done(entry: Dated, on: date) -> list[Edit]:
    """It ended, was reached or delivered on a day; a deliverable has no place for that day."""
    path = path_of(entry)
    if isinstance(entry, Milestone):
        return [SetValue((*path, "reached"), on)]
    edits: list[Edit] = [] if entry.status == DONE else [SetValue((*path, "status"), DONE)]
    if isinstance(entry, Activity):
        if entry.progress not in (None, WHOLE):
            edits.append(SetValue((*path, "progress"), WHOLE))
        edits.append(SetValue((*path, "actual", "end"), on))
    return edits


def not_done(entry: Dated) -> list[Edit]:
    """It is still to be done: an activity that has begun runs."""
    path = path_of(entry)
    edits: list[Edit] = []
    if isinstance(entry, Milestone) and entry.reached:
        edits.append(Unset((*path, "reached")))
    if isinstance(entry, Activity) and entry.actual.end:
        edits.append(Unset((*path, "actual", "end") if entry.actual.start else (*path, "actual")))
    if entry.status == DONE:
        runs = isinstance(entry, Activity) and (entry.actual.start or entry.progress)
        edits.append(SetValue((*path, "status"), RUNNING) if runs else Unset((*path, "status")))
    return edits


def began(activity: Activity, on: date) -> list[Edit]:
    """It began on a day, and runs unless it is over."""
    edits: list[Edit] = [] if activity.status != PLANNED else [SetValue((*path_of(activity), "status"), RUNNING)]
    return [*edits, SetValue((*path_of(activity), "actual", "start"), on)]


def progressed(activity: Activity, percent: int) -> list[Edit]:
    """How far it is; what is under way runs."""
    edits: list[Edit] = []
    if state_of(activity) == PLANNED and percent:
        edits.append(SetValue((*path_of(activity), "status"), RUNNING))
    return [*edits, SetValue((*path_of(activity), "progress"), percent)]


def achieved(id: str, number: Decimal | int) -> list[Edit]:
    """How much of an indicator was achieved."""
    return [SetValue(("indicators", id, "achieved"), number)]


def together(edits: list[Edit]) -> Edit:
    """Several edits as one step."""
    return edits[0] if len(edits) == 1 else Batch(tuple(edits))
