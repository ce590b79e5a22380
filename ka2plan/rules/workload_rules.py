"""Workload: above capacity, without a task, leading everything, shares out of step, strangers."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.figures import Overload
from ka2plan.figures.bookings import stretches_of
from ka2plan.figures.effort_spread import Months
from ka2plan.figures.status import state_of
from ka2plan.plan import Activity, Plan, WorkPackage
from ka2plan.plan.model import DONE
from ka2plan.rules import balance_rules
from ka2plan.rules.balance_rules import beneficiaries, knows_who_takes_part
from ka2plan.rules.context import Context
from ka2plan.rules.remedies import takes_part
from ka2plan.rules.rule import ADVICE, WARNING, Fault, InEditor, Rule, rule
from ka2plan.words.figures import above, above_in_month, effort, listed, unit_of_effort
from ka2plan.words.messages import N_, _, ngettext


@rule("WRK101", ADVICE)
def partner_without_a_task(context: Context) -> Iterator[Fault]:
    """A beneficiary takes part in nothing."""
    plan = context.plan
    if not knows_who_takes_part(plan) or not any(plan.live_activities()):
        return
    leads = {package.lead for package in plan.live_work_packages()} | {result.lead for result in plan.live_results()}
    for load in beneficiaries(context):
        if not load.activities and not load.effort and load.partner not in leads:
            message = _("{partner} leads no work and takes part in no activity").format(partner=load.partner)
            hint = _("let it take part in an activity, or make it an associated partner")
            yield Fault(("partners", load.partner), message, hint)


@rule("WRK102", ADVICE)
def one_partner_leads_everything(context: Context) -> Iterator[Fault]:
    """All work packages, or all activities, are led by the same partner."""
    plan = context.plan
    if len(beneficiaries(context)) < 2:
        return
    packages = [package.lead for package in plan.live_work_packages()]
    activities = [activity.lead for activity in plan.live_activities()]
    if len(packages) > 2 and len(set(packages)) == 1 and packages[0]:
        count, leader = len(packages), packages[0]
        message = ngettext(
            "{partner} leads all {count} work package", "{partner} leads all {count} work packages", count
        )
    elif len(activities) > 2 and len(set(activities)) == 1 and activities[0]:
        count, leader = len(activities), activities[0]
        message = ngettext("{partner} leads all {count} activity", "{partner} leads all {count} activities", count)
    else:
        return
    hint = _("let other partners lead what they know best; evaluators look at who leads what")
    yield Fault(("partners", leader), message.format(partner=leader, count=count), hint)


@rule(
    "WRK103",
    WARNING,
    propose=takes_part,
    in_editor=InEditor(N_("let {last} take part in {id}, or delete its effort")),
)
def effort_without_taking_part(context: Context) -> Iterator[Fault]:
    """An activity counts effort of a partner that neither leads it nor takes part."""
    plan = context.plan
    for activity in plan.live_activities() if knows_who_takes_part(plan) else ():
        for partner, amount in activity.effort.items():
            if amount and partner in plan.partners and partner not in activity.participants:
                message = _("{partner} has {effort} in {id}, but does not take part in it").format(
                    partner=partner, effort=effort(amount, plan.project.effort_unit), id=activity.id
                )
                hint = _("add {partner} to the `partners` of {id}, or delete its effort")
                where = ("activities", activity.id, "effort", partner)
                yield Fault(where, message, hint.format(partner=partner, id=activity.id))


@rule("WRK104", WARNING)
def above_capacity(context: Context) -> Iterator[Fault]:
    """A partner has more work in a month than it can give."""
    by_partner: dict[str, list[Overload]] = {}
    for overload in context.workload.overloads:
        if not _is_over(context.plan, overload):
            by_partner.setdefault(overload.partner, []).append(overload)
    unit = context.plan.project.effort_unit
    for partner, overloads in by_partner.items():
        behind = dict.fromkeys(entry for overload in overloads for entry, _part in overload.behind)
        message = _more_than_it_can(context, partner, overloads, unit)
        hint = _("the work is in {entries}: move or lengthen an activity, or give work to another partner")
        yield Fault(("partners", partner), message, hint.format(entries=listed(behind)))


def _more_than_it_can(context: Context, partner: str, overloads: list[Overload], unit: str) -> str:
    if context.workload.partners[partner].varies:
        message = _("{partner} has more work than it can do, in {unit}: {months}")
        months = listed(above_in_month(*overload[1:4]) for overload in overloads)
        return message.format(partner=partner, unit=unit_of_effort(unit), months=months)
    return _("{partner} has more work than it can do ({capacity} a month): {months}").format(
        partner=partner,
        capacity=effort(overloads[0].capacity, unit),
        months=listed(_above(overload) for overload in overloads),
    )


def _above(overload: Overload) -> str:
    """``14 in M3``: what is booked in a month, above a capacity that is the same in all."""
    told = _("{booked} in M{month}")
    return told.format(booked=above(overload.booked, overload.capacity), month=overload.month)


def _is_over(plan: Plan, overload: Overload) -> bool:
    """Whether all the work behind an overload is done."""
    entries = (plan.entry(entry) for entry, _part in overload.behind)
    return all(entry is not None and state_of(entry) == DONE for entry in entries)


@rule("WRK105", ADVICE, in_editor=InEditor(N_("write the effort of each, or 0 if there is none")))
def takes_part_without_effort(context: Context) -> Iterator[Fault]:
    """A beneficiary takes part in an activity that counts the effort of others, and has none."""
    plan = context.plan
    for activity in plan.live_activities():
        idle = [
            id
            for id in activity.participants
            if id not in activity.effort and id in plan.partners and plan.partners[id].is_funded
        ]
        if any(activity.effort.values()) and idle and plan.could_read("activities", activity.id, "effort"):
            message = ngettext(
                "{partners} takes part in {id}, but has no effort there; others have",
                "{partners} take part in {id}, but have no effort there; others have",
                len(idle),
            ).format(id=activity.id, partners=listed(idle))
            hint = _("write `effort.{partner} = ` and a number, or 0 if there is none").format(partner=idle[0])
            yield Fault(("activities", activity.id, "effort"), message, hint)


@rule("WRK106", WARNING)
def month_named_outside(context: Context) -> Iterator[Fault]:
    """Effort is laid into a month in which what it is for does not happen, or a month of no project has a capacity."""
    plan, calendar = context.plan, context.plan.calendar
    if calendar is None:
        return
    spread, outlook = Months(calendar), context.workload.outlook
    for entry in plan.live_work():
        stretches = stretches_of(plan, entry)
        inside = {*spread.shares(stretches)}
        if outlook and any(entry.effort_by_month):
            inside |= spread.shares(outlook.days_of(outlook.entry_of(entry))).keys()
        for partner, months in entry.effort_by_month.items() if stretches else ():
            outside = [month for month, amount in months.items() if amount and month not in inside]
            if outside:
                yield _effort_outside(entry, partner, outside)
    for organisation in plan.partners.values():
        beyond = [month for month in organisation.capacity_by_month if month > calendar.months]
        if beyond:
            message = _("{partner} has a capacity for {months}, but the project has only {count} months").format(
                partner=organisation.id, months=listed(f"M{month}" for month in beyond), count=calendar.months
            )
            hint = _("delete the month, or correct its number")
            yield Fault(("partners", organisation.id, "capacity"), message, hint, severity=ADVICE)


def _effort_outside(entry: Activity | WorkPackage, partner: str, outside: list[int]) -> Fault:
    message = _("{partner} has effort for {id} in {months}, but {id} does not take place then").format(
        partner=partner, id=entry.id, months=listed(f"M{month}" for month in outside)
    )
    table = "activities" if isinstance(entry, Activity) else "work_packages"
    hint = _("write months of {id}, or one number for all months together").format(id=entry.id)
    return Fault((table, entry.id, "effort", partner), message, hint)


RULES: tuple[Rule, ...] = (
    partner_without_a_task,
    one_partner_leads_everything,
    effort_without_taking_part,
    above_capacity,
    takes_part_without_effort,
    month_named_outside,
    *balance_rules.RULES,
)
