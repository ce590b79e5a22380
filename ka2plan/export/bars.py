"""What a Gantt chart draws, in days from its first month on: rows with bars, marks and columns of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.export.material import Material
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Activity, Deliverable, Milestone
from ka2plan.plan.calendar import add_months
from ka2plan.plan.model import DONE
from ka2plan.words.figures import month_name
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

PACKAGE, ACTIVITY, MILESTONE, DELIVERABLE = "package", "activity", "milestone", "deliverable"

MOST_MONTHS = 24
"""Longer projects get a column a quarter, as the forms of the Executive Agency want it."""


ROWS_PER_PAGE = 34
"""Rows of a chart on A4 that are still easy to read."""


class Bar(NamedTuple):
    """One row of a chart; days count from the chart's first day, ``end`` is exclusive."""

    kind: str
    id: str
    title: str
    lead: str
    stretches: tuple[tuple[int, int], ...]
    critical: bool = False
    done: bool = False
    cancelled: bool = False
    progress: int = 0


class Column(NamedTuple):
    """One month or quarter of the ruler."""

    label: str
    year: str
    """The year, where a new one begins or the ruler does."""
    begin: int
    end: int


class Chart(NamedTuple):
    """A whole chart."""

    first: date
    days: int
    columns: tuple[Column, ...]
    rows: tuple[Bar, ...]
    by_quarter: bool


def chart_of(material: Material) -> Chart | None:
    """The chart of a plan; None where its start or duration are unknown."""
    calendar = material.plan.calendar
    if calendar is None:
        return None
    by_quarter = calendar.months > MOST_MONTHS
    first = calendar.start.replace(day=1)
    if by_quarter:
        first = first.replace(month=(first.month - 1) // 3 * 3 + 1)
    columns = tuple(_columns(first, calendar.end, 3 if by_quarter else 1))
    days = columns[-1].end
    rows = tuple(_rows(material, first, days))
    return Chart(first, days, columns, rows, by_quarter)


def _columns(first: date, end: date, step: int) -> Iterator[Column]:
    begin, year = first, ""
    while begin <= end:
        following = add_months(begin, step)
        label = _("Q{number}").format(number=(begin.month + 2) // 3) if step == 3 else month_name(begin.month)
        new_year = str(begin.year) if str(begin.year) != year else ""
        year = str(begin.year)
        yield Column(label, new_year, (begin - first).days, (following - first).days)
        begin = following


def _rows(material: Material, first: date, days: int) -> Iterator[Bar]:
    for package in material.plan.work_packages.values():
        span = material.span(package)
        stretches = _clipped(((span[0], span[1]),), first, days) if span else ()
        yield Bar(PACKAGE, package.id, package.title, package.lead or "", stretches, cancelled=package.cancelled)
        yield from _inside(material, package.id, first, days)
    yield from _inside(material, None, first, days)


def _inside(material: Material, package: str | None, first: date, days: int) -> Iterator[Bar]:
    for activity in material.activities_of(package):
        yield _activity(material, activity, first, days)
    for event in material.events_of(package):
        yield _event(material, event, first, days)


def _activity(material: Material, activity: Activity, first: date, days: int) -> Bar:
    done = activity.status == DONE
    return Bar(
        ACTIVITY,
        activity.id,
        activity.title,
        activity.lead or "",
        _clipped(activity.stretches, first, days),
        activity.id in material.critical,
        done,
        activity.cancelled,
        100 if done else activity.progress or 0,
    )


def _event(material: Material, event: Milestone | Deliverable, first: date, days: int) -> Bar:
    kind = MILESTONE if isinstance(event, Milestone) else DELIVERABLE
    stretches = _clipped(((event.due, event.due),), first, days) if event.due else ()
    critical = event.id in material.critical
    return Bar(kind, event.id, event.title, event.lead or "", stretches, critical, event.done, event.cancelled)


def _clipped(stretches: tuple[tuple[date, date], ...], first: date, days: int) -> tuple[tuple[int, int], ...]:
    spans = [((begin - first).days, (end - first).days + 1) for begin, end in stretches]
    return tuple((max(0, begin), min(days, end)) for begin, end in spans if begin < days and end > 0)


def pages_of(rows: tuple[Bar, ...]) -> list[tuple[Bar, ...]]:
    """The rows on pages about equally full; no page ends with the name of a work package.

    A work package that goes on is named again on top of the next page.
    """
    count = max(1, -(-len(rows) // ROWS_PER_PAGE))
    size = -(-len(rows) // count)
    pages: list[tuple[Bar, ...]] = []
    page: list[Bar] = []
    package: Bar | None = None
    for row in rows:
        if len(page) >= size:
            carried = [page.pop()] if len(page) > 1 and page[-1].kind == PACKAGE else []
            pages.append(tuple(page))
            goes_on = not carried and row.kind != PACKAGE and package is not None
            page = [_continued(package)] if goes_on and package else carried
        page.append(row)
        package = row if row.kind == PACKAGE else package
    return [*pages, tuple(page)]


def _continued(package: Bar) -> Bar:
    return package._replace(title=_("{title} (continued)").format(title=package.title))
