"""``show eligibility``: whether the consortium may apply, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.print.header import title_line
from ka2plan.print.json_values import iso
from ka2plan.print.style import Pen
from ka2plan.print.tables import Column, table_lines
from ka2plan.rules.eligibility import Applicant, Eligibility, eligibility_of
from ka2plan.toml import format_path
from ka2plan.words.deadlines import deadline_in_words
from ka2plan.words.figures import day, either, listed
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ka2plan.rules.context import Context


def eligibility_text(context: Context, pen: Pen) -> str:
    """The answer, a line for each organisation, the least numbers, agency, deadline, and what is wrong."""
    return "".join(f"{line.rstrip()}\n" for line in eligibility_lines(context, pen))


def eligibility_lines(context: Context, pen: Pen) -> list[str]:
    """The same as lines."""
    found = eligibility_of(context)
    lines = [title_line(context.plan, pen), "", *pen.paragraph(_answer(found), "bold"), ""]
    if found.applicants:
        lines += [*_applicants(context, found, pen), ""]
    for text in _numbers(context, found):
        lines += pen.paragraph(text)
    for finding in found.findings:
        lines += ["", *pen.paragraph(f"{finding.code} {finding.message}", finding.severity)]
        lines += pen.paragraph(finding.hint) if finding.hint else []
    return lines


def _answer(found: Eligibility) -> str:
    if found.may_apply is None:
        return _("It is not certain whether this consortium may apply; the reasons are below.")
    if found.may_apply:
        return _("This consortium may apply, as far as the plan and the known rules say.")
    return _("This consortium may not apply as it is now.")


def _applicants(context: Context, found: Eligibility, pen: Pen) -> list[str]:
    columns = (
        Column(_("Id")),
        Column(_("Country"), least=6),
        Column(_("Counts")),
        Column(_("Because"), least=24),
        Column(_("OID")),
        Column(_("Established")),
        Column(_("Kind"), least=6),
    )
    coordinator = context.plan.project.coordinator
    lines = [_line(applicant, is_first=applicant.partner.id == coordinator) for applicant in found.applicants]
    return table_lines(columns, lines, pen)


def _line(applicant: Applicant, *, is_first: bool) -> tuple[str, ...]:
    partner = applicant.partner
    because = _("{why}, coordinator").format(why=applicant.why) if is_first else applicant.why
    return (
        partner.id,
        applicant.country,
        {True: _("yes"), False: _("no"), None: _("not known")}[applicant.counts],
        because,
        partner.oid,
        day(partner.established) if partner.established else "",
        partner.kind,
    )


def _numbers(context: Context, found: Eligibility) -> Iterator[str]:
    if found.least_organisations is not None:
        yield _("Organisations that count: {count}, at least {least} are asked for").format(
            count=found.organisations, least=found.least_organisations
        )
    if found.least_countries is not None:
        yield _("Countries that count: {count} ({codes}), at least {least} are asked for").format(
            count=len(found.countries), codes=", ".join(found.countries), least=found.least_countries
        )
    if found.unsure:
        yield _("Not counted, because it is not known: {ids}").format(ids=listed(found.unsure))
    if found.agency or found.agencies:
        agencies = either(found.agencies) or _("not in our list")
        yield _("National agency: {agency}; of this country and field: {agencies}").format(
            agency=found.agency or _("not named yet"), agencies=agencies
        )
    if found.deadline:
        yield _("Deadline: {deadline}").format(deadline=deadline_in_words(found.deadline.at, context.today))
    else:
        yield _("No deadline of this round is known")


def eligibility_json(context: Context) -> dict[str, Any]:
    """The same as values.

    ``{"version": 1, "may_apply": true, false or null, "organisations", "countries": [codes], "unsure": [ids],
    "least_organisations", "least_countries", "agency", "agencies", "deadline": ISO time in Brussels or null,
    "days_left",
    "partners": {id: {"country", "group", "counts": true, false or null, "why", "oid", "established", "kind", "role"}},
    "findings": [{"code", "severity", "where", "message", "hint", "source"}]}``.
    """
    found = eligibility_of(context)
    deadline = found.deadline
    return {
        "version": 1,
        "may_apply": found.may_apply,
        "organisations": found.organisations,
        "countries": list(found.countries),
        "unsure": list(found.unsure),
        "least_organisations": found.least_organisations,
        "least_countries": found.least_countries,
        "agency": found.agency or None,
        "agencies": list(found.agencies),
        "deadline": deadline.at.isoformat() if deadline else None,
        "days_left": (deadline.at.date() - context.today).days if deadline else None,
        "partners": {applicant.partner.id: _values(applicant) for applicant in found.applicants},
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "where": format_path(finding.where),
                "message": finding.message,
                "hint": finding.hint,
                "source": finding.source,
            }
            for finding in found.findings
        ],
    }


def _values(applicant: Applicant) -> dict[str, Any]:
    partner = applicant.partner
    return {
        "country": partner.country,
        "group": applicant.group,
        "counts": applicant.counts,
        "why": applicant.why,
        "oid": partner.oid or None,
        "established": iso(partner.established),
        "kind": partner.kind,
        "role": partner.role,
    }
