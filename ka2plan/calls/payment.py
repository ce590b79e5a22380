"""What the final score costs, by the scale of a type and call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.calls.model import Fact, fact_of
from ka2plan.named_tuples import NamedTuple


class PaymentScale(NamedTuple):
    """What the final score costs."""

    bands: tuple[tuple[int, int], ...]
    """From this score upward, per cent of the amount that is paid; the highest score first."""
    scored: str
    """``work-packages`` (their mean, weighted by budget, management left out) or ``criteria`` (their sum)."""
    criteria: Mapping[str, int]
    """Points of each criterion, where criteria are scored."""
    management_cap_percent: int | None
    """Most of the total after reductions that management is paid, in per cent."""
    score: str
    applies: str
    fact: Fact

    @property
    def full_from(self) -> int:
        """The lowest score that is paid in full."""
        return self.bands[0][0]

    def percent_at(self, score: int) -> int:
        """Per cent that are paid at a score of 0 to 100."""
        return next((percent for from_score, percent in self.bands if score >= from_score), 0)


def payment_of(entry: Mapping[str, Any], *, borrowed: bool) -> PaymentScale:
    """The scale that a file's entry gives."""
    fact = fact_of("payment", entry["bands"], entry, borrowed=borrowed)
    return PaymentScale(
        fact.value,
        entry["scored"],
        entry.get("criteria", {}),
        entry.get("management_cap_percent"),
        entry.get("score", ""),
        entry.get("applies", ""),
        fact,
    )
