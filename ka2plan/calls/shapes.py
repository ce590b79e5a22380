"""Whether a value out of a file, lists already tuples, is what its key takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ka2plan.calls.vocabulary import FactKey

MOST = 1_000_000
"""No number of months, points or applications comes near it; TOML takes numbers of thousands of digits."""

MOST_EUROS = 10**12
FINEST_EXPONENT = -6


def fits(key: FactKey, value: Any) -> bool:
    """Whether a frozen value is of the key's shape and, where it has choices, one of them."""
    return SHAPES[key.shape](value) and (not key.choices or value in key.choices)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _is_amount(value: Any) -> bool:
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return isinstance(exponent, int) and exponent >= FINEST_EXPONENT and 0 <= value <= MOST_EUROS
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_EUROS


def _is_percent(value: Any) -> bool:
    return _is_amount(value) and value <= 100


def _is_share(value: Any) -> bool:
    return _is_amount(value) and value <= 1


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_pattern(value: Any) -> bool:
    import re

    try:
        re.compile(value)
    except (re.error, TypeError, OverflowError, RecursionError):
        return False
    return True


def _is_moment(value: Any) -> bool:
    return isinstance(value, datetime) and value.tzinfo is None


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _some(fits_one: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, tuple) and value != () and all(fits_one(item) for item in value)


def _range(fits_one: Callable[[Any], bool]) -> Callable[[Any], bool]:
    some = _some(fits_one)
    return lambda value: some(value) and len(value) == 2 and value[0] <= value[1]


def _each(fits_one: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, Mapping) and value != {} and all(map(fits_one, value.values()))


def _is_by_months(value: Any) -> bool:
    return _each(_is_amount)(value) and all(map(_are_months, value))


def _are_months(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 3


def _is_variant(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    shapes = {
        "lump_sum": _is_amount,
        "grant_max": _is_amount,
        "grant": _range(_is_amount),
        "months": _range(_is_count),
        "organisations": _some(_is_count),
    }
    return all(key in shapes and shapes[key](item) for key, item in value.items())


SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "amount": _is_amount,
    "amounts": _some(_is_amount),
    "amount_range": _range(_is_amount),
    "amounts_by_months": _is_by_months,
    "count": _is_count,
    "dates": _range(_is_day),
    "day": _is_day,
    "flag": _is_flag,
    "megabytes": _is_count,
    "moment": _is_moment,
    "months": _is_count,
    "months_options": _some(_is_count),
    "months_range": _range(_is_count),
    "pattern": _is_pattern,
    "percent": _is_percent,
    "points": _each(_is_amount),
    "share": _is_share,
    "variants": _each(_is_variant),
    "word": _is_word,
    "words": _some(_is_word),
}
