"""What all values have in common: quoting one in a message, and saying in a sentence what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import FIRST_YEAR, LAST_YEAR
from ka2plan.words.figures import number
from ka2plan.words.messages import _

MAX_QUOTED = 40

LARGEST = 10**12
"""No number of a plan reaches it, so that no sum loses a digit."""

MOST_DECIMALS = 40
"""Noughts behind the point before the first other digit: ``1e-999999999`` would be written with a thousand million."""

CENT = Decimal("0.01")


class Bad(NamedTuple):
    """A value that is not written as it should be: the code, what is wrong, what to write instead."""

    code: str
    message: str
    hint: str = ""
    value: Any = None
    """What alone it can mean, where that is certain: it is read so, with a warning."""


WRONG_TYPE, BAD_VALUE, DATE_AS_TEXT, OTHER_CASE, UNSEEN = "SYN201", "SYN204", "SYN205", "SYN210", "SYN211"


def quoted(value: Any) -> str:
    """The value as it would stand in the file, shortened, for a message."""
    text = f'"{value}"' if isinstance(value, str) else as_written(value)
    return text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"


def as_written(value: Any) -> str:
    """The value as it would stand in the file, a text without its quotes, what is inside of others left out."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ … }" if value else "{}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    if isinstance(value, int) and abs(value) >= LARGEST * LARGEST:
        return hex(value)  # digits of a number without bounds cost time without bounds
    if isinstance(value, Decimal):
        return str(value).lower().replace("infinity", "inf")
    return str(value)


def type_name(value: Any) -> str:
    """What a TOML value is, in a reader's words."""
    names = (
        (bool, _("true or false")),
        (int, _("a whole number")),
        (Decimal, _("a decimal number")),
        (str, _("a text")),
        (datetime, _("a date with a time")),
        (date, _("a date")),
        (list, _("a list")),
        (dict, _("a table")),
    )
    return next((name for kind, name in names if isinstance(value, kind)), _("a time"))


def unusable(value: Any) -> Bad:
    """A number that one cannot plan with: too large, too fine, or none."""
    hint = _("write a number below {largest}").format(largest=number(LARGEST))
    if isinstance(value, Decimal) and value.is_finite() and -LARGEST < value < LARGEST:
        hint = _("write it with fewer digits behind the decimal point")
    return Bad(BAD_VALUE, _("{value} cannot be used as a number").format(value=quoted(value)), hint)


def is_number(value: Any) -> bool:
    """Whether a value is a number that one can plan and reckon with: finite, and not beyond all bounds."""
    return type(value) in (int, Decimal) and in_bounds(value)


def in_bounds(value: int | Decimal) -> bool:
    """Whether a number is finite, below the largest one, and can be written out."""
    is_exact = not isinstance(value, Decimal) or (value.is_finite() and value.adjusted() > -MOST_DECIMALS)
    return is_exact and -LARGEST < value < LARGEST


def unusable_numbers(value: Any) -> Iterator[Bad]:
    """Every number anywhere in a value that is too large or too fine to plan with, or none."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from unusable_numbers(item)
    elif type(value) in (int, Decimal) and not in_bounds(value):
        yield unusable(value)


def number_in_text(text: str) -> int | Decimal | None:
    """The number that a text in quotes is but for them, such as ``"24"``."""
    whole, point, decimals = text.strip().partition(".")
    digits = whole.isdecimal() and (decimals.isdecimal() or not point)
    if not digits or not text.isascii() or len(text) >= MAX_QUOTED:
        return None
    return Decimal(text.strip()) if point else int(text)


def date_in_text(text: str) -> date | None:
    """The date an ISO text stands for (``"2026-11-01"``), or None."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def in_other_case(value: str, right: str) -> Bad:
    """A word whose capitals are others than they should be; it is read as what it means."""
    message = _("{value} must be written as {right}")
    hint = _("write {right}").format(right=quoted(right))
    return Bad(OTHER_CASE, message.format(value=quoted(value), right=quoted(right)), hint, right)
