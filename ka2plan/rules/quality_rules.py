"""Quality of the plan: what evaluators look for and miss."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.findings import Path
from ka2plan.plan import Plan, WorkPackage
from ka2plan.rules import schedule_rules, text_rules
from ka2plan.rules.balance_rules import knows_who_takes_part
from ka2plan.rules.context import Context
from ka2plan.rules.lookups import all_read, key_read, money_read
from ka2plan.rules.remedies import takes_part
from ka2plan.rules.rule import ADVICE, Fault, InEditor, Rule, of_several, rule
from ka2plan.rules.schedule_rules import activities_besides_management
from ka2plan.rules.submission import asked, missing
from ka2plan.words.figures import listed, money
from ka2plan.words.messages import N_, _, ngettext


def _no_target(count: int) -> str:
    return ngettext(
        "{names} has no target, so nobody can see whether it is reached",
        "{names} have no target, so nobody can see whether they are reached",
        count,
    )


@of_several(_no_target)
@rule(
    "QUA201",
    ADVICE,
    in_editor=InEditor(N_("give it a target and a unit, such as 12 schools")),
)
def indicator_without_target(context: Context) -> Iterator[Fault]:
    """An indicator does not say what is to be reached."""
    plan = context.plan
    for indicator in plan.indicators.values():
        where = ("indicators", indicator.id, "target")
        if indicator.target is None and plan.could_read(*where) and not _is_off(plan, indicator.wp):
            message = _no_target(1).format(names=indicator.id)
            yield Fault(
                where,
                message,
                _('write the number to reach and what it counts, such as `target = 12` and `unit = "schools"`'),
            )


def _is_off(plan: Plan, wp: str | None) -> bool:
    package = plan.work_packages.get(wp or "")
    return package is not None and package.cancelled


@rule(
    "QUA202",
    ADVICE,
    in_editor=InEditor(N_("choose it in the field “serves” of an activity or an indicator that leads to it")),
)
def nothing_serves_it(context: Context) -> Iterator[Fault]:
    """An objective or a priority is served by no activity, indicator or work package."""
    plan = context.plan
    if not _knows_what_serves(plan) or not any(plan.live_activities()):
        return
    served = _served(plan)
    for id in plan.objectives:
        if id not in served:
            message = _("no activity or indicator is for the objective {id}").format(id=id)
            yield Fault(
                ("objectives", id),
                message,
                _('add `serves = ["{id}"]` to the activities that lead to it').format(id=id),
            )
    for place, name in enumerate(plan.project.priorities):
        if name not in served:
            message = _('no activity or work package is for the priority "{name}"').format(name=name)
            hint = _('add `serves = ["{name}"]` to an activity, or `priorities` to a work package').format(name=name)
            yield Fault(("project", "priorities", place), message, hint)


def _knows_what_serves(plan: Plan) -> bool:
    return all_read(plan, "activities", "indicators", "work_packages") and all(
        key_read(plan, table, key)
        for table, key in (
            ("activities", "serves"),
            ("indicators", "serves"),
            ("work_packages", "priorities"),
        )
    )


def _served(plan: Plan) -> set[str]:
    served = {id for activity in plan.live_activities() for id in activity.serves}
    served.update(name for package in plan.live_work_packages() for name in package.priorities)
    for indicator in plan.indicators.values():
        if not _is_off(plan, indicator.wp):
            served.update(indicator.serves)
    return served


@rule("QUA203", ADVICE, in_editor=InEditor(N_("choose what it is for (serves), or delete it")))
def activity_that_serves_nothing(context: Context) -> Iterator[Fault]:
    """The plan has objectives, and an activity serves none of them and no priority."""
    plan = context.plan
    if not plan.objectives:
        return
    activities = activities_besides_management(context)
    idle = [
        a
        for a in activities
        if not a.serves and not any("serves" in path for path in plan.unread_in("activities", a.id))
    ]
    if idle and len(idle) == len(activities):
        hint = _('add `serves = ["{id}"]` to the activities').format(id=next(iter(plan.objectives)))
        yield Fault(("activities",), _("no activity says which objective it is for"), hint)
        return
    for activity in idle:
        message = _("{id} is for no objective and no priority").format(id=activity.id)
        hint = _('write what it is for, such as `serves = ["O1"]`, or delete it')
        yield Fault(("activities", activity.id, "serves"), message, hint)


def _no_indicator(count: int) -> str:
    return ngettext("{names} has no indicator", "{names} have no indicator", count)


@of_several(_no_indicator)
@rule(
    "QUA204",
    ADVICE,
    in_editor=InEditor(N_("add an indicator to it ({add})"), adds_to="indicators"),
)
def work_package_without_indicator(context: Context) -> Iterator[Fault]:
    """The plan has indicators, and a work package other than management has none."""
    plan = context.plan
    measured = {indicator.wp for indicator in plan.indicators.values()}
    if not measured or None in measured:
        return
    for package in plan.live_work_packages():
        if package.id not in measured and package.id != context.call.management_wp:
            message = _no_indicator(1).format(names=package.id)
            hint = _('add one: [indicators.…] with wp = "{id}"').format(id=package.id)
            yield Fault(("work_packages", package.id), message, hint)


@rule("QUA301", ADVICE, propose=takes_part)
def money_without_a_task(context: Context) -> Iterator[Fault]:
    """A partner has money in an activity or a work package in which it does nothing."""
    plan = context.plan
    if not knows_who_takes_part(plan):
        return
    for activity in plan.live_activities():
        for partner, amount in activity.budget.items():
            if amount > 0 and partner in plan.partners and partner not in activity.participants:
                yield _idle_money(("activities", activity.id), partner, money(amount))
    for package in plan.live_work_packages():
        if not package.budget or package.id == context.call.management_wp or not plan.activities_of(package.id):
            continue
        busy = _busy_in(plan, package)
        for partner, amount in package.budget.items():
            if amount > 0 and partner in plan.partners and partner not in busy:
                yield _idle_money(("work_packages", package.id), partner, money(amount))


def _idle_money(where: Path, partner: str, amount: str) -> Fault:
    message = _("{partner} has {money} in {id}, but no work there")
    hint = _("let {partner} take part, or give the money to the partner that does the work")
    return Fault(
        (*where, "budget", partner),
        message.format(partner=partner, money=amount, id=where[1]),
        hint.format(partner=partner),
    )


def _busy_in(plan: Plan, package: WorkPackage) -> set[str | None]:
    busy: set[str | None] = {package.lead, *package.effort}
    for activity in plan.activities_of(package.id):
        busy.update(activity.participants)
    return busy


@rule("QUA302", ADVICE)
def task_without_money(context: Context) -> Iterator[Fault]:
    """A beneficiary takes part in activities and has no money in the whole plan, while others have."""
    plan = context.plan
    by_partner = context.money.by_partner
    if context.value("per_partner_budget") is False or not any(by_partner.values()):
        return
    for id, load in context.workload.partners.items():
        if load.activities and not by_partner[id] and plan.partners[id].is_funded:
            message = ngettext(
                "{partner} takes part in {count} activity, but has no money in the plan",
                "{partner} takes part in {count} activities, but has no money in the plan",
                len(load.activities),
            ).format(partner=id, count=len(load.activities))
            hint = _("give it money for {activities}, or make it an associated partner")
            yield Fault(("partners", id), message, hint.format(activities=listed(load.activities)))


def _no_amount(count: int) -> str:
    return ngettext("{names} has no money", "{names} have no money", count)


@of_several(_no_amount)
@rule(
    "QUA303",
    ADVICE,
    mandatory_on_submit=True,
    in_editor=InEditor(N_("write its amount; the form asks for it")),
)
def activity_without_amount(context: Context) -> Iterator[Fault]:
    """An activity has no amount, though the form asks for one and the others have theirs."""
    plan, field = context.plan, asked(context, "activity", "money")
    activities = activities_besides_management(context)
    if field is None or not money_read(plan) or not any(activity.money for activity in activities):
        return
    for activity in activities:
        package = plan.work_packages.get(activity.wp or "")
        if not activity.money and not (package and package.own_money):
            message = _no_amount(1).format(names=activity.id)
            hint = _("write its amount (`budget` or `amount`); the form asks for it")
            yield missing(context, ("activities", activity.id, "budget"), message, hint, field)


@rule("QUA401", ADVICE)
def title_used_twice(context: Context) -> Iterator[Fault]:
    """Two entries of a kind have the same title."""
    plan = context.plan
    tables = {
        "work_packages": {package.id: package.title for package in plan.live_work_packages()},
        "activities": {activity.id: activity.title for activity in plan.live_activities()},
        "milestones": {one.id: one.title for one in plan.milestones.values() if not one.cancelled},
        "deliverables": {one.id: one.title for one in plan.deliverables.values() if not one.cancelled},
        "objectives": {objective.id: objective.title for objective in plan.objectives.values()},
        "indicators": {indicator.id: indicator.title for indicator in plan.indicators.values()},
        "partners": {partner.id: partner.name for partner in plan.partners.values()},
    }
    for table, titles in tables.items():
        first: dict[str, str] = {}
        for id, title in titles.items():
            same = first.setdefault(" ".join(title.casefold().split()), id) if title.strip() else id
            if same != id:
                message = _("{id} has the same title as {other}").format(id=id, other=same)
                key = "name" if table == "partners" else "title"
                yield Fault((table, id, key), message, _("give each its own title, or delete one of them"))


@rule("QUA402", ADVICE)
def empty_title(context: Context) -> Iterator[Fault]:
    """A title or a name is there and says nothing."""
    plan = context.plan
    if not plan.project.title.strip() and plan.could_read("project", "title"):
        yield _empty(("project", "title"))
    for table in (
        "partners",
        "objectives",
        "work_packages",
        "activities",
        "milestones",
        "deliverables",
        "indicators",
    ):
        key = "name" if table == "partners" else "title"
        for id, entry in getattr(plan, table).items():
            if not getattr(entry, key).strip() and plan.could_read(table, id, key):
                yield _empty((table, id, key))


def _empty(where: Path) -> Fault:
    owner = where[1] if len(where) > 2 else _("the project")
    message = _("`{key}` of {owner} is empty").format(key=where[-1], owner=owner)
    return Fault(where, message, _("write a few words there"))


RULES: tuple[Rule, ...] = (
    *schedule_rules.RULES,
    indicator_without_target,
    nothing_serves_it,
    activity_that_serves_nothing,
    work_package_without_indicator,
    money_without_a_task,
    task_without_money,
    activity_without_amount,
    title_used_twice,
    empty_title,
    *text_rules.RULES,
)
