"""Values of a plan as JSON has them: dates in ISO form, money as a number, ids as they stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.schedule.forms import number


def iso(day: date | None) -> str | None:
    """``2026-11-01``, or null."""
    return day.isoformat() if day else None


def exact(amount: Decimal | None) -> int | float | None:
    """A whole number where it is whole; or null."""
    return None if amount is None else number(amount)


def ratio(share: Decimal | float | None) -> float | None:
    """A share from 0 to 1, or null."""
    return None if share is None else float(share)


def plain_json(value: Any) -> Any:
    """A value of a plan file: dates in ISO form, tables and lists value by value."""
    if isinstance(value, dict):
        return {name: plain_json(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain_json(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return number(value) if isinstance(value, Decimal) else value
