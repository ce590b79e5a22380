"""The money of the plan as the one table that exports show."""

from __future__ import annotations

from ka2plan.charts.tables.budget import amounts_table, budget_table
from ka2plan.charts.tables.table import Table
from ka2plan.export.material import Material


def budget(material: Material) -> Table:
    """Organisation x work package with totals both ways; activities with amounts where there are no packages."""
    if material.plan.work_packages:
        return budget_table(material.plan, material.money).without("share")
    return amounts_table(material.plan, material.money).only("id", "title", "money")
