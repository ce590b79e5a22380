"""Dates: outside the project, end before start, outside the work package, deliverables and milestones out of step."""

from __future__ import annotations

from ka2plan.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
