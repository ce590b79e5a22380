"""Which version of ka2plan a plan needs: forms that an older one refuses to read."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ka2plan.plan.model import Plan

FIRST = "0.1"
"""Reads every plan without such a form."""

MONTH_BY_MONTH = "0.2"
"""Reads a `capacity` or an `effort` that names months."""

NEWER_KEYS = {
    ("project", "papers"): "0.2",
    ("partners", "since"): "0.2",
    ("partners", "until"): "0.2",
    ("partners", "established"): "0.2",
    ("work_packages", "management"): "0.2",
    ("activities", "evidence"): "0.2",
}
"""Tables and keys that the first version did not have; it keeps them, and reports them as unknown."""


def version_of(table: str, key: str) -> str:
    """The first version of ka2plan that reads a key."""
    return NEWER_KEYS.get((table, key), FIRST)


def version_needed(plan: Plan) -> str:
    """The first version of ka2plan that reads this plan."""
    names_months = (
        any(partner.capacity_by_month for partner in plan.partners.values())
        or any(work_package.effort_by_month for work_package in plan.work_packages.values())
        or any(activity.effort_by_month for activity in plan.activities.values())
    )
    return MONTH_BY_MONTH if names_months else FIRST
