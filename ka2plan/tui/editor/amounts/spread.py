"""What a rule of spreading comes to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple

Weights = dict[tuple[Path, str], Decimal]


class Spread(NamedTuple):
    """One rule and what comes of it."""

    rule: str
    step: Decimal
    """The parts are multiples of it."""
    parts: Mapping[tuple[Path, str], Decimal]
    """What each amount gets, below nought for what it gives back; together all that is spread."""
