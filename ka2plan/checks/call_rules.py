"""The call: type, duration, lump sum, field, start window, deadline, unknown year, number of work packages and activities."""

from __future__ import annotations

from ka2plan.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
