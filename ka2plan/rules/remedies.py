"""Remedies that rules of several families name; what edits and moves a plan is loaded when one is asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ka2plan.figures.status import runs, state_of
from ka2plan.findings import Path
from ka2plan.plan import Activity, Deliverable, Milestone, Plan
from ka2plan.plan.model import PLANNED, ZERO, Entry
from ka2plan.rules.rule import PlanAtHand, Proposal
from ka2plan.rules.spans import shown_day
from ka2plan.words.figures import money
from ka2plan.words.messages import _, pgettext

if TYPE_CHECKING:
    from ka2plan.document import Edit, SetValue
    from ka2plan.schedule.broken import Violation


def value_at(data: Any, path: Path) -> Any:
    """What stands at a key path, or None."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def take_out(where: Path, data: dict[str, Any]) -> Edit | None:
    """Takes out what has no effect: that is certain."""
    from ka2plan.document import Unset

    return None if value_at(data, where) is None else Unset(where)


def as_late_as_permitted(at_hand: PlanAtHand, where: Path) -> Proposal | None:
    """Moves an entry as late as all its links want it, in a running project to no day that is over."""
    from ka2plan.schedule.move import Mover

    plan, entry = at_hand.plan, at_hand.plan.entry(str(where[1]))
    broken = [one for one in at_hand.network.violations if entry and one.link.successor == entry.id]
    if entry is None or not broken:
        return None
    starts = [one.earliest.toordinal() for one in broken if one.field == "start"]
    ends = [one.earliest.toordinal() for one in broken if one.field != "start"]
    if runs(plan) and state_of(entry) == PLANNED:
        (starts if isinstance(entry, Activity) else ends).append(at_hand.today.toordinal())
    moved = Mover(plan).forced(entry, max(starts, default=None), max(ends, default=None))
    return _moved(plan, entry, moved, broken[0])


def _moved(plan: Plan, entry: Entry, moved: Entry, broken: Violation) -> Proposal | None:
    from ka2plan.document import SetValue
    from ka2plan.schedule.move import values_to_write

    edits = [SetValue(path, value) for path, value in values_to_write(plan, entry, moved)]
    reached: date | None = getattr(moved, broken.field)
    if not edits or reached is None:
        return None
    day = shown_day(plan.calendar, reached, as_start=broken.field == "start")
    return Proposal(_side_words()[broken.field].format(id=entry.id, day=day), _together(edits))


def into_the_project(at_hand: PlanAtHand, where: Path) -> Proposal | None:
    """Puts the start of what begins too early on the project's first day, the end of what ends too late on its last."""
    from ka2plan.document import SetValue

    entry, calendar, side = at_hand.plan.entry(str(where[1])), at_hand.plan.calendar, str(where[-1])
    if calendar is None or entry is None or len(where) != 3:
        return None
    at_start = side == "start"
    stays = entry.due if isinstance(entry, Milestone | Deliverable) else entry.end if at_start else entry.start
    if stays is None or (calendar.start <= stays <= calendar.end) == (side == "due") or stays < calendar.start:
        return None  # where all of it lies outside, nobody can tell where it belongs
    edge = calendar.start if at_start else calendar.end
    in_months = not isinstance(getattr(entry, f"{side}_written"), date)
    month = "M1" if at_start else f"M{calendar.months}"
    words = _side_words()[side].format(id=entry.id, day=shown_day(calendar, edge, as_start=at_start))
    return Proposal(words, SetValue(where, month if in_months else edge))


def _side_words() -> dict[str, str]:
    return {"start": _("{id} starts {day}"), "end": _("{id} ends {day}"), "due": _("{id} is due {day}")}


def swapped(at_hand: PlanAtHand, where: Path) -> Proposal | None:
    """Swaps a start and an end that stand the wrong way round."""
    from ka2plan.document import Batch, SetValue

    entry = at_hand.plan.entry(str(where[1]))
    if entry is None or isinstance(entry, Milestone | Deliverable) or not entry.start_written or not entry.end_written:
        return None
    start, end = (
        written if isinstance(written, date) else str(written) for written in (entry.end_written, entry.start_written)
    )
    edit = Batch((SetValue((*where[:2], "start"), start), SetValue((*where[:2], "end"), end)))
    return Proposal(_("{id}: start and end change places").format(id=entry.id), edit)


def whole_project(at_hand: PlanAtHand, where: Path) -> Proposal | None:
    """Gives the work package of management the project's first and last month."""
    from ka2plan.document import Batch, SetValue

    calendar, package = at_hand.plan.calendar, at_hand.plan.work_packages.get(str(where[1]))
    if calendar is None or package is None or not (package.start or package.end):
        return None
    last = f"M{calendar.months}"
    edit = Batch((SetValue((*where[:2], "start"), "M1"), SetValue((*where[:2], "end"), last)))
    return Proposal(_("{id} lasts from M1 to {month}").format(id=package.id, month=last), edit)


def link_out(at_hand: PlanAtHand, where: Path) -> Proposal | None:
    """Takes a link out that holds nothing."""
    from ka2plan.document import Unset

    entry = at_hand.plan.entry(str(where[1]))
    links = getattr(entry, "after", ())
    link = next((link for link in links if where[2:4] == ("after", link.place)), None)
    if link is None:
        return None
    return Proposal(_("{id} no longer waits for {other}").format(id=where[1], other=link.id), Unset(where[:4]))


def takes_part(at_hand: PlanAtHand, where: Path) -> Proposal | None:
    """Names a partner that has money or effort in an activity among those who take part."""
    from ka2plan.document import ListInsert

    activity = at_hand.plan.activities.get(str(where[1])) if where[0] == "activities" else None
    partner = str(where[-1])
    if activity is None or partner in activity.participants:
        return None
    edit = ListInsert((*where[:2], "partners"), partner)
    return Proposal(_("{partner} takes part in {id}").format(partner=partner, id=activity.id), edit)


def sum_of_budget(at_hand: PlanAtHand, where: Path) -> Proposal | None:
    """Takes an amount out that the parts of the budget contradict."""
    from ka2plan.document import Unset

    activity = at_hand.plan.activities.get(str(where[1]))
    if activity is None or not activity.budget:
        return None
    total = money(sum(activity.budget.values(), ZERO))
    return Proposal(_("{id} has the sum of its budget, {amount}").format(id=activity.id, amount=total), Unset(where))


def status_that_fits(at_hand: PlanAtHand, where: Path) -> Proposal | None:
    """Gives an activity the status that its actual dates say."""
    from ka2plan.document import SetValue

    activity = at_hand.plan.activities.get(str(where[1]))
    if activity is None:
        return None
    status = "done" if activity.actual.end else "running"
    return Proposal(_("{id} is {status}").format(id=activity.id, status=_word_of(status)), SetValue(where, status))


def _word_of(status: str) -> str:
    return pgettext("status", "done") if status == "done" else pgettext("status", "running")


def empty_text_out(_at_hand: PlanAtHand, where: Path) -> Proposal:
    """Takes an empty text out that the form does not insist on."""
    from ka2plan.document import Unset

    return Proposal(_("the empty text is deleted"), Unset(where))


def _together(edits: list[SetValue]) -> Edit:
    from ka2plan.document import Batch

    return edits[0] if len(edits) == 1 else Batch(tuple(edits))
