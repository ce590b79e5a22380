"""Tables with a value for each name: money and effort by partner, named costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.plan.model import ZERO
from ka2plan.plan.schema import OWN_PREFIX
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.by_month import EFFORT_BY_MONTH, total_of
from ka2plan.plan.types.money import MONEY
from ka2plan.plan.types.number import Number
from ka2plan.plan.types.reference import REFERENCE
from ka2plan.plan.types.value_type import Schema, ValueType, table_schema
from ka2plan.plan.values import Bad

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.plan.schema import Key
    from ka2plan.plan.types.value_type import Reading

_PART = r"(?as)([\w.-]+)\s*[=:]\s*(\{[^{}]*\}|[^{}]+?)\s*[,;\n]?\s*(?=[\w.-]+\s*[=:]|$)"


class Named(ValueType):
    """A table name -> value, all of one type; names that are the users' own are left out."""

    __slots__ = ()

    is_table = True
    part: ValueType
    """The type of each value."""

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> dict[str, Any] | None:
        """The values that could be read, by name."""
        table = value if isinstance(value, dict) else reading.faults.table(where, value, self.how_to_write())
        if table is None:
            return None
        read = {}
        for name, written in table.items():
            item = None if name.startswith(OWN_PREFIX) else self.part.read(reading, key, (*where, name), written)
            if item is not None:
                read[name] = item
        return read

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """The sum."""
        if not value or not isinstance(value, dict):
            return ""
        return self.part.in_words(sum(map(total_of, value.values()), ZERO), around)

    def inside(self, part: str | int) -> ValueType:
        """The type of each value."""
        return self.part

    def json_schema(self, key: Key) -> Schema:
        """A table."""
        return table_schema(self.part.json_schema(key))


class ByPartner(Named):
    """A table partner -> number: ``OSL = 12.000, IES = 9.000``, or as TOML."""

    __slots__ = ()

    edited = "partners"
    part: Number

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> dict[str, Any] | None:
        """The values by partner; a partner that the plan does not have is reported."""
        amounts = super().read(reading, key, where, value)
        for partner in amounts or ():
            reading.refers(key, (*where, partner), partner)
        return amounts

    def from_text(self, typed: str, around: Around = NOWHERE) -> dict[str, Any] | Bad:
        """The table."""
        import re

        text = typed.strip()
        parts = re.findall(_PART, text) if not text.startswith("{") and len(text) <= 2_000 else []
        if not parts or re.sub(_PART, "", text).strip():
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
        return ", ".join(
            f"{partner} = {_in_braces(self.part.to_text(amount), amount)}" for partner, amount in value.items()
        )


def _in_braces(text: str, amount: Any) -> str:
    return f"{{ {text} }}" if isinstance(amount, dict) else text


class MoneyByPartner(ByPartner):
    """A budget."""

    __slots__ = ()

    name = "money_by_partner"
    sample = "{ ABC = 20_000 }"
    part = MONEY


class EffortByPartner(ByPartner):
    """Effort."""

    __slots__ = ()

    name = "effort_by_partner"
    sample = "{ ABC = 12 }"
    part = EFFORT_BY_MONTH


class Items(Named):
    """Named costs."""

    __slots__ = ()

    name = "items"
    sample = "{ travel = 1_200 }"
    edited = "names"
    part = MONEY


ITEMS = Items()
MONEY_BY_PARTNER = MoneyByPartner()
EFFORT_BY_PARTNER = EffortByPartner()
