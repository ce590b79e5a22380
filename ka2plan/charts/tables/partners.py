"""The consortium as a table: who takes part, from where, with how many tasks and how much money."""

from __future__ import annotations

from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.figures.workload import Workload
from ka2plan.plan.model import Partner, Plan
from ka2plan.words.figures import day
from ka2plan.words.messages import _


def partners_table(plan: Plan, work: Workload) -> Table:
    """The partners in the plan's order."""
    columns = (
        Column("id", _("Id")),
        Column("name", _("Name"), least=10),
        Column("country", _("Country")),
        Column("city", _("City")),
        Column("region", _("Region")),
        Column("kind", _("Kind of organisation")),
        Column("role", _("Role")),
        Column("oid", _("OID")),
        Column("tasks", _("Tasks"), "count"),
        Column("leads", _("Leads"), "count"),
        Column("money", _("EUR"), "money"),
    )
    return Table(_("Partners"), columns, tuple(_row(plan, partner, work) for partner in plan.partners.values()))


def _row(plan: Plan, partner: Partner, work: Workload) -> Row:
    own = work.partners[partner.id]
    where = (partner.country, partner.city, partner.region, partner.kind)
    who = (partner.id, partner.name, *where, role_of(plan, partner), partner.oid)
    return Row((*who, len(own.activities), len(own.leads), own.money))


def role_of(plan: Plan, partner: Partner) -> str:
    """Coordinator, beneficiary, affiliated or associated, in words."""
    if partner.id == plan.project.coordinator:
        return _("coordinator")
    roles = {"beneficiary": _("beneficiary"), "affiliated": _("affiliated")}
    return roles.get(partner.role, _("associated"))


def stay_of(partner: Partner) -> str:
    """From when, until when a partner takes part, in words; empty for one that is there from beginning to end."""
    since, until = partner.since, partner.until
    if since and until:
        return _("from {since} to {until}").format(since=day(since), until=day(until))
    if since:
        return _("from {since} on").format(since=day(since))
    return _("until {until}").format(until=day(until)) if until else ""
