"""Money against what it is reasoned from: shares of organisations, rates, effort and named costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ka2plan.findings import Path
from ka2plan.plan import Activity, Plan
from ka2plan.rules.context import Context
from ka2plan.rules.rule import ADVICE, WARNING, Fault, InEditor, Rule, rule
from ka2plan.words.figures import effort, figure, money, number, percentage, share
from ka2plan.words.messages import N_, _

OWN_SHARE = 60
"""Per cent of the lump sum above which one organisation has most of the money: our own measure."""

OWN_MARGIN = 25
"""Per cent that an amount may lie above its estimated costs, for what is not counted: our own measure."""

OWN_FACTOR = 2
"""How many times its amount an activity's estimated costs may come to: our own measure."""

_SEPARATORS = re.compile(r"(?<=\d)[ .,'\u2019\u00a0\u202f](?=\d{3})")
"""What stands between thousands."""

ALIKE_FROM = 3
"""Partners from which on equal rates tell something."""

SUBCONTRACTING = "subcontract"
"""How the names of costs for subcontracting begin."""


@rule(
    "BUD304",
    ADVICE,
    in_editor=InEditor(N_("give the others a part that fits their tasks, or accept this with a reason")),
)
def one_organisation_has_most(context: Context) -> Iterator[Fault]:
    """One organisation of several has most of the lump sum."""
    lump_sum = context.plan.project.lump_sum
    if not lump_sum or lump_sum < 0 or len(context.plan.partners) < 2:
        return
    for id, amount in context.money.by_partner.items():
        if lump_sum < amount * 100 / OWN_SHARE:
            message = _(
                "{id} has {amount}, {share} of the lump sum; more than {limit} is "
                "much for one organisation (a limit of ka2plan)"
            )
            yield Fault(
                ("partners", id),
                message.format(
                    id=id,
                    amount=money(amount),
                    share=share(amount, lump_sum, OWN_SHARE),
                    limit=percentage(OWN_SHARE),
                ),
                _("give the others a part that fits their tasks, or write the reason under `[ignored]`"),
            )


@rule("BUD305", ADVICE)
def everybody_has_the_same_rate(context: Context) -> Iterator[Fault]:
    """Partners from different countries all have one rate."""
    partners = [partner for partner in context.plan.partners.values() if partner.is_funded]
    rates = {partner.rate for partner in partners}
    countries = {partner.country for partner in partners}
    if len(partners) >= ALIKE_FROM and len(countries) > 1 and len(rates) == 1 and None not in rates:
        message = _("all {count} partners from {countries} countries have the same rate: {rate} for {effort}")
        unit, rate = effort(1, context.plan.project.effort_unit), money(partners[0].rate or 0)
        yield Fault(
            ("partners", partners[0].id, "rate"),
            message.format(count=len(partners), countries=len(countries), rate=rate, effort=unit),
            _("use the real cost of each partner, or explain in the form why they are equal"),
        )


@rule("BUD311", ADVICE)
def amount_is_above_its_costs(context: Context) -> Iterator[Fault]:
    """An activity gets clearly more than what its effort and its named costs come to."""
    for activity in context.plan.live_activities():
        costs = _costs(context.plan, activity)
        if costs is not None and activity.money * 100 > costs * (100 + OWN_MARGIN):
            message = _(
                "{id} has {amount}, but its work and costs ({reckoning}) add up to {costs}: "
                "the amount is more than {margin} higher (a limit of ka2plan)"
            )
            yield Fault(
                _money_place(activity),
                message.format(
                    id=activity.id,
                    amount=money(activity.money),
                    reckoning=_reckoning(context.plan, activity),
                    costs=money(costs),
                    margin=percentage(OWN_MARGIN),
                ),
                _("add the missing effort and costs (`effort`, `items`), or reduce the amount"),
            )


@rule("BUD312", ADVICE)
def costs_are_far_above_the_amount(context: Context) -> Iterator[Fault]:
    """An activity's effort and named costs come to a multiple of its amount."""
    for activity in context.plan.live_activities():
        costs = _costs(context.plan, activity)
        if costs is not None and costs > OWN_FACTOR * activity.money:
            message = _(
                "{id} has {amount}, but its work and costs ({reckoning}) add up to {costs}, "
                "more than {factor} times as much (a limit of ka2plan)"
            )
            yield Fault(
                _money_place(activity),
                message.format(
                    id=activity.id,
                    amount=money(activity.money),
                    reckoning=_reckoning(context.plan, activity),
                    costs=money(costs),
                    factor=OWN_FACTOR,
                ),
                _("check effort and rates; if they are right, the partners must pay the rest themselves"),
            )


