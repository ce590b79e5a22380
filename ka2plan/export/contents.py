"""What stands in an export of the whole plan besides its chart: the facts at its head, and its tables."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.charts.tables.activities import activities_table, indicators_table, packages_table
from ka2plan.charts.tables.budget import amounts_table, budget_table
from ka2plan.charts.tables.events import deliverables_table, milestones_table
from ka2plan.charts.tables.further import with_further_texts
from ka2plan.charts.tables.partners import partners_table
from ka2plan.charts.tables.table import Table
from ka2plan.charts.tables.workload import months_table
from ka2plan.export.material import Material
from ka2plan.plan import Plan
from ka2plan.plan.schema import ACTIVITIES, DELIVERABLES, INDICATORS, MILESTONES, PARTNERS, WORK_PACKAGES, Kind
from ka2plan.words.figures import day, figure
from ka2plan.words.messages import _

QUARTER = 3
"""Months a column of the workload: more columns find no room on a page."""

ACTIVITY_COLUMNS = ("id", "title", "wp", "start", "end", "lead", "partners", "venue", "after", "money", "status")


def tables(material: Material) -> tuple[Table, ...]:
    """All tables of the plan that have a row, without columns in which nothing stands but for those of sums."""
    plan, chart, today = material.plan, material.chart, material.today
    partners = partners_table(plan, material.workload)
    milestones, deliverables = milestones_table(plan, today), deliverables_table(plan, today)
    every = (
        (partners.only("id", "name", "country", "city", "role", "oid"), PARTNERS),
        (packages_table(plan, chart, material.money), WORK_PACKAGES),
        (activities_table(plan, chart).only(*ACTIVITY_COLUMNS), ACTIVITIES),
        (milestones.without("month", "state"), MILESTONES),
        (deliverables.without("month", "state"), DELIVERABLES),
        (budget(material), None),
        (months_table(material.workload, QUARTER).without("capacity"), None),
        (indicators_table(plan.indicators.values()), INDICATORS),
    )
    return tuple(_with_all_texts(plan, table, kind) if kind else table for table, kind in every if table.rows)


def _with_all_texts(plan: Plan, table: Table, kind: Kind) -> Table:
    return with_further_texts(table, kind, getattr(plan, kind.name)).without_empty()


def budget(material: Material) -> Table:
    """Organisation x work package with totals both ways; activities with amounts where there are no packages."""
    if material.plan.work_packages:
        return budget_table(material.plan, material.money).without("share")
    return amounts_table(material.plan, material.money).only("id", "title", "money")


def facts(material: Material) -> Iterator[tuple[str, str]]:
    """What stands at the head of every export: label and value."""
    project, calendar = material.plan.project, material.plan.calendar
    type_ = material.call.type
    yield _("Type"), f"{type_.name} ({project.type})" if type_ else project.type
    yield _("Call"), _("{year}, round {round}").format(year=project.call or "?", round=project.round)
    if calendar:
        yield (
            _("Duration"),
            _("{start} to {end}, {months} months").format(
                start=day(calendar.start), end=day(calendar.end), months=calendar.months
            ),
        )
    if project.lump_sum is not None:
        yield _("Lump sum"), _("{amount} EUR").format(amount=figure(project.lump_sum))
    yield _("Coordinator"), material.partner_name(project.coordinator)
