"""What a Gantt chart shows, whoever draws it: rows with bars in stretches and marks, and how they stand on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from ka2plan.charts.scale import Window, window_of
from ka2plan.figures.status import DELIVERABLE, MILESTONE, Dated, is_late, kind_of, state_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import CANCELLED, DONE, PLANNED, Activity, Month, Plan, When, WorkPackage, span_of
from ka2plan.words.figures import day
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.schedule import Network

WORK_PACKAGE = "work_package"

HEADING = "heading"
"""The kind of the row over what belongs to no work package."""

Stretch = tuple["date", "date"]
"""First and last day of a part of a bar."""


class Row(NamedTuple):
    """One row of a chart. A due date is both ``start`` and ``end``."""

    kind: str
    """``work_package``, ``activity``, ``milestone``, ``deliverable`` or ``heading``."""
    id: str
    title: str
    wp: str | None = None
    lead: str | None = None
    partners: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    stretches: tuple[Stretch, ...] = ()
    """What is drawn; empty where the dates are missing, unreadable or turned round."""
    done: tuple[Stretch, ...] = ()
    """Of the stretches, what is done, from their beginning on."""
    months: str = ""
    """The project months as they are written, where only the project's start is missing to know the days."""
    status: str = PLANNED
    progress: int | None = None
    late: bool = False
    critical: bool = False

    @property
    def is_event(self) -> bool:
        """Whether it is a milestone or a deliverable."""
        return self.kind in (MILESTONE, DELIVERABLE)

    @property
    def is_heading(self) -> bool:
        """Whether others stand under it: a work package, or the heading over what is in none."""
        return self.kind in (WORK_PACKAGE, HEADING)


class Group(NamedTuple):
    """A work package with what is in it, or what is in none."""

    heading: Row | None
    """None for what is in none where the plan has no work packages at all."""
    rows: tuple[Row, ...]


