"""Objectives and priorities as tables, each with what serves it."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.plan.model import Plan
from ka2plan.words.messages import _


def objectives_table(plan: Plan) -> Table:
    """The objectives with the activities and indicators that serve them."""
    columns = (Column("id", _("Id")), Column("title", _("Title"), least=12), Column("served", _("Served by")))
    rows = ((entry.id, entry.title, ", ".join(_serving(plan, entry.id))) for entry in plan.objectives.values())
    return Table(_("Objectives"), columns, tuple(map(Row, rows)))


def priorities_table(plan: Plan) -> Table:
    """The priorities of the project, the main one first, with what serves them."""
    columns = (Column("name", _("Priority")), Column("served", _("Served by")))
    rows = ((name, ", ".join(_serving(plan, name))) for name in plan.project.priorities)
    return Table(_("Priorities"), columns, tuple(map(Row, rows)))


def _serving(plan: Plan, aim: str) -> Iterator[str]:
    yield from (entry.id for entry in plan.work_packages.values() if aim in entry.priorities)
    yield from (entry.id for entry in plan.activities.values() if aim in entry.serves)
    yield from (entry.id for entry in plan.indicators.values() if aim in entry.serves)
