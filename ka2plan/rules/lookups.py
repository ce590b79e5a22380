"""Questions that several rules ask: what could be read, what does a fault rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.calls import Fact, Field, Form
from ka2plan.plan import Activity, Plan, WorkPackage
from ka2plan.rules.context import Context

if TYPE_CHECKING:
    from decimal import Decimal

    from ka2plan.findings import Path

MONEY_KEYS = ("amount", "budget", "status")
"""Keys that change what an entry costs; ``status`` may cancel it."""

MONEY_TABLES = ("activities", "work_packages")


def all_read(plan: Plan, *tables: str) -> bool:
    """Whether every entry of these tables was read, so that they can be counted."""
    return not any(path[0] in tables and len(path) <= 2 for path in plan.unread)


def table_place(plan: Plan, table: str) -> Path:
    """Where to show that a table has too few entries: the project where it has none."""
    return (table,) if getattr(plan, table) else ("project",)


def key_read(plan: Plan, table: str, key: str) -> bool:
    """Whether this key could be read wherever it stands in the table."""
    return not any(path[0] == table and len(path) > 2 and path[2] == key for path in plan.unread)


def money_read(plan: Plan, package: str | None = None) -> bool:
    """Whether all money of the plan (or of one work package) was read; else no sum of it can be trusted."""
    return not any(
        package is None or _may_concern(plan, path, package)
        for path in plan.unread
        if path[0] in MONEY_TABLES and _hides_money(plan, path)
    )


def _hides_money(plan: Plan, path: Path) -> bool:
    if len(path) <= 2:
        return True
    if path[2] == "budget" and len(path) > 3:
        entry = _money_entry(plan, path)
        return entry is None or path[3] not in entry.budget
    return path[2] in MONEY_KEYS


def _may_concern(plan: Plan, path: Path, package: str) -> bool:
    entry = _money_entry(plan, path)
    if isinstance(entry, Activity):
        return entry.wp in (package, None)
    return entry is None or entry.id == package


def _money_entry(plan: Plan, path: Path) -> Activity | WorkPackage | None:
    id = str(path[1]) if len(path) > 1 else ""
    return plan.activities.get(id) if path[0] == "activities" else plan.work_packages.get(id)


def amounts_of(plan: Plan) -> Iterator[tuple[Path, Decimal]]:
    """Every amount of money of live entries, with its place."""
    for package in plan.live_work_packages():
        for partner, amount in package.budget.items():
            yield ("work_packages", package.id, "budget", partner), amount
    for activity in plan.live_activities():
        for partner, amount in activity.budget.items():
            yield ("activities", activity.id, "budget", partner), amount
        if activity.amount is not None:
            yield ("activities", activity.id, "amount"), activity.amount


def sure(*facts: Fact | None) -> tuple[Fact, ...]:
    """Those facts that may carry an error: sources of a fault that would be one without any of them."""
    return tuple(fact for fact in facts if fact and fact.may_be_error)


def known(*facts: Fact | None) -> tuple[Fact, ...]:
    """Those facts that there are."""
    return tuple(fact for fact in facts if fact)


def rule_fact(context: Context, id: str) -> Fact | None:
    """A rule of the guide as a fact, where it is about the plan's type; unsure if read for other calls."""
    told = next((told for told in context.call.rules if told.id == id), None)
    if told is None:
        return None
    evidence = "secondary" if told.borrowed and context.call.known_year else told.evidence
    return Fact(id, told.text, told.source_ids, evidence, not context.call.known_year, id, told.note)


def form_fact(form: Form, field: Field) -> Fact:
    """What a form asks as a fact; unsure if it was read for other calls only."""
    evidence = form.evidence if field.may_be_error else "secondary"
    return Fact(field.key, field.label, form.source_ids, evidence, rule=field.rule, note=field.note)
