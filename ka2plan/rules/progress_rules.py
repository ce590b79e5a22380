"""What was done against what was planned: dates, status and progress that contradict each other.

What is merely late is no fault of the plan: the status report tells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.figures.status import state_of
from ka2plan.findings import Path
from ka2plan.plan import Activity, Deliverable, Link, Milestone, Plan, WorkPackage
from ka2plan.plan.model import DONE, RUNNING
from ka2plan.rules.context import Context
from ka2plan.rules.remedies import status_that_fits
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, InEditor, Rule, rule
from ka2plan.words.figures import day, days, listed
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from datetime import date


def is_under_way(activity: Activity) -> bool:
    """Whether the plan says that an activity is running or over."""
    return state_of(activity) in (RUNNING, DONE)


def is_done(plan: Plan, entry: Activity | Milestone | Deliverable | WorkPackage) -> bool:
    """Whether an entry is over; a work package is when all its live activities are."""
    if isinstance(entry, WorkPackage):
        return entry.status == DONE or all(is_done(plan, one) for one in plan.activities_of(entry.id))
    return state_of(entry) == DONE


@rule("DAT401", ERROR)
def actual_end_before_actual_start(context: Context) -> Iterator[Fault]:
    """An activity is said to have ended before it began."""
    for activity in context.plan.live_activities():
        start, end = activity.actual.start, activity.actual.end
        if start and end and end < start:
            message = _("{id} ended on {end}, {days} before it began on {start}").format(
                id=activity.id, end=day(end), start=day(start), days=days((start - end).days)
            )
            yield Fault(("activities", activity.id, "actual"), message, _("correct one of them"))


@rule("DAT402", WARNING)
def told_before_it_happened(context: Context) -> Iterator[Fault]:
    """A day on which something is said to have happened lies in the future."""
    for where, id, moment in _told(context.plan):
        if moment and moment > context.today:
            message = _message_of_the_future(str(where[-1])).format(
                id=id, day=day(moment), days=days((moment - context.today).days)
            )
            yield Fault(where, message, _("correct the day, or delete it until it has come"))


def _message_of_the_future(key: str) -> str:
    if key == "start":
        return _("the plan says that {id} began on {day}, but that day is still to come, in {days}")
    if key == "end":
        return _("the plan says that {id} ended on {day}, but that day is still to come, in {days}")
    return _("the plan says that {id} was reached on {day}, but that day is still to come, in {days}")


def _told(plan: Plan) -> Iterator[tuple[Path, str, date | None]]:
    for activity in plan.live_activities():
        where: Path = ("activities", activity.id, "actual")
        yield (*where, "start"), activity.id, activity.actual.start
        yield (*where, "end"), activity.id, activity.actual.end
    for milestone in plan.milestones.values():
        if not milestone.cancelled:
            yield ("milestones", milestone.id, "reached"), milestone.id, milestone.reached


@rule(
    "DAT411", ADVICE, propose=status_that_fits, in_editor=InEditor(N_("change its status, or correct its actual dates"))
)
def status_that_actual_dates_contradict(context: Context) -> Iterator[Fault]:
    """An activity has begun or ended by its actual dates, and its status says otherwise."""
    for activity in context.plan.live_activities():
        actual, status = activity.actual, activity.status
        if actual.end and status != "done":
            message = _("{id} ended on {day}, but its status is {status}")
            meant, moment = "done", actual.end
        elif actual.start and status == "planned":
            message = _("{id} began on {day}, but its status is {status}")
            meant, moment = "running", actual.start
        else:
            continue
        yield Fault(
            ("activities", activity.id, "status"),
            message.format(id=activity.id, day=day(moment), status=status),
            _('write `status = "{status}"`, or correct its actual dates').format(status=meant),
        )


@rule("DAT412", ADVICE, in_editor=InEditor(N_("write its actual end, or change the status if it is not done yet")))
def done_before_its_planned_end(context: Context) -> Iterator[Fault]:
    """An activity is done, its planned end lies ahead and no actual end says when it was."""
    for activity in context.plan.live_activities():
        if activity.status == "done" and activity.end and activity.end > context.today and not activity.actual.end:
            message = _("{id} is done, but its planned end is still to come: {day}").format(
                id=activity.id, day=day(activity.end)
            )
            hint = _("write the day it ended, `actual = { end = ... }`, or change the status if it is not done yet")
            yield Fault(("activities", activity.id, "status"), message, hint)


@rule("DAT413", ADVICE)
def progress_that_the_status_contradicts(context: Context) -> Iterator[Fault]:
    """An activity is done at less than 100 per cent, running at 100, or planned and yet in progress."""
    for activity in context.plan.live_activities():
        progress, status = activity.progress, activity.status
        wrong = {"planned": bool(progress), "running": progress == 100, "done": progress not in (None, 100)}
        if wrong.get(status, False):
            message = _("{id} is {status}, but its progress is {progress} %").format(
                id=activity.id, status=status, progress=progress
            )
            yield Fault(("activities", activity.id, "progress"), message, _("correct one of them"))


@rule("DAT414", ADVICE)
def reached_before_what_it_closes_is_done(context: Context) -> Iterator[Fault]:
    """A milestone is reached or a deliverable done while something that it comes after is not."""
    plan = context.plan
    for result in plan.live_results():
        missing = undone_predecessors(plan, result.after) if result.done else []
        if missing:
            table = "milestones" if isinstance(result, Milestone) else "deliverables"
            message = _("{id} is done, but this must be done first: {others}").format(
                id=result.id, others=listed(missing)
            )
            hint = _("correct the status of one of them").format(id=result.id)
            yield Fault((table, result.id), message, hint)


def undone_predecessors(plan: Plan, links: tuple[Link, ...]) -> list[str]:
    """Ids of what has to end first and is not done."""
    entries = [plan.entry(link.id) for link in links if link.type == "FS" and link.lag.number >= 0]
    return [entry.id for entry in entries if entry and not entry.cancelled and not is_done(plan, entry)]


RULES: tuple[Rule, ...] = (
    actual_end_before_actual_start,
    told_before_it_happened,
    status_that_actual_dates_contradict,
    done_before_its_planned_end,
    progress_that_the_status_contradicts,
    reached_before_what_it_closes_is_done,
)
