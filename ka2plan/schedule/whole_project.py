"""The whole project moves: its start, and with it every planned date, milestone and period; nothing here writes.

Project months stay as they stand, since they are counted from the start. Lags stay, so that nothing has to follow. What
is done keeps its days, and what a partner can do in a month keeps its calendar month.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from ka2plan.findings import Path
from ka2plan.plan.calendar import Calendar, Lag, add_months, read_month
from ka2plan.plan.model import Entry, Month, Partner, Plan, When
from ka2plan.schedule.calendar_months import Kept, kept_months, with_months_kept
from ka2plan.schedule.days import lag_after
from ka2plan.schedule.effects import CAPACITY, DONE, Break, Move, Slip
from ka2plan.schedule.move import (
    AS_END,
    AS_START,
    CannotMove,
    Mover,
    Value,
    checked_day,
    table_of,
    values_to_write,
)
from ka2plan.schedule.push import is_done
from ka2plan.schedule.slip import planned_days, with_entries
from ka2plan.words.messages import _

PROJECT: Final = "project"
"""What stands for the whole project where an id is asked for, unless an entry is called so."""

_NOWHEN = (None, None)
"""The days of what keeps them all."""


def is_project(plan: Plan, id: str) -> bool:
    """Whether an id stands for the whole project: no entry is called so."""
    return id == PROJECT and plan.entry(id) is None


def slip_project(plan: Plan, lag: Lag, data: Mapping[str, Any]) -> Slip:
    """What happens if the whole project starts a lag later (earlier, below 0); ``data`` is the plan as TOML has it.

    :raises CannotMove: the project has no start, or that leads out of the years a plan can lie in.
    """
    before = _calendar_of(plan)
    start = checked_day(lag_after(lag, before.start.toordinal()))
    along, staying = _Along(plan, start), _Staying(plan, start)
    entries = {
        entry.id: (staying if is_done(entry) else along).moved(entry, lag)
        for entry in _entries(plan)
        if _is_dated(entry)
    }
    after = with_entries(plan, entries)._replace(
        project=plan.project._replace(start=start),
        partners={partner.id: along.partner(partner, lag) for partner in plan.partners.values()},
    )
    if start == before.start:
        return Slip((), (), after)
    months = _months_moved(before.start, start)
    kept, after = tuple(kept_months(plan, months, data)), with_months_kept(after, months)
    moves = (*_moves(plan, after), *(Move(one.id, one.table, _NOWHEN, _NOWHEN, None, one.values) for one in kept))
    breaks = (*(Break(DONE, id) for id in entries if _is_done(plan, id)), *_lost(kept))
    return Slip(moves, breaks, after, tuple(path for one in kept for path in one.taken_out))


def lag_of_project(plan: Plan, when: When) -> Lag:
    """By how much the project has to move to start at ``when``: in months where that is exact.

    :raises CannotMove: the project has no start.
    """
    start = _calendar_of(plan).start
    if isinstance(when, Month):
        return Lag(when.number - 1, "m")
    months = _months_moved(start, when)
    return Lag(months, "m") if add_months(start, months) == when else Lag((when - start).days, "d")


def _calendar_of(plan: Plan) -> Calendar:
    if plan.project.start is None:
        raise CannotMove(_("the project has no start to move"))
    return Calendar(plan.project.start, plan.project.months or 1)


class _Along(Mover):
    """Moves entries with the start of the project."""

    def __init__(self, plan: Plan, start: date) -> None:
        super().__init__(plan)
        self.new = Calendar(start, plan.project.months or 1)

    def _moment(self, day: date, written: When, lag: Lag, side: int) -> tuple[date, When]:
        """The same project month, or the date that much later."""
        if isinstance(written, Month):
            return self.new.end_of(written.number) if side == AS_END else self.new.start_of(written.number), written
        return super()._moment(day, written, lag, side)

    def partner(self, partner: Partner, lag: Lag) -> Partner:
        """The partner, who joins and leaves that much later."""
        since, since_written = self._optional(partner.since, partner.since_written, lag, AS_START)
        until, until_written = self._optional(partner.until, partner.until_written, lag, AS_END)
        return partner._replace(since=since, since_written=since_written, until=until, until_written=until_written)


class _Staying(_Along):
    """Leaves entries on their days; where the new months do not meet them, they stand as dates."""

    def _moment(self, day: date, written: When, lag: Lag, side: int) -> tuple[date, When]:
        """The same day, still as a project month where that is exact."""
        if not isinstance(written, Month):
            return day, written
        text = self.new.written_as_end(day) if side == AS_END else self.new.written_as_start(day)
        month = read_month(text) if text else None
        return day, Month(month) if month else day


def _moves(plan: Plan, after: Plan) -> Iterator[Move]:
    """What moves or is written otherwise: the project, its partners, its entries in the plan's order."""
    if after.project.start:
        written = ((("project", "start"), after.project.start),)
        yield Move(PROJECT, PROJECT, _project_days(plan), _project_days(after), None, written)
    for id, partner in plan.partners.items():
        new = after.partners[id]
        if (partner.since, partner.until) != (new.since, new.until):
            values = tuple(_partner_values(partner, new))
            yield Move(id, "partners", (partner.since, partner.until), (new.since, new.until), None, values)
    for entry in _entries(plan):
        moved: Entry | None = getattr(after, table_of(entry)).get(entry.id)
        values = tuple(values_to_write(plan, entry, moved)) if moved else ()
        if moved and (values or planned_days(entry) != planned_days(moved)):
            yield Move(entry.id, table_of(entry), planned_days(entry), planned_days(moved), None, values)


def _entries(plan: Plan) -> Iterator[Entry]:
    for table in (plan.work_packages, plan.activities, plan.milestones, plan.deliverables):
        yield from table.values()


def _is_dated(entry: Entry) -> bool:
    return any(planned_days(entry))


def _is_done(plan: Plan, id: str) -> bool:
    entry = plan.entry(id)
    return entry is not None and is_done(entry)


def _project_days(plan: Plan) -> tuple[date | None, date | None]:
    return plan.project.start, plan.calendar.end if plan.calendar else None


def _partner_values(before: Partner, after: Partner) -> Iterator[tuple[Path, Value]]:
    for name in ("since", "until"):
        new = getattr(after, f"{name}_written")
        if isinstance(new, date) and new != getattr(before, f"{name}_written"):
            yield ("partners", before.id, name), new


def _lost(kept: tuple[Kept, ...]) -> Iterator[Break]:
    for one in kept:
        yield from (Break(CAPACITY, one.id, month=month) for month in one.lost)


def _months_moved(before: date, after: date) -> int:
    """By how many months the start moves, to the nearest."""
    months = (after.year - before.year) * 12 + after.month - before.month
    return min((months - 1, months, months + 1), key=lambda number: abs((after - add_months(before, number)).days))
