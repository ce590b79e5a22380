"""Limits of a call as people type them: ``30,000 or 60,000``, ``12 to 36``, ``yes``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ka2plan.calls import Fact
from ka2plan.calls.model import frozen
from ka2plan.calls.shapes import described, fits
from ka2plan.calls.vocabulary import FactKey
from ka2plan.document.value_text import render
from ka2plan.plan.typed import scalar_from_text, value_from_text
from ka2plan.plan.values import Bad, quoted
from ka2plan.rules.fact_words import value_text
from ka2plan.tui.entry.typed_numbers import plain_number
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.messages import _

_BETWEEN_SUMS = re.compile(r"\s*(?:/|;|\bto\b|\bor\b|\band\b|,\s+|\s-\s|\.\.)\s*")
"""What stands between several numbers; a comma with nothing behind it may divide thousands."""

_BETWEEN = re.compile(r"\s*(?:/|;|,|\bto\b|\s-\s|\.\.)\s*")


def understand_limit(key: FactKey, text: str) -> Understood:
    """What a typed text means as the value of a fact: its TOML value, and how the fact then reads."""
    typed = text.strip()
    if not typed:
        return Understood(fault=_("needed"))
    value = _value(key, typed)
    if isinstance(value, Bad) or not fits(key, frozen(value)):
        return Understood(fault=_("{value} is not {shape}").format(value=quoted(typed), shape=described(key)))
    return Understood(value, value_text(Fact(key.name, frozen(value), (), "override")))


def limit_as_typed(key: FactKey, value: Any) -> str:
    """A fact's value as one would type it."""
    if key.shape in ("amount_range", "months_range", "dates"):
        return " to ".join(str(item) for item in value)
    if key.shape in ("amounts", "months_options", "words"):
        return ", ".join(f"{item:,}" if isinstance(item, int) else str(item) for item in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return render(thawed(value), inside=True) if isinstance(value, dict | tuple) else str(value)


def thawed(value: Any) -> Any:
    """The value with lists in place of tuples, as it is written to a file."""
    if isinstance(value, tuple):
        return [thawed(item) for item in value]
    if isinstance(value, dict):
        return {key: thawed(item) for key, item in value.items()}
    return value


def _value(key: FactKey, typed: str) -> Any | Bad:
    if typed[0] in "[{":
        return value_from_text(("overrides", key.name, "value"), typed)
    read = _READERS.get(key.shape)
    return read(typed) if read else value_from_text(("overrides", key.name, "value"), typed)


def _number(typed: str) -> Any | Bad:
    return scalar_from_text("number", plain_number(typed, is_money=True))


def _numbers(typed: str) -> Any | Bad:
    numbers = [_number(part) for part in _BETWEEN_SUMS.split(typed) if part]
    return next((number for number in numbers if isinstance(number, Bad)), numbers)


def _words(typed: str) -> list[str]:
    return [part for part in (part.strip() for part in typed.split(",")) if part]


def _days(typed: str) -> Any | Bad:
    days = [scalar_from_text("date", part) for part in _BETWEEN.split(typed) if part]
    return days if all(isinstance(day, date) for day in days) else Bad("", "")


def _moment(typed: str) -> Any | Bad:
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return Bad("", "")


_READERS: dict[str, Callable[[str], Any]] = {
    "amount": _number,
    "amounts": _numbers,
    "amount_range": _numbers,
    "count": _number,
    "dates": _days,
    "flag": lambda typed: scalar_from_text("boolean", typed),
    "megabytes": _number,
    "moment": _moment,
    "months": _number,
    "months_options": _numbers,
    "months_range": _numbers,
    "pattern": str,
    "percent": lambda typed: _number(typed.removesuffix("%").strip()),
    "share": _number,
    "word": str,
    "words": _words,
}
"""By shape; what is not here is written as TOML."""
