"""Two versions of a plan held against each other: what was changed, and what that means for dates, work and money."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ka2plan.changes.changes import Change, changes_of
from ka2plan.figures import money_of, workload_of
from ka2plan.merge.versions import Versions
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Plan, read_plan
from ka2plan.plan.model import ZERO, Deliverable, Entry, Milestone
from ka2plan.schedule import Network
from ka2plan.schedule.effects import Move
from ka2plan.schedule.move import CannotMove
from ka2plan.schedule.slip import consequences
from ka2plan.toml import parse
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from decimal import Decimal

MOST_MOVED = 50
"""Moved entries whose pushes are looked for; where more are moved, everything is."""

LEAST_EFFORT = 0.05
"""Differences of effort below it are rounding."""

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Push:
    """An entry that a link forces to move because another one moved."""

    by: str
    """The entry that was moved."""
    id: str
    days: int
    """By how many days it is forced."""
    followed: bool
    """Whether the new version has moved it."""
    exactly: bool
    """Whether it lies just where it was forced to: then its new dates need no word of their own."""


@dataclass(frozen=True, slots=True)
class WorkloadChange:
    """A project month in which a partner has more or less to do than before."""

    partner: str
    month: int
    more: float
    """In the plan's unit of effort; below 0 for less."""


@dataclass(frozen=True, slots=True)
class MoneyChanges:
    """Sums of money that differ, in EUR; work packages and partners of both versions."""

    by_wp: Mapping[str, Decimal]
    by_partner: Mapping[str, Decimal]
    total: Decimal
    difference: Decimal | None
    """The new total less the lump sum; None without one."""


class Read(NamedTuple):
    """A version that has been read: its data as TOML reads it, and the plan that they are."""

    data: dict[str, Any]
    plan: Plan


class Comparison:
    """An old and a new text of one plan; what is asked for is computed when it is first asked.

    :raises TomlFault: one of the texts is no TOML.
    """

    def __init__(self, old_text: str, new_text: str, read: tuple[Read, Read] | None = None) -> None:
        """Reads both versions; ``read`` is what whoever has read them already knows of them."""
        self.old_text = old_text
        self.new_text = new_text
        self.versions = Versions(read[0].data, read[1].data) if read else Versions(parse(old_text), parse(new_text))
        self.changes: tuple[Change, ...] = changes_of(self.versions)
        self.old = read[0].plan if read else read_plan(self.versions.before).plan
        self.new = read[1].plan if read else read_plan(self.versions.after).plan

    @property
    def only_layout(self) -> bool:
        """Whether the texts differ, and no data do."""
        return not self.changes and self.old_text != self.new_text

    def in_words(self, text: str) -> str:
        """A sentence in which things whose id another thing has now are called by the id they had."""
        for (_kind, former), (_same_kind, id) in self.versions.former.items():
            text = text.replace(former, _("{id} as it was").format(id=visible(id)))
        return text

    @cached_property
    def pushes(self) -> tuple[Push, ...]:
        """What later dates force to follow, by the links of the old version that the new one still needs."""
        replaced = {id for _kind, id in self.versions.replaced}
        return tuple(_pushes(self.old, self.new, replaced))

    @cached_property
    def workload(self) -> tuple[WorkloadChange, ...]:
        """Months in which a partner's effort differs."""
        return tuple(_workload_changes(self.old, self.new))

    @cached_property
    def money(self) -> MoneyChanges:
        """Sums that differ."""
        old, new = money_of(self.old), money_of(self.new)
        totals = [{id: package.total for id, package in money.by_wp.items()} for money in (old, new)]
        return MoneyChanges(
            _differences(*totals),
            _differences(old.by_partner, new.by_partner),
            new.total - old.total,
            new.difference,
        )


def _differences(old: Mapping[str, Decimal], new: Mapping[str, Decimal]) -> dict[str, Decimal]:
    changes = {id: new.get(id, ZERO) - old.get(id, ZERO) for id in {**old, **new}}
    return {id: change for id, change in changes.items() if change}


def days_of(entry: Entry) -> Days:
    """First and last day of an entry; twice the day of what is due."""
    return (entry.due, entry.due) if isinstance(entry, (Milestone, Deliverable)) else (entry.start, entry.end)


def _pushes(old: Plan, new: Plan, replaced: Collection[str]) -> Iterator[Push]:
    network, broken = Network(old), {violation.link.successor for violation in Network(new).violations}
    same = [id for id in network.order if id not in replaced]
    later = [id for id in same if _ends_later(old.entry(id), new.entry(id))]
    if old.project.start != new.project.start or len(later) > MOST_MOVED:
        return
    told: set[str] = set()
    waiting: set[str] = set()
    for id in later:
        after = new.entry(id)
        if id in told or after is None:
            continue
        try:
            moves = consequences(old, {id: after}).moves
        except CannotMove:
            return
        for move in moves:
            there = new.entry(move.id)
            if move.id == id or move.id in told or there is None:
                continue
            moved = days_of(there) != move.before
            waits = move.id in broken or (not moved and _waits(move, old, new, waiting))
            if waits or moved:
                told.add(move.id)
                waiting |= {move.id} if waits else set()
                yield Push(id, move.id, move.days, not waits, days_of(there) == move.after)


def _waits(move: Move, old: Plan, new: Plan, waiting: Collection[str]) -> bool:
    """Whether an entry has to move only once that moves which it comes after, and which has not moved yet."""
    links = [getattr(plan.entry(move.id), "after", ()) for plan in (old, new)]
    return move.because is not None and move.because.predecessor in waiting and links[0] == links[1]


def _ends_later(before: Entry | None, after: Entry | None) -> bool:
    if before is None or after is None or type(before) is not type(after):
        return False
    return any(old and new and new > old for old, new in zip(days_of(before), days_of(after), strict=True))


def _workload_changes(old: Plan, new: Plan) -> Iterator[WorkloadChange]:
    loads = [workload_of(plan).partners for plan in (old, new)]
    for partner in {**loads[1], **loads[0]}:
        months = [list(load[partner].by_month) if partner in load else [] for load in loads]
        length = max(map(len, months))
        before, after = ([*effort, *[0.0] * (length - len(effort))] for effort in months)
        for month, (less, more) in enumerate(zip(before, after, strict=True), 1):
            if abs(more - less) >= LEAST_EFFORT:
                yield WorkloadChange(partner, month, more - less)
