"""The lines above a report: which project it is, for which call, with whom, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping

from ka2plan.figures.money import Money, money_of
from ka2plan.findings import ERROR, WARNING, Severity
from ka2plan.plan.model import ZERO, Plan
from ka2plan.print.style import Pen, PenStyle
from ka2plan.words.distances import span
from ka2plan.words.figures import figure, money, months, percentage, share
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import cells

WIDEST = 100
"""Cells of a line of prose that are still easy to read."""


def header_lines(
    plan: Plan, counts: Mapping[Severity, int] | None, pen: Pen, management_wp: str | None = None
) -> list[str]:
    """Acronym and title; then call, dates, money, partners, management and findings in as many lines as
    they take.
    """
    sums = money_of(plan, management_wp)
    facts = (
        _call(plan),
        _dates(plan, pen),
        _money(sums),
        _consortium(plan),
        _coordinator(plan),
        _management(sums),
    )
    parts = [*((fact, "") for fact in facts if fact), *_findings(counts)]
    narrower = pen._replace(width=min(pen.width, WIDEST))
    return [title_line(plan, pen), *narrower.wrapped(parts, pen.glyphs.divider)]


def title_line(plan: Plan, pen: Pen) -> str:
    """The acronym and the title of the project, cut at the width."""
    acronym = pen.cut(plan.project.acronym, pen.width)
    title = plan.project.title or (_("(no title)") if not acronym else "")
    room = pen.width - cells(acronym) - 2 * bool(acronym)
    rest = pen.cut(title, room) if room > 0 else ""
    if not acronym:
        return pen.style(rest, "title")
    return pen.style(acronym, "title") + (f"  {rest}" if rest else "")


def _call(plan: Plan) -> str:
    project = plan.project
    if project.call is None:
        return project.type or _("no type")
    words = _("{type}, call {year} round {round}")
    return words.format(type=project.type or _("no type"), year=project.call, round=project.round)


def _dates(plan: Plan, pen: Pen) -> str:
    project, calendar = plan.project, plan.calendar
    if project.start is None:
        if not project.months:
            return _("no start date")
        return _("no start date, {length}").format(length=months(project.months))
    if calendar is None:
        return _("from {span}, no duration").format(span=span(project.start, project.start))
    return f"{span(calendar.start, calendar.end, pen.glyphs.dash)}, {months(calendar.months)}"


def _money(sums: Money) -> str:
    if sums.lump_sum is None:
        return _("no lump sum")
    if sums.total in (ZERO, sums.lump_sum):
        return money(sums.lump_sum)
    return _("{planned} of {whole}").format(planned=figure(sums.total), whole=money(sums.lump_sum))


def _consortium(plan: Plan) -> str:
    if not plan.partners:
        return _("no partners")
    funded = [partner for partner in plan.partners.values() if partner.is_funded]
    countries = len({partner.country for partner in funded if partner.country})
    partners = ngettext("{count} partner", "{count} partners", len(funded)).format(count=len(funded))
    words = ngettext("{partners} from {count} country", "{partners} from {count} countries", countries)
    said = words.format(partners=partners, count=countries)
    if len(funded) < len(plan.partners):
        said = _("{partners}, {count} associated").format(partners=said, count=len(plan.partners) - len(funded))
    return said


def _coordinator(plan: Plan) -> str:
    id = plan.project.coordinator
    if not id:
        return _("no coordinator")
    country = plan.partners[id].country if id in plan.partners else ""
    if not country:
        return _("coordinator {id}").format(id=id)
    return _("coordinator {id} ({country})").format(id=id, country=country)


def _management(sums: Money) -> str:
    if not sums.management_share:
        return ""
    percent = sums.management_share * 100
    whole = percent == percent.to_integral_value()
    shown = percentage(int(percent)) if whole else share(sums.management_share, 1)
    return _("management {share}").format(share=shown)


def _findings(counts: Mapping[Severity, int] | None) -> list[tuple[str, PenStyle]]:
    if counts is None:
        return []
    errors, warnings = counts.get(ERROR, 0), counts.get(WARNING, 0)
    if not errors and not warnings:
        return [(_("no errors, no warnings"), "good")]
    parts = (
        ngettext("{count} error", "{count} errors", errors).format(count=errors) if errors else "",
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings) if warnings else "",
    )
    return [(", ".join(part for part in parts if part), "error" if errors else "warning")]
