"""Workload: above capacity, without a task, leads everything, shares out of step, partners that never work together."""

from __future__ import annotations

from ka2plan.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
