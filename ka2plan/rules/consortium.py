"""The consortium: number of organisations and countries, kinds, coordinator, associated partners."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Partner
from ka2plan.plan.values import quoted
from ka2plan.rules.agency_rules import RULES as AGENCY_RULES
from ka2plan.rules.applicant_rules import RULES as APPLICANT_RULES
from ka2plan.rules.context import Context
from ka2plan.rules.country_rules import RULES as COUNTRY_RULES
from ka2plan.rules.country_rules import at_agency, beneficiaries, country_name
from ka2plan.rules.fact_words import word_of, words_of
from ka2plan.rules.lookups import all_read, table_place
from ka2plan.rules.organisations import RULES as ORGANISATION_RULES
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, InEditor, Rule, rule
from ka2plan.words.figures import either, listed
from ka2plan.words.messages import N_, _, ngettext

SCHOOL = "school"
"""The kind of organisation that a school writes."""


class Counted(NamedTuple):
    """The organisations that count towards the least number."""

    organisations: int
    countries: tuple[str, ...]
    doubtful: tuple[Partner, ...]
    """Beneficiaries of which it is not known whether they count."""


def counted_of(context: Context) -> Counted | None:
    """Beneficiaries that count: from EU and associated countries where the call tells them from others."""
    if not all_read(context.plan, "partners"):
        return None
    everybody_counts = _everybody_counts(context)
    count, countries, doubtful = 0, [], []
    for partner in beneficiaries(context):
        counts = context.countries.of(partner.country).counts if context.countries.exists(partner.country) else None
        if counts is None:
            doubtful.append(partner)
        elif counts or everybody_counts:
            count += 1
            countries.append(partner.country)
    return Counted(count, tuple(dict.fromkeys(countries)), tuple(doubtful))


def _everybody_counts(context: Context) -> bool:
    """Whether the type says nothing of third countries, so that their organisations may count as well."""
    return context.fact("third_countries") is None and not at_agency(context)


@rule("ORG101", ERROR)
def too_few_organisations(context: Context) -> Iterator[Fault]:
    """Fewer organisations count than the type wants."""
    fact, counted = context.fact("min_organisations"), counted_of(context)
    if fact is None or counted is None or counted.organisations + len(counted.doubtful) >= fact.value:
        return
    message = ngettext(
        "{type} needs {least} organisations that count; the plan has {count}",
        "{type} needs {least} organisations that count; the plan has {count}",
        counted.organisations,
    )
    others = [who for partner in context.plan.partners.values() if (who := _does_not_count(context, partner))]
    if others:
        message = ngettext(
            "{type} needs {least} organisations that count; the plan has {count}. Does not count: {others}",
            "{type} needs {least} organisations that count; the plan has {count}. Do not count: {others}",
            len(others),
        )
    yield Fault(
        table_place(context.plan, "partners"),
        message.format(count=counted.organisations, least=fact.value, type=context.call.code, others=listed(others)),
        _least_hint(context),
        (fact,),
    )


@rule("ORG102", ERROR)
def too_few_countries(context: Context) -> Iterator[Fault]:
    """The organisations are enough, their countries are not; silent where organisations are missing."""
    fact, counted = context.fact("min_countries"), counted_of(context)
    if fact is None or counted is None or len(counted.countries) + len(counted.doubtful) >= fact.value:
        return
    if counted.organisations + len(counted.doubtful) < (context.value("min_organisations") or 0):
        return
    message = ngettext(
        "the organisations that count are from {count} country ({countries}); {type} needs {least}",
        "the organisations that count are from {count} countries ({countries}); {type} needs {least}",
        len(counted.countries),
    )
    yield Fault(
        table_place(context.plan, "partners"),
        message.format(
            count=len(counted.countries),
            countries=listed(counted.countries),
            type=context.call.code,
            least=fact.value,
        ),
        _("find a partner from one more country, or make an associated partner a beneficiary"),
        (fact,),
    )


def _does_not_count(context: Context, partner: Partner) -> str:
    """An organisation with the reason why it does not count; empty where it does, or where that is not known."""
    reason = ""
    if partner.role == "associated":
        reason = _("associated partner")
    elif not partner.is_beneficiary:
        reason = _("affiliated entity")
    elif context.countries.exists(partner.country) and not _everybody_counts(context):
        standing = context.countries.of(partner.country)
        reason = _("not in the EU, not associated") if standing.counts is False else ""
    return _("{id} ({reason})").format(id=partner.id, reason=reason) if reason else ""


def _least_hint(context: Context) -> str:
    countries = context.value("min_countries")
    if not countries or _everybody_counts(context):
        return _("find one more partner; only beneficiaries count")
    hint = _(
        "find one more partner from the EU or an associated country; together at least {countries} countries are needed"
    )
    return hint.format(countries=countries)


@rule("ORG116", WARNING)
def association_is_not_confirmed(context: Context) -> Iterator[Fault]:
    """A beneficiary counts only if its country is associated in the call's year, which is announced only."""
    counted = counted_of(context)
    for partner in beneficiaries(context):
        announced = context.countries.of(partner.country).announced
        if announced:
            message = _(
                "{id} counts only if {country} is an associated country in {year}; this is announced, but not confirmed"
            )
            if partner.id == context.plan.project.coordinator:
                message = _(
                    "{id} counts and can coordinate only if {country} is an associated country in {year}; "
                    "this is announced, but not confirmed"
                )
            country = country_name(context, partner.country)
            message = message.format(id=partner.id, country=country, year=context.countries.year)
            hint = _without(context, counted) if counted else ""
            yield Fault(("partners", partner.id, "country"), message, hint, (announced,))


