"""Values of a plan as JSON has them: dates in ISO form, money as a number, ids as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.schedule.forms import number

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


def iso(day: date | None) -> str | None:
    """``2026-11-01``, or null."""
    return day.isoformat() if day else None


def exact(amount: Decimal | None) -> int | float | None:
    """A whole number where it is whole; or null."""
    return None if amount is None else number(amount)


def ratio(share: Decimal | float | None) -> float | None:
    """A share from 0 to 1, or null."""
    return None if share is None else float(share)
