"""What an applicant and its institutions have to be: old enough, and holders of the charter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.rules.context import Context
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, InEditor, Rule, rule
from ka2plan.rules.submission import is_draft
from ka2plan.words.figures import day
from ka2plan.words.messages import N_, _, ngettext

if TYPE_CHECKING:
    from datetime import date

CHARTER = "eche"
"""The paper of an institution that holds the Erasmus Charter for Higher Education."""

UNIVERSITY = ("university", "higher-education", "hei")
"""What is in the kind of an organisation that is a higher education institution."""


@rule("ORG117", ERROR, in_editor=InEditor(N_("choose an older organisation as coordinator")))
def applicant_is_too_young(context: Context) -> Iterator[Fault]:
    """The coordinator was legally established too short a time before the deadline."""
    fact, deadline = context.fact("applicant_established_years"), context.call.deadline()
    coordinator = context.plan.partners.get(context.plan.project.coordinator or "")
    if fact is None or deadline is None or coordinator is None or coordinator.established is None:
        return
    if _years_later(coordinator.established, fact.value) > deadline.at.date():
        message = ngettext(
            "the coordinator {id} was founded on {day}, less than {years} year before the deadline on {deadline}",
            "the coordinator {id} was founded on {day}, less than {years} years before the deadline on {deadline}",
            fact.value,
        )
        yield Fault(
            ("partners", coordinator.id, "established"),
            message.format(
                id=coordinator.id, day=day(coordinator.established), years=fact.value, deadline=day(deadline.at)
            ),
            _("choose an older organisation as coordinator, or correct the date"),
            (fact,),
        )


def _years_later(start: date, years: int) -> date:
    """The same day so many years later; 28 February for the 29th."""
    last_of_february = (start.month, start.day) == (2, 29)
    return start.replace(year=start.year + years, day=28 if last_of_february else start.day)


@rule("ORG118", ADVICE, mandatory_on_submit=True, in_editor=InEditor(N_("write the day on which it was founded")))
def established_is_not_known(context: Context) -> Iterator[Fault]:
    """The form asks since when the applicant is legally established, and the plan does not say."""
    fact = context.fact("applicant_established_years") if is_draft(context) else None
    coordinator = context.plan.partners.get(context.plan.project.coordinator or "")
    if fact is None or coordinator is None or coordinator.established:
        return
    where = ("partners", coordinator.id, "established")
    if context.plan.could_read(*where):
        message = ngettext(
            "the coordinator {id} must exist for at least {years} year at the "
            "deadline; the plan does not say when it was founded",
            "the coordinator {id} must exist for at least {years} years at the "
            "deadline; the plan does not say when it was founded",
            fact.value,
        )
        yield Fault(
            where,
            message.format(id=coordinator.id, years=fact.value),
            _("write the day on which it was founded, such as {sample}").format(sample="`established = 1998-09-01`"),
            (fact,),
        )


@rule("ORG154", ADVICE, in_editor=InEditor(N_("if it has the charter, write yes in its papers")))
def university_has_no_charter(context: Context) -> Iterator[Fault]:
    """A higher education institution of an EU or associated country is not noted to hold the charter."""
    fact = context.fact("charter_of_universities") if is_draft(context) else None
    for id, partner in context.plan.partners.items() if fact else ():
        is_one = any(word in partner.kind.casefold().replace(" ", "-") for word in UNIVERSITY)
        counts = context.countries.of(partner.country).counts
        if fact and is_one and counts and partner.is_beneficiary and CHARTER not in partner.papers:
            yield Fault(
                ("partners", id, "papers", CHARTER),
                _("{id} is a higher education institution and needs the Erasmus charter (ECHE)").format(id=id),
                _("if it has the charter, write {sample}").format(sample=f"papers = {{ {CHARTER} = true }}"),
                (fact,),
                WARNING if context.submit else None,
            )


RULES: tuple[Rule, ...] = (applicant_is_too_young, established_is_not_known, university_has_no_charter)
