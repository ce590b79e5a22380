"""All rules in the order in which they are asked: the call first, then what rests on it, quality last."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ka2plan.rules import (
    call_rules,
    consortium,
    date_rules,
    dependency_rules,
    evidence_rules,
    membership_rules,
    money_rules,
    quality_rules,
    workload_rules,
)
from ka2plan.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *call_rules.RULES,
    *consortium.RULES,
    *money_rules.RULES,
    *date_rules.RULES,
    *dependency_rules.RULES,
    *workload_rules.RULES,
    *membership_rules.RULES,
    *quality_rules.RULES,
    *evidence_rules.RULES,
)


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code: those that are asked, and those of the file, which its reader reports."""
    from ka2plan.rules.file_rules import FILE_RULES

    return {rule.code: rule for rule in (*FILE_RULES, *RULES)}