def _costs(plan: Plan, activity: Activity) -> Decimal | None:
    """Effort at the partners' rates and named costs in EUR; None where the reckoning is not complete."""
    total = Decimal(0)
    for id, amount in activity.effort.items():
        rate = plan.partners[id].rate if id in plan.partners else None
        if rate is None:
            return None
        total += rate * amount
    funded = {id for id, amount in activity.budget.items() if amount}
    is_unread = bool(plan.unread_in("activities", activity.id))
    if is_unread or activity.money <= 0 or not activity.effort or not funded <= activity.effort.keys():
        return None
    return sum(activity.items.values(), total)


def _reckoning(plan: Plan, activity: Activity) -> str:
    """``20 x 137 (OSL) + travel 1,200``."""
    rates = {id: figure(plan.partners[id].rate or 0) for id in activity.effort}
    effort = [f"{number(amount)} x {rates[id]} ({id})" for id, amount in activity.effort.items()]
    return " + ".join([*effort, *(f"{name} {figure(cost)}" for name, cost in activity.items.items())])


def _money_place(activity: Activity) -> Path:
    return ("activities", activity.id, "amount" if activity.amount is not None else "budget")


@rule("BUD321", WARNING)
def subcontracting_needs_reasons(context: Context) -> Iterator[Fault]:
    """Subcontracting takes so much of the grant that the form asks for reasons; prefixed sums are exempt."""
    fact, lump_sum = context.fact("subcontracting_reasons_above_percent"), context.plan.project.lump_sum
    if fact is None or lump_sum is None or context.value("funding_model") != "budget-based-lump-sum":
        return
    places = list(_subcontracted(context.plan))
    total = sum((amount for _path, amount in places), Decimal(0))
    if lump_sum > 0 and total * 100 > fact.value * lump_sum:
        message = _("subcontracting is {amount}, {share} of the grant; above {limit} the form asks for reasons")
        yield Fault(
            places[0][0],
            message.format(amount=money(total), share=share(total, lump_sum, fact.value), limit=percentage(fact.value)),
            _("write the reasons in Part B, or subcontract less"),
            (fact,),
        )


@rule("BUD323", ADVICE)
def subcontracting_is_not_named(context: Context) -> Iterator[Fault]:
    """An activity has costs for subcontracting, and its texts name no amount of them."""
    fact = context.fact("subcontracting")
    if fact is None or context.fact("subcontracting_reasons_above_percent"):
        return
    for path, amount in _subcontracted(context.plan):
        activity = context.plan.activities[str(path[1])]
        package_texts = context.plan.texts.get(activity.wp or "", {})
        described = [activity.results, activity.note, *context.plan.texts.get(activity.id, {}).values()]
        if not _names(amount, [*described, *package_texts.values()]):
            message = _("{id} has {amount} for subcontracting; the description of the activity must name this amount")
            yield Fault(
                path,
                message.format(id=activity.id, amount=money(amount)),
                _("write the amount in the description, and why no partner can do this work"),
                (fact,),
            )


def _names(amount: Decimal, texts: list[str]) -> bool:
    """Whether a text has the amount, however its thousands are written."""
    wanted = str(int(amount))
    return any(wanted in _SEPARATORS.sub("", text) for text in texts)


@rule("BUD322", WARNING)
def coordination_is_subcontracted(context: Context) -> Iterator[Fault]:
    """Management has named costs for subcontracting, which Part B rules out."""
    fact, management = context.fact("subcontracting_reasons_above_percent"), context.call.management_wp
    if fact is None or management is None:
        return
    for path, amount in _subcontracted(context.plan):
        if context.plan.activities[str(path[1])].wp == management:
            message = _("{id} in {wp} has {amount} for subcontracting; coordination may not be subcontracted")
            yield Fault(
                path,
                message.format(id=path[1], wp=management, amount=money(amount)),
                _("move it to another work package, or let a partner do it"),
                (fact,),
            )


def _subcontracted(plan: Plan) -> Iterator[tuple[Path, Decimal]]:
    for activity in plan.live_activities():
        for name, cost in activity.items.items():
            if name.casefold().startswith(SUBCONTRACTING):
                yield ("activities", activity.id, "items", name), cost


RULES: tuple[Rule, ...] = (
    one_organisation_has_most,
    everybody_has_the_same_rate,
    amount_is_above_its_costs,
    costs_are_far_above_the_amount,
    subcontracting_needs_reasons,
    coordination_is_subcontracted,
    subcontracting_is_not_named,
)
