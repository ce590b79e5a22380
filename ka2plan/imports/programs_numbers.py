"""Numbers as programs write them into their files."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

MOST_DIGITS = 15
"""Of a whole number; one with more is shown as it is written, for nobody counts with it."""

_CHANCE = Decimal("1e-9")


def programs_number(written: str) -> Decimal | None:
    """The number that stands there; None where there is none, or one that nobody can have meant."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    return rounded(number) if number.is_finite() and number.adjusted() < MOST_DIGITS else None


def rounded(number: Decimal) -> Decimal:
    """The number as it was typed: spreadsheets keep fifteen digits, and the rest is chance."""
    exact = number.quantize(_CHANCE) if number.adjusted() < MOST_DIGITS else number
    return exact.normalize() + 0
