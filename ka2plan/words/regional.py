"""Numbers, days, lists and countries as another language than English writes them: the only module with Babel.

Loaded by ``words.figures`` where another language is spoken. One that Babel does not know writes as English does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from ka2plan.words.messages import language

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


def grouped(value: Decimal, places: int | None = None) -> str:
    """``12.500,50``: with so many decimals, or those that the value has."""
    pattern = None if places is None else "#,##0" + (f".{'0' * places}" if places else "")
    exact = value if places is None else round(value, places)
    return format_decimal(exact, pattern, _locale(language()), decimal_quantization=False)


def day(moment: date) -> str:
    """``1. 11. 2026``: a month in words would need the case that its sentence asks for, and more room in a table."""
    return format_skeleton("yMd", moment, locale=_locale(language()))


def month_name(month: int) -> str:
    """``nov``: short, and without a dot, so that it stands in a ruler and in a heading."""
    return str(_locale(language()).months["stand-alone"]["abbreviated"][month]).rstrip(".")


def weekday(number: int) -> str:
    """``pon``: of 0 for Monday."""
    return str(_locale(language()).days["stand-alone"]["abbreviated"][number]).rstrip(".")


def listed(names: Sequence[str], style: str) -> str:
    """``A, B in C`` for the style ``standard``, ``A, B ali C`` for ``or``."""
    return format_list(names, style, _locale(language()))  # type: ignore[arg-type]


def country(code: str) -> str | None:
    """What a country is called, by the two letters of its code."""
    return _locale(language()).territories.get(code)


def tag() -> str:
    """The language with the country where most speak it, as Word wants it: ``sl-SI``."""
    spoken = _locale(language())
    likely = Locale.parse(get_global("likely_subtags").get(spoken.language, str(spoken)))
    return f"{spoken.language}-{spoken.territory or likely.territory}"


@cache
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")