class Chart(NamedTuple):
    """A whole chart: work packages in the plan's order, each with what is in it, then what is in none."""

    groups: tuple[Group, ...]
    window: Window | None
    """The days it spans; None where nothing in the plan has a date."""
    today: date

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, from the top."""
        return tuple(row for group in self.groups for row in (*filter(None, (group.heading,)), *group.rows))


class Filter(NamedTuple):
    """What of the plan is wanted; None wants all."""

    only: str | None = None
    """A work package with all in it, or one entry."""
    partner: str | None = None
    window: Window | None = None

    def wants(self, row: Row) -> bool:
        """Whether a row is wanted for itself."""
        if row.kind == HEADING or (self.only is not None and self.only not in (row.id, row.wp)):
            return False
        if self.partner is not None and self.partner not in row.partners:
            return False
        return self.window is None or _lies_in(row, self.window)


ALL = Filter()


def _lies_in(row: Row, window: Window) -> bool:
    days = row.stretches or ((row.start or row.end, row.end or row.start),)
    return any(first and last and first <= window.last and last >= window.first for first, last in days)


def no_package() -> str:
    """What stands over all that belongs to no work package."""
    return _("Without a work package")


def chart_of(
    plan: Plan,
    today: date,
    *,
    critical: Collection[str] | None = None,
    wanted: Filter = ALL,
    window: Window | None = None,
) -> Chart:
    """The chart of a plan on a day.

    Args:
        plan: the plan.
        today: the status date: what is late is late on this day.
        critical: ids on the critical path, where they are known already.
        wanted: what is shown; a work package is where it is wanted itself or anything in it is.
        window: the days it spans, if not all of the project.
    """
    every = groups_of(plan, today, critical_path(plan) if critical is None else critical)
    groups = tuple(filter(None, (_wanted(group, wanted) for group in every)))
    return Chart(groups, window or window_of(plan), today)


def _wanted(group: Group, wanted: Filter) -> Group | None:
    if wanted == ALL:
        return group
    rows = tuple(filter(wanted.wants, group.rows))
    return Group(group.heading, rows) if rows or (group.heading and wanted.wants(group.heading)) else None


def critical_path(plan: Plan) -> frozenset[str]:
    """Ids of what has no slack; empty where nothing depends on anything."""
    tables: tuple[Mapping[str, Dated], ...] = (plan.activities, plan.milestones, plan.deliverables)
    if not any(entry.after for table in tables for entry in table.values()):
        return frozenset()
    from ka2plan.schedule import Network

    return critical_in(Network(plan))


def critical_in(network: Network) -> frozenset[str]:
    """Ids of what has no slack; empty where nothing depends on anything."""
    return network.critical if network.links else frozenset()


def groups_of(plan: Plan, today: date, critical: Collection[str]) -> Iterator[Group]:
    """All rows of a plan by work package, those in none last."""
    inside: dict[str | None, list[Dated]] = {}
    tables: tuple[Mapping[str, Dated], ...] = (plan.activities, plan.milestones, plan.deliverables)
    for entry in (entry for table in tables for entry in table.values()):
        inside.setdefault(entry.wp if entry.wp in plan.work_packages else None, []).append(entry)
    for package in plan.work_packages.values():
        entries = inside.pop(package.id, [])
        activities = [entry for entry in entries if isinstance(entry, Activity)]
        rows = tuple(_row(entry, today, entry.id in critical) for entry in entries)
        yield Group(_package_row(plan, package, activities), rows)
    if None in inside:
        heading = Row(HEADING, "", no_package()) if plan.work_packages else None
        yield Group(heading, tuple(_row(entry, today, entry.id in critical) for entry in inside[None]))


def _row(entry: Dated, today: date, critical: bool) -> Row:
    status = state_of(entry)
    if isinstance(entry, Activity):
        everyone = dict.fromkeys((*entry.participants, *entry.budget, *entry.effort))
        start, end, stretches, progress = entry.start, entry.end, entry.stretches, entry.progress
        months = _months(entry.start_written, entry.end_written)
        done = done_part(stretches, {DONE: 100, CANCELLED: 0}.get(status, progress or 0))
    else:
        everyone = dict.fromkeys([entry.lead] if entry.lead else ())
        start = end = entry.due
        stretches, progress, done = (((entry.due, entry.due),) if entry.due else ()), None, ()
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
        done,
        months if not start and not end else "",
        status,
        progress,
        is_late(entry, today),
        critical,
    )


def done_part(stretches: tuple[Stretch, ...], percent: int) -> tuple[Stretch, ...]:
    """The first so many per cent of the days of all stretches together: the first is done before the second begins."""
    if not percent:
        return ()
    lengths = [(last - first).days + 1 for first, last in stretches]
    left = sum(lengths) * percent // 100
    parts = []
    for (first, last), length in zip(stretches, lengths, strict=True):
        if left > 0:
            parts.append((first, last if left >= length else first + timedelta(left - 1)))
        left -= length
    return tuple(parts)


def _months(start: When | None, end: When | None) -> str:
    if not isinstance(start, Month) or not isinstance(end, Month):
        return ""
    return str(start) if start == end else f"{start}-{end}"


def _package_row(plan: Plan, package: WorkPackage, activities: list[Activity]) -> Row:
    start, end = _package_span(plan, package, activities) or (None, None)
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
        status=state_of(package),
    )


def _package_span(plan: Plan, package: WorkPackage, activities: list[Activity]) -> Stretch | None:
    if not package.cancelled:
        return span_of(plan, package, [activity for activity in activities if not activity.cancelled])
    starts = [activity.start for activity in activities if activity.start]
    ends = [activity.end for activity in activities if activity.end]
    start = package.start or min(starts, default=None)
    end = package.end or max(ends, default=None)
    return (start, end) if start and end else None


def said_of(row: Row) -> str:
    """What is wrong with the dates of a row that cannot be drawn; empty where it can."""
    if row.stretches or row.kind == HEADING:
        return ""
    if row.months:
        return _("{months}, but the project has no start").format(months=row.months)
    if row.is_event:
        return _("no due date")
    if not row.start and not row.end:
        return _("no dates")
    if not row.end:
        return _("from {day}, no end").format(day=day(row.start)) if row.start else ""
    if not row.start:
        return _("no start, until {day}").format(day=day(row.end))
    return _("ends on {end}, before it starts on {start}").format(end=day(row.end), start=day(row.start))
