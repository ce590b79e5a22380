"""One year of call as its file says it; a user's own file has been looked through before (``own_years``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.calls.model import Deadline, Fact, FactFault, Source, Window, fact_of, texts
from ka2plan.named_tuples import NamedTuple

COUNTRY_KEYS = ("groups", "excluded", "announced")


class Dates(NamedTuple):
    """What a year says of one round of some types."""

    types: tuple[str, ...]
    """Codes, or types with their field."""
    deadline: Deadline | None
    window: Window | None


class YearFile(NamedTuple):
    """The facts of one year of call, by type code or manager and by key."""

    facts: Mapping[str, Mapping[str, Fact]] = {}
    payments: Mapping[str, Mapping[str, Any]] = {}
    """Type code -> entry of the payment scale, as in the file."""
    dates: tuple[Dates, ...] = ()
    sources: Mapping[str, Source] = {}
    countries: Mapping[str, Any] = {}
    """``groups``, ``excluded`` and ``announced``, where the file has its own."""
    amends: bool = False
    """Whether it changes single facts of the year that comes with the program, and does not replace it."""
    faults: tuple[FactFault, ...] = ()

    def knows(self, code: str) -> bool:
        """Whether it has facts of this type."""
        return code in self.facts


def read_year(data: Mapping[str, Any], faults: tuple[FactFault, ...] = ()) -> YearFile:
    """The facts out of the data of a year's file that is known to be sound."""
    return YearFile(
        facts={
            code: {key: fact_of(key, entry["value"], entry) for key, entry in table.items()}
            for code, table in data.get("facts", {}).items()
        },
        payments=data.get("payment", {}),
        dates=tuple(_dates(entry) for entry in data.get("rounds", ())),
        sources={
            id: Source(id, entry["title"], entry.get("url", ""), entry.get("kind", "own"))
            for id, entry in data.get("sources", {}).items()
        },
        countries={key: data[key] for key in COUNTRY_KEYS if key in data},
        amends=data.get("amends", False),
        faults=faults,
    )


def amended(year: YearFile, changes: YearFile) -> YearFile:
    """The year with the facts, rounds and scales of ``changes`` before its own."""
    codes = dict.fromkeys((*year.facts, *changes.facts))
    return year._replace(
        facts={code: {**year.facts.get(code, {}), **changes.facts.get(code, {})} for code in codes},
        payments={**year.payments, **changes.payments},
        dates=changes.dates + year.dates,
        sources={**year.sources, **changes.sources},
        countries={**year.countries, **changes.countries},
        faults=year.faults + changes.faults,
    )


def window_of(fact: Fact, round_number: int, *, agency_decides: bool) -> Window:
    """The window that a fact ``start_window`` gives."""
    start, end = fact.value
    return Window(round_number, start, end, agency_decides, fact)


def _dates(entry: Mapping[str, Any]) -> Dates:
    number, decides = entry.get("round", 1), entry.get("agency_decides", False)
    deadline, start = entry.get("deadline"), entry.get("start")
    return Dates(
        texts(entry["types"]),
        _deadline(deadline, number, decides) if deadline else None,
        _window(start, number, decides) if start else None,
    )


def _deadline(entry: Mapping[str, Any], number: int, decides: bool) -> Deadline:
    fact = fact_of("deadline", entry["at"], entry)
    return Deadline(number, entry["at"], entry.get("published"), decides, fact)


def _window(entry: Mapping[str, Any], number: int, decides: bool) -> Window:
    fact = fact_of("start_window", (entry["from"], entry["to"]), entry)
    return window_of(fact, number, agency_decides=decides)
