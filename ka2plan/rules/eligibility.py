"""Whether a consortium may apply: what each organisation counts for and why, the least numbers, agency, deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.findings import ERROR, WARNING, Finding
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules.agency_rules import agencies_in
from ka2plan.rules.consortium import counted_of
from ka2plan.rules.country_rules import country_name
from ka2plan.rules.rules import RULES
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import Deadline
    from ka2plan.plan import Partner
    from ka2plan.rules.context import Context

ABOUT_WHO_APPLIES = "ORG"
"""How the codes of the rules begin that are about who applies."""

ABOUT_WHEN = ("CAL212", "CAL213", "CAL214", "CAL215")
"""The rules on the round and its deadline."""


class Applicant(NamedTuple):
    """One organisation, as far as it matters for applying."""

    partner: Partner
    country: str
    """With its code."""
    group: str
    """How its country stands in the call's year, such as ``eu27``."""
    counts: bool | None
    """Whether it counts among the organisations that the call asks for; None where that is not known."""
    why: str
    """In words."""
    findings: tuple[Finding, ...]


class Eligibility(NamedTuple):
    """What the facts say of a consortium."""

    applicants: tuple[Applicant, ...]
    organisations: int
    """Those that count for sure."""
    countries: tuple[str, ...]
    """Codes of the countries that count for sure."""
    unsure: tuple[str, ...]
    """Ids of organisations of which it is not known whether they count."""
    least_organisations: int | None
    least_countries: int | None
    agency: str
    """As the plan has it."""
    agencies: tuple[str, ...]
    """Those of the coordinator's country and the project's field that are known, with their names."""
    deadline: Deadline | None
    findings: tuple[Finding, ...]
    """All that is wrong about who applies, to whom and when, the gravest first."""

    @property
    def may_apply(self) -> bool | None:
        """False where something rules it out; None where it depends on what is not confirmed or not known."""
        if any(finding.severity == ERROR for finding in self.findings):
            return False
        return None if self.unsure or any(finding.severity == WARNING for finding in self.findings) else True


def eligibility_of(context: Context) -> Eligibility:
    """Asks the rules on the consortium, its countries, organisations, agency and round."""
    rules = [rule for rule in RULES if rule.code.startswith(ABOUT_WHO_APPLIES) or rule.code in ABOUT_WHEN]
    findings = [finding for rule in rules for finding in rule.findings(context)]
    plan, counted = context.plan, counted_of(context)
    home = plan.partners.get(plan.project.coordinator or "")
    agencies = agencies_in(context, home.country) if home and context.call.type else ()
    order = {ERROR: 0, WARNING: 1}
    return Eligibility(
        tuple(_applicant(context, partner, findings) for partner in plan.partners.values()),
        counted.organisations if counted else 0,
        counted.countries if counted else (),
        tuple(partner.id for partner in counted.doubtful) if counted else (),
        context.value("min_organisations"),
        context.value("min_countries"),
        plan.project.agency,
        tuple(f"{agency.code} {agency.name}".strip() for agency in agencies),
        context.call.deadline(),
        tuple(sorted(findings, key=lambda finding: order.get(finding.severity, 2))),
    )


def _applicant(context: Context, partner: Partner, findings: list[Finding]) -> Applicant:
    standing = context.countries.of(partner.country)
    counts = standing.counts if partner.is_beneficiary else False
    own = tuple(finding for finding in findings if finding.where[:2] == ("partners", partner.id))
    exists = context.countries.exists(partner.country)
    return Applicant(
        partner,
        country_name(context, partner.country) if exists else partner.country,
        standing.group if exists else "",
        counts if exists else None,
        _why(context, partner, standing.group if exists else ""),
        own,
    )


def _why(context: Context, partner: Partner, group: str) -> str:
    """Why an organisation counts or does not."""
    if partner.role == "associated":
        return _("associated partner")
    if partner.role == "affiliated":
        return _("affiliated entity")
    if context.countries.of(partner.country).announced:
        return _("association announced, not confirmed")
    return {
        "": _("unknown country"),
        "eu27": _("EU country"),
        "associated": _("associated country"),
        "overseas": _("overseas territory: how it counts was not read"),
        "region1": _("third country, region 1"),
        "region2": _("third country, region 2"),
        "region3": _("third country, region 3"),
    }.get(group, _("third country"))
