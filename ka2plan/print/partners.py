"""``show partners``: who takes part, from where, with which tasks, money and papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ka2plan.charts.tables.partners import partners_table, stay_of
from ka2plan.figures.workload import Workload
from ka2plan.plan.model import Partner, Plan
from ka2plan.print.dependence import dependence_lines
from ka2plan.print.json_values import exact, iso, ratio
from ka2plan.print.style import Pen
from ka2plan.print.tables import Column, table_lines, written
from ka2plan.print.view import View
from ka2plan.schedule.remaining_work import RemainingWork
from ka2plan.words.figures import day, listed
from ka2plan.words.messages import _


def partners_lines(view: View, pen: Pen) -> list[str]:
    """The table of partners, who is in no activity, the papers the plan tells of, and who depends on whom."""
    plan = view.plan
    if not plan.partners:
        return pen.paragraph(_("The plan has no partners yet."))
    load = view.workload
    table = partners_table(plan, load).without("city", "region", "kind")
    idle = [id for id, own in load.partners.items() if not own.activities]
    said = _("In no activity: {partners}").format(partners=listed(idle))
    return [
        *written(table, pen),
        *(["", *pen.paragraph(said)] if idle else []),
        *_stays(plan, pen),
        *_established(plan, pen),
        *_papers(plan, pen),
        *(["", *dependence_lines(RemainingWork(plan, view.today), pen)] if len(plan.partners) > 1 else []),
    ]


def _stays(plan: Plan, pen: Pen) -> list[str]:
    """Who is not there for the whole project."""
    stays = [(partner.id, stay) for partner in plan.partners.values() if (stay := stay_of(partner))]
    lines = [_("{partner} takes part {stay}.").format(partner=id, stay=stay) for id, stay in stays]
    return ["", *(part for line in lines for part in pen.paragraph(line))] if lines else []


def _established(plan: Plan, pen: Pen) -> list[str]:
    """Since when organisations are legally established, as far as the plan says it."""
    told = [f"{one.id} {day(one.established)}" for one in plan.partners.values() if one.established]
    return ["", *pen.paragraph(_("Established: {partners}").format(partners=listed(told)))] if told else []


def _papers(plan: Plan, pen: Pen) -> list[str]:
    names = dict.fromkeys(name for partner in plan.partners.values() for name in partner.papers)
    own = [f"{name} {_paper(there)}" for name, there in plan.project.papers.items()]
    of_project = ["", *pen.paragraph(_("Papers of the project: {papers}").format(papers=listed(own)))] if own else []
    if not names:
        return of_project
    columns = (Column(_("Papers")), *(Column(name) for name in names))
    lines = [(partner.id, *(_paper(partner.papers.get(name)) for name in names)) for partner in plan.partners.values()]
    return ["", *table_lines(columns, lines, pen), *of_project]


def _paper(state: bool | date | None) -> str:
    if isinstance(state, date):
        return day(state)
    return _("yes") if state else _("no")


def partners_json(view: View) -> dict[str, Any]:
    """The partners as values.

    ``{"version": 1, "coordinator": id or null, "countries": [..of beneficiaries..], "unit", "papers" of the
    project: {name: true, false or date}, "partners": {id: {"name", "country", "city", "region", "oid", "role":
    "beneficiary", "affiliated" or "associated", "kind", "newcomer": true, false or null, "website", "contact",
    "capacity", "rate", "since", "until", "established": dates or null, "papers": {name: true, false or date},
    "activities": [ids], "leads": [ids], "leads_work_packages": [ids], "effort", "effort_share", "money",
    "money_share"}}}``; effort and capacity are in ``unit`` (``days`` or ``months``), texts that the plan does not
    have are empty.
    """
    plan = view.plan
    load = view.workload
    funded = (partner.country for partner in plan.partners.values() if partner.is_funded)
    return {
        "version": 1,
        "coordinator": plan.project.coordinator,
        "countries": list(dict.fromkeys(country for country in funded if country)),
        "unit": plan.project.effort_unit,
        "papers": _papers_json(plan.project.papers),
        "partners": {id: _values(partner, load) for id, partner in plan.partners.items()},
    }


def _papers_json(papers: Mapping[str, bool | date]) -> dict[str, Any]:
    return {name: iso(state) if isinstance(state, date) else state for name, state in papers.items()}


def _values(partner: Partner, load: Workload) -> dict[str, Any]:
    own = load.partners[partner.id]
    texts = ("name", "country", "city", "region", "oid", "role", "kind", "newcomer", "website", "contact")
    return {
        **{name: getattr(partner, name) for name in texts},
        "capacity": exact(partner.capacity),
        "rate": exact(partner.rate),
        "since": iso(partner.since),
        "until": iso(partner.until),
        "established": iso(partner.established),
        "papers": _papers_json(partner.papers),
        "activities": list(own.activities),
        "leads": list(own.leads),
        "leads_work_packages": list(own.leads_packages),
        "effort": exact(own.effort),
        "effort_share": ratio(own.effort_share),
        "money": exact(own.money),
        "money_share": ratio(own.money_share),
    }
