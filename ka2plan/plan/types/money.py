"""Money in EUR, exact, whole or in cents."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.number import Number, plain, with_least
from ka2plan.plan.values import BAD_VALUE, CENT, Bad, is_number, quoted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key
    from ka2plan.plan.types.figures import Written
    from ka2plan.plan.types.value_type import Schema


class Money(Number):
    """EUR with at most two decimals, so that ``12.000`` and ``12,000`` are twelve thousand."""

    __slots__ = ()

    name = "money"
    sample = "20_000"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("an amount in EUR")

    def exact(self, value: Any) -> Decimal | Bad:
        """EUR with at most two decimals, exactly."""
        money = super().exact(value)
        return too_fine(value) if isinstance(money, Decimal) and money != money.quantize(CENT) else money

    def from_text(self, typed: str, around: Around = NOWHERE) -> int | Decimal | Bad:
        """The amount that was typed: a figure, a sum such as ``1200+300``, or a part of the lump sum such as ``5%``.

        ``+500`` and ``-500`` change what stands there, where something does.
        """
        from ka2plan.plan.types.sums import total

        amount = total(typed, around)
        if isinstance(amount, Bad):
            return amount
        if amount < max(0, around.least or 0):
            return Bad(BAD_VALUE, _("{value}: an amount cannot be negative").format(value=quoted(typed)))
        checked = self.exact(plain(amount))
        return checked if isinstance(checked, Bad) else plain(amount)

    def admitted(self, found: tuple[Written, ...]) -> tuple[Written, ...]:
        """The readings with two decimals at most, else what is whole cents all the same, such as ``0.500``."""
        in_cents = tuple(one for one in found if one.decimals <= 2)
        return in_cents or tuple(one for one in found if one.value == one.value.quantize(CENT))

    def refused(self, typed: str, found: tuple[Written, ...]) -> Bad:
        """Why it is no amount."""
        if found:
            return too_fine(typed)
        return super().refused(typed, found)._replace(hint=_("such as 12000, 1200+300, +500, 12k or 5%"))

    def in_words(self, value: Any, around: Around = NOWHERE) -> str:
        """``250,000 EUR``."""
        from ka2plan.words.figures import money

        return money(value) if is_number(value) else ""

    def json_schema(self, key: Key) -> Schema:
        """A number."""
        return with_least({"type": "number", "description": "EUR, whole or with two decimals"}, key)


def too_fine(value: Any) -> Bad:
    """An amount with more than cents."""
    message = _("{value} has more than two decimals").format(value=quoted(value))
    return Bad(BAD_VALUE, message, _("write whole EUR, or cents with two decimals"))


MONEY = Money()
