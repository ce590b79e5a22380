"""Dividing a sum by weights without losing a cent, in round steps where that is possible."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import TypeVar

STEPS = (Decimal(1000), Decimal(100), Decimal(10), Decimal(1), Decimal("0.01"))

MOST_STEPS_APART = 20
"""A step is round enough where everybody could get so many of it on average."""

Key = TypeVar("Key", bound=Hashable)


def step_for(sum_: Decimal, count: int) -> Decimal:
    """The largest round step that a sum is a multiple of and that is small beside the parts."""
    parts = max(1, count)
    for step in STEPS:
        if sum_ % step == 0 and abs(sum_) >= step * MOST_STEPS_APART * parts:
            return step
    return next((step for step in STEPS if step <= 1 and sum_ % step == 0), STEPS[-1])


def apportioned(sum_: Decimal, weights: Mapping[Key, Decimal], step: Decimal) -> dict[Key, Decimal]:
    """Parts that add up to the sum exactly, each a multiple of the step; what remains goes to the largest remainders.

    Nothing where no weight is above nought.
    """
    whole = sum(weights.values(), Decimal(0))
    if whole <= 0:
        return {}
    sign = -1 if sum_ < 0 else 1
    units = {key: abs(sum_) * weight / whole / step for key, weight in weights.items()}
    parts = {key: unit.to_integral_value(ROUND_FLOOR) for key, unit in units.items()}
    left = int((abs(sum_) - sum(parts.values(), Decimal(0)) * step) / step)
    by_remainder = sorted(units, key=lambda key: parts[key] - units[key])
    for key in by_remainder[:left]:
        parts[key] += 1
    return {key: sign * part * step for key, part in parts.items() if part}
