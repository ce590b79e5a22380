"""One partner takes over from another: what begins later goes whole, what lasts is shared by working days.

What is done stays, and what ends before. Nobody else's figures change, and no sum does. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from ka2plan.errors import EditError
from ka2plan.figures.bookings import Outlook, stretches_of
from ka2plan.figures.effort_handed import Efforts, Share, divided
from ka2plan.figures.effort_spread import Stretch, days_left
from ka2plan.figures.membership import own_days
from ka2plan.figures.status import is_late, runs, state_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import DAY
from ka2plan.plan.model import (
    CANCELLED,
    DONE,
    PLANNED,
    RUNNING,
    ZERO,
    Activity,
    Deliverable,
    Entry,
    Milestone,
    Month,
    Plan,
    When,
    WorkPackage,
)
from ka2plan.schedule.schedule import Network
from ka2plan.words.messages import _

Worked = TypeVar("Worked", Activity, WorkPackage)
"""What has money and effort."""


class CannotTakeOver(EditError):
    """Nobody can take over as asked; nothing is changed."""


class Handed(NamedTuple):
    """One entry of which something is handed over."""

    before: Entry
    after: Entry
    share: Share

    @property
    def leads(self) -> bool:
        """Whether the lead is."""
        return self.before.lead != self.after.lead

    def had(self, key: str, partner: str) -> Decimal:
        """How much ``budget`` or ``effort`` a partner had in it."""
        return Decimal(getattr(self.before, key, {}).get(partner, ZERO))

    def more_of(self, key: str, partner: str) -> Decimal:
        """How much more it has then."""
        return Decimal(getattr(self.after, key, {}).get(partner, ZERO)) - self.had(key, partner)


class Takeover(NamedTuple):
    """What a partner takes over from another one from a day on."""

    old: str
    new: str
    first: date
    """The first day of the new one."""
    handed: tuple[Handed, ...]
    done: tuple[str, ...]
    """Ids of what is done and stays with the old one."""
    behind: tuple[str, ...]
    """Ids of what ends before that day, is not done, and stays as well."""
    coordinates: bool
    """Whether the new one coordinates the project then."""
    until: When | None
    """The last day of the old one as it is to be written; None where it has none or keeps its own."""
    is_whole: bool = False
    """Whether what is done and what was cancelled goes as well, and the old one is taken out of the plan."""


def takeover(plan: Plan, old: str, new: str, moment: When | None = None, today: date | None = None) -> Takeover:
    """What the new partner takes over from the moment on.

    Without a moment from today on where something of the project runs or is done, else from its start.

    :raises CannotTakeOver: there is no such partner, they are one, or the project has no dates or is over by then.
    """
    calendar = plan.calendar
    _refuse_unknown(plan, old, new)
    if calendar is None:
        raise CannotTakeOver(_("the project has no start or no duration: nothing can be handed over from a day on"))
    if moment is None:
        moment = today if today and runs(plan) else calendar.start
    first = calendar.start_of(moment.number) if isinstance(moment, Month) else moment
    first = max(first, calendar.start)
    if first > calendar.end:
        raise CannotTakeOver(_("there is nothing to take over: the project ends before that day"))
    outlook = Network(plan).outlook(today) if today else None
    return _Handing(plan, old, new, first, outlook).takeover(isinstance(moment, Month))


def whole_takeover(plan: Plan, old: str, new: str) -> Takeover:
    """All that the old partner has goes to the new one, as if it had been there from the beginning.

    :raises CannotTakeOver: there is no such partner, or they are one.
    """
    _refuse_unknown(plan, old, new)
    first = plan.calendar.start if plan.calendar else date.min
    return _Handing(plan, old, new, first).whole()


def _refuse_unknown(plan: Plan, old: str, new: str) -> None:
    for id in (old, new):
        if id not in plan.partners:
            raise CannotTakeOver(_("the plan has no partner {id}").format(id=id))
    if old == new:
        raise CannotTakeOver(_("{id} cannot take over from itself").format(id=old))


class _Handing:
    """One handing over, entry by entry."""

    def __init__(self, plan: Plan, old: str, new: str, first: date, outlook: Outlook | None = None) -> None:
        self.plan, self.old, self.new, self.first = plan, old, new, first
        self.outlook = outlook

    def takeover(self, in_months: bool) -> Takeover:
        """All of it; ``in_months``: whether the last day of the old one is written as a month where that is exact."""
        entries = [entry for entry in self._entries() if self._has_part(entry)]
        open_ = [entry for entry in entries if state_of(entry) in (PLANNED, RUNNING)]
        shares = {entry.id: self._share(entry) for entry in open_}
        handed = [
            Handed(one, self._handed(one, shares[one.id]), shares[one.id]) for one in open_ if shares[one.id].left
        ]
        return Takeover(
            self.old,
            self.new,
            self.first,
            tuple(one for one in handed if one.before != one.after),
            tuple(entry.id for entry in entries if state_of(entry) == DONE),
            tuple(entry.id for entry in open_ if not shares[entry.id].left),
            self.plan.project.coordinator == self.old,
            self._until(in_months),
        )

    def whole(self) -> Takeover:
        """All of it, whatever its state."""
        share = Share(1, 1)
        entries = [entry for entry in self._entries() if self._is_named(entry)]
        handed = (Handed(one, self._handed(one, share), share) for one in entries)
        coordinates = self.plan.project.coordinator == self.old
        return Takeover(self.old, self.new, self.first, tuple(handed), (), (), coordinates, None, is_whole=True)

    def _entries(self) -> Iterator[Entry]:
        yield from self.plan.work_packages.values()
        yield from self.plan.activities.values()
        yield from self.plan.milestones.values()
        yield from self.plan.deliverables.values()

    def _has_part(self, entry: Entry) -> bool:
        return self._is_named(entry) and state_of(entry) != CANCELLED

    def _is_named(self, entry: Entry) -> bool:
        named = (entry.lead, *getattr(entry, "partners", ()), *getattr(entry, "budget", ()))
        return self.old in (*named, *getattr(entry, "effort", ()))

    def _until(self, in_months: bool) -> When | None:
        calendar, own = self.plan.calendar, self.plan.partners[self.old]
        last = self.first - DAY
        is_there = calendar is not None and last >= max(calendar.start, own.since or calendar.start)
        if calendar is None or not is_there or (own.until and own.until <= last):
            return None
        month = calendar.month_of(last)
        return Month(month) if in_months and calendar.end_of(month) == last else last

    def _share(self, entry: Entry) -> Share:
        if isinstance(entry, (Milestone, Deliverable)):
            return Share(int(entry.due is None or entry.due >= self.first), 1)
        stretches = self._days_of(entry)
        if not stretches:
            return Share(1, 1)  # without dates it cannot be told from what is still to come
        left, every = days_left(stretches, self.first)
        return Share(left, every) if every else Share(1, 1)

    def _days_of(self, entry: Activity | WorkPackage) -> tuple[Stretch, ...]:
        """Its days, as far as the old one is there: from its actual start on where it began already, of what is late
        those of the forecast.
        """
        stretches = stretches_of(self.plan, entry)
        actual = entry.actual.start if isinstance(entry, Activity) and not entry.periods else None
        if late := self._if_late(entry):
            stretches = late.stretches
        elif actual and stretches and actual <= stretches[0][1]:
            stretches = ((actual, stretches[0][1]),)
        return own_days(self.plan.partners[self.old], stretches)

    def _if_late(self, entry: Activity | WorkPackage) -> Activity | None:
        """Where an activity comes to lie that is late; None where the plan still holds."""
        if self.outlook is None or not isinstance(entry, Activity) or not is_late(entry, self.outlook.today):
            return None
        return self.outlook.plan.activities[entry.id]

    def _handed(self, entry: Entry, share: Share) -> Entry:
        lead = self.new if entry.lead == self.old else entry.lead
        if isinstance(entry, (Milestone, Deliverable)):
            return entry._replace(lead=lead)
        if isinstance(entry, Activity):
            return self._amounts(entry, share)._replace(lead=lead, partners=self._taking_part(entry, lead, share))
        return self._amounts(entry, share)._replace(lead=lead)

    def _taking_part(self, activity: Activity, lead: str | None, share: Share) -> tuple[str, ...]:
        """The new one in the old one's place; both where the old one had a part before."""
        if activity.lead == self.old and not share.is_whole:
            swapped = tuple(self.old if id == self.new else id for id in activity.partners)
            return swapped if self.old in swapped else (*swapped, self.old)
        named = [id for id in activity.partners if id != self.old] if share.is_whole else list(activity.partners)
        if self.new not in named and self.old in activity.partners:
            named.insert(activity.partners.index(self.old), self.new)
        return tuple(id for id in named if id != lead)

    def _amounts(self, entry: Worked, share: Share) -> Worked:
        effort, months = dict(entry.effort), dict(entry.effort_by_month)
        late = None if share.is_whole else self._if_late(entry)
        if late:
            months |= {id: own for id, own in late.effort_by_month.items() if id in (self.old, self.new)}
        Efforts(self.plan, self.old, self.new, self.first).hand(effort, months, share, self._days_of(entry))
        budget = self._budget(entry.budget, share)
        return entry._replace(budget=budget, effort=effort, effort_by_month=months)

    def _budget(self, budget: Mapping[str, Decimal], share: Share) -> dict[str, Decimal]:
        made = dict(budget)
        if self.old in made:
            amount = made.pop(self.old)
            kept, given = divided(amount, share)
            if kept or share.leaves(amount):
                made[self.old] = kept
            if given or share.is_whole:
                made[self.new] = made.get(self.new, ZERO) + given
        return made
