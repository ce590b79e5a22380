"""Money in EUR, exact, whole or in cents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.number import Number, plain
from ka2plan.plan.values import BAD_VALUE, CENT, Bad, quoted, read_money
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from decimal import Decimal

    from ka2plan.plan.types.figures import Written


class Money(Number):
    """EUR with at most two decimals, so that ``12.000`` and ``12,000`` are twelve thousand."""

    __slots__ = ()

    name = "money"

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
        checked = self.read(plain(amount))
        return checked if isinstance(checked, Bad) else plain(amount)

    def read(self, value: Any) -> Decimal | Bad:
        """The amount that TOML has."""
        return read_money(value)

    def admitted(self, found: tuple[Written, ...]) -> tuple[Written, ...]:
        """The readings with two decimals at most, else what is whole cents all the same, such as ``0.500``."""
        in_cents = tuple(one for one in found if one.decimals <= 2)
        return in_cents or tuple(one for one in found if one.value == one.value.quantize(CENT))

    def refused(self, typed: str, found: tuple[Written, ...]) -> Bad:
        """Why it is no amount."""
        if found:
            checked = read_money(found[0].value)
            if isinstance(checked, Bad):
                return checked._replace(message=_("{value} has more than two decimals").format(value=quoted(typed)))
        return super().refused(typed, found)._replace(hint=_("such as 12000, 1200+300, +500, 12k or 5%"))


MONEY = Money()
