"""Sharing work out: other months of an activity's own, other partners of those who take part; money follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from ka2plan.balance.proposal import CAPACITY, MONTHS, PARTNERS, Idea
from ka2plan.document import Edit, SetValue, Unset
from ka2plan.figures.workload import Cell
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import ZERO, Activity, Plan, WorkPackage
from ka2plan.plan.types.by_month import capacity_value
from ka2plan.plan.types.number import plain
from ka2plan.plan.values import CENT
from ka2plan.schedule.remaining_work import HUNDREDTHS, RemainingWork, Task
from ka2plan.schedule.sharing import Shares
from ka2plan.words.figures import effort as effort_in_words
from ka2plan.words.figures import listed, money, number
from ka2plan.words.messages import _


class Handover(NamedTuple):
    """What one entry's partners give to one another: below nought for those who give."""

    entry: str
    effort: Mapping[str, Decimal]
    money: Mapping[str, Decimal]


def shared_out(work: RemainingWork, shares: Shares) -> Idea | None:
    """The idea to do the work as these shares say; None where they are the present ones."""
    changed = [task for task in work.tasks if shares.by_task[task.entry] != task.present]
    if not changed:
        return None
    handovers = [found for task in changed if (found := _handover(work.plan, task, shares.by_task[task.entry]))]
    edits = list(_effort_edits(work, shares))
    for handover in handovers:
        edits += _money_edits(work.plan, handover)
    return Idea(PARTNERS if handovers else MONTHS, _in_words(work, changed, handovers), tuple(edits))


def with_more_capacity(work: RemainingWork, shares: Shares) -> Idea | None:
    """The same, and for what finds no room even so the capacity that it takes."""
    idea = shared_out(work, shares)
    if not shares.too_much:
        return idea
    more = {cell: Decimal(effort) / HUNDREDTHS for cell, effort in shares.too_much.items()}
    more = {cell: _usable(work, cell) + extra for cell, extra in more.items()}
    raised = more_capacity(work, more)
    if idea is None:
        return raised
    words = _("{idea}; {capacity}").format(idea=idea.what, capacity=raised.what)
    return Idea(idea.kind, words, (*idea.edits, *raised.edits))


def _usable(work: RemainingWork, cell: Cell) -> Decimal:
    """What a partner can do in a month, or what is done there where that is more."""
    return max(work.capacity(cell) or ZERO, Decimal(work.used.get(cell, 0)) / HUNDREDTHS)


def more_capacity(work: RemainingWork, needed: Mapping[Cell, Decimal]) -> Idea:
    """The idea that partners can do so much in these months."""
    told = []
    for id in dict.fromkeys(id for id, _month in needed):
        months = listed(
            _("{needed} in M{month} instead of {capacity}").format(
                needed=number(can), month=month, capacity=number(work.capacity((id, month)) or ZERO)
            )
            for (other, month), can in needed.items()
            if other == id
        )
        told.append(_("{partner} can do more: {months}").format(partner=id, months=months))
    return Idea(CAPACITY, "; ".join(told), tuple(_capacity_edits(work, needed)))


def _capacity_edits(work: RemainingWork, needed: Mapping[Cell, Decimal]) -> Iterator[Edit]:
    for id in dict.fromkeys(id for id, _month in needed):
        partner = work.plan.partners[id]
        months = dict(partner.capacity_by_month)
        months |= {month: can for (other, month), can in needed.items() if other == id}
        yield SetValue(("partners", id, "capacity"), capacity_value(partner.capacity, months))


def _entry(plan: Plan, id: str) -> Activity | WorkPackage:
    return plan.activities.get(id) or plan.work_packages[id]


def _table(entry: Activity | WorkPackage) -> str:
    return "activities" if isinstance(entry, Activity) else "work_packages"


def _effort_edits(work: RemainingWork, shares: Shares) -> Iterator[Edit]:
    """What to write for each partner in each entry whose months change; all its months are named then."""
    to_write = list(_to_write(work, shares))
    for task in dict.fromkeys(task.entry for task, _partner in to_write):
        own = [(one, partner) for one, partner in to_write if one.entry == task]
        yield from _edits_of(_entry(work.plan, task), own, shares.by_task[task])


def _edits_of(entry: Activity | WorkPackage, own: list[tuple[Task, str]], shares: Mapping[Cell, int]) -> Iterator[Edit]:
    """Of one entry: what hundredths are more than the effort is taken from a full month, though of another partner."""
    excess = ZERO
    for task, partner in sorted(own, key=lambda pair: bool(_of(shares, pair[1]))):
        path = (_table(entry), entry.id, "effort", partner)
        past, new = _of(task.past, partner), _of(shares, partner)
        excess += Decimal(task.of(partner) + sum(past.values())) / HUNDREDTHS - entry.effort.get(partner, ZERO)
        every = {month: past.get(month, 0) + new.get(month, 0) for month in {**past, **new}}
        months = {month: Decimal(effort) / HUNDREDTHS for month, effort in every.items()}
        if months:
            fullest = max(new or past, key=lambda month: (months[month], -month))
            months[fullest], excess = max(ZERO, months[fullest] - excess), max(ZERO, excess - months[fullest])
            yield SetValue(path, {f"M{month}": plain(effort) for month, effort in sorted(months.items())})
        elif isinstance(entry, Activity) and partner in entry.participants:
            yield SetValue(path, 0)
        else:
            yield Unset(path)


