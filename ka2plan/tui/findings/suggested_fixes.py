"""Remedies that are obvious but not certain: what the editor offers for a finding, and does only when told to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from ka2plan.document import Batch, Edit, ListInsert, SetValue, Unset
from ka2plan.findings import Finding, Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Deliverable, Milestone, Plan
from ka2plan.plan.model import ZERO, Entry
from ka2plan.rules.spans import shown_day
from ka2plan.schedule.move import CannotMove, Mover, values_to_write
from ka2plan.session import Snapshot
from ka2plan.words.figures import money
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.schedule.broken import Violation


class Offer(NamedTuple):
    """What could be done about a finding."""

    words: str
    """What would be so afterwards: ``A2.2 starts 1 Apr 2027 (M6)``."""
    edit: Edit


def offer_for(snapshot: Snapshot, finding: Finding) -> Offer | None:
    """The obvious remedy of a finding; None where there is none, or it would change nothing."""
    find = _OFFERS.get(finding.code)
    if find is None or not snapshot.readable or not snapshot.examined:
        return None
    try:
        return find(snapshot, finding.where)
    except CannotMove:
        return None


def _as_late_as_permitted(snapshot: Snapshot, where: Path) -> Offer | None:
    """Moves an entry as late as all its links want it."""
    plan, entry = snapshot.plan, snapshot.plan.entry(str(where[1]))
    broken = [one for one in snapshot.network.violations if entry and one.link.successor == entry.id]
    if entry is None or not broken:
        return None
    starts = [one.earliest.toordinal() for one in broken if one.field == "start"]
    ends = [one.earliest.toordinal() for one in broken if one.field != "start"]
    moved = Mover(plan).forced(entry, max(starts, default=None), max(ends, default=None))
    return _moved(plan, entry, moved, broken[0])


def _moved(plan: Plan, entry: Entry, moved: Entry, broken: Violation) -> Offer | None:
    edits = [SetValue(path, value) for path, value in values_to_write(plan, entry, moved)]
    reached: date | None = getattr(moved, broken.field)
    if not edits or reached is None:
        return None
    day = shown_day(plan.calendar, reached, as_start=broken.field == "start")
    return Offer(_side_words()[broken.field].format(id=entry.id, day=day), _together(edits))


def _into_the_project(snapshot: Snapshot, where: Path) -> Offer | None:
    """Puts the start of what begins too early on the project's first day, the end of what ends too late on its last."""
    entry, calendar, side = snapshot.plan.entry(str(where[1])), snapshot.plan.calendar, str(where[-1])
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
    return Offer(words, SetValue(where, month if in_months else edge))


def _side_words() -> dict[str, str]:
    return {"start": _("{id} starts {day}"), "end": _("{id} ends {day}"), "due": _("{id} is due {day}")}


def _swapped(snapshot: Snapshot, where: Path) -> Offer | None:
    """Swaps a start and an end that stand the wrong way round."""
    entry = snapshot.plan.entry(str(where[1]))
    if entry is None or isinstance(entry, Milestone | Deliverable) or not entry.start_written or not entry.end_written:
        return None
    start, end = (
        written if isinstance(written, date) else str(written) for written in (entry.end_written, entry.start_written)
    )
    edit = Batch((SetValue((*where[:2], "start"), start), SetValue((*where[:2], "end"), end)))
    return Offer(_("{id}: start and end change places").format(id=entry.id), edit)


def _whole_project(snapshot: Snapshot, where: Path) -> Offer | None:
    """Gives the work package of management the project's first and last month."""
    calendar, package = snapshot.plan.calendar, snapshot.plan.work_packages.get(str(where[1]))
    if calendar is None or package is None or not (package.start or package.end):
        return None
    last = f"M{calendar.months}"
    edit = Batch((SetValue((*where[:2], "start"), "M1"), SetValue((*where[:2], "end"), last)))
    return Offer(_("{id} lasts from M1 to {month}").format(id=package.id, month=last), edit)


def _link_out(snapshot: Snapshot, where: Path) -> Offer | None:
    """Takes a link out that holds nothing."""
    entry = snapshot.plan.entry(str(where[1]))
    links = getattr(entry, "after", ())
    link = next((link for link in links if where[2:4] == ("after", link.place)), None)
    if link is None:
        return None
    return Offer(_("{id} no longer waits for {other}").format(id=where[1], other=link.id), Unset(where[:4]))


def _takes_part(snapshot: Snapshot, where: Path) -> Offer | None:
    """Names a partner that has money or effort in an activity among those who take part."""
    activity = snapshot.plan.activities.get(str(where[1])) if where[0] == "activities" else None
    partner = str(where[-1])
    if activity is None or partner in activity.participants:
        return None
    edit = ListInsert((*where[:2], "partners"), partner)
    return Offer(_("{partner} takes part in {id}").format(partner=partner, id=activity.id), edit)


def _sum_of_budget(snapshot: Snapshot, where: Path) -> Offer | None:
    """Takes an amount out that the parts of the budget contradict."""
    activity = snapshot.plan.activities.get(str(where[1]))
    if activity is None or not activity.budget:
        return None
    total = money(sum(activity.budget.values(), ZERO))
    return Offer(_("{id} has the sum of its budget, {amount}").format(id=activity.id, amount=total), Unset(where))


def _status_that_fits(snapshot: Snapshot, where: Path) -> Offer | None:
    """Gives an activity the status that its actual dates say."""
    activity = snapshot.plan.activities.get(str(where[1]))
    if activity is None:
        return None
    status = "done" if activity.actual.end else "running"
    return Offer(_("{id} is {status}").format(id=activity.id, status=_word_of(status)), SetValue(where, status))


def _word_of(status: str) -> str:
    return _("done") if status == "done" else _("running")


def _empty_text_out(_snapshot: Snapshot, where: Path) -> Offer:
    """Takes an empty text out that the form does not insist on."""
    return Offer(_("the empty text is taken out"), Unset(where))


def _together(edits: list[SetValue]) -> Edit:
    return edits[0] if len(edits) == 1 else Batch(tuple(edits))


_OFFERS: dict[str, Callable[[Snapshot, Path], Offer | None]] = {
    "BUD103": _sum_of_budget,
    "DAT101": _into_the_project,
    "DAT102": _into_the_project,
    "DAT103": _into_the_project,
    "DAT111": _whole_project,
    "DAT201": _swapped,
    "DAT304": _as_late_as_permitted,
    "DAT411": _status_that_fits,
    "DEP102": _link_out,
    "DEP203": _as_late_as_permitted,
    "DEP204": _as_late_as_permitted,
    "DEP303": _link_out,
    "QUA301": _takes_part,
    "QUA504": _empty_text_out,
    "WRK103": _takes_part,
}
