"""What moving something leads to: the entries that move and the promises that break, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import Plan, TableName
from ka2plan.schedule.graph import Dependency
from ka2plan.schedule.move import Value

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class Move(NamedTuple):
    """One entry that moves; of a milestone or deliverable both days are its due date."""

    id: str
    table: TableName | Literal["project"]
    before: tuple[date | None, date | None]
    """First and last day; None where a work package or partner does not say it."""
    after: tuple[date | None, date | None]
    because: Dependency | None
    """The link that forces it; None for what was asked."""
    values: tuple[tuple[Path, Value], ...]
    """Key paths and what to write there."""

    @property
    def days(self) -> int:
        """By how many days its end moves; below 0 where it moves to earlier."""
        before, after = self.before[1] or self.before[0], self.after[1] or self.after[0]
        return (after - before).days if before and after else 0


BreakKind = Literal["link", "done", "project_start", "project_end", "work_package", "overload", "capacity"]

LINK: Final = "link"
DONE: Final = "done"
PROJECT_START: Final = "project_start"
PROJECT_END: Final = "project_end"
WORK_PACKAGE: Final = "work_package"
OVERLOAD: Final = "overload"
CAPACITY: Final = "capacity"


class Break(NamedTuple):
    """One promise that a move breaks, or breaks by more than before."""

    kind: BreakKind
    """``link``: it comes too early for a link. ``done``: it had to move and does not, because it is done.
    ``project_start``, ``project_end``: it lies outside the project. ``work_package``: it lies outside its
    work package. ``overload``: a partner has more to do in a month than it can. ``capacity``: what a partner can do in
    a month is lost, since the month lies before the project then.
    """
    id: str
    """The entry; of an overload the partner."""
    other: str = ""
    """The entry it waits for, or its work package."""
    days: int = 0
    """By how many days it is too early, or outside; 0 where that does not apply."""
    limit: date | None = None
    """The day that would keep the promise."""
    month: int | None = None
    """Of an overload the project month, from 1."""
    booked: float | None = None
    capacity: Decimal | None = None
    behind: tuple[tuple[str, float], ...] = ()
    """Of an overload what the partner works for in that month, and how much."""


class Slip(NamedTuple):
    """What a slip leads to. Nothing is written: ``values`` says what would be."""

    moves: tuple[Move, ...]
    """What was asked first, then what has to follow, each after what it waits for."""
    breaks: tuple[Break, ...]
    plan: Plan
    """The plan as it would be."""
    taken_out: tuple[Path, ...] = ()
    """Keys that go, before ``values`` are written."""

    @property
    def values(self) -> tuple[tuple[Path, Value], ...]:
        """Key paths in the file and what to write there, for all moves."""
        return tuple(value for move in self.moves for value in move.values)
