"""Tables with parts of their own: venue, actual dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.plan.model import Actual as ActualOfPlan
from ka2plan.plan.model import Venue as VenueOfPlan
from ka2plan.plan.schema import ACTUAL_KEYS, VENUE_KEYS
from ka2plan.plan.types.country import COUNTRY
from ka2plan.plan.types.moment import DATE
from ka2plan.plan.types.text import TEXT
from ka2plan.plan.types.value_type import Schema, ValueType, object_schema

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.plan.schema import Key
    from ka2plan.plan.types.value_type import Reading


class Parts(ValueType):
    """A table whose names are fixed."""

    __slots__ = ()

    edited = "parts"
    is_table = True

    def read_parts(self, reading: Reading, where: Path, value: Any) -> dict[str, Any] | None:
        """The parts that are there by name; None for one that could not be read."""
        table = value if isinstance(value, dict) else reading.faults.table(where, value, self.how_to_write())
        if table is None:
            return None
        reading.faults.unknown_keys(where, table, self.keys)
        there = [name for name in self.keys if name in table]
        return {name: reading.single((*where, name), table[name], self.inside(name)) for name in there}

    def json_schema(self, key: Key) -> Schema:
        """A table of the parts."""
        return object_schema({name: self.inside(name).json_schema(key) for name in self.keys})


class Venue(Parts):
    """Where something takes place."""

    __slots__ = ()

    name = "venue"
    sample = '{ place = "Valencia", country = "ES" }'
    keys = VENUE_KEYS

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> VenueOfPlan | None:
        """The place and the country, empty where they are missing."""
        parts = self.read_parts(reading, where, value)
        return None if parts is None else VenueOfPlan(**{name: part or "" for name, part in parts.items()})

    def inside(self, part: str | int) -> ValueType:
        """The country, or the place in words."""
        return COUNTRY if part == "country" else TEXT


class Actual(Parts):
    """When something really began and ended."""

    __slots__ = ()

    name = "actual"
    sample = "{ start = 2026-11-09 }"
    keys = ACTUAL_KEYS

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> ActualOfPlan | None:
        """The days that are known."""
        parts = self.read_parts(reading, where, value)
        return None if parts is None else ActualOfPlan(**parts)

    def inside(self, part: str | int) -> ValueType:
        """A day."""
        return DATE


VENUE = Venue()
ACTUAL = Actual()