def _without(context: Context, counted: Counted) -> str:
    """How many count without those of which it is not known."""
    least, countries = context.value("min_organisations"), context.value("min_countries")
    codes = listed(dict.fromkeys(partner.country for partner in counted.doubtful))
    if least is None or countries is None:
        return _("read the guide of the call when it is published")
    hint = _(
        "without {codes} the project has {count} of {least} organisations and {number} of "
        "{countries} countries; wait for the guide, or find one more partner"
    )
    return hint.format(
        codes=codes, count=counted.organisations, least=least, number=len(counted.countries), countries=countries
    )


@rule("ORG104", ERROR)
def coordinator_is_associated(context: Context) -> Iterator[Fault]:
    """The coordinator has the role of an associated partner or of an affiliated entity."""
    coordinator = context.plan.partners.get(context.plan.project.coordinator or "")
    if coordinator and not coordinator.is_beneficiary:
        message = _("the coordinator {id} is an affiliated entity, which cannot sign the grant agreement")
        if not coordinator.is_funded:
            message = _(
                "the coordinator {id} is an associated partner, which cannot sign the grant agreement and gets no money"
            )
        yield Fault(
            ("partners", coordinator.id, "role"),
            message.format(id=coordinator.id),
            _("make it a beneficiary, or choose another coordinator"),
            context.rule_facts("C-10", "G-01"),
        )


@rule("ORG106", WARNING, in_editor=InEditor(N_("if it is one, write this as its kind of organisation")))
def coordinator_is_of_another_kind(context: Context) -> Iterator[Fault]:
    """The call wants a certain kind of coordinator; without a ``kind`` it cannot be told."""
    fact, coordinator = (
        context.fact("coordinator_kind"),
        context.plan.partners.get(context.plan.project.coordinator or ""),
    )
    if fact is None or coordinator is None or any(_same_kind(coordinator.kind, kind) for kind in fact.value):
        return
    kinds = either(words_of(fact))
    message = _("the coordinator must be a {kinds}; the plan does not say what kind of organisation {id} is")
    if coordinator.kind:
        message = _("the coordinator must be a {kinds}; in the plan {id} is {found}")
    yield Fault(
        ("partners", coordinator.id, "kind"),
        message.format(kinds=kinds, id=coordinator.id, found=quoted(coordinator.kind)),
        _("if {id} is one, write {sample}; if not, choose another coordinator").format(
            id=coordinator.id, sample=f'kind = "{fact.value[0]}"'
        ),
        (fact,),
        None if coordinator.kind else ADVICE,
    )


