"""What moves and what breaks when something slips, moves or takes longer; nothing here writes.

Successors and due dates move only as far as their links force, slack first. What is done never moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.plan.calendar import Lag
from ka2plan.plan.model import Activity, Deliverable, Entry, Milestone, Month, Plan, When, WorkPackage
from ka2plan.schedule.breaks import breaks_of
from ka2plan.schedule.effects import Break, Move, Slip
from ka2plan.schedule.graph import entries_in, span_of_entry
from ka2plan.schedule.move import CannotMove, Mover, Value, calendar_of, table_of, values_to_write, with_effort_moved
from ka2plan.schedule.push import Pushed, is_done
from ka2plan.schedule.schedule import Network
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "Break",
    "CannotMove",
    "Move",
    "Slip",
    "Value",
    "consequences",
    "lag_to",
    "slip",
    "stretch",
]


def slip(plan: Plan, id: str | Iterable[str], lag: Lag, *, push: bool = True, today: date | None = None) -> Slip:
    """What happens if an activity, milestone, deliverable or all that is in a work package slips by a lag.

    A lag below 0 moves to earlier and pulls nothing along. Several ids slip together. Without ``push``
    nothing follows, and the links that then break are told. What is done stays, which is told as well.

    :param today: the day from which capacity is looked at while the project runs; None looks at the plan alone.
    :raises CannotMove: where there is no such entry, it is cancelled or has no dates; on a cycle, unless
    nothing is pushed; out of the years a plan can lie in.
    """
    network = _unknotted(plan, push)
    mover = Mover(plan)
    moving, done = _with_contents(plan, (id,) if isinstance(id, str) else tuple(id))
    changed = {entry.id: mover.moved(entry, lag) for entry in moving}
    return _consequences(network, changed, done, push, today)


def stretch(plan: Plan, id: str, lag: Lag, *, push: bool = True, today: date | None = None) -> Slip:
    """What happens if an activity, or a work package that says its end, ends a lag later (earlier, below 0).

    :raises CannotMove: as ``slip``; where it would end before it starts; for due dates, which have no length.
    """
    network = _unknotted(plan, push)
    entry = _movable(plan, id)
    if isinstance(entry, (Milestone, Deliverable)):
        raise CannotMove(_("{id} is due on a day and has no length").format(id=id))
    if not entry.end:
        raise CannotMove(_("{id} has no end of its own: it ends with what is in it").format(id=id))
    if is_done(entry):
        return _consequences(network, {}, (id,), push, today)
    longer = Mover(plan).stretched(entry, lag)
    if _is_turned(longer):
        raise CannotMove(_("{id} would end before it starts").format(id=id))
    return _consequences(network, {id: longer}, (), push, today)


def consequences(plan: Plan, changed: Mapping[str, Entry], *, push: bool = True, today: date | None = None) -> Slip:
    """What happens if entries get the dates they have in ``changed``; for edits that set dates by hand.

    :raises CannotMove: on a cycle, unless nothing is pushed.
    """
    return _consequences(_unknotted(plan, push), changed, (), push, today)


def lag_to(plan: Plan, id: str, when: When) -> Lag:
    """By how much an entry has to slip to start, or be due, at ``when``: in months where both stand in
    months.

    :raises CannotMove: where there is no such entry or it has no dates.
    """
    entry = _movable(plan, id)
    point = isinstance(entry, (Milestone, Deliverable))
    written = entry.due_written if isinstance(entry, (Milestone, Deliverable)) else entry.start_written
    day = entry.due if isinstance(entry, (Milestone, Deliverable)) else entry.start
    if isinstance(when, Month) and isinstance(written, Month):
        return Lag(when.number - written.number, "m")
    calendar = calendar_of(plan)
    if isinstance(when, Month) and calendar:
        when = calendar.end_of(when.number) if point else calendar.start_of(when.number)
    if day is None or isinstance(when, Month):
        raise CannotMove(_("{id} has no dates to move").format(id=id))
    return Lag((when - day).days, "d")


def _unknotted(plan: Plan, push: bool) -> Network:
    network = Network(plan)
    if push and network.cycle:
        way = " -> ".join((*network.cycle, network.cycle[0]))
        message = _("some activities wait for each other in a circle, so nothing can be moved along the links: {cycle}")
        raise CannotMove(message.format(cycle=way))
    return network


def _movable(plan: Plan, id: str) -> Entry:
    entry = plan.entry(id)
    if entry is None:
        message = _("there is no activity, milestone, deliverable or work package {id}")
        raise CannotMove(message.format(id=id))
    if entry.cancelled:
        raise CannotMove(_("{id} is cancelled: it does not move").format(id=id))
    return entry


def _with_contents(plan: Plan, ids: Iterable[str]) -> tuple[list[Entry], tuple[str, ...]]:
    """What moves when these ids do, each once; and the ids among them that stay because they are done."""
    moving: dict[str, Entry] = {}
    done: dict[str, None] = {}
    for asked in ids:
        found = [entry for entry in _contents(plan, asked) if _has_dates(entry)]
        if not found:
            raise CannotMove(_("{id} has no dates to move").format(id=asked))
        done.update((entry.id, None) for entry in found if is_done(entry))
        moving.update((entry.id, entry) for entry in found if not is_done(entry))
    return list(moving.values()), tuple(done)


def _contents(plan: Plan, id: str) -> Iterable[Entry]:
    entry = _movable(plan, id)
    yield entry
    if isinstance(entry, WorkPackage) and not is_done(entry):
        for inside in entries_in(plan, id):
            found = plan.entry(inside)
            if found:
                yield found


def _has_dates(entry: Entry) -> bool:
    if isinstance(entry, WorkPackage):
        return bool(entry.start or entry.end or is_done(entry))
    return span_of_entry(entry) is not None


def _is_turned(entry: Activity | WorkPackage) -> bool:
    if isinstance(entry, Activity) and entry.periods:
        return any(period.end < period.start for period in entry.periods)
    return bool(entry.start and entry.end and entry.end < entry.start)


def _consequences(
    network: Network, changed: Mapping[str, Entry], done: tuple[str, ...], push: bool, today: date | None
) -> Slip:
    plan = network.plan
    pushed = Pushed(network, changed, Mover(plan))
    if push:
        pushed.follow(network.order)
    entries = {id: with_effort_moved(plan.calendar, plan.entry(id), entry) for id, entry in pushed.entries.items()}
    after = with_entries(plan, entries)
    moves = tuple(_moves(plan, pushed, entries))
    return Slip(moves, breaks_of(network, after, pushed, done, today), after)


def _moves(plan: Plan, pushed: Pushed, entries: Mapping[str, Entry]) -> Iterator[Move]:
    for id, after in entries.items():
        before = plan.entry(id)
        values = tuple(values_to_write(plan, before, after)) if before else ()
        if before and values:
            because = pushed.because.get(id) if id not in pushed.changed else None
            yield Move(id, table_of(before), planned_days(before), planned_days(after), because, values)


def planned_days(entry: Entry) -> tuple[date | None, date | None]:
    """Its first and last day, None where it does not say it; twice the due date of what is due."""
    return (entry.due, entry.due) if isinstance(entry, (Milestone, Deliverable)) else (entry.start, entry.end)


def with_entries(plan: Plan, entries: Mapping[str, Entry]) -> Plan:
    """The plan with other states of entries that it has, by id."""
    by_table: dict[str, dict[str, Entry]] = {}
    for id, entry in entries.items():
        by_table.setdefault(table_of(entry), {})[id] = entry
    tables: dict[str, Any] = {table: {**getattr(plan, table), **new} for table, new in by_table.items()}
    return plan._replace(**tables)
