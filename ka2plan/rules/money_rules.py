"""Money: sums against the lump sum, per work package and organisation; management; what no form takes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from ka2plan.calls import Fact
from ka2plan.figures.status import has_begun
from ka2plan.findings import Path, Severity
from ka2plan.plan import Plan
from ka2plan.rules.context import Context
from ka2plan.rules.lookups import amounts_of, known, money_read, rule_fact, sure
from ka2plan.rules.money_estimates import RULES as ESTIMATES
from ka2plan.rules.remedies import sum_of_budget
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, InEditor, Rule, rule
from ka2plan.words.figures import listed, money, percentage, share
from ka2plan.words.messages import N_, _, ngettext

RUNNING_MAY_EXCEED = "S-24"
"""The rule by which activities may come to more than the grant, once the project runs."""

DROPPED = ("C-49", "S-20")
"""The rules by which the amount of an activity that is dropped and not replaced is rejected."""


@rule("BUD101", ERROR, in_editor=InEditor(N_("the budget shows all sums, and can share out what is left ({budget})")))
def total_differs_from_lump_sum(context: Context) -> Iterator[Fault]:
    """The money of the plan is not the lump sum: a contradiction, whatever is known of the call."""
    sums = context.money
    if not sums.difference or sums.lump_sum is None or not money_read(context.plan):
        return
    if 0 < -sums.difference <= sums.cancelled or _covers_as_costs(context):
        return
    facts = sure(context.fact("total_equals_lump_sum"), context.fact("activities_total_equals_lump_sum"))
    severity: Severity | None = None
    if sums.difference > 0 and (grown := _may_exceed_the_grant(context)):
        facts, severity = grown, ADVICE
    elif sums.difference > 0:
        facts += known(context.fact("funding_rate_percent"))
    hint = _("change the amounts until they add up to the lump sum; `ka2plan show budget` shows all sums")
    if not sums.total:
        hint = _("write the amounts of the activities; together they must be the lump sum")
    yield Fault(("project", "lump_sum"), _total_message(context), hint, facts, severity)


def _may_exceed_the_grant(context: Context) -> tuple[Fact, ...]:
    return context.rule_facts(RUNNING_MAY_EXCEED) if has_begun(context.plan) else ()


def _total_message(context: Context) -> str:
    sums = context.money
    if not sums.total:
        message = _("no amount is planned yet; the lump sum is {lump_sum}")
    elif sums.total > (sums.lump_sum or 0):
        message = _("the plan adds up to {total}: {difference} more than the lump sum of {lump_sum}")
    else:
        message = _("the plan adds up to {total}: {difference} less than the lump sum of {lump_sum}")
    difference = money(abs(sums.difference or Decimal(0)))
    return message.format(total=money(sums.total), difference=difference, lump_sum=money(sums.lump_sum or 0))


def _covers_as_costs(context: Context) -> bool:
    """Whether the plan holds estimated costs, of which the grant is at most a certain share."""
    rate, sums = context.value("funding_rate_percent"), context.money
    return rate is not None and sums.total * rate >= 100 * (sums.lump_sum or 0)


@rule("BUD102", WARNING)
def cancelled_money_is_not_replaced(context: Context) -> Iterator[Fault]:
    """The sum no longer closes because something was cancelled."""
    sums = context.money
    missing = -(sums.difference or 0)
    if sums.lump_sum is None or not 0 < missing <= sums.cancelled or not money_read(context.plan):
        return
    message = _(
        "activities worth {cancelled} are cancelled; what is left is {total}, {missing} less than the lump sum: "
        "without a replacement the grant is reduced by {missing}"
    )
    hint = _("plan an activity of equal content and budget in place of {ids}")
    yield Fault(
        ("project", "lump_sum"),
        message.format(cancelled=money(sums.cancelled), total=money(sums.total), missing=money(missing)),
        hint.format(ids=listed(_cancelled_with_money(context.plan))),
        known(*(rule_fact(context, id) for id in DROPPED)),
    )


def _cancelled_with_money(plan: Plan) -> list[str]:
    packages = (package for package in plan.work_packages.values() if package.cancelled and package.own_money)
    activities = (activity for activity in plan.activities.values() if activity.cancelled and activity.money)
    return [entry.id for entries in (packages, activities) for entry in entries]


@rule(
    "BUD103",
    ERROR,
    propose=sum_of_budget,
    in_editor=InEditor(
        N_("correct one of the two; without an amount of its own the activity has the sum of its organisations")
    ),
)
def amount_differs_from_its_budget(context: Context) -> Iterator[Fault]:
    """An activity's amount and the sum of its budget both stand and disagree."""
    for activity in context.plan.live_activities():
        if activity.amount is None or not activity.budget or not _budget_read(context.plan, activity.id):
            continue
        parts = sum(activity.budget.values(), Decimal(0))
        if parts != activity.amount:
            message = _(
                "{id} has an amount of {amount}, but the amounts of its organisations "
                "add up to {parts}: a difference of {difference}"
            )
            yield Fault(
                ("activities", activity.id, "amount"),
                message.format(
                    id=activity.id,
                    amount=money(activity.amount),
                    parts=money(parts),
                    difference=money(abs(activity.amount - parts)),
                ),
                _("correct one of the two, or delete `amount`: then the sum of the organisations counts"),
            )


