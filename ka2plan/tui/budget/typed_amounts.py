"""Amounts as people type them: sums, thousands, parts of the lump sum, more or less than there is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ka2plan.plan.model import ZERO
from ka2plan.plan.typed import scalar_from_text
from ka2plan.plan.values import Bad, quoted, read_money
from ka2plan.tui.entry.typed_numbers import plain_number
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.figures import HUNDREDTH, figure, money
from ka2plan.words.messages import _


def understand_amount(text: str, present: Decimal, lump_sum: Decimal | None) -> Understood:
    """What was typed, as an amount that is not below nought.

    ``1200+300`` adds up, ``+500`` and ``-500`` change what is there, ``12k`` is 12,000 and ``5%`` a part of the lump
    sum; nothing at all is nought.
    """
    typed = text.strip()
    if not typed:
        return Understood(ZERO, _("nothing"))
    total = present if typed[0] in "+-" else ZERO
    for sign, term in _terms(typed):
        amount = _term(term, lump_sum)
        if isinstance(amount, str):
            return Understood(fault=amount)
        total += sign * amount
    if total < 0:
        return Understood(fault=_("{amount}: an amount cannot be negative").format(amount=money(total)))
    checked = read_money(written(total))
    if isinstance(checked, Bad):
        return Understood(fault=checked.message)
    return Understood(total, _told(total, present))


def _terms(typed: str) -> list[tuple[int, str]]:
    """The terms of a sum, each with its sign."""
    terms: list[tuple[int, str]] = []
    sign, begin = 1, 0
    for place, character in enumerate(f"{typed}+"):
        if character in "+-":
            if place:
                terms.append((sign, typed[begin:place].strip()))
            sign, begin = (1 if character == "+" else -1), place + 1
    return terms


def _term(term: str, lump_sum: Decimal | None) -> Decimal | str:
    """One number of a sum, or why it is none."""
    kind, bare = term[-1:].lower(), term[:-1].strip()
    if kind == "%" and lump_sum is None:
        return _("the plan names no lump sum to take a part of")
    is_money = kind not in ("%", "k")
    read = scalar_from_text("number", plain_number(term if is_money else bare, is_money=is_money))
    if isinstance(read, Bad) or not term:
        return _("{value} is no amount; such as 1200+300, +500, 12k or 5%").format(value=quoted(term))
    amount = Decimal(read)
    if kind == "%":
        return (amount * (lump_sum or ZERO) / 100).quantize(HUNDREDTH, ROUND_HALF_UP)
    return amount * 1000 if kind == "k" else amount


def written(amount: Decimal) -> int | Decimal:
    """An amount as the file has it: whole where it is."""
    return int(amount) if amount == amount.to_integral_value() else amount


def _told(total: Decimal, present: Decimal) -> str:
    if not present or present == total:
        return money(total)
    change = f"{'+' if total > present else '-'}{figure(abs(total - present))}"
    return _("{amount} ({change})").format(amount=money(total), change=change)
