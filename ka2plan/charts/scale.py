"""The ruler of a timeline: columns of a month, a quarter or more, each several cells wide, and the cell of
a day.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from ka2plan.errors import UsageError
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import DAY, FIRST_YEAR, LAST_YEAR, add_months
from ka2plan.plan.model import Plan
from ka2plan.words.messages import _

MONTH, QUARTER, YEAR = 1, 3, 12
COARSER = (YEAR, 24, 60, 120, 600)
"""Months a column for what quarters are too fine for."""

MOST_MONTHS = 24
"""A window of more months is drawn in quarters, as the forms of the Commission do."""

MOST_COLUMNS = 48
"""Columns of which a page still shows every name."""

USUAL_MONTHS = 12
"""Months shown at least where the project's duration is not known."""


class Window(NamedTuple):
    """The days that a timeline shows, both included, and the day on which the first project month begins."""

    first: date
    last: date
    anchor: date

    def months(self) -> int:
        """How many project months it touches."""
        return month_of(self.anchor, self.last) - month_of(self.anchor, self.first) + 1


class Scale(NamedTuple):
    """Columns of ``unit`` months from ``first`` on, each ``wide`` cells."""

    unit: int
    wide: int
    columns: tuple[date, ...]
    """First day of each column."""
    edges: tuple[date, ...]
    """First day of each cell, and the day after the last."""

    @property
    def cells(self) -> int:
        """Width of the whole."""
        return len(self.columns) * self.wide

    @property
    def last(self) -> date:
        """The last day that has a cell."""
        return self.edges[-1] - DAY

    def cell_of(self, day: date) -> int:
        """The cell a day lies in; -1 before the first, ``cells`` after the last."""
        return bisect_right(self.edges, day) - 1


def number_of_columns(window: Window, unit: int) -> int:
    """How many columns of ``unit`` months the window takes."""
    if unit == MONTH:
        return window.months()
    first = _origin(window, unit)[0]
    months = (window.last.year - first.year) * 12 + window.last.month - first.month
    return months // unit + 1


def wants_months(window: Window, by: str = "auto") -> bool:
    """Whether a window is drawn in months: asked for, or few enough."""
    return by == "month" or (by != "quarter" and window.months() <= MOST_MONTHS)


def page_scale(window: Window) -> Scale:
    """The scale of a window on a page: one cell a column, months or quarters, coarser for what takes decades."""
    units = (MONTH,) if wants_months(window) else (QUARTER, *COARSER)
    fitting = (unit for unit in units if number_of_columns(window, unit) <= MOST_COLUMNS)
    return scale_of(window, next(fitting, units[-1]), 1)


def scale_of(window: Window, unit: int, wide: int) -> Scale:
    """The scale of a window: columns of one month are project months, all others are of the calendar."""
    origin, offset = _origin(window, unit)
    count = number_of_columns(window, unit)
    columns = tuple(add_months(origin, offset + unit * index) for index in range(count))
    edges = tuple(_edge(origin, offset * wide + unit * cell, wide) for cell in range(count * wide + 1))
    return Scale(unit, wide, columns, edges)


def _origin(window: Window, unit: int) -> tuple[date, int]:
    """The day that columns are counted from, and how many months after it the first one begins."""
    if unit == MONTH:
        return window.anchor, month_of(window.anchor, window.first) - 1
    month = (window.first.month - 1) // QUARTER * QUARTER + 1 if unit == QUARTER else 1
    return date(window.first.year, month, 1), 0


def _edge(origin: date, numerator: int, denominator: int) -> date:
    """The day that many months (a fraction) after the origin."""
    whole, rest = divmod(numerator, denominator)
    start = add_months(origin, whole)
    if not rest:
        return start
    return start + timedelta((add_months(origin, whole + 1) - start).days * rest // denominator)


def month_of(anchor: date, day: date) -> int:
    """The project month of a day, 1 being the one that begins on ``anchor``."""
    months = (day.year - anchor.year) * 12 + day.month - anchor.month
    return months + 1 if day >= add_months(anchor, months) else months


def window_of(plan: Plan, since: date | None = None, until: date | None = None) -> Window | None:
    """The days to show; None where nothing in the plan has a date.

    :raises UsageError: ``since`` lies after ``until``.
    """
    whole = _whole(plan)
    if whole is None:
        return None
    first = _bounded(since) if since else whole.first
    last = _bounded(until) if until else max(whole.last, first)
    if first > last and since is None:
        first = last
    if first > last:
        raise UsageError(_("--since lies after --until: there is nothing in between"))
    return Window(first, last, whole.anchor)


def _whole(plan: Plan) -> Window | None:
    calendar = plan.calendar
    if calendar:
        return Window(calendar.start, calendar.end, calendar.start)
    days = _dates(plan)
    start = plan.project.start or (min(days).replace(day=1) if days else None)
    if start is None:
        return None
    return Window(start, max([*days, add_months(start, USUAL_MONTHS) - DAY]), start)


def _dates(plan: Plan) -> list[date]:
    activities = [day for activity in plan.activities.values() for day in (activity.start, activity.end)]
    events = [entry.due for table in (plan.milestones, plan.deliverables) for entry in table.values()]
    return [day for day in (*activities, *events) if day]


def _bounded(day: date) -> date:
    """The day, within the years that plans can lie in."""
    return min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))
