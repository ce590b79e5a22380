"""Dates: outside the project, end before start, outside the work package, due before what it closes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ka2plan.calls import Fact
from ka2plan.findings import Severity
from ka2plan.plan import Activity, Milestone, Plan, WorkPackage, span_of
from ka2plan.rules import progress_rules
from ka2plan.rules.context import Context
from ka2plan.rules.country_rules import at_agency
from ka2plan.rules.remedies import as_late_as_permitted, into_the_project, swapped, whole_project
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, Rule, rule
from ka2plan.rules.spans import (
    AFTER,
    BEFORE,
    EARLY,
    LATE,
    Deviation,
    Stretch,
    deviations,
    due_of,
    shown_day,
    stretch_of,
    stretches_of,
    written_day,
)
from ka2plan.words.figures import day, days
from ka2plan.words.messages import _


@rule("DAT101", ERROR, propose=into_the_project)
def activity_outside_the_project(context: Context) -> Iterator[Fault]:
    """An activity begins before the project does, or ends after it."""
    fact = context.fact("activities_within_project")
    for activity in context.plan.live_activities():
        for stretch in stretches_of(activity):
            yield from _outside_project(context.plan, stretch, (fact,) if fact and fact.may_be_error else ())


@rule("DAT102", ERROR, propose=into_the_project)
def result_due_outside_the_project(context: Context) -> Iterator[Fault]:
    """A milestone or a deliverable is due before the project begins or after it has ended.

    The national agencies' forms ask for neither, so that it is advice there.
    """
    for entry in context.plan.live_results():
        if not entry.done:
            yield from _outside_project(context.plan, due_of(entry), severity=_of_what_the_form_lacks(context))


@rule("DAT103", ERROR, propose=into_the_project)
def work_package_outside_the_project(context: Context) -> Iterator[Fault]:
    """The dates given for a work package leave the project; the national agencies' forms do not ask for them."""
    for package in context.plan.live_work_packages():
        yield from _outside_project(context.plan, stretch_of(package), severity=_of_what_the_form_lacks(context))


def _of_what_the_form_lacks(context: Context) -> Severity | None:
    return ADVICE if at_agency(context) else None


def _outside_project(
    plan: Plan, stretch: Stretch, facts: tuple[Fact, ...] = (), severity: Severity | None = None
) -> Iterator[Fault]:
    calendar = plan.calendar
    if calendar is None:
        return
    for deviation in deviations(stretch, calendar.start, calendar.end):
        message = _outside_project_message(deviation, is_due=stretch.is_due)
        hint = _("the project lasts from {start} to {end}: change this date, or the dates of the project")
        yield Fault(
            deviation.where,
            message.format(id=stretch.id, day=deviation.shown, days=days(deviation.days)),
            hint.format(start=day(calendar.start), end=day(calendar.end)),
            facts,
            severity,
        )


def _outside_project_message(deviation: Deviation, *, is_due: bool) -> str:
    if is_due and deviation.how == BEFORE:
        return _("{id} is due on {day}, {days} before the project begins")
    if is_due:
        return _("{id} is due on {day}, {days} after the project has ended")
    return {
        EARLY: _("{id} begins on {day}, {days} before the project begins"),
        LATE: _("{id} ends on {day}, {days} after the project ends"),
        BEFORE: _("{id} ends on {day}, {days} before the project begins"),
        AFTER: _("{id} begins on {day}, {days} after the project has ended"),
    }[deviation.how]


