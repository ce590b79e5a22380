"""Numbers as people write them on this side of the decimal comma and on that."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

SPACES = str.maketrans("", "", " \u00a0\u202f_'’")
"""What divides thousands besides points and commas."""


def plain_number(typed: str, *, is_money: bool) -> str:
    """A typed number with a decimal point and nothing between the thousands: ``12.500,50`` is ``12500.50``.

    A single point or comma before three digits divides thousands in money, which has two decimals at most; in other
    numbers only the comma does. What is no number stays as it was typed.
    """
    bare = typed.translate(SPACES).removesuffix("%")
    for currency in ("EUR", "eur", "€"):
        bare = bare.removeprefix(currency).removesuffix(currency)
    plain = _with_point(bare, is_money=is_money)
    try:
        Decimal(plain)
    except InvalidOperation:
        return typed
    return plain


def _with_point(bare: str, *, is_money: bool) -> str:
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return bare
    mark, other = bare[last], "," if bare[last] == "." else "."
    if other in bare:
        return bare.replace(other, "").replace(mark, ".")
    whole, *groups = bare.split(mark)
    in_thousands = all(len(group) == 3 for group in groups) and whole.strip("-0") != ""
    if in_thousands and (is_money or mark == "," or len(groups) > 1):
        return "".join((whole, *groups))
    return bare.replace(",", ".")
