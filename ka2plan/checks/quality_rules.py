"""Quality of the plan: what evaluators look for and miss."""

from __future__ import annotations

from ka2plan.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
