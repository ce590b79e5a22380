"""Figures as people write them on this side of the decimal comma and on that, with every reading they allow."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import normalize

from ka2plan.named_tuples import NamedTuple
from ka2plan.words.visible import without_unseen

LONGEST = 40
"""Characters of the longest figure that anybody types."""

THOUSAND = 1000

_SPACES = re.compile(r"\s+")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2212\u2013\u2012\u2010\u2011", "-"),
        **dict.fromkeys("\u2019\u2018\u02bc\u00b4`\u066c", "'"),
        "\u066b": ".",
    }
)
"""Signs that mean a minus, that divide thousands and, in Arabic, that divide decimals."""

_UNDERSCORES = re.compile(r"(?<=\d)_(?=\d)", re.ASCII)
_EXPONENT = re.compile(r"\d+(?:\.\d+)?e[+-]?\d{1,2}", re.ASCII | re.IGNORECASE)
_PLAIN = re.compile(r"\d+(?:[.,]\d*)?|[.,]\d+", re.ASCII)
_GROUPED = re.compile(r"(?!0)\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,](\d*))?", re.ASCII)


class Written(NamedTuple):
    """One way to read a figure."""

    value: Decimal
    decimals: int
    """How many digits it has behind the decimal point, noughts among them."""


def bare(text: str) -> str:
    """A typed figure in ASCII: one kind of blank, apostrophe, minus and digits, nothing that cannot be seen."""
    text = without_unseen(text)
    if not text.isascii():
        if any(letter.isdigit() and not letter.isdecimal() for letter in text):
            return text  # a superscript is no digit of the number before it
        text = normalize("NFKC", text.translate(_ALIKE))
        text = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
    return _SPACES.sub(" ", text).strip()


def readings(text: str) -> tuple[Written, ...]:
    """Every way to read a figure without a unit: ``1.234`` is 1,234 and 1.234, ``12 000,50`` is 12,000.50 alone.

    Thousands are divided by points, commas, apostrophes or blanks, all by the same, in groups of three behind a first
    one of up to three digits that begins with no nought. Empty for what is no figure.
    """
    figure = bare(text) if len(text) <= LONGEST else ""
    negative = figure.startswith("-") or (figure.startswith("(") and figure.endswith(")"))
    digits = (figure[1:-1] if figure.startswith("(") and negative else figure.removeprefix("-")).removeprefix("+")
    return tuple(
        Written(-one.value if negative and one.value else one.value, one.decimals) for one in _unsigned(digits.strip())
    )


def readings_in_thousands(text: str) -> tuple[Written, ...]:
    """The readings of a figure that may count thousands, as ``12k`` does."""
    figure = bare(text) if len(text) <= LONGEST else ""
    if figure[-1:] not in ("k", "K"):
        return readings(figure)
    return tuple(Written(one.value * THOUSAND, max(0, one.decimals - 3)) for one in readings(figure[:-1]))


def _unsigned(digits: str) -> list[Written]:
    plain = _UNDERSCORES.sub("", digits)
    if _EXPONENT.fullmatch(plain):
        value = Decimal(plain)
        return [Written(value, max(0, -int(value.as_tuple().exponent)))]
    found = []
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        decimals = grouped[2] or ""
        whole = re.sub(r"[^0-9]", "", digits.removesuffix(decimals) if decimals else digits)
        found.append(Written(Decimal(f"{whole}.{decimals or 0}"), len(decimals)))
    if _PLAIN.fullmatch(plain):
        decimals = plain.replace(",", ".").partition(".")[2]
        found.append(Written(Decimal(plain.replace(",", ".").rstrip(".")), len(decimals)))
    return found