@rule("DAT111", ADVICE, propose=whole_project)
def management_does_not_span_the_project(context: Context) -> Iterator[Fault]:
    """The work package of management begins after the project or ends before it."""
    plan, calendar = context.plan, context.plan.calendar
    package = plan.work_packages.get(context.call.management_wp or "")
    span = span_of(plan, package) if package and not package.cancelled else None
    if package is None or span is None or calendar is None or span[0] > span[1]:
        return
    if span[0] > calendar.start or span[1] < calendar.end:
        message = _("project management ({id}) lasts from {start} to {end}, but the project from {first} to {last}")
        yield Fault(
            ("work_packages", package.id),
            message.format(
                id=package.id,
                start=day(span[0]),
                end=day(span[1]),
                first=day(calendar.start),
                last=day(calendar.end),
            ),
            _(
                "give it the first and the last month of the project, or delete "
                "its dates: then it lasts as long as the project"
            )
            if package.start or package.end
            else _("add an activity that lasts as long as the project, such as coordination"),
        )


@rule("DAT201", ERROR, propose=swapped)
def end_before_start(context: Context) -> Iterator[Fault]:
    """An activity or a work package ends before it starts."""
    plan = context.plan
    entries: tuple[Activity | WorkPackage, ...] = (*plan.live_work_packages(), *plan.live_activities())
    for entry in entries:
        stretch = stretch_of(entry)
        if stretch.turned and stretch.start and stretch.end and not getattr(entry, "periods", ()):
            message = _("{id} ends on {end}, {days} before it starts on {start}").format(
                id=entry.id,
                end=written_day(stretch.end, stretch.end_written),
                start=written_day(stretch.start, stretch.start_written),
                days=days((stretch.start - stretch.end).days),
            )
            yield Fault(stretch.end_path, message, _("exchange the two dates, or correct one of them"))


@rule("DAT202", WARNING)
def periods_that_overlap(context: Context) -> Iterator[Fault]:
    """Two periods of an activity share days, whose effort would count twice."""
    for activity in context.plan.live_activities():
        places = sorted(range(len(activity.periods)), key=lambda place: activity.periods[place].start)
        for earlier, later in pairwise(places):
            one, other = activity.periods[earlier], activity.periods[later]
            if other.start <= one.end:
                shared = (min(one.end, other.end) - other.start).days + 1
                message = _("{id}: the periods from {first} and from {second} overlap by {days}")
                yield Fault(
                    ("activities", activity.id, "periods", max(earlier, later)),
                    message.format(
                        id=activity.id,
                        first=written_day(one.start, one.start_written),
                        second=written_day(other.start, other.start_written),
                        days=days(shared),
                    ),
                    _("combine the two periods, or shorten one"),
                )


@rule("DAT203", ADVICE)
def periods_out_of_order(context: Context) -> Iterator[Fault]:
    """The periods of an activity do not stand in the order in which they come."""
    for activity in context.plan.live_activities():
        starts = [period.start for period in activity.periods]
        place = next((place for place in range(1, len(starts)) if starts[place] < starts[place - 1]), None)
        if place is not None:
            period = activity.periods[place]
            message = _("{id}: the period from {start} is written after a later one")
            yield Fault(
                ("activities", activity.id, "periods", place),
                message.format(id=activity.id, start=written_day(period.start, period.start_written)),
                _("write the earlier period first"),
            )


@rule("DAT301", ADVICE)
def activity_outside_its_work_package(context: Context) -> Iterator[Fault]:
    """An activity leaves the dates given for its work package."""
    for activity in context.plan.live_activities():
        package = context.plan.work_packages.get(activity.wp or "")
        for stretch in stretches_of(activity) if package else ():
            yield from _outside_package(package, stretch)


@rule("DAT302", ADVICE)
def deliverable_outside_its_work_package(context: Context) -> Iterator[Fault]:
    """A deliverable is due outside the dates given for its work package."""
    fact = context.fact("deliverable_within_wp")
    refused = fact is not None and fact.value is True
    for deliverable in context.plan.deliverables.values():
        package = context.plan.work_packages.get(deliverable.wp or "")
        if not deliverable.cancelled and not deliverable.done:
            for fault in _outside_package(package, due_of(deliverable)):
                yield fault._replace(facts=(fact,), severity=ERROR) if fact and refused else fault


