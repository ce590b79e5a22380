"""Amounts as people type them over a cell of the budget."""

from __future__ import annotations

from decimal import Decimal

from ka2plan.plan import Plan, Project
from ka2plan.plan.model import ZERO
from ka2plan.plan.types import Around
from ka2plan.plan.types.money import MONEY
from ka2plan.plan.types.number import plain
from ka2plan.plan.values import Bad
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.figures import figure, money
from ka2plan.words.messages import _


def understand_amount(text: str, present: Decimal, lump_sum: Decimal | None) -> Understood:
    """What was typed, as an amount that is not below nought; nothing at all is nought.

    ``+500`` and ``-500`` change what is there; ``5%`` is a part of the lump sum.
    """
    if not text.strip():
        return Understood(ZERO, _("nothing"))
    amount = MONEY.from_text(text, Around(plan=Plan(Project(lump_sum=lump_sum)), present=present))
    if isinstance(amount, Bad):
        return Understood(fault="; ".join(filter(None, (amount.message, amount.hint))))
    return Understood(Decimal(amount), _told(Decimal(amount), present))


def written(amount: Decimal) -> int | Decimal:
    """An amount as the file has it: whole where it is."""
    return plain(amount)


def _told(total: Decimal, present: Decimal) -> str:
    if not present or present == total:
        return money(total)
    change = f"{'+' if total > present else '-'}{figure(abs(total - present))}"
    return _("{amount} ({change})").format(amount=money(total), change=change)
