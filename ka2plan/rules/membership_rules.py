"""Who takes part from when and until when: what counts on a partner before it joins or after it has left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.figures.bookings import stretches_of
from ka2plan.figures.membership import days_within
from ka2plan.plan import Activity, Deliverable, Milestone, Partner, Plan, WorkPackage
from ka2plan.plan.model import DONE
from ka2plan.rules.context import Context
from ka2plan.rules.rule import ERROR, WARNING, Fault, InEditor, Rule, rule
from ka2plan.rules.spans import written_day
from ka2plan.words.figures import day, effort, listed, money
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.figures.effort_spread import Stretch
    from ka2plan.findings import Path

Counting = Activity | WorkPackage | Milestone | Deliverable
"""What can count on a partner."""


@rule("DAT204", ERROR)
def partner_never_takes_part(context: Context) -> Iterator[Fault]:
    """A partner leaves before it joins, or is there on no day of the project."""
    calendar = context.plan.calendar
    for partner in _limited(context.plan):
        since, until = partner.since, partner.until
        if since and until and until < since:
            message = _("{partner} leaves on {until}, before it joins on {since}").format(
                partner=partner.id,
                until=written_day(until, partner.until_written),
                since=written_day(since, partner.since_written),
            )
            yield Fault(("partners", partner.id, "until"), message, _("exchange the two dates, or correct one of them"))
        elif calendar and _is_never_there(context.plan, partner):
            key = "since" if since and since > calendar.end else "until"
            message = _("{partner} takes part on no day of the project ({first} - {last})").format(
                partner=partner.id, first=day(calendar.start), last=day(calendar.end)
            )
            yield Fault(("partners", partner.id, key), message, _("correct the date, or delete the partner"))


@rule(
    "WRK401",
    ERROR,
    in_editor=InEditor(N_("give it to another partner, or change from when and until when this one takes part")),
)
def counted_on_while_not_there(context: Context) -> Iterator[Fault]:
    """Something counts on a partner that has not joined yet or has left: its lead, effort, money, part."""
    plan = context.plan
    for partner in _temporary(plan):
        for where, entry, stretches in _counting(plan):
            parts = dict(_parts_of(plan, entry, partner.id))
            if parts and stretches and not days_within(partner, stretches):
                yield Fault(
                    (*where, *next(iter(parts))), _never_there(partner, entry.id, stretches, parts), _hint(partner)
                )
            elif parts:
                yield from _months_named_outside(plan, partner, where, entry)


@rule(
    "WRK402",
    WARNING,
    in_editor=InEditor(N_("choose another partner as leader, or change until when this one takes part")),
)
def leaves_before_what_it_leads_ends(context: Context) -> Iterator[Fault]:
    """A partner leads something to its end, or coordinates the project, and leaves before."""
    plan, calendar = context.plan, context.plan.calendar
    for partner in _temporary(plan):
        if partner.until is None:
            continue
        if plan.project.coordinator == partner.id and calendar and partner.until < calendar.end:
            message = _("{partner} coordinates the project, which ends on {end}, but takes part only until {until}")
            yield _leaves_early(("project", "coordinator"), message, partner, "", calendar.end)
        for where, entry, stretches in _counting(plan):
            end = max((last for _first, last in stretches), default=None)
            if entry.lead != partner.id or end is None or end <= partner.until or entry.status == DONE:
                continue
            if days_within(partner, stretches):
                message = _("{partner} leads {id}, which ends on {end}, but takes part only until {until}")
                yield _leaves_early((*where, "lead"), message, partner, entry.id, end)


def _leaves_early(where: Path, message: str, partner: Partner, id: str, end: date) -> Fault:
    until = written_day(partner.until, partner.until_written) if partner.until else ""
    return Fault(where, message.format(partner=partner.id, id=id, end=day(end), until=until), _hint(partner))


def _temporary(plan: Plan) -> Iterator[Partner]:
    """Partners that are there for a part of the project only."""
    return (partner for partner in _limited(plan) if not _is_never_there(plan, partner))


def _limited(plan: Plan) -> Iterator[Partner]:
    return (partner for partner in plan.partners.values() if partner.since or partner.until)


def _is_never_there(plan: Plan, partner: Partner) -> bool:
    calendar = plan.calendar
    is_turned = bool(partner.since and partner.until and partner.until < partner.since)
    return is_turned or bool(calendar and not days_within(partner, ((calendar.start, calendar.end),)))


def _counting(plan: Plan) -> Iterator[tuple[Path, Counting, tuple[Stretch, ...]]]:
    """What can count on partners, with its place and its days."""
    for package in plan.live_work_packages():
        yield ("work_packages", package.id), package, stretches_of(plan, package)
    for activity in plan.live_activities():
        yield ("activities", activity.id), activity, stretches_of(plan, activity)
    for event in plan.live_results():
        table = "milestones" if isinstance(event, Milestone) else "deliverables"
        yield (table, event.id), event, ((event.due, event.due),) if event.due and not event.done else ()


def _parts_of(plan: Plan, entry: Counting, partner: str) -> Iterator[tuple[Path, str]]:
    """What an entry counts on from a partner: the place below the entry, and what it is in words."""
    if entry.lead == partner:
        yield ("lead",), _("the lead")
    if isinstance(entry, Milestone | Deliverable):
        return
    if entry.effort.get(partner):
        yield ("effort", partner), effort(entry.effort[partner], plan.project.effort_unit)
    if entry.budget.get(partner):
        yield ("budget", partner), money(entry.budget[partner])
    if isinstance(entry, Activity) and partner in entry.partners:
        yield ("partners", entry.partners.index(partner)), _("a part")


def _never_there(partner: Partner, id: str, stretches: tuple[Stretch, ...], parts: dict[Path, str]) -> str:
    first, last = min(stretches)[0], max(last for _first, last in stretches)
    if partner.until and first > partner.until and first == last:
        told = _("{partner} takes part until {until}, but has {what} in {id}, which is due on {first}")
    elif partner.until and first > partner.until:
        told = _("{partner} takes part until {until}, but has {what} in {id}, which begins on {first}")
    elif partner.since and last < partner.since:
        told = _("{partner} takes part from {since} on, but has {what} in {id}, which ends on {last}")
    else:
        told = _("{partner} has {what} in {id}, but takes part on none of its days")
    return told.format(
        partner=partner.id,
        until=written_day(partner.until, partner.until_written) if partner.until else "",
        since=written_day(partner.since, partner.since_written) if partner.since else "",
        id=id,
        first=day(first),
        last=day(last),
        what=listed(parts.values()),
    )


def _months_named_outside(plan: Plan, partner: Partner, where: Path, entry: Counting) -> Iterator[Fault]:
    """Months that a partner's effort names, of which it is there on no day."""
    calendar = plan.calendar
    if calendar is None or isinstance(entry, Milestone | Deliverable):
        return
    named = entry.effort_by_month.get(partner.id, {})
    outside = [
        month
        for month, amount in named.items()
        if amount and not days_within(partner, ((calendar.start_of(month), calendar.end_of(month)),))
    ]
    if outside:
        message = _("{partner} has effort for {id} in {months}, but takes no part in the project then").format(
            partner=partner.id, id=entry.id, months=listed(f"M{month}" for month in outside)
        )
        yield Fault((*where, "effort", partner.id), message, _hint(partner))


def _hint(partner: Partner) -> str:
    if partner.until is None:
        return _("give it to a partner that takes part then, or change `since` of {partner}").format(partner=partner.id)
    hint = _("give it to another partner (`ka2plan replace PLAN {partner} OTHER`), or change `until` of {partner}")
    return hint.format(partner=partner.id)


RULES: tuple[Rule, ...] = (partner_never_takes_part, counted_on_while_not_there, leaves_before_what_it_leads_ends)
