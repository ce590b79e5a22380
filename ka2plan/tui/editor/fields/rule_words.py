"""What the rules of the call say of a value before it is written: the same words as in the findings."""

from __future__ import annotations

from typing import Any

from ka2plan.findings import Path
from ka2plan.plan import Plan
from ka2plan.rules.context import Context
from ka2plan.rules.rules import RULES
from ka2plan.session import Snapshot


def broken_rule(snapshot: Snapshot, path: Path, value: Any) -> str:
    """The first fault that a value would have by the rules on it alone; empty where there is none."""
    rules = [rule for rule in RULES if rule.value == (path[0], path[-1])]
    plan = _with_value(snapshot.plan, path, value) if rules else None
    if plan is None or snapshot.book is None:
        return ""
    context = Context(plan, snapshot.book, snapshot.today)
    found = (finding for rule in rules for finding in rule.findings(context) if finding.where == path)
    return next(("; ".join(filter(None, (finding.message, finding.hint))) for finding in found), "")


def _with_value(plan: Plan, path: Path, value: Any) -> Plan | None:
    if path[0] == "project":
        return plan._replace(project=plan.project._replace(**{str(path[1]): value}))
    partner = plan.partners.get(str(path[1]))
    if partner is None or len(path) != 3:
        return None
    return plan._replace(partners={**plan.partners, partner.id: partner._replace(**{str(path[2]): value})})
