"""Values that mean the same, spelled in two ways: months and dates, numbers, defaults, codes of countries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from ka2plan.merge.plain_values import ABSENT, UNKNOWN, Missing, spelled
from ka2plan.merge.three import Three
from ka2plan.plan.calendar import MAX_MONTHS, Calendar, read_month
from ka2plan.plan.schema import STARTS, Key, key_at
from ka2plan.toml import Path

UNDECIDED: Final = Missing("UNDECIDED")
"""No meaning tells which value the three come to."""

_NUMBERS = ("money", "number", "integer", "percent", "money_by_partner", "effort_by_partner", "capacity", "items")

_CODES = {"EL": "GR", "UK": "GB"}
"""Codes that people write for a country, with those of ISO."""


class Meanings:
    """What the values of three plans mean."""

    def __init__(self, sides: Three[dict[str, Any]]) -> None:
        self.sides = sides

    @cached_property
    def calendars(self) -> Three[Calendar | None]:
        """The project months of each."""
        return self.sides.each(_calendar)

    def merged(self, where: Path, values: Three[Any]) -> Any:
        """The value where both sides changed how it is spelled and at most one what it means; else UNDECIDED."""
        key = key_at(where)
        meant = [
            self._meaning(key, where, value, calendar) for value, calendar in zip(values, self.calendars, strict=True)
        ]
        base, ours, theirs = meant
        if None in (ours, theirs):
            return UNDECIDED
        if ours == theirs:
            return min((values.ours, values.theirs), key=_preference)
        if base is not None and base == ours:
            return self._in_form(where, values.theirs, self.calendars.theirs, values.ours, self.calendars.ours)
        if base is not None and base == theirs:
            return self._in_form(where, values.ours, self.calendars.ours, values.theirs, self.calendars.theirs)
        return UNDECIDED

    def _meaning(self, key: Key | None, where: Path, value: Any, calendar: Calendar | None) -> Any:
        """What a value means, in a form to be compared; None where that is not known."""
        if value is UNKNOWN:
            return None
        if key and _is_moment(key, where):
            return _day(value, calendar, as_start=where[-1] in STARTS)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            is_number = key is None or key.type in _NUMBERS
            return ("number", Decimal(value)) if is_number and Decimal(value).is_finite() else None
        if key and key.type == "choice" and where[-1] == key.name:
            return (
                ("choice", key.choices[0] if value is ABSENT else value)
                if value is ABSENT or isinstance(value, str)
                else None
            )
        if key and isinstance(value, str) and (key.type == "country" or where[-1] == "country"):
            return ("country", _CODES.get(value.upper(), value.upper()))
        return None

    def _in_form(self, where: Path, value: Any, own: Calendar | None, like: Any, calendar: Calendar | None) -> Any:
        """The value in the form that another side gave to what it did not change."""
        as_start = where[-1] in STARTS
        if isinstance(like, date) and isinstance(value, str):
            day = _day(value, own, as_start=as_start)
            return day[1] if day else value
        if isinstance(like, str) and isinstance(value, date) and calendar and read_month(like):
            month = calendar.written_as_start(value) if as_start else calendar.written_as_end(value)
            return month or value
        return value


def link_meaning(element: Any) -> Any:
    """A link without what it need not say: a type of FS, a lag of nothing."""
    if isinstance(element, str):
        return {"id": element}
    if not isinstance(element, dict):
        return element
    unsaid: Mapping[str, tuple[str, ...]] = {"type": ("FS",), "lag": ("0d", "0w", "0m")}
    return {
        name: part for name, part in element.items() if not (isinstance(part, str) and part in unsaid.get(name, ()))
    }


def _is_moment(key: Key, where: Path) -> bool:
    return (key.type == "moment" and where[-1] == key.name) or (key.type == "periods" and where[-1] in ("start", "end"))


def _day(value: Any, calendar: Calendar | None, *, as_start: bool) -> tuple[str, date] | None:
    if isinstance(value, date):
        return ("day", value)
    month = read_month(value) if isinstance(value, str) else None
    if month is None or calendar is None:
        return None
    return ("day", calendar.start_of(month) if as_start else calendar.end_of(month))


def _calendar(data: dict[str, Any]) -> Calendar | None:
    project = data.get("project")
    start = project.get("start") if isinstance(project, dict) else None
    return Calendar(start, MAX_MONTHS) if type(start) is date and 1990 <= start.year <= 2100 else None


def _preference(value: Any) -> tuple[bool, int, str]:
    """What is taken of two values that mean the same: one that is there, the shorter."""
    return value is ABSENT, len(spelled(value)), spelled(value)
