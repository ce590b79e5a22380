"""Tables with parts of their own: venue, actual dates, named costs."""

from __future__ import annotations

from ka2plan.plan.types.country import COUNTRY
from ka2plan.plan.types.moment import DATE
from ka2plan.plan.types.money import MONEY
from ka2plan.plan.types.value_type import ValueType


class Venue(ValueType):
    """Where something takes place."""

    __slots__ = ()

    name = "venue"

    def inside(self, part: str | int) -> ValueType:
        """The country, or the place in words."""
        return COUNTRY if part == "country" else super().inside(part)


class Actual(ValueType):
    """When something really began and ended."""

    __slots__ = ()

    name = "actual"

    def inside(self, part: str | int) -> ValueType:
        """A day."""
        return DATE


class Items(ValueType):
    """A table name -> money."""

    __slots__ = ()

    name = "items"

    def inside(self, part: str | int) -> ValueType:
        """What one costs."""
        return MONEY


VENUE = Venue()
ACTUAL = Actual()
ITEMS = Items()
