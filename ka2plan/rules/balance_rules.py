"""Balance between the partners: shares out of step, equal amounts, double loads, partners that never meet."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ka2plan.figures import PartnerLoad
from ka2plan.plan import Plan
from ka2plan.plan.model import ZERO
from ka2plan.rules.context import Context
from ka2plan.rules.lookups import all_read, key_read
from ka2plan.rules.rule import ADVICE, Fault, InEditor, Rule, rule
from ka2plan.words.figures import listed, money, share
from ka2plan.words.messages import N_, _, ngettext

SHARE_GAP = Decimal(15)
"""Own measure: so many percentage points between a partner's share of the work and of the money are told."""

PEAK = 2
"""Own measure: a month with so many times the average month's work is a peak."""

HEAVY = Decimal(1) / 3
"""Own measure: a work package with this part of a peak month's work is heavy in it."""

SAME_PARTNERS = 2
"""Own measure: so many partners in common make two heavy work packages a double load."""

FEW = 3
"""From so many partners on, equal amounts for all are no coincidence."""


def knows_who_takes_part(plan: Plan) -> bool:
    """Whether every lead and partner of the activities could be read: else nobody is said to be missing."""
    return all_read(plan, "activities") and all(key_read(plan, "activities", key) for key in ("lead", "partners", "wp"))


def beneficiaries(context: Context) -> list[PartnerLoad]:
    """The load of every funded partner."""
    partners = context.plan.partners
    return [load for id, load in context.workload.partners.items() if partners[id].is_funded]


@rule("WRK201", ADVICE)
def shares_out_of_step(context: Context) -> Iterator[Fault]:
    """A partner's share of the money is far from its share of the work."""
    loads = beneficiaries(context)
    worth = _worth(context.plan, loads)
    all_work, all_money = sum(worth.values(), ZERO), sum((load.money for load in loads), ZERO)
    if len(loads) < 2 or not all_work or not all_money or not _is_split(context, all_money):
        return
    for load in loads:
        gap = 100 * (load.money / all_money - worth[load.partner] / all_work)
        if abs(gap) > SHARE_GAP:
            message = _("{partner} has {money} of the money and {work} of the work").format(
                partner=load.partner,
                money=share(load.money, all_money),
                work=share(worth[load.partner], all_work),
            )
            hint = _(
                "explain why, or move money or work ({gap} percentage points are a limit of ka2plan, not of the call)"
            )
            yield Fault(("partners", load.partner), message, hint.format(gap=SHARE_GAP))


def _worth(plan: Plan, loads: list[PartnerLoad]) -> dict[str, Decimal]:
    """What each partner's work is worth: effort by rate where all who work have one, else effort."""
    rates = {load.partner: plan.partners[load.partner].rate for load in loads if load.effort}
    if rates and all(rates.values()):
        return {load.partner: load.effort * (rates.get(load.partner) or 0) for load in loads}
    return {load.partner: load.effort for load in loads}


def _is_split(context: Context, split: Decimal) -> bool:
    """Whether nearly all money is split between partners, so that their shares mean something."""
    return split * 10 >= context.money.total * 9


@rule("WRK202", ADVICE)
def same_amount_for_all(context: Context) -> Iterator[Fault]:
    """Every beneficiary has the same amount."""
    loads = beneficiaries(context)
    amounts = {load.money for load in loads}
    if len(loads) >= FEW and len(amounts) == 1 and loads[0].money > 0:
        message = ngettext(
            "{count} beneficiary has the same amount, {money}",
            "all {count} beneficiaries have the same amount, {money}",
            len(loads),
        ).format(count=len(loads), money=money(loads[0].money))
        hint = _("give each partner what its tasks cost; evaluators ask why amounts are equal")
        yield Fault(("partners",), message, hint)


@rule("WRK203", ADVICE)
def two_heavy_work_packages_at_once(context: Context) -> Iterator[Fault]:
    """In the busiest months two work packages take much of the work, and the same partners are in both."""
    loads = _loads_by_month(context)
    totals = [sum(work for packages in month.values() for work in packages.values()) for month in loads]
    if not any(totals):
        return
    peak = PEAK * sum(totals) / len(totals)
    pairs: dict[tuple[str, str], list[int]] = {}
    for month, (packages, total) in enumerate(zip(loads, totals, strict=True), 1):
        if total >= peak:
            for pair in _heavy_pairs(packages, total):
                pairs.setdefault(pair, []).append(month)
    for (one, other), found in pairs.items():
        partners = sorted(set(loads[found[0] - 1][one]) & set(loads[found[0] - 1][other]))
        yield _double_load(one, other, found, partners)


