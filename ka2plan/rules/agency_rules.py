"""The national agency: of the coordinator's country, of the project's field, by a code that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ka2plan.calls import Agency, Fact
from ka2plan.plan import Partner
from ka2plan.plan.values import quoted
from ka2plan.rules.context import Context
from ka2plan.rules.country_rules import at_agency, country_name
from ka2plan.rules.lookups import known
from ka2plan.rules.rule import ADVICE, WARNING, Fault, InEditor, Rule, rule
from ka2plan.words.figures import either
from ka2plan.words.messages import N_, _

_CODE = re.compile(r"([A-Z]{2})[0-9]{2}")

PLACE = ("project", "agency")


def _coordinator(context: Context) -> Partner | None:
    """The coordinator, where an agency manages the type and the country is known."""
    partner = context.plan.partners.get(context.plan.project.coordinator or "")
    return partner if partner and at_agency(context) and context.countries.exists(partner.country) else None


def _country_of(context: Context, code: str) -> str:
    """The country of an agency's code; empty where it is no code."""
    found = _CODE.fullmatch(code.strip().upper())
    country = context.countries.aliases.get(found[1], found[1]) if found else ""
    return country if context.countries.exists(country) else ""


def _listed(context: Context) -> Agency | None:
    code = context.plan.project.agency.strip().upper()
    return next((agency for agency in context.call.library.agencies() if agency.code == code), None)


def agencies_in(context: Context, country: str) -> tuple[Agency, ...]:
    """The agencies known in a country: those of the project's field, or else all whose fields are not known."""
    there = [agency for agency in context.call.library.agencies() if agency.country == country]
    field = context.call.type.field if context.call.type else ""
    return tuple(
        [agency for agency in there if field in agency.fields] or [agency for agency in there if not agency.fields]
    )


def _hint(context: Context, country: str) -> str:
    """Which agency to write, as far as they are known."""
    found = agencies_in(context, country)
    names = [f"{agency.code} ({agency.name})" if agency.name else agency.code for agency in found]
    if not names:
        return _("write the code of an agency in {home}").format(home=country_name(context, country))
    return _("write the code {agencies}; our list of agencies is not complete, the form decides").format(
        agencies=either(names)
    )


def _as_facts(agency: Agency | None) -> tuple[Fact, ...]:
    return (Fact(agency.code, agency.name, agency.source_ids, agency.fields_evidence),) if agency else ()


@rule("ORG105", WARNING)
def agency_is_of_another_country(context: Context) -> Iterator[Fault]:
    """The agency's code begins with another country than the coordinator's."""
    agency, coordinator = context.plan.project.agency, _coordinator(context)
    country = _country_of(context, agency)
    if coordinator and country and country != coordinator.country:
        message = _("agency {agency} is in {country}, but the coordinator {id} is from {home}")
        yield Fault(
            PLACE,
            message.format(
                agency=quoted(agency),
                country=country_name(context, country),
                id=coordinator.id,
                home=country_name(context, coordinator.country),
            ),
            _hint(context, coordinator.country),
            known(context.fact("coordinator_from")),
        )


@rule("ORG107", WARNING)
def agency_is_of_another_field(context: Context) -> Iterator[Fault]:
    """The agency is of the coordinator's country, and has other fields than the project's."""
    coordinator, agency, type_ = _coordinator(context), _listed(context), context.call.type
    if not (coordinator and agency and type_ and agency.country == coordinator.country):
        return
    if agency.fields and type_.field not in agency.fields:
        message = _("agency {agency} works for {fields}, but this project is in {field}")
        yield Fault(
            PLACE,
            message.format(
                agency=f"{agency.code} {agency.name}".strip(), fields=", ".join(agency.fields), field=type_.field
            ),
            _hint(context, coordinator.country),
            _as_facts(agency),
        )


@rule("ORG108", ADVICE, in_editor=InEditor(N_("compare the code with the form")))
def agency_is_not_listed(context: Context) -> Iterator[Fault]:
    """The agency's code is none of our list, which is not whole, or no code at all."""
    written, coordinator = context.plan.project.agency, _coordinator(context)
    if coordinator is None or not written or _listed(context):
        return
    country = _country_of(context, written)
    if not country:
        message = _("{agency} is not the code of an agency; a code has two letters and two digits")
        yield Fault(PLACE, message.format(agency=quoted(written)), _hint(context, coordinator.country))
    elif country == coordinator.country:
        message = _("agency {agency} is not in our list, which is not complete")
        yield Fault(PLACE, message.format(agency=quoted(written)), _("compare the code with the form"))


RULES: tuple[Rule, ...] = (agency_is_of_another_country, agency_is_of_another_field, agency_is_not_listed)
