"""What a Gantt chart shows, whoever draws it: rows with bars in stretches and marks, and how they stand on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from ka2plan.charts.scale import Window
from ka2plan.figures.status import DELIVERABLE, MILESTONE, DatedKind
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import DONE, PLANNED, Status
from ka2plan.words.distances import span
from ka2plan.words.figures import day
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

RowKind = DatedKind | Literal["work_package", "heading"]

WORK_PACKAGE: Final = "work_package"

HEADING: Final = "heading"
"""The kind of the row over what belongs to no work package."""

Stretch = tuple["date", "date"]
"""First and last day of a part of a bar."""


class Row(NamedTuple):
    """One row of a chart. A due date is both ``start`` and ``end``."""

    kind: RowKind
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
    status: Status = PLANNED
    progress: int | None = None
    late: bool = False
    critical: bool = False
    forecast: Stretch | None = None
    """Where it comes to lie, seen from the status date; None before anything runs."""
    happened: Stretch | None = None
    """Where it lay by days that are told, of what is done on other days than planned: drawn in place of the plan."""
    granted: tuple[Stretch, ...] = ()
    """Where it lay in the plan as granted, where that is asked for and it lies elsewhere now."""

    @property
    def drawn(self) -> tuple[Stretch, ...]:
        """What is drawn as its bar: as it happened, else as planned."""
        return (self.happened,) if self.happened else self.stretches

    @property
    def behind(self) -> tuple[Stretch, ...]:
        """What is drawn behind its bar: as granted, else as planned where it happened otherwise."""
        return self.granted or (self.stretches if self.happened else ())

    @property
    def expected(self) -> Stretch | None:
        """The forecast of what is still to be ended or reached, where it differs from the plan."""
        if self.status == DONE or self.forecast in (None, (self.start, self.end)):
            return None
        return self.forecast

    @property
    def expected_end(self) -> date | None:
        """The last day it comes to lie on, as far as that is known."""
        return self.forecast[1] if self.forecast else self.end

    def as_planned(self) -> Row:
        """The row with its planned bar alone."""
        return self._replace(forecast=None, happened=None, granted=())

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
    at_best: date | None = None
    """The day on which the last of what is left of a running project ends by the forecast."""

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


def forecast_words(row: Row) -> str:
    """When a row comes to lie, in words; of a milestone or a deliverable the day."""
    if row.forecast is None:
        return ""
    return day(row.forecast[1]) if row.is_event else span(*row.forecast)


def no_package() -> str:
    """What stands over all that belongs to no work package."""
    return _("Without a work package")


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