def _double_load(one: str, other: str, found: list[int], partners: list[str]) -> Fault:
    message = _(
        "{one} and {other} need much work in the same months ({months}) from the same partners: {partners}"
    ).format(one=one, other=other, months=listed(f"M{month}" for month in found), partners=listed(partners))
    hint = _("move part of one to other months ({peak} times the usual work is a limit of ka2plan, not of the call)")
    return Fault(("work_packages", other), message, hint.format(peak=PEAK))


def _loads_by_month(context: Context) -> list[dict[str, dict[str, float]]]:
    """Per project month, per work package besides management, the effort of each partner."""
    plan, calendar = context.plan, context.plan.calendar
    loads: list[dict[str, dict[str, float]]] = [{} for _month in range(calendar.months if calendar else 0)]
    for booking in context.workload.bookings:
        activity = plan.activities.get(booking.entry)
        package = activity.wp if activity else booking.entry
        if package and package != context.call.management_wp:
            for month, work in booking.months.items():
                partners = loads[month - 1].setdefault(package, {})
                partners[booking.partner] = partners.get(booking.partner, 0.0) + work
    return loads


def _heavy_pairs(packages: dict[str, dict[str, float]], total: float) -> Iterator[tuple[str, str]]:
    heavy = [id for id, partners in packages.items() if sum(partners.values()) >= total * float(HEAVY)]
    for place, one in enumerate(heavy):
        for other in heavy[place + 1 :]:
            if len(packages[one].keys() & packages[other].keys()) >= SAME_PARTNERS:
                yield one, other


@rule("WRK301", ADVICE)
def partners_apart_from_the_rest(context: Context) -> Iterator[Fault]:
    """A partner, or a group of partners, shares no activity with the others."""
    groups = _groups(context)
    home = next((group for group in groups if context.plan.project.coordinator in group), groups[0] if groups else ())
    for group in groups:
        if group is not home:
            message = ngettext(
                "{partners} shares no activity with any other partner",
                "{partners} share no activity with the other partners",
                len(group),
            ).format(partners=listed(group))
            hint = _("add one activity for all, such as a meeting")
            yield Fault(("partners", group[0]), message, hint)


def _groups(context: Context) -> list[tuple[str, ...]]:
    """Beneficiaries with activities in groups that no activity joins."""
    if not knows_who_takes_part(context.plan):
        return []
    joined = {load.partner: load.partner for load in beneficiaries(context) if load.activities}
    for activity in context.plan.live_activities():
        first, *others = [_joined_to(joined, id) for id in activity.participants if id in joined] or [""]
        joined.update(dict.fromkeys(others, first))
    groups: dict[str, list[str]] = {}
    for id in joined:
        groups.setdefault(_joined_to(joined, id), []).append(id)
    return list(map(tuple, groups.values()))


def _joined_to(joined: dict[str, str], id: str) -> str:
    """The one at the end of those that a partner is joined to, which are joined to it at once for the next time."""
    while joined[id] != id:
        joined[id] = joined[joined[id]]
        id = joined[id]
    return id


@rule("WRK302", ADVICE, in_editor=InEditor(N_("one meeting of all is enough")))
def partners_that_never_work_together(context: Context) -> Iterator[Fault]:
    """Two partners share no activity, though others join them to the same partnership."""
    strangers = context.workload.strangers_within(_groups(context))
    if strangers.number:
        named = (_("{one} with {other}").format(one=one, other=other) for one, other in strangers.first)
        pairs = listed(named, count=strangers.number)
        message = _("these partners never work together: {pairs}").format(pairs=pairs)
        yield Fault(
            ("partners",),
            message,
            _("one meeting of all is enough; `ka2plan show workload` shows who works with whom"),
        )


RULES: tuple[Rule, ...] = (
    shares_out_of_step,
    same_amount_for_all,
    two_heavy_work_packages_at_once,
    partners_apart_from_the_rest,
    partners_that_never_work_together,
)