def _budget_read(plan: Plan, activity: str) -> bool:
    return not any("budget" in path[2:3] for path in plan.unread_in("activities", activity))


@rule(
    "BUD104",
    ADVICE,
    mandatory_on_submit=True,
    in_editor=InEditor(N_("write the amount of each organisation in the budget ({budget})")),
)
def amount_is_not_split(context: Context) -> Iterator[Fault]:
    """The form wants each organisation's part, and an activity has one amount for all."""
    fact = context.fact("per_partner_budget")
    if fact is None or not fact.value:
        return
    for activity in context.plan.live_activities():
        if activity.amount and not activity.budget and _budget_read(context.plan, activity.id):
            message = _("{id} has {amount}, and the plan does not say which organisation gets how much")
            yield Fault(
                ("activities", activity.id, "amount"),
                message.format(amount=money(activity.amount), id=activity.id),
                _("write the amount of each organisation: {sample}").format(
                    sample=f"budget.{activity.lead or 'ABC'} = ..."
                ),
                (fact,),
            )


@rule("BUD105", ERROR)
def money_stands_outside_the_activities(context: Context) -> Iterator[Fault]:
    """A work package has money, where only activities have amounts in the form."""
    fact = context.fact("activities_total_equals_lump_sum")
    if fact is None or not fact.value or context.call.unit_of_plan != "activity":
        return
    for package in context.plan.live_work_packages():
        if package.own_money:
            message = _("{id} has {amount} that belong to no activity; the form takes amounts for activities only")
            yield Fault(
                ("work_packages", package.id, "budget"),
                message.format(id=package.id, amount=money(package.own_money)),
                _("add an activity for it, such as project management"),
                (fact,),
            )


@rule("BUD106", ADVICE)
def work_package_has_money_of_its_own(context: Context) -> Iterator[Fault]:
    """A work package other than management has money besides its activities': no field takes it."""
    fact = context.fact("activities_per_wp_min")
    if fact is None or context.call.management_wp not in context.plan.work_packages:
        return
    for package in context.plan.live_work_packages():
        if package.id != context.call.management_wp and package.own_money:
            message = _(
                "{id} has {amount} that belong to no activity; in the form only "
                "{management} has an amount without activities"
            )
            own, management = money(package.own_money), context.call.management_wp
            yield Fault(
                ("work_packages", package.id, "budget"),
                message.format(id=package.id, amount=own, management=management),
                _("move it to the activities that it pays for"),
            )


