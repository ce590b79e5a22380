"""Dates as project months and project months as dates: the same days, written otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import Calendar
from ka2plan.plan.model import Month, Plan, When

MONTHS, DATES = "months", "dates"


class Rewritten(NamedTuple):
    """What to write where, and what stays a date because it begins or ends no project month."""

    values: tuple[tuple[Path, str | date], ...]
    kept: tuple[tuple[Path, date], ...]


def dates_rewritten(plan: Plan, to: str) -> Rewritten:
    """Every start, end and due date of the plan in the other form; days do not change. ``to``: months or dates."""
    calendar = plan.calendar
    if calendar is None:
        return Rewritten((), ())
    values: list[tuple[Path, str | date]] = []
    kept: list[tuple[Path, date]] = []
    for where, written, as_start in written_moments(plan):
        if to == DATES and isinstance(written, Month):
            values.append((where, day_of(calendar, written, as_start)))
        elif to == MONTHS and isinstance(written, date):
            month = calendar.written_as_start(written) if as_start else calendar.written_as_end(written)
            if month:
                values.append((where, month))
            else:
                kept.append((where, written))
    return Rewritten(tuple(values), tuple(kept))


def day_of(calendar: Calendar, month: Month, as_start: bool) -> date:
    """The first day of a project month as a start, its last otherwise."""
    return calendar.start_of(month.number) if as_start else calendar.end_of(month.number)


def written_moments(plan: Plan) -> Iterator[tuple[Path, When, bool]]:
    """Every moment the file holds: its path, how it is written, whether it is a start."""
    for partner in plan.partners.values():
        moments = (("since", partner.since_written, True), ("until", partner.until_written, False))
        yield from ((("partners", partner.id, name), when, first) for name, when, first in moments if when is not None)
    for package in plan.work_packages.values():
        yield from _span(("work_packages", package.id), package.start_written, package.end_written)
    for activity in plan.activities.values():
        where: Path = ("activities", activity.id)
        if not activity.periods:
            yield from _span(where, activity.start_written, activity.end_written)
        for place, period in enumerate(activity.periods):
            yield from _span((*where, "periods", place), period.start_written, period.end_written)
    for milestone in plan.milestones.values():
        if milestone.due_written is not None:
            yield ("milestones", milestone.id, "due"), milestone.due_written, False
    for deliverable in plan.deliverables.values():
        if deliverable.due_written is not None:
            yield ("deliverables", deliverable.id, "due"), deliverable.due_written, False


def _span(where: Path, start: When | None, end: When | None) -> Iterator[tuple[Path, When, bool]]:
    if start is not None:
        yield (*where, "start"), start, True
    if end is not None:
        yield (*where, "end"), end, False
