"""Amounts that may name their project months: a partner's effort, what it can give."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.plan.calendar import read_month
from ka2plan.plan.model import ZERO, Monthly
from ka2plan.plan.schema import OWN_PREFIX
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.effort import EFFORT, Effort
from ka2plan.plan.types.moment import MONTH_PATTERN
from ka2plan.plan.types.number import plain
from ka2plan.plan.types.value_type import Schema, ValueType
from ka2plan.plan.values import BAD_VALUE, Bad, is_number, quoted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.plan.schema import Key
    from ka2plan.plan.types.value_type import Reading

DEFAULT = "default"
"""What holds in the months that are not named."""

_PART = r"(?as)(\w+)\s*(?:-\s*(\w+)\s*)?[=:]\s*(.+?)\s*[,;\n]?\s*(?=\w+\s*(?:-\s*\w+\s*)?[=:]|$)"
"""``M9 = 5`` or ``M9-M11 = 0``, with what divides it from the next."""

_TIME = r"(?a)(?<!\w)\d+\s*:\s*\d"
"""``8:30`` is a time of day, not an amount in month 8."""

LONGEST = 2_000


def total_of(amount: Any) -> Decimal:
    """What an amount comes to, as TOML has it: a number, or numbers by month."""
    if isinstance(amount, dict):
        return sum((total_of(part) for part in amount.values() if not isinstance(part, dict)), ZERO)
    return Decimal(amount) if is_number(amount) else ZERO


class ByMonth(Effort):
    """A number, or a table project month -> number."""

    __slots__ = ()

    takes_default = False

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> Decimal | Monthly | None:
        """The number, or those of the months that could be read."""
        if not isinstance(value, dict):
            return reading.single(where, value, self, key)  # type: ignore[no-any-return]
        months: dict[int, Decimal] = {}
        default = None
        for name, item in value.items():
            month = read_month(name)
            if name.startswith(OWN_PREFIX):
                continue
            if month is None and not self._is_default(name):
                reading.faults.reject((*where, name), self._no_month(name))
                continue
            number = reading.single((*where, name), item, EFFORT, key)
            if month is None:
                default = number
            elif month in months:
                reading.faults.reject((*where, name), _twice(name))
            elif number is not None:
                months[month] = number
        return Monthly(months, default)

    def _is_default(self, name: str) -> bool:
        return self.takes_default and name == DEFAULT

    def _no_month(self, name: str) -> Bad:
        message = _("{value} is not a project month").format(value=quoted(name))
        return Bad(BAD_VALUE, message, self.how_to_write())

    def from_text(self, typed: str, around: Around = NOWHERE) -> Any:
        """The number, or the table: ``M11 = 4, M12 = 9``, ``M7-M8 = 0``, as TOML, for a capacity ``20, M9 = 5``."""
        import re

        text = typed.strip().removeprefix("{").removesuffix("}").replace('"', "")
        parts = re.findall(_PART, text) if len(text) <= LONGEST and not re.search(_TIME, text) else []
        rest = re.sub(_PART, "", text).strip(" \t\n,;")
        if not parts:
            return self._changed_months(typed) if _changes_months(text, around) else super().from_text(typed, around)
        around = around._replace(present=None)
        return self._table([*([(DEFAULT, "", rest)] if rest else []), *parts], around)

    def _changed_months(self, typed: str) -> Bad:
        """Why more or less than amounts of months is not to be understood."""
        message = _("{value} does not say which of its months changes").format(value=quoted(typed))
        return Bad(BAD_VALUE, message, _("write the months, such as M11 = 4, M12 = 9"))

    def _table(self, parts: list[tuple[str, str, str]], around: Around) -> dict[str, Any] | Bad:
        table: dict[str, Any] = {}
        for first, last, amount in parts:
            names = self._months(first, last)
            value = names if isinstance(names, Bad) else super().from_text(amount, around)
            if isinstance(value, Bad):
                return value
            for name in names:
                if name in table:
                    return _twice(name)
                table[name] = value
        return table

    def _months(self, first: str, last: str) -> list[str] | Bad:
        """The names that a typed month or stretch of months stands for."""
        if self._is_default(first.casefold()) and not last:
            return [DEFAULT]
        numbers = [read_month(name if name[:1] in "Mm" else f"M{name}") for name in (first, last or first)]
        for name, number in zip((first, last), numbers, strict=True):
            if number is None:
                return self._no_month(name)
        begin, end = (number or 0 for number in numbers)
        if end < begin:
            return Bad(BAD_VALUE, _("it ends before it starts"))
        return [f"M{month}" for month in range(begin, end + 1)]

    def to_text(self, value: Any) -> str:
        """The number, or the months in one line, what holds in all others first."""
        if not isinstance(value, dict):
            return super().to_text(value)
        return ", ".join(
            super(ByMonth, self).to_text(item) if name == DEFAULT and not place else f"{name} = {EFFORT.to_text(item)}"
            for place, (name, item) in enumerate(sorted(value.items(), key=lambda part: part[0] != DEFAULT))
        )

    def in_words(self, value: Any, around: Around = NOWHERE) -> str:
        """The sum, as ``12.5 person-days``."""
        return super().in_words(total_of(value), around) if isinstance(value, dict) else super().in_words(value, around)

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """The months in one line."""
        return self.to_text(value) if isinstance(value, dict) else ""

    def inside(self, part: str | int) -> ValueType:
        """The effort of one month."""
        return EFFORT

    def json_schema(self, key: Key) -> Schema:
        """A number, or a table of months."""
        number = super().json_schema(key)
        own: Schema = {MONTH_PATTERN: number, f"^{OWN_PREFIX}": {}}
        table: Schema = {"type": "object", "patternProperties": own, "additionalProperties": False}
        if self.takes_default:
            table["properties"] = {DEFAULT: number}
        return {"anyOf": [number, table]}


def _changes_months(text: str, around: Around) -> bool:
    return text[:1] in ("+", "-") and isinstance(around.present, dict)


def _twice(name: str) -> Bad:
    return Bad(BAD_VALUE, _("{name} is written twice").format(name=name), _("keep one of the two"))


class EffortByMonth(ByMonth):
    """What one partner does for one entry."""

    __slots__ = ()

    name = "effort_by_month"
    sample = "12"


class Capacity(ByMonth):
    """What a partner can give in a month: the same in all, or another number in some."""

    __slots__ = ()

    name = "capacity"
    sample = "{ default = 20, M9 = 5, M10 = 0 }"
    takes_default = True

    def from_text(self, typed: str, around: Around = NOWHERE) -> Any:
        """The number or the table; a sign in front changes nothing that is there: it is a number below zero."""
        return super().from_text(typed, around if isinstance(around.present, dict) else around._replace(present=None))

    def in_words(self, value: Any, around: Around = NOWHERE) -> str:
        """The number with its unit; months are not added up."""
        return "" if isinstance(value, dict) else super().in_words(value, around)


EFFORT_BY_MONTH = EffortByMonth()
CAPACITY = Capacity()


def capacity_value(default: Decimal | None, by_month: Mapping[int, Decimal]) -> Any:
    """A capacity as the file has it: one number where all months are alike, a table where not; None for none."""
    named = {month: can for month, can in by_month.items() if can != default}
    if not named:
        return None if default is None else plain(default)
    table = {} if default is None else {DEFAULT: plain(default)}
    return {**table, **{f"M{month}": plain(can) for month, can in sorted(named.items())}}