@rule("BUD201", ERROR)
def management_is_above_its_limit(context: Context) -> Iterator[Fault]:
    """Project management takes more of the lump sum than the call allows; exactly the limit is allowed."""
    fact, id = context.fact("management_cap_percent"), context.call.management_wp
    package, lump_sum = context.money.by_wp.get(id or ""), context.plan.project.lump_sum
    if fact is None or package is None or not lump_sum or lump_sum < 0 or not money_read(context.plan, id):
        return
    most = lump_sum * fact.value / 100
    if package.total <= most:
        return
    excess = money(package.total - most)
    message = _(
        "project management ({id}) has {amount}, {share} of the lump sum; at "
        "most {cap} are allowed ({most}): {excess} too much"
    )
    yield Fault(
        ("work_packages", str(id)),
        message.format(
            id=id,
            amount=money(package.total),
            share=share(package.total, lump_sum, other_than=fact.value),
            excess=excess,
            cap=percentage(fact.value),
            most=money(most),
        ),
        _("move {excess} from project management to the other work packages").format(excess=excess),
        (fact,),
    )


@rule("BUD301", ERROR, in_editor=InEditor(N_("give the money to a beneficiary, or make {last} one (its role)")))
def associated_partner_has_money(context: Context) -> Iterator[Fault]:
    """A partner that is not funded has money in the budget."""
    for id, partner in context.plan.partners.items():
        if partner.is_funded:
            continue
        places = [path for path, amount in amounts_of(context.plan) if amount and path[3:] == (id,)]
        if places:
            message = _("{id} is an associated partner, which is not funded, and has {amount} in {entries}")
            entries = listed(str(path[1]) for path in places)
            total = money(context.money.by_partner[id])
            yield Fault(
                places[0],
                message.format(id=id, amount=total, entries=entries),
                _('give the money to a beneficiary, or delete `role = "associated"` to make it one'),
                context.rule_facts("G-01"),
            )


@rule("BUD302", ERROR)
def amount_is_negative(context: Context) -> Iterator[Fault]:
    """An amount of money is below nought."""
    plan = context.plan
    for path, amount in chain(amounts_of(plan), _lump_sum_and_costs(plan)):
        if amount < 0:
            message = _("the lump sum is {amount}: an amount cannot be negative")
            if len(path) == 3:
                message = _("{id} has {amount}: an amount cannot be negative")
            elif len(path) > 3:
                message = _("{name} has {amount} in {id}: an amount cannot be negative")
            hint = _("delete the minus; to correct another amount, change that amount")
            yield Fault(path, message.format(id=path[1], name=path[-1], amount=money(amount)), hint)


def _lump_sum_and_costs(plan: Plan) -> Iterator[tuple[Path, Decimal]]:
    yield ("project", "lump_sum"), plan.project.lump_sum or Decimal(0)
    for activity in plan.live_activities():
        for name, cost in activity.items.items():
            yield ("activities", activity.id, "items", name), cost


@rule("BUD303", ADVICE)
def amounts_have_cents(context: Context) -> Iterator[Fault]:
    """Amounts are not whole euros; said once."""
    in_cents = [(path, amount) for path, amount in amounts_of(context.plan) if amount % 1]
    if in_cents:
        path, amount = in_cents[0]
        message = ngettext(
            "an amount has cents: {amount} in {id}",
            "{count} amounts have cents, the first is {amount} in {id}",
            len(in_cents),
        )
        yield Fault(
            path,
            message.format(count=len(in_cents), amount=money(amount), id=path[1]),
            _("round to whole euros: the form accepts cents, but whole euros are easier to add up to the lump sum"),
        )


RULES: tuple[Rule, ...] = (
    total_differs_from_lump_sum,
    cancelled_money_is_not_replaced,
    amount_differs_from_its_budget,
    amount_is_not_split,
    money_stands_outside_the_activities,
    work_package_has_money_of_its_own,
    management_is_above_its_limit,
    associated_partner_has_money,
    amount_is_negative,
    amounts_have_cents,
    *ESTIMATES,
)