def _of(shares: Mapping[Cell, int], partner: str) -> dict[int, int]:
    return {month: effort for (id, month), effort in shares.items() if id == partner}


def _to_write(work: RemainingWork, shares: Shares) -> Iterator[tuple[Task, str]]:
    """Tasks and partners whose months differ, and those that would bring more than hundredths into a full month."""
    exact = {(booking.entry, booking.partner): booking.months for booking in work.bookings}
    loads: dict[Cell, int] = {}
    for task in work.tasks:
        for cell, effort in shares.by_task[task.entry].items():
            loads[cell] = loads.get(cell, 0) + effort
    for task in work.tasks:
        new = shares.by_task[task.entry]
        for partner in task.partners:
            is_other = _of(new, partner) != _of(task.present, partner)
            full = (
                month
                for month, effort in exact.get((task.entry, partner), {}).items()
                if effort * HUNDREDTHS > new.get((partner, month), 0) + task.past.get((partner, month), 0) + 1e-6
                and (partner, month) in loads
                and loads[partner, month] == work.room((partner, month))
            )
            if is_other or (task.can_change and any(full)):
                yield task, partner


def _handover(plan: Plan, task: Task, shares: Mapping[Cell, int]) -> Handover | None:
    new = {id: sum(effort for (other, _month), effort in shares.items() if other == id) for id in task.partners}
    given = {id: Decimal(new[id] - task.of(id)) / HUNDREDTHS for id in task.partners if new[id] != task.of(id)}
    return Handover(task.entry, given, _money_that_follows(plan, _entry(plan, task.entry), given)) if given else None


def _money_that_follows(
    plan: Plan, entry: Activity | WorkPackage, given: Mapping[str, Decimal]
) -> Mapping[str, Decimal]:
    """The money of what is given, where the rate of who gives is known; the sum of the entry stays as it is."""
    gives: dict[str, Decimal] = {}
    for id, effort in given.items():
        rate, has = plan.partners[id].rate, entry.budget.get(id, ZERO)
        if effort < 0 and rate and has > 0:
            gives[id] = min(has, (-effort * rate).quantize(CENT, ROUND_HALF_UP))
    gets = {id: effort for id, effort in given.items() if effort > 0 and plan.partners[id].is_beneficiary}
    rest, weights = sum(gives.values(), ZERO), sum(gets.values(), ZERO)
    if not rest or not weights:
        return {}
    moved = {id: -amount for id, amount in gives.items()}
    for id, effort in gets.items():
        part = (rest * effort / weights).quantize(CENT, ROUND_HALF_UP)
        moved[id] = part
        rest, weights = rest - part, weights - effort
    return moved


def _money_edits(plan: Plan, handover: Handover) -> Iterator[Edit]:
    entry = _entry(plan, handover.entry)
    for id, more in handover.money.items():
        path = (_table(entry), handover.entry, "budget", id)
        amount = entry.budget.get(id, ZERO) + more
        if amount:
            yield SetValue(path, plain(amount))
        elif id in entry.budget:
            yield Unset(path)


def _in_words(work: RemainingWork, changed: list[Task], handovers: list[Handover]) -> str:
    given = {handover.entry for handover in handovers}
    within = [task.entry for task in changed if task.entry not in given]
    unit = work.plan.project.effort_unit
    parts = [_handed_over(handover, unit) for handover in handovers]
    if within:
        parts.append(_("other months for the effort of {entries}").format(entries=listed(within)))
    return "; ".join(parts)


def _shares(efforts: Mapping[str, Decimal]) -> str:
    """Who, and how much of each where there are several."""
    return listed(efforts) if len(efforts) == 1 else listed(f"{id} {number(effort)}" for id, effort in efforts.items())


def _handed_over(handover: Handover, unit: str) -> str:
    giving = _shares({id: -effort for id, effort in handover.effort.items() if effort < 0})
    getting = _shares({id: effort for id, effort in handover.effort.items() if effort > 0})
    total = sum((effort for effort in handover.effort.values() if effort > 0), ZERO)
    words = _("{entry}: {effort} from {giving} to {getting}").format(
        entry=handover.entry, effort=effort_in_words(total, unit), giving=giving, getting=getting
    )
    moved = sum((amount for amount in handover.money.values() if amount > 0), ZERO)
    return _("{handover}, and {money} with it").format(handover=words, money=money(moved)) if moved else words
