"""The rows of a timeline: what of the plan is shown, in which order, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ka2plan.charts.scale import Window
from ka2plan.figures.status import DELIVERABLE, MILESTONE, Dated, is_late, kind_of, state_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import (
    Activity,
    Month,
    Plan,
    When,
    WorkPackage,
    span_of,
)

if TYPE_CHECKING:
    from datetime import date

WORK_PACKAGE = "work_package"


class Row(NamedTuple):
    """One row of the timeline. A due date is both ``start`` and ``end``."""

    kind: str
    id: str
    title: str
    wp: str | None
    lead: str | None
    partners: tuple[str, ...]
    start: date | None
    end: date | None
    stretches: tuple[tuple[date, date], ...]
    """What is drawn; empty where the dates are missing, unreadable or turned round."""
    months: str
    """The project months as they are written, where only the project's start is missing to know the days."""
    status: str
    progress: int | None
    late: bool
    critical: bool

    @property
    def is_event(self) -> bool:
        """Whether it is a milestone or a deliverable."""
        return self.kind in (MILESTONE, DELIVERABLE)


class Filter(NamedTuple):
    """What of the plan is wanted; None wants all."""

    only: str | None = None
    """A work package with all in it, or one entry."""
    partner: str | None = None
    window: Window | None = None

    def wants(self, row: Row) -> bool:
        """Whether a row is wanted for itself."""
        if self.only is not None and self.only not in (row.id, row.wp):
            return False
        if self.partner is not None and self.partner not in row.partners:
            return False
        return self.window is None or _lies_in(row, self.window)


def _lies_in(row: Row, window: Window) -> bool:
    days = row.stretches or ((row.start or row.end, row.end or row.start),)
    return any(first and last and first <= window.last and last >= window.first for first, last in days)


def critical_path(plan: Plan) -> frozenset[str]:
    """Ids of what has no slack; empty where nothing depends on anything."""
    tables: tuple[Mapping[str, Dated], ...] = (plan.activities, plan.milestones, plan.deliverables)
    if not any(entry.after for table in tables for entry in table.values()):
        return frozenset()
    from ka2plan.schedule.schedule import Network

    return Network(plan).critical


def rows_of(plan: Plan, today: date, wanted: Filter) -> tuple[Row, ...]:
    """The rows in the plan's order: each work package with what is in it, then what is in none.

    A work package is kept where it is wanted itself or anything in it is.
    """
    critical = critical_path(plan)
    inside: dict[str | None, list[Row]] = {}
    tables: tuple[Mapping[str, Dated], ...] = (plan.activities, plan.milestones, plan.deliverables)
    for entry in (entry for table in tables for entry in table.values()):
        row = _row(entry, today, entry.id in critical)
        if wanted.wants(row):
            home = entry.wp if entry.wp in plan.work_packages else None
            inside.setdefault(home, []).append(row)
    return tuple(_in_order(plan, wanted, inside))


def _in_order(plan: Plan, wanted: Filter, inside: Mapping[str | None, list[Row]]) -> Iterator[Row]:
    for package in plan.work_packages.values():
        row = _package_row(plan, package)
        if package.id in inside or wanted.wants(row):
            yield row
            yield from inside.get(package.id, ())
    yield from inside.get(None, ())


def _row(entry: Dated, today: date, critical: bool) -> Row:
    if isinstance(entry, Activity):
        everyone = dict.fromkeys((*entry.participants, *entry.budget, *entry.effort))
        start, end, stretches, progress = entry.start, entry.end, entry.stretches, entry.progress
        months = _months(entry.start_written, entry.end_written)
    else:
        everyone = dict.fromkeys([entry.lead] if entry.lead else ())
        start = end = entry.due
        stretches, progress = (((entry.due, entry.due),) if entry.due else ()), None
        months = _months(entry.due_written, entry.due_written)
    return Row(
        kind_of(entry),
        entry.id,
        entry.title,
        entry.wp,
        entry.lead,
        tuple(everyone),
        start,
        end,
        stretches,
        months if not start and not end else "",
        state_of(entry),
        progress,
        is_late(entry, today),
        critical,
    )


def _months(start: When | None, end: When | None) -> str:
    if not isinstance(start, Month) or not isinstance(end, Month):
        return ""
    return str(start) if start == end else f"{start}-{end}"


def _package_row(plan: Plan, package: WorkPackage) -> Row:
    start, end = _package_span(plan, package) or (None, None)
    everyone = dict.fromkeys((*([package.lead] if package.lead else ()), *package.budget, *package.effort))
    return Row(
        WORK_PACKAGE,
        package.id,
        package.title,
        package.id,
        package.lead,
        tuple(everyone),
        start,
        end,
        ((start, end),) if start and end and start <= end else (),
        "",
        state_of(package),
        None,
        late=False,
        critical=False,
    )


def _package_span(plan: Plan, package: WorkPackage) -> tuple[date, date] | None:
    if not package.cancelled:
        return span_of(plan, package)
    activities = [activity for activity in plan.activities.values() if activity.wp == package.id]
    starts = [activity.start for activity in activities if activity.start]
    ends = [activity.end for activity in activities if activity.end]
    start = package.start or min(starts, default=None)
    end = package.end or max(ends, default=None)
    return (start, end) if start and end else None
