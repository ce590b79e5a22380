"""Quality of the schedule: a flat chart, no milestones or long times without, results all due at the end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ka2plan.plan import Activity, Calendar, Deliverable, Milestone, Plan
from ka2plan.plan.calendar import add_months
from ka2plan.rules.context import Context
from ka2plan.rules.rule import ADVICE, WARNING, Fault, InEditor, Rule, rule
from ka2plan.words.figures import day, months
from ka2plan.words.messages import N_, _, ngettext

FLAT_ACTIVITIES = 3
"""Own measure: from so many activities on, a chart can be flat."""

FLAT_PART = (3, 4)
"""Own measure: a chart is flat when this part of the activities runs from the first month to the last."""

MILESTONE_GAP = 12
"""Own measure: so many months may pass without a milestone."""


def activities_besides_management(context: Context) -> list[Activity]:
    """Live activities outside the work package of management."""
    return [
        activity
        for activity in context.plan.live_activities()
        if activity.wp is None or activity.wp != context.call.management_wp
    ]


@rule("QUA101", ADVICE)
def flat_chart(context: Context) -> Iterator[Fault]:
    """Nearly all activities run from the first month of the project to the last."""
    calendar = context.plan.calendar
    activities = activities_besides_management(context)
    if calendar is None or calendar.months < 3 or len(activities) < FLAT_ACTIVITIES:
        return
    flat = [activity for activity in activities if _runs_throughout(activity, calendar)]
    part, whole = FLAT_PART
    if len(flat) * whole >= len(activities) * part:
        message = ngettext(
            "{flat} of {all} activities lasts from the first month to the last, so the plan shows no order of work",
            "{flat} of {all} activities last from the first month to the last, so the plan shows no order of work",
            len(flat),
        )
        hint = _(
            "give each activity the months in which it really happens ({part} in "
            "{whole} is a limit of ka2plan, not of the call)"
        )
        yield Fault(
            ("activities",),
            message.format(flat=len(flat), all=len(activities)),
            hint.format(part=part, whole=whole),
        )


def _runs_throughout(activity: Activity, calendar: Calendar) -> bool:
    if activity.periods or not activity.start or not activity.end:
        return False
    return activity.start <= calendar.end_of(1) and activity.end >= calendar.start_of(calendar.months)


@rule(
    "QUA102",
    ADVICE,
    in_editor=InEditor(
        N_("add a milestone for the day on which an important result is ready ({add})"), adds_to="milestones"
    ),
)
def no_milestone(context: Context) -> Iterator[Fault]:
    """The plan has activities and no milestone."""
    plan = context.plan
    if not plan.could_read("milestones") or _live_milestones(plan) or not any(plan.live_activities()):
        return
    hint = _("add a milestone for the day on which an important result is ready: [milestones.MS1]")
    fact = context.fact("milestones_in_calendar")
    if fact and fact.value:
        message = _("the plan has no milestone; project management needs a calendar with milestones")
        yield Fault(("milestones",), message, hint, (fact,), WARNING)
    else:
        yield Fault(("milestones",), _("the plan has no milestone"), hint)


def _live_milestones(plan: Plan) -> list[Milestone]:
    return [milestone for milestone in plan.milestones.values() if not milestone.cancelled]


@rule("QUA103", ADVICE)
def results_all_due_at_the_end(context: Context) -> Iterator[Fault]:
    """All deliverables, or all milestones, are due in the last month of the project."""
    plan, calendar = context.plan, context.plan.calendar
    if calendar is None or calendar.months < 3:
        return
    deliverables = [entry for entry in plan.deliverables.values() if not entry.cancelled]
    for table, entries in (("deliverables", deliverables), ("milestones", _live_milestones(plan))):
        if len(entries) > 1 and _all_at_the_end(entries, calendar):
            message = _all_due_message(table)
            said = message.format(count=len(entries), day=day(calendar.start_of(calendar.months)))
            yield Fault((table,), said, _("give an earlier date to what is finished earlier"))


def _all_due_message(table: str) -> str:
    if table == "milestones":
        return _("all milestones ({count}) are due in the last month, from {day} on")
    return _("all deliverables ({count}) are due in the last month, from {day} on")


def _all_at_the_end(entries: list[Deliverable] | list[Milestone], calendar: Calendar) -> bool:
    last_month = calendar.start_of(calendar.months)
    return all(entry.due is not None and entry.due >= last_month for entry in entries)


@rule("QUA104", ADVICE)
def long_time_without_milestone(context: Context) -> Iterator[Fault]:
    """More than a year passes without a milestone."""
    plan, calendar = context.plan, context.plan.calendar
    milestones = _live_milestones(plan)
    dues = sorted(milestone.due for milestone in milestones if milestone.due)
    if calendar is None or not dues or len(dues) < len(milestones):
        return
    if len(dues) > 1 and _all_at_the_end(milestones, calendar):
        return
    inside = [due for due in dues if calendar.start <= due <= calendar.end]
    for earlier, later in pairwise((calendar.start, *inside, calendar.end)):
        if later > add_months(earlier, MILESTONE_GAP):
            message = _("there is no milestone between {start} and {end}").format(start=day(earlier), end=day(later))
            hint = _("add one between them ({months} is a limit of ka2plan, not of the call)")
            yield Fault(("milestones",), message, hint.format(months=months(MILESTONE_GAP)))


RULES: tuple[Rule, ...] = (
    flat_chart,
    no_milestone,
    results_all_due_at_the_end,
    long_time_without_milestone,
)
