"""Tables with a value for each partner: money, effort."""

from __future__ import annotations

import re
from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.effort import EFFORT
from ka2plan.plan.types.money import MONEY
from ka2plan.plan.types.number import Number
from ka2plan.plan.types.reference import REFERENCE
from ka2plan.plan.types.value_type import ValueType
from ka2plan.plan.values import Bad

_PART = re.compile(r"([\w.-]+)\s*[=:]\s*(.+?)\s*[,;\n]?\s*(?=[\w.-]+\s*[=:]|$)", re.ASCII | re.DOTALL)


class ByPartner(ValueType):
    """A table partner -> number: ``OSL = 12.000, IES = 9.000``, or as TOML."""

    __slots__ = ()

    part: Number
    """The type of what each partner has."""

    def from_text(self, typed: str, around: Around = NOWHERE) -> dict[str, Any] | Bad:
        """The table."""
        text = typed.strip()
        parts = _PART.findall(text) if not text.startswith("{") and len(text) <= 2_000 else []
        if not parts or _PART.sub("", text).strip():
            return self.from_toml(text)  # type: ignore[no-any-return]
        table = {}
        for partner, amount in parts:
            id = REFERENCE.from_text(partner, around)
            value = self.part.from_text(amount, around._replace(present=None))
            for read in (id, value):
                if isinstance(read, Bad):
                    return read
            table[str(id)] = value
        return table

    def to_text(self, value: Any) -> str:
        """The table in one line."""
        if not isinstance(value, dict):
            return super().to_text(value)
        return ", ".join(f"{partner} = {self.part.to_text(amount)}" for partner, amount in value.items())

    def inside(self, part: str | int) -> ValueType:
        """What one partner has."""
        return self.part


class MoneyByPartner(ByPartner):
    """A budget."""

    __slots__ = ()

    name = "money_by_partner"
    part = MONEY


class EffortByPartner(ByPartner):
    """Effort."""

    __slots__ = ()

    name = "effort_by_partner"
    part = EFFORT


MONEY_BY_PARTNER = MoneyByPartner()
EFFORT_BY_PARTNER = EffortByPartner()
