"""Dividing a sum by weights without losing a cent."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


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
