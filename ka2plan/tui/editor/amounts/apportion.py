"""Dividing a sum in round steps where that is possible."""

from __future__ import annotations

from decimal import Decimal

from ka2plan.figures.effort_handed import step_of

STEPS = (Decimal(1000), Decimal(100), Decimal(10), Decimal(1), Decimal("0.01"))

MOST_STEPS_APART = 20
"""A step is round enough where everybody could get so many of it on average."""


def step_for(sum_: Decimal, count: int) -> Decimal:
    """The largest round step that a sum is a multiple of and that is small beside the parts."""
    parts = max(1, count)
    for step in STEPS:
        if sum_ % step == 0 and abs(sum_) >= step * MOST_STEPS_APART * parts:
            return step
    return next((step for step in STEPS if step <= 1 and sum_ % step == 0), step_of(sum_))
