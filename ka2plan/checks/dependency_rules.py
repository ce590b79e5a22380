"""Dependencies: cycles, violated and redundant links, a network longer than the project."""

from __future__ import annotations

from ka2plan.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
