"""Countries: where the coordinator, its agency, the partners and the venues are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ka2plan.findings import Path
from ka2plan.plan import Partner
from ka2plan.plan.values import quoted
from ka2plan.rules.context import Context
from ka2plan.rules.lookups import all_read, known
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, InEditor, Rule, rule
from ka2plan.words.messages import N_, _

REGIONS_ONLY = "regions-1-3-except-excluded"

PARTLY_EXCLUDED = "C-15"
"""Number of the rule on organisations of a country that cannot be funded."""

EU_INSTITUTIONS = "eu-institutions"
"""Stands in ``venue_countries`` for the seats of EU institutions, which are in the EU."""


def at_agency(context: Context) -> bool:
    """Whether a national agency manages the type."""
    return context.call.type is not None and context.call.type.managed_by == "national-agency"


def beneficiaries(context: Context) -> list[Partner]:
    """The partners that sign the grant and count among those a call asks for."""
    return [partner for partner in context.plan.partners.values() if partner.is_beneficiary]


def country_name(context: Context, code: str) -> str:
    """``Slovenia (SI)``."""
    return _("{name} ({code})").format(name=context.countries.name(code), code=code)


@rule("ORG103", ERROR)
def coordinator_cannot_apply_from_there(context: Context) -> Iterator[Fault]:
    """The coordinator is not from an EU or associated country."""
    fact, coordinator = (
        context.fact("coordinator_from"),
        context.plan.partners.get(context.plan.project.coordinator or ""),
    )
    if fact is None or coordinator is None or not context.countries.exists(coordinator.country):
        return
    standing = context.countries.of(coordinator.country)
    if standing.counts is False:
        message = _("the coordinator {id} is from {country}, which is not in the EU and not an associated country")
        yield Fault(
            ("partners", coordinator.id, "country"),
            message.format(id=coordinator.id, country=country_name(context, coordinator.country)),
            _("choose a coordinator from the EU or an associated country"),
            known(fact, standing.membership),
        )


@rule(
    "ORG111",
    ERROR,
    in_editor=InEditor(N_("make it an associated partner (its role) without money or lead, or replace it")),
)
def third_country_cannot_take_part(context: Context) -> Iterator[Fault]:
    """A beneficiary is from a third country from which the call takes none; see ORG103 for coordinators."""
    fact = context.fact("third_countries")
    if fact is None:
        return
    for partner in beneficiaries(context):
        standing = context.countries.of(partner.country)._replace(exclusion=None)
        if partner.id == _judged_coordinator(context) or not context.countries.exists(partner.country):
            continue
        if standing.may_join(fact.value) is False:
            yield Fault(
                ("partners", partner.id, "country"),
                _third_country_message(context, partner, fact.value),
                _('make it an associated partner (`role = "associated"`) without money or lead, or replace it'),
                known(fact, standing.membership),
            )


def _judged_coordinator(context: Context) -> str | None:
    """The coordinator, where the call says from where it may be."""
    return context.plan.project.coordinator if context.fact("coordinator_from") else None


def _third_country_message(context: Context, partner: Partner, allowed: str) -> str:
    if allowed == REGIONS_ONLY:
        message = _(
            "{id} is from {country}, which is not in the EU, not an associated country, and not in regions 1 to 3"
        )
    else:
        message = _(
            "{id} is from {country}, which is not in the EU and not an associated "
            "country; {type} accepts no partners from there"
        )
    return message.format(id=partner.id, country=country_name(context, partner.country), type=context.call.code)


@rule("ORG112", ERROR)
def country_is_excluded(context: Context) -> Iterator[Fault]:
    """A beneficiary is from a country that is excluded by name."""
    fact = context.fact("third_countries")
    for partner in beneficiaries(context) if fact else ():
        standing = context.countries.of(partner.country)
        allowed = standing._replace(exclusion=None).may_join(fact.value if fact else "")
        if standing.exclusion and allowed and standing.may_join(fact.value if fact else "") is False:
            message = _("{id} is from {country}, which is excluded from these actions")
            yield Fault(
                ("partners", partner.id, "country"),
                message.format(id=partner.id, country=country_name(context, partner.country)),
                _("replace {id} by another partner").format(id=partner.id),
                (standing.exclusion,),
            )


@rule("ORG113", ERROR)
def country_does_not_exist(context: Context) -> Iterator[Fault]:
    """A code of two letters that is no country's."""
    nearest = cache(context.countries.nearest)
    for where, code in _country_codes(context):
        if code and not context.countries.exists(code):
            like = nearest(code)
            name = country_name(context, like) if like else ""
            hint = (
                _("did you mean {country}?").format(country=name)
                if like
                else _("write two letters, such as SI for Slovenia")
            )
            yield Fault(where, _("{code} is not the code of a country").format(code=quoted(code)), hint)


def _country_codes(context: Context) -> Iterator[tuple[Path, str]]:
    for id, partner in context.plan.partners.items():
        yield ("partners", id, "country"), partner.country
    for activity in context.plan.live_activities():
        if activity.venue:
            yield ("activities", activity.id, "venue", "country"), activity.venue.country


@rule(
    "ORG114",
    ERROR,
    in_editor=InEditor(
        N_(
            "choose a place in the country of a partner; if it is at the seat of an EU "
            "institution, explain this in the form and accept the finding with the same reason"
        )
    ),
)
def venue_is_where_nobody_is_from(context: Context) -> Iterator[Fault]:
    """An activity takes place in no partner's country; in the EU it may be at the seat of an institution."""
    fact, plan = context.fact("venue_countries"), context.plan
    homes = {partner.country for partner in plan.partners.values()}
    if fact is None or not all_read(plan, "partners") or not all(map(context.countries.exists, homes)):
        return
    for activity in plan.live_activities():
        code = activity.venue.country if activity.venue else ""
        if not code or code in homes or not context.countries.exists(code):
            continue
        message = _("{id} takes place in {country}, but no partner is from there")
        may_be_seat = EU_INSTITUTIONS in fact.value and context.countries.of(code).group == "eu27"
        yield Fault(
            ("activities", activity.id, "venue", "country"),
            message.format(id=activity.id, country=country_name(context, code)),
            _(
                "choose a place in the country of a partner; if it is at the seat of an EU "
                "institution, explain this in the form and write the reason under `[ignored]`"
            )
            if may_be_seat
            else _("choose a place in the country of a partner"),
            (fact,),
            WARNING if may_be_seat else None,
        )


@rule(
    "ORG115",
    ADVICE,
    in_editor=InEditor(N_("check that {id} is not such a trust, then accept this with its answer as the reason")),
)
def some_of_the_country_cannot_be_funded(context: Context) -> Iterator[Fault]:
    """A beneficiary is from a country some of whose organisations cannot be funded; which, the plan cannot tell."""
    countries = [code for rule in context.call.rules if rule.id == PARTLY_EXCLUDED for code in rule.countries]
    for fact in context.rule_facts(PARTLY_EXCLUDED):
        for partner in beneficiaries(context):
            if partner.country in countries:
                message = _("{id} is from {country}: {rule}").format(
                    id=partner.id, country=country_name(context, partner.country), rule=_(fact.value).rstrip(".")
                )
                hint = _("check that {id} is not such a trust, then write so under `[ignored]`").format(id=partner.id)
                yield Fault(("partners", partner.id, "country"), message, hint, (fact,))


RULES: tuple[Rule, ...] = (
    some_of_the_country_cannot_be_funded,
    coordinator_cannot_apply_from_there,
    third_country_cannot_take_part,
    country_is_excluded,
    country_does_not_exist,
    venue_is_where_nobody_is_from,
)
