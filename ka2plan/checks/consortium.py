"""The consortium: number, countries, coordinator, third countries, associated partners, OIDs, papers."""

from __future__ import annotations

from ka2plan.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
