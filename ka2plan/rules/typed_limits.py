"""Limits of a call as people type them: ``30,000 or 60,000``, ``12 to 36``, ``yes``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from ka2plan.calls.model import frozen
from ka2plan.calls.shapes import fits
from ka2plan.calls.vocabulary import BY_NAME, FactKey
from ka2plan.plan.types.flag import FLAG
from ka2plan.plan.types.moment import DATE
from ka2plan.plan.types.money import MONEY
from ka2plan.plan.types.number import INTEGER, NUMBER
from ka2plan.plan.types.percent import without_sign
from ka2plan.plan.types.text import parts_of
from ka2plan.plan.types.value_type import ValueType, toml_value
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.rules.fact_faults import wanted_text
from ka2plan.words.messages import _

_BETWEEN_SUMS = re.compile(r"\s*(?:/|;|\bto\b|\bor\b|\band\b|,\s+|\s-\s|\.\.)\s*")
"""What stands between several numbers; a comma with nothing behind it may divide thousands."""

_BLANKS = re.compile(r"\s+")
"""Taken as one before anything else is looked for: every blank of many would begin a search of its own."""

_BETWEEN = re.compile(r"\s*(?:/|;|,|\bto\b|\s-\s|\.\.)\s*")


def limit_from_text(name: str, text: str) -> Any | Bad:
    """The TOML value that a typed text stands for as the value of a fact of that name, or why it is none."""
    key, typed = BY_NAME.get(name), text.strip()
    if key is None:
        value = toml_value(typed)
        return text if isinstance(value, Bad) else value
    value = _value(key, typed)
    if isinstance(value, Bad) or not fits(key, frozen(value)):
        return Bad(BAD_VALUE, _("{value} is not {shape}").format(value=quoted(typed), shape=wanted_text(key)))
    return value


def _value(key: FactKey, typed: str) -> Any | Bad:
    read = _READERS.get(key.shape)
    if read is None or typed[:1] in ("[", "{"):
        return toml_value(typed)
    return read(typed)


def _each(of_type: ValueType, between: re.Pattern[str]) -> Callable[[str], Any]:
    def read(typed: str) -> Any | Bad:
        values = [of_type.from_text(part) for part in between.split(_BLANKS.sub(" ", typed)) if part]
        return next((value for value in values if isinstance(value, Bad)), values)

    return read


def _time(typed: str) -> Any | Bad:
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return Bad(BAD_VALUE, "")


_READERS: dict[str, Callable[[str], Any]] = {
    "amount": MONEY.from_text,
    "amounts": _each(MONEY, _BETWEEN_SUMS),
    "amount_range": _each(MONEY, _BETWEEN_SUMS),
    "count": INTEGER.from_text,
    "dates": _each(DATE, _BETWEEN),
    "flag": FLAG.from_text,
    "megabytes": NUMBER.from_text,
    "moment": _time,
    "months": INTEGER.from_text,
    "months_options": _each(INTEGER, _BETWEEN_SUMS),
    "months_range": _each(INTEGER, _BETWEEN_SUMS),
    "pattern": str,
    "percent": lambda typed: NUMBER.from_text(without_sign(typed)),
    "share": NUMBER.from_text,
    "word": str,
    "words": parts_of,
}
"""By shape; what is not here is written as TOML."""
