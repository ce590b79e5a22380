"""The chart of a plan: its rows by work package, with their stretches, what is done of them and what is late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from ka2plan.charts.chart import ALL, HEADING, WORK_PACKAGE, Chart, Filter, Group, Row, Stretch, no_package
from ka2plan.charts.scale import Window, window_of
from ka2plan.figures.status import Dated, is_late, kind_of, runs, state_of
from ka2plan.plan.model import CANCELLED, DONE, Activity, Month, Plan, When, WorkPackage, span_of

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.schedule import Network


def chart_of(
    plan: Plan,
    today: date,
    *,
    network: Network | None = None,
    granted: Mapping[str, tuple[Stretch, ...]] | None = None,
    wanted: Filter = ALL,
    window: Window | None = None,
) -> Chart:
    """The chart of a plan on a day.

    Args:
        plan: the plan.
        today: the status date: what is late is late on this day, and the forecast is made from it on.
        network: the plan's dependencies, where somebody has them already.
        granted: where everything lay when the plan was granted, by id, where that is to be drawn behind.
        wanted: what is shown; a work package is where it is wanted itself or anything in it is.
        window: the days it spans, if not all of the project.
    """
    standing = _Standing(today, network or _network_of(plan), granted or {})
    groups = tuple(filter(None, (_wanted(group, wanted) for group in groups_of(plan, standing))))
    return Chart(groups, window or window_of(plan), today, standing.forecast.end if standing.forecast else None)


def _wanted(group: Group, wanted: Filter) -> Group | None:
    if wanted == ALL:
        return group
    rows = tuple(filter(wanted.wants, group.rows))
    return Group(group.heading, rows) if rows or (group.heading and wanted.wants(group.heading)) else None


def _network_of(plan: Plan) -> Network | None:
    """The dependencies of a plan; None where nothing depends on anything and nothing runs."""
    tables: tuple[Mapping[str, Dated], ...] = (plan.activities, plan.milestones, plan.deliverables)
    if not any(entry.after for table in tables for entry in table.values()) and not runs(plan):
        return None
    from ka2plan.schedule import Network

    return Network(plan)


def critical_in(network: Network, today: date) -> frozenset[str]:
    """Ids of what has no slack, in a running project of what is left; empty where nothing depends on anything."""
    if not network.links:
        return frozenset()
    forecast = network.forecast(today)
    return forecast.critical if forecast else network.critical


class _Standing:
    """What is known of the entries on a day."""

    def __init__(self, today: date, network: Network | None, granted: Mapping[str, tuple[Stretch, ...]]) -> None:
        self.today = today
        self.forecast = network.forecast(today) if network else None
        self.critical = critical_in(network, today) if network else frozenset()
        self.granted = granted

    def completed(self, row: Row) -> Row:
        """A row with what the day, the links and the grant say of it."""
        forecast = self.forecast.dates(row.id) if self.forecast else None
        granted = self.granted.get(row.id, row.stretches)
        if not forecast and granted == row.stretches:
            return row
        is_other = row.status == DONE and forecast not in (None, (row.start, row.end))
        return row._replace(
            forecast=forecast,
            happened=forecast if is_other else None,
            done=(forecast,) if is_other and forecast and not row.is_event else row.done,
            granted=granted if granted != row.stretches else (),
        )


def groups_of(plan: Plan, standing: _Standing) -> Iterator[Group]:
    """All rows of a plan by work package, those in none last."""
    inside: dict[str | None, list[Dated]] = {}
    tables: tuple[Mapping[str, Dated], ...] = (plan.activities, plan.milestones, plan.deliverables)
    for entry in (entry for table in tables for entry in table.values()):
        inside.setdefault(entry.wp if entry.wp in plan.work_packages else None, []).append(entry)
    for package in plan.work_packages.values():
        entries = inside.pop(package.id, [])
        activities = [entry for entry in entries if isinstance(entry, Activity)]
        rows = tuple(_row(entry, standing) for entry in entries)
        drawn = _package_row(plan, package, activities)
        yield Group(standing.completed(drawn) if standing.granted else drawn, rows)
    if None in inside:
        heading = Row(HEADING, "", no_package()) if plan.work_packages else None
        yield Group(heading, tuple(_row(entry, standing) for entry in inside[None]))


def _row(entry: Dated, standing: _Standing) -> Row:
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
    row = Row(
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
        is_late(entry, standing.today),
        entry.id in standing.critical,
    )
    return standing.completed(row) if standing.forecast or standing.granted else row


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
