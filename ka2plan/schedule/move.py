"""Moving an entry: its new days, and how they stand in the file: project months stay months where exact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.errors import EditError
from ka2plan.findings import Path
from ka2plan.plan.calendar import FIRST_YEAR, LAST_YEAR, MAX_MONTHS, Calendar, Lag, read_month
from ka2plan.plan.model import (
    Activity,
    Deliverable,
    Entry,
    Milestone,
    Month,
    Period,
    Plan,
    TableName,
    When,
    WorkPackage,
)
from ka2plan.plan.types.number import plain
from ka2plan.schedule.days import Span, lag_after
from ka2plan.schedule.graph import span_of_entry
from ka2plan.words.messages import _

Value = str | date | int | Decimal | dict[str, Any]
"""What is written: a project month such as ``"M8"`` or a date; an effort, or a table of efforts by month."""

TABLES: tuple[tuple[type, TableName], ...] = (
    (Activity, "activities"),
    (Milestone, "milestones"),
    (Deliverable, "deliverables"),
    (WorkPackage, "work_packages"),
)

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()


AS_START, AS_END = 0, 1
"""How many days after the day itself it is over: calendar arithmetic runs on the first day after an end."""


class CannotMove(EditError):
    """An entry cannot be moved as asked; nothing is changed."""


def table_of(entry: Entry) -> TableName:
    """The table of the file that an entry stands in."""
    return next(table for kind, table in TABLES if isinstance(entry, kind))


def calendar_of(plan: Plan) -> Calendar | None:
    """The project's months, where its start is known; the end counts only where the duration is known too."""
    start = plan.project.start
    return Calendar(start, plan.project.months or 1) if start else None


class Mover:
    """Moves entries of one plan in the plan's own calendar.

    Calendar months keep month starts and month ends: what ends on 28 Feb ends on 31 Mar a month later. All
    methods raise ``CannotMove`` for days beyond the years a plan can lie in.
    """

    def __init__(self, plan: Plan) -> None:
        self.calendar = calendar_of(plan)

    def moved(self, entry: Entry, lag: Lag) -> Entry:
        """The entry with all its dates that much later; periods move as a whole."""
        if isinstance(entry, (Milestone, Deliverable)):
            due, written = self._optional(entry.due, entry.due_written, lag, AS_END)
            return entry._replace(due=due, due_written=written)
        if isinstance(entry, Activity) and entry.periods:
            return with_periods(entry, tuple(self._period(period, lag) for period in entry.periods))
        start, start_written = self._optional(entry.start, entry.start_written, lag, AS_START)
        end, end_written = self._optional(entry.end, entry.end_written, lag, AS_END)
        return entry._replace(start=start, start_written=start_written, end=end, end_written=end_written)

    def stretched(self, entry: Activity | WorkPackage, lag: Lag) -> Activity | WorkPackage:
        """The entry with its end that much later; of several periods the one that ends last."""
        if isinstance(entry, Activity) and entry.periods:
            last = max(entry.periods, key=lambda period: period.end)
            end, written = self._moment(last.end, last.end_written, lag, AS_END)
            longer = last._replace(end=end, end_written=written)
            return with_periods(entry, tuple(longer if period is last else period for period in entry.periods))
        last_day, last_written = self._optional(entry.end, entry.end_written, lag, AS_END)
        return entry._replace(end=last_day, end_written=last_written)

    def forced(self, entry: Entry, first_start: int | None, first_end: int | None) -> Entry:
        """The entry, as much later as its first permitted start or end (or both) ask, and no more.

        An activity that stands in project months moves by whole months where that meets one of them exactly.
        """
        span = span_of_entry(entry)
        if span is None:
            return entry
        wanted = (first_start, first_end)
        days = max(least - day for day, least in zip(span, wanted, strict=True) if least is not None)
        if days <= 0:
            return entry
        return self._by_months(entry, span, days, wanted) or self.moved(entry, Lag(days, "d"))

    def _by_months(self, entry: Entry, span: Span, days: int, wanted: tuple[int | None, int | None]) -> Entry | None:
        if self.calendar is None or not isinstance(entry, Activity) or not in_months(entry):
            return None
        for day in span:
            months = self._month_of(day + days) - self._month_of(day)
            moved = self.moved(entry, Lag(months, "m"))
            reached = span_of_entry(moved)
            if reached and _meets(reached, wanted):
                return moved
        return None

    def _month_of(self, day: int) -> int:
        return self.calendar.month_of(checked_day(day)) if self.calendar else 0

    def _period(self, period: Period, lag: Lag) -> Period:
        start, start_written = self._moment(period.start, period.start_written, lag, AS_START)
        end, end_written = self._moment(period.end, period.end_written, lag, AS_END)
        return Period(start, end, start_written, end_written)

    def _optional(self, day: date | None, written: When | None, lag: Lag, side: int) -> tuple[date | None, When | None]:
        return self._moment(day, written, lag, side) if day and written else (day, written)

    def _moment(self, day: date, written: When, lag: Lag, side: int) -> tuple[date, When]:
        if isinstance(written, Month) and lag.unit == "m" and self.calendar:
            first = self.calendar.start_of(written.number + side + lag.number).toordinal()
        else:
            first = lag_after(lag, day.toordinal() + side)
        moved = checked_day(first - side)
        return moved, self._as_before(written, moved, side)

    def _as_before(self, written: When, day: date, side: int) -> When:
        if not isinstance(written, Month) or self.calendar is None:
            return day
        text = self.calendar.written_as_end(day) if side == AS_END else self.calendar.written_as_start(day)
        month = read_month(text) if text else None
        return Month(month) if month else day


