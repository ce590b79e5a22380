"""How the entries of a plan stand on a day: planned, running, done, cancelled; what is late and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final, Literal

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import (
    CANCELLED,
    DONE,
    PLANNED,
    RUNNING,
    Activity,
    Deliverable,
    Milestone,
    Plan,
    Status,
    WorkPackage,
)

if TYPE_CHECKING:
    from datetime import date

Moment = Literal["start", "end", "due"]
"""What a date asks for."""

START: Final = "start"
END: Final = "end"
DUE: Final = "due"

DatedKind = Literal["activity", "milestone", "deliverable"]

ACTIVITY: Final = "activity"
MILESTONE: Final = "milestone"
DELIVERABLE: Final = "deliverable"

Event = Milestone | Deliverable
Dated = Activity | Event


class Item(NamedTuple):
    """One date that asks for something: a start, an end or a due date."""

    day: date
    what: Moment
    kind: DatedKind
    id: str
    title: str
    lead: str | None
    late: bool


def kind_of(entry: Dated) -> DatedKind:
    """``activity``, ``milestone`` or ``deliverable``."""
    if isinstance(entry, Activity):
        return ACTIVITY
    return MILESTONE if isinstance(entry, Milestone) else DELIVERABLE


def state_of(entry: Dated | WorkPackage) -> Status:
    """How an entry stands: as its status says, or as its dates and progress tell where the status was left
    out.
    """
    if entry.cancelled:
        return CANCELLED
    if isinstance(entry, WorkPackage):
        return entry.status
    if isinstance(entry, Activity):
        if entry.status != PLANNED:
            return entry.status
        if entry.actual.end:
            return DONE
        return RUNNING if entry.actual.start or entry.progress else PLANNED
    return DONE if entry.done else entry.status


def is_turned_round(activity: Activity) -> bool:
    """Whether an activity ends before it starts, so that neither date can be trusted."""
    return bool(activity.start and activity.end and activity.end < activity.start)


def late_of(entry: Dated, today: date) -> tuple[Moment, date] | None:
    """What should have happened before today and did not, and when: an end, else a start, or a due date."""
    state = state_of(entry)
    if state not in (PLANNED, RUNNING):
        return None
    if not isinstance(entry, Activity):
        return (DUE, entry.due) if entry.due and entry.due < today else None
    if is_turned_round(entry):
        return None
    if entry.end and entry.end < today:
        return END, entry.end
    if state == PLANNED and entry.start and entry.start < today:
        return START, entry.start
    return None


def is_late(entry: Dated, today: date) -> bool:
    """Whether something should have ended, begun or been reached before today and was not."""
    return late_of(entry, today) is not None


def late_item(entry: Dated, today: date) -> Item | None:
    """The date by which an entry is late; None where it is not."""
    return next((item for item in _items(entry, today) if item.late), None)


def agenda_of(plan: Plan, today: date, ids: Collection[str] | None = None) -> tuple[Item, ...]:
    """The dates of live entries (of all, or of those ids) that are late or still to come, by day.

    An activity that is late to end is not said to be late to start as well.
    """
    items = [
        item
        for table in (plan.activities, plan.milestones, plan.deliverables)
        for entry in table.values()
        if ids is None or entry.id in ids
        for item in _items(entry, today)
    ]
    return tuple(sorted(items, key=lambda item: (item.day, item.what != DUE)))


def late_items(agenda: tuple[Item, ...]) -> tuple[Item, ...]:
    """What should have happened before today: ends and due dates first, then starts, the oldest first."""
    late = [item for item in agenda if item.late]
    return tuple(sorted(late, key=lambda item: item.what == START))


def late_on(plan: Plan, today: date) -> tuple[Item, ...]:
    """The same of a plan, where nothing is asked of what is to come."""
    tables: tuple[Mapping[str, Dated], ...] = (plan.activities, plan.milestones, plan.deliverables)
    late = {entry.id for table in tables for entry in table.values() if is_late(entry, today)}
    return late_items(agenda_of(plan, today, late)) if late else ()


def next_items(agenda: tuple[Item, ...]) -> tuple[Item, ...]:
    """Starts and due dates still to come, the nearest first."""
    return tuple(item for item in agenda if not item.late and item.what != END)


def _items(entry: Dated, today: date) -> list[Item]:
    """The date by which an entry is late, and those still to come."""
    late = late_of(entry, today)
    return [
        Item(day, what, kind_of(entry), entry.id, entry.title, entry.lead, late=(what, day) == late)
        for what, day in _dates(entry)
        if day >= today or (what, day) == late
    ]


def _dates(entry: Dated) -> list[tuple[Moment, date]]:
    """What is still to happen of an entry, and when by the plan."""
    state = state_of(entry)
    if state not in (PLANNED, RUNNING):
        return []
    if not isinstance(entry, Activity):
        return [(DUE, entry.due)] if entry.due else []
    if is_turned_round(entry):
        return []
    dates: tuple[tuple[Moment, date | None], ...] = (
        (START, entry.start if state == PLANNED else None),
        (END, entry.end),
    )
    return [(what, day) for what, day in dates if day]


def runs(plan: Plan) -> bool:
    """Whether the project runs: something live of it is said to run or to be done, or to have happened on a day."""
    return (
        any(activity.status in (RUNNING, DONE) or any(activity.actual) for activity in plan.live_activities())
        or any(package.status in (RUNNING, DONE) for package in plan.live_work_packages())
        or any(result.done or result.status == RUNNING for result in plan.live_results())
    )


def has_begun(plan: Plan) -> bool:
    """Whether the project was granted or runs: its application lies behind it."""
    return plan.project.granted != "" or runs(plan)
