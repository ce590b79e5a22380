"""Money: sums against the lump sum, per work package, per organisation; management share; amounts against rate and effort."""

from __future__ import annotations

from ka2plan.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