def in_months(activity: Activity) -> bool:
    """Whether all its dates stand in project months."""
    holders: tuple[Activity | Period, ...] = activity.periods or (activity,)
    return all(isinstance(holder.start_written, Month) and isinstance(holder.end_written, Month) for holder in holders)


def with_periods(activity: Activity, periods: tuple[Period, ...]) -> Activity:
    """The activity in other periods, from the first start to the last end."""
    first = min(periods, key=lambda period: period.start)
    last = max(periods, key=lambda period: period.end)
    return activity._replace(
        periods=periods,
        start=first.start,
        end=last.end,
        start_written=first.start_written,
        end_written=last.end_written,
    )


def values_to_write(plan: Plan, before: Entry, after: Entry) -> Iterator[tuple[Path, Value]]:
    """The key paths whose values differ between two states of an entry, with what to write there."""
    where = (table_of(before), before.id)
    if isinstance(before, Activity) and isinstance(after, Activity) and before.periods:
        places = _places_of_periods(plan, before)
        for place, old, new in zip(places, before.periods, after.periods, strict=False):
            yield from _differences((*where, "periods", place), old, new, ("start", "end"))
    else:
        fields = ("due",) if isinstance(before, (Milestone, Deliverable)) else ("start", "end")
        yield from _differences(where, before, after, fields)
    if isinstance(before, Activity) and isinstance(after, Activity):
        for partner, months in after.effort_by_month.items():
            if months != before.effort_by_month.get(partner):
                yield (*where, "effort", partner), {f"M{month}": plain(effort) for month, effort in months.items()}


def with_effort_moved(calendar: Calendar | None, before: Entry | None, after: Entry) -> Entry:
    """The entry with the effort that names its months as many months later as all of it is; else as it was."""
    if not isinstance(before, Activity) or not isinstance(after, Activity) or calendar is None:
        return after
    if not before.effort_by_month or after.effort_by_month != before.effort_by_month:
        return after
    months = _months_moved(calendar, before, after)
    named = [month + months for own in before.effort_by_month.values() for month in own]
    if not months or min(named) < 1 or max(named) > MAX_MONTHS:
        return after
    moved = {
        partner: {month + months: effort for month, effort in own.items()}
        for partner, own in before.effort_by_month.items()
    }
    return after._replace(effort_by_month=moved)


def _months_moved(calendar: Calendar, before: Activity, after: Activity) -> int:
    """By how many months both its start and its end move; 0 where they move by different ones."""
    if not (before.start and before.end and after.start and after.end):
        return 0
    by = {
        calendar.month_of(new) - calendar.month_of(old)
        for old, new in ((before.start, after.start), (before.end, after.end))
    }
    return by.pop() if len(by) == 1 else 0


def _differences(where: Path, before: Any, after: Any, fields: tuple[str, ...]) -> Iterator[tuple[Path, Value]]:
    for field in fields:
        new = getattr(after, f"{field}_written")
        if new is not None and new != getattr(before, f"{field}_written"):
            yield (*where, field), str(new) if isinstance(new, Month) else new


def _places_of_periods(plan: Plan, activity: Activity) -> Iterator[int]:
    """The places in the file of the periods that could be read."""
    owner = ("activities", activity.id, "periods")
    unread = {path[3] for path in plan.unread if path[:3] == owner and len(path) > 3}
    return (place for place in range(len(activity.periods) + len(unread)) if place not in unread)


def _meets(span: Span, wanted: tuple[int | None, int | None]) -> bool:
    """Whether the span is late enough for both wanted days and no later than one of them asks."""
    pairs = [(day, least) for day, least in zip(span, wanted, strict=True) if least is not None]
    return all(day >= least for day, least in pairs) and any(day == least for day, least in pairs)


def checked_day(day: int) -> date:
    """The date of a day number.

    :raises CannotMove: it lies beyond the years a plan can lie in.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        message = _("the dates would be outside the years {first} to {last}")
        raise CannotMove(message.format(first=FIRST_YEAR, last=LAST_YEAR))
    return date.fromordinal(day)