@rule("DAT303", ADVICE)
def milestone_outside_its_work_package(context: Context) -> Iterator[Fault]:
    """A milestone is due outside the dates given for its work package, or before anything in it begins."""
    plan = context.plan
    for milestone in plan.milestones.values():
        package = plan.work_packages.get(milestone.wp or "")
        if package is None or milestone.cancelled or milestone.done:
            continue
        if package.start or package.end:
            yield from _outside_package(package, due_of(milestone))
        else:
            yield from _before_anything(plan, package, milestone)


def _outside_package(package: WorkPackage | None, stretch: Stretch) -> Iterator[Fault]:
    if package is None or stretch_of(package).turned:
        return
    for deviation in deviations(stretch, package.start, package.end):
        message = _outside_package_message(deviation, is_due=stretch.is_due)
        yield Fault(
            deviation.where,
            message.format(id=stretch.id, day=deviation.shown, days=days(deviation.days), wp=package.id),
            _package_hint(package),
        )


def _outside_package_message(deviation: Deviation, *, is_due: bool) -> str:
    if is_due and deviation.how == BEFORE:
        return _("{id} is due on {day}, {days} before {wp} begins")
    if is_due:
        return _("{id} is due on {day}, {days} after {wp} has ended")
    return {
        EARLY: _("{id} begins on {day}, {days} before its work package {wp} begins"),
        LATE: _("{id} ends on {day}, {days} after its work package {wp} ends"),
        BEFORE: _("{id} ends on {day}, {days} before its work package {wp} begins"),
        AFTER: _("{id} begins on {day}, {days} after its work package {wp} has ended"),
    }[deviation.how]


def _package_hint(package: WorkPackage) -> str:
    if package.start and package.end:
        hint = _("{wp} lasts from {start} to {end}: change one of the two, or delete the dates of {wp}")
        return hint.format(wp=package.id, start=day(package.start), end=day(package.end))
    return _("change one of the two, or delete the dates of {wp}").format(wp=package.id)


def _before_anything(plan: Plan, package: WorkPackage, milestone: Milestone) -> Iterator[Fault]:
    starts = [activity.start for activity in plan.activities_of(package.id) if activity.start]
    if milestone.due and starts and milestone.due < min(starts):
        message = _("{id} is due on {day}, {days} before the first activity of {wp} begins").format(
            id=milestone.id,
            day=written_day(milestone.due, milestone.due_written),
            days=days((min(starts) - milestone.due).days),
            wp=package.id,
        )
        yield Fault(
            ("milestones", milestone.id, "due"), message, _("choose a later date, or another work package (`wp`)")
        )


@rule("DAT304", ERROR, propose=as_late_as_permitted)
def due_before_what_it_closes(context: Context) -> Iterator[Fault]:
    """A milestone or a deliverable is due before what it comes after permits."""
    plan = context.plan
    for violation in context.network.violations:
        id = violation.link.successor
        result = plan.milestones.get(id) or plan.deliverables.get(id)
        if violation.field != "due" or result is None or result.done:
            continue
        message = _(
            "{id} is due on {planned}, but it must wait for {other}: the earliest day is {earliest}, {days} later"
        )
        said = message.format(
            id=id,
            planned=written_day(violation.planned, result.due_written),
            days=days(violation.days),
            other=violation.link.predecessor,
            earliest=shown_day(plan.calendar, violation.earliest, as_start=False),
        )
        table = "milestones" if isinstance(result, Milestone) else "deliverables"
        hint = _("choose that day or a later one, or delete the link")
        yield Fault((table, id, "after", violation.link.place), said, hint)


RULES: tuple[Rule, ...] = (
    activity_outside_the_project,
    result_due_outside_the_project,
    work_package_outside_the_project,
    management_does_not_span_the_project,
    end_before_start,
    periods_that_overlap,
    periods_out_of_order,
    activity_outside_its_work_package,
    deliverable_outside_its_work_package,
    milestone_outside_its_work_package,
    due_before_what_it_closes,
    *progress_rules.RULES,
)