@rule(
    "ORG142",
    WARNING,
    in_editor=InEditor(N_("add schools, or write school as the kind of the partners that are schools")),
)
def too_few_schools_in_a_country(context: Context) -> Iterator[Fault]:
    """Fewer countries than the call wants have the number of schools that it wants from each."""
    fact, least = context.fact("schools_per_country"), context.value("min_countries") or 1
    if fact is None or not all_read(context.plan, "partners"):
        return
    kinds: dict[str, list[str]] = {}
    for partner in beneficiaries(context):
        kinds.setdefault(partner.country, []).append(partner.kind)
    schools = {country: sum(_same_kind(kind, SCHOOL) for kind in found) for country, found in kinds.items()}
    if not kinds or sum(count >= fact.value for count in schools.values()) >= least:
        return
    message = _(
        "number of schools by country: {schools}; {type} needs at least "
        "{schools_least} in each of {countries_least} countries"
    )
    yield Fault(
        ("partners",),
        message.format(
            schools=", ".join(f"{country} {count}" for country, count in schools.items()),
            type=context.call.code,
            schools_least=fact.value,
            countries_least=least,
        ),
        _("add schools, or write {sample} for the partners that are schools").format(sample=f'kind = "{SCHOOL}"'),
        (fact,),
        None if all(kind for found in kinds.values() for kind in found) else ADVICE,
    )


def _same_kind(written: str, wanted: str) -> bool:
    return written.casefold().replace(" ", "-") == wanted.casefold()


@rule("ORG121", ERROR)
def associated_partner_leads(context: Context) -> Iterator[Fault]:
    """An associated partner leads; for what the form gives no lead it is a warning."""
    plan = context.plan
    associated = {id for id, partner in plan.partners.items() if not partner.is_funded}
    if not associated:
        return
    for table, entries in (
        ("activities", plan.live_activities()),
        ("work_packages", plan.live_work_packages()),
        ("milestones", (entry for entry in plan.milestones.values() if not entry.cancelled)),
        ("deliverables", (entry for entry in plan.deliverables.values() if not entry.cancelled)),
    ):
        for entry in entries:
            if entry.lead in associated:
                message = _(
                    "{partner} leads {id}, but it is an associated partner, which cannot be responsible for work"
                )
                yield Fault(
                    (table, entry.id, "lead"),
                    message.format(id=entry.id, partner=entry.lead),
                    _("choose a beneficiary as leader; {partner} can take part").format(partner=entry.lead),
                    context.rule_facts("G-01"),
                    severity=ERROR if table == "activities" else WARNING,
                )


@rule(
    "ORG141",
    WARNING,
    in_editor=InEditor(N_("find such a partner, or write its kind for the partner that is one")),
)
def country_lacks_a_kind(context: Context) -> Iterator[Fault]:
    """A country lacks a kind of organisation that the call wants from each, and too few have all kinds."""
    fact = context.fact("per_country_needs")
    if fact is None:
        return
    kinds: dict[str, list[str]] = {}
    for partner in beneficiaries(context):
        if context.countries.of(partner.country).counts:
            kinds.setdefault(partner.country, []).append(partner.kind)
    lacking = {country: _lacking(fact.value, found) for country, found in kinds.items()}
    complete = sum(not needs for needs in lacking.values())
    if complete >= (context.value("min_countries") or len(lacking)):
        return
    for country, needs in lacking.items():
        if needs:
            first = next(partner for partner in beneficiaries(context) if partner.country == country)
            message = _("no partner from {country} is of this kind: {kinds}; every country needs one")
            yield Fault(
                ("partners", first.id),
                message.format(country=country_name(context, country), kinds=listed(map(word_of, needs))),
                _("find such a partner, or write {sample} for the partner that is one").format(
                    sample=f'kind = "{needs[0]}"'
                ),
                (fact,),
                WARNING if all(kinds[country]) else ADVICE,
            )


def _lacking(wanted: tuple[str, ...], found: list[str]) -> list[str]:
    return [kind for kind in wanted if not any(_same_kind(written, kind) for written in found)]


RULES: tuple[Rule, ...] = (
    too_few_organisations,
    too_few_countries,
    association_is_not_confirmed,
    coordinator_is_associated,
    coordinator_is_of_another_kind,
    associated_partner_leads,
    country_lacks_a_kind,
    too_few_schools_in_a_country,
    *AGENCY_RULES,
    *APPLICANT_RULES,
    *COUNTRY_RULES,
    *ORGANISATION_RULES,
)
