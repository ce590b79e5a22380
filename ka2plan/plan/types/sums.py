"""Amounts of money as people type them: sums, thousands, parts of the lump sum, more or less than there is."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from ka2plan.plan.types.around import Around
from ka2plan.plan.types.figures import bare, readings
from ka2plan.plan.types.money import MONEY
from ka2plan.plan.types.percent import without_sign
from ka2plan.plan.values import BAD_VALUE, CENT, Bad, is_number, quoted
from ka2plan.words.messages import _

LONGEST = 200
"""Characters of the longest sum that anybody types."""

_EURO = re.compile(r"€|(?<![a-z])(?:eur|euro|euros|evro|evra|evri|evrov)(?![a-z])", re.IGNORECASE)
_NO_CENTS = re.compile(r"(?<=\d)[.,]\s?(?:--?|\u2014)(?=\s*$|\s*[-+])")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
"""``12.000,-``: a dash in place of cents."""

_SIGN = re.compile(r"(?<![eE])\s*([+-])\s*")
_OTHER_CURRENCY = re.compile(
    r"[$£¥₺₴₽]|(?<![a-z])(?:usd|gbp|chf|pln|czk|huf|sek|nok|dkk|ron|bgn|try|rsd|isk|mkd|all|bam|uah|din|kn|sit)(?![a-z])",
    re.IGNORECASE,
)


def total(typed: str, around: Around) -> Decimal | Bad:
    """What a typed amount comes to."""
    text = bare(_EURO.sub(" ", typed)) if len(typed) <= LONGEST else ""
    text = _NO_CENTS.sub("", text).strip()
    other = _OTHER_CURRENCY.search(text)
    if other:
        message = _("{value} is in another currency").format(value=quoted(typed))
        return Bad(BAD_VALUE, message, _("write the amount in EUR"))
    if _DATE.fullmatch(text):
        return MONEY.refused(typed, ())
    first, *rest = _SIGN.split(text)
    if text.startswith("(") or not rest:
        return _term(typed, text, around)
    amount = Decimal(0)
    if first:
        rest = ["+", first, *rest]
    elif is_number(around.present):
        amount = Decimal(around.present)
    for sign, figure in zip(rest[::2], rest[1::2], strict=True):
        term = _term(typed, figure, around)
        if isinstance(term, Bad):
            return term
        amount += term if sign == "+" else -term
    return amount


def _term(typed: str, figure: str, around: Around) -> Decimal | Bad:
    percent = without_sign(figure)
    return MONEY.figure(typed, figure) if percent == figure.strip() else _part(typed, percent, around)


def _part(typed: str, percent: str, around: Around) -> Decimal | Bad:
    """A part of the lump sum, to the cent."""
    lump_sum = around.plan.project.lump_sum if around.plan else None
    if lump_sum is None:
        return Bad(BAD_VALUE, _("the plan has no lump sum, so a part of it cannot be calculated"))
    found = readings(percent)
    if len(found) != 1:
        return MONEY.refused(typed, ())
    return (found[0].value * lump_sum / 100).quantize(CENT, ROUND_HALF_UP)
