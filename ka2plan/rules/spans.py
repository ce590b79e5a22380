"""Stretches of days as they stand in the file, and by how much they leave the days they should keep to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Activity, Calendar, Deliverable, Milestone, Month, When, WorkPackage
from ka2plan.words.figures import day
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

How = Literal["early", "late", "before", "after"]
"""How a stretch leaves its bounds: it begins too early, ends too late, or all of it is before or after."""


EARLY: Final = "early"
LATE: Final = "late"
BEFORE: Final = "before"
AFTER: Final = "after"


class Stretch(NamedTuple):
    """From one day of the plan to another, as they stand in the file; a due date is both."""

    id: str
    start: date | None
    end: date | None
    start_written: When | None
    end_written: When | None
    where: Path
    """Path of what has the two days; of the one day itself, where it is a due date."""
    is_due: bool

    @property
    def start_path(self) -> Path:
        """Where the first day stands."""
        return self.where if self.is_due else (*self.where, "start")

    @property
    def end_path(self) -> Path:
        """Where the last day stands."""
        return self.where if self.is_due else (*self.where, "end")

    @property
    def turned(self) -> bool:
        """Whether it ends before it starts."""
        return self.start is not None and self.end is not None and self.end < self.start


class Deviation(NamedTuple):
    """One day of a stretch that lies outside its bounds."""

    how: How
    where: Path
    shown: str
    """The day in words, with the project month it is written as."""
    days: int


def stretch_of(entry: Activity | WorkPackage) -> Stretch:
    """From the start to the end of an activity or a work package."""
    where: Path = ("activities" if isinstance(entry, Activity) else "work_packages", entry.id)
    return Stretch(
        entry.id,
        entry.start,
        entry.end,
        entry.start_written,
        entry.end_written,
        where,
        False,
    )


def stretches_of(activity: Activity) -> Iterator[Stretch]:
    """The stretches of an activity: its periods, else the one from its start to its end."""
    if not activity.periods:
        yield stretch_of(activity)
    for place, period in enumerate(activity.periods):
        where: Path = ("activities", activity.id, "periods", place)
        yield Stretch(
            activity.id,
            period.start,
            period.end,
            period.start_written,
            period.end_written,
            where,
            False,
        )


def due_of(entry: Milestone | Deliverable) -> Stretch:
    """The due date of a milestone or deliverable as a stretch of that day."""
    where: Path = ("milestones" if isinstance(entry, Milestone) else "deliverables", entry.id, "due")
    return Stretch(entry.id, entry.due, entry.due, entry.due_written, entry.due_written, where, True)


def deviations(stretch: Stretch, first: date | None, last: date | None) -> Iterator[Deviation]:
    """Where a stretch leaves the days from ``first`` to ``last``; one that is turned round leaves nothing."""
    start, end = stretch.start, stretch.end
    if stretch.turned:
        return
    if start and last and start > last:
        yield _deviation(AFTER, stretch, start, (start - last).days)
    elif end and first and end < first:
        yield _deviation(BEFORE, stretch, end, (first - end).days)
    else:
        if start and first and start < first:
            yield _deviation(EARLY, stretch, start, (first - start).days)
        if end and last and end > last:
            yield _deviation(LATE, stretch, end, (end - last).days)


def _deviation(how: How, stretch: Stretch, moment: date, count: int) -> Deviation:
    at_start = how in (EARLY, AFTER)
    written = stretch.start_written if at_start else stretch.end_written
    return Deviation(how, stretch.start_path if at_start else stretch.end_path, written_day(moment, written), count)


def written_day(moment: date, written: When | None) -> str:
    """A day with the project month it is written as: ``30 Nov 2028 (M25)``."""
    if isinstance(written, Month):
        return _("{day} ({month})").format(day=day(moment), month=written)
    return day(moment)


def shown_day(calendar: Calendar | None, moment: date, *, as_start: bool) -> str:
    """A day that is computed, with the project month that it begins or ends, if any."""
    write = None if calendar is None else calendar.written_as_start if as_start else calendar.written_as_end
    month = write(moment) if write else None
    return _("{day} ({month})").format(day=day(moment), month=month) if month else day(moment)
