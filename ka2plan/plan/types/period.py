"""Stretches of an activity: ``M1 - M3``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ka2plan.plan.faults import place_of
from ka2plan.plan.model import Period as PeriodOfPlan
from ka2plan.plan.schema import PERIOD_KEYS
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.moment import MOMENT, resolved
from ka2plan.plan.types.text import parts_of
from ka2plan.plan.types.value_type import Schema, ValueType, each_of, object_schema
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.plan.schema import Key
    from ka2plan.plan.types.value_type import Reading

TURNED_PERIOD = "SYN209"

_DIVIDER = r"(?i)\s[-\u2010-\u2015]\s|[\u2013\u2014\u2192]|\.\.+|\s(?:to|until|till|do)\s"
_MONTHS = r"(?ai)(m?\s?\d{1,3})\s?-\s?(m?\s?\d{1,3})"

Side = str | date


class Period(ValueType):
    """A start and an end: ``M1 - M3``, ``M4`` alone, ``1 9 2027 to 15 9 2027``."""

    __slots__ = ()

    name = "period"
    sample = '{ start = "M1", end = "M2" }'
    keys = PERIOD_KEYS

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> PeriodOfPlan | None:
        """The stretch, where it ends on or after its start."""
        faults = reading.faults
        table = faults.table(where, value, self.how_to_write())
        if table is None:
            return None
        faults.unknown_keys(where, table, self.keys)
        missing = [name for name in self.keys if name not in table]
        for name in missing:
            faults.missing((*where, name), MOMENT.sample)
        if missing:
            return None
        start, end = (reading.single((*where, name), table[name], MOMENT) for name in self.keys)
        first = reading.resolve((*where, "start"), start, True)
        last = reading.resolve((*where, "end"), end, False)
        if first and last and first <= last:
            return PeriodOfPlan(first, last, start, end)
        faults.unread.add(where)
        if first and last:
            message = _("{place} ends ({end}) before it starts ({start})").format(
                place=place_of(where), start=quoted(table["start"]), end=quoted(table["end"])
            )
            faults.report(TURNED_PERIOD, where, message, _("exchange the two dates, or correct one of them"))
        return None

    def from_text(self, typed: str, around: Around = NOWHERE) -> dict[str, Side] | Bad:
        """The stretch, each side understood as a start and an end are."""
        old = around.present if isinstance(around.present, dict) else {}
        import re

        text = " ".join(typed.split())
        months = re.fullmatch(_MONTHS, text)
        halves = list(months.groups()) if months else re.split(_DIVIDER, text, maxsplit=1)
        sides: dict[str, Side] = {}
        for side, said in zip(("start", "end"), (halves[0], halves[-1]), strict=True):
            moment = MOMENT.from_text(said.strip(), around._replace(key=side, present=old.get(side)))
            if isinstance(moment, Bad):
                return moment
            sides[side] = moment
        start = resolved(around.plan, sides["start"], as_start=True)
        end = resolved(around.plan, sides["end"], as_start=False)
        return Bad(BAD_VALUE, _("it ends before it starts")) if start and end and end < start else sides

    def to_text(self, value: Any) -> str:
        """The stretch in one line, one side where both are the same."""
        if not isinstance(value, dict):
            return super().to_text(value)
        return " - ".join(dict.fromkeys(str(value.get(side, "?")) for side in ("start", "end")))

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """The first and the last day."""
        from ka2plan.plan.types.moment_words import period_meaning

        return period_meaning(value, around)

    def inside(self, part: str | int) -> ValueType:
        """The start or the end."""
        return MOMENT

    def json_schema(self, key: Key) -> Schema:
        """A table with a start and an end."""
        return object_schema({name: MOMENT.json_schema(key) for name in self.keys}, required=True)


class Periods(ValueType):
    """A list of stretches: with commas between them, or as TOML."""

    __slots__ = ()

    name = "periods"
    sample = '[{ start = "M1", end = "M2" }, { start = "M10", end = "M11" }]'
    edited = "periods"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a list of periods")

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> tuple[PeriodOfPlan, ...] | None:
        """The stretches that could be read."""
        if not isinstance(value, list):
            reading.faults.reject(where, self.wrong(value))
            return None
        if not value:
            reading.faults.reject(where, Bad(BAD_VALUE, _("the list is empty"), self.how_to_write()))
        periods = [PERIOD.read(reading, key, (*where, place), item) for place, item in enumerate(value)]
        return tuple(period for period in periods if period is not None)

    def from_text(self, typed: str, around: Around = NOWHERE) -> list[Any] | Bad:
        """The stretches."""
        parts = parts_of(typed, ",;")
        if typed.strip()[:1] in ("[", "{") or not any(letter.isdigit() for letter in typed):
            value = self.from_toml(typed.strip())
            return value if isinstance(value, list | Bad) else [value]
        around = around._replace(present=None)
        return each_of(parts, lambda part: PERIOD.from_text(part, around))

    def to_text(self, value: Any) -> str:
        """The stretches with commas between them."""
        return ", ".join(map(PERIOD.to_text, value)) if isinstance(value, list) else super().to_text(value)

    def inside(self, part: str | int) -> ValueType:
        """One stretch."""
        return PERIOD if isinstance(part, int) else MOMENT

    def json_schema(self, key: Key) -> Schema:
        """A list of stretches."""
        return {"type": "array", "minItems": 1, "items": PERIOD.json_schema(key)}


PERIOD = Period()
PERIODS = Periods()
