"""Unusual plans that the form takes have no error, and each has a twin just beyond the rule that has one.

A pair is a change to a sound plan that stays eligible, and one a step further, with the code that tells it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from ka2plan.calls import load_calls
from ka2plan.plan import read_plan
from ka2plan.rules import check

BOOK = load_calls()

Data = dict[str, Any]

Change = Callable[[Data], None]


def cooperation(field: str = "SCH") -> Data:
    """A sound Cooperation Partnership: three organisations, management and one work package with an activity."""
    return {
        "format": 1,
        "project": {
            "title": "Outdoor classrooms",
            "type": f"KA220-{field}",
            "call": 2026,
            "start": date(2026, 11, 1),
            "months": 24,
            "lump_sum": 250_000,
            "coordinator": "A",
            "priorities": ["inclusion"],
            "topics": ["Rural schools"],
            "agency": "SI02" if field == "YOU" else "SI01",
        },
        "partners": {
            "A": {"name": "Osnovna šola Ledina", "country": "SI", "oid": "E10000001"},
            "B": {"name": "IES Sorolla", "country": "ES", "oid": "E10000002"},
            "C": {"name": "Liceo Galilei", "country": "IT", "oid": "E10000003"},
        },
        "work_packages": {
            "WP1": {"title": "Project management", "budget": {"A": 50_000}},
            "WP2": {"title": "Modules"},
        },
        "activities": {"A2.1": activity(amount=200_000)},
    }


def activity(wp: str | None = "WP2", start: Any = "M1", end: Any = "M24", amount: Any = 0, **more: Any) -> Data:
    """An activity of all three."""
    own = {"wp": wp} if wp else {}
    return {
        **own,
        "title": "Writing",
        "start": start,
        "end": end,
        "lead": "A",
        "partners": ["B"],
        "budget": {"A": amount},
        **more,
    }


def small(field: str = "SCH") -> Data:
    """A sound Small-scale Partnership: two organisations, one activity."""
    data = cooperation(field)
    data["project"] |= {"type": f"KA210-{field}", "months": 12, "lump_sum": 30_000}
    del data["partners"]["C"], data["work_packages"]
    data["activities"] = {"A1": activity(None, end="M12", amount=30_000)}
    return data


def school_development() -> Data:
    """A sound European Partnership for School Development."""
    data = cooperation()
    data["project"] |= {"type": "KA240-SCH", "months": 36, "lump_sum": 400_000}
    data["partners"] = {
        id: {"name": f"Organisation {id}", "country": country, "kind": kind}
        for id, country, kind in (
            ("A", "SI", "school-authority"),
            ("S1", "SI", "school"),
            ("S2", "SI", "school"),
            ("B", "ES", "school-authority"),
            ("S3", "ES", "school"),
            ("S4", "ES", "school"),
        )
    }
    data["work_packages"] = {f"WP{n}": {"title": f"Package {n}"} for n in range(1, 6)}
    data["work_packages"]["WP1"]["budget"] = {"A": 40_000}
    data["activities"] = {f"A{n}": activity(f"WP{n}", end="M36", amount=90_000) for n in range(2, 6)}
    return data


class Pair(NamedTuple):
    """A plan that may be handed in, and one that may not."""

    name: str
    base: Callable[[], Data]
    eligible: Change
    beyond: Change
    code: str


def put(path: str, value: Any) -> Change:
    """Writes a value at a path such as ``project.months``; ``None`` takes it out."""

    def change(data: Data) -> None:
        *tables, key = path.split("/")
        for table in tables:
            data = data.setdefault(table, {})
        if value is None:
            data.pop(key, None)
        else:
            data[key] = copy.deepcopy(value)

    return change


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(data: Data) -> None:
        for one in changes:
            one(data)

    return change


def nothing(_data: Data) -> None:
    """Changes nothing."""


def packages(count: int) -> Change:
    """So many work packages, each with an activity but the first."""

    def change(data: Data) -> None:
        for number in range(3, count + 1):
            data["work_packages"][f"WP{number}"] = {"title": f"Package {number}"}
            data["activities"][f"A{number}.1"] = activity(f"WP{number}")

    return change


def split(management: Any, rest: Any) -> Change:
    """The money of management, and of the activity."""
    return both(put("work_packages/WP1/budget/A", management), put("activities/A2.1/budget/A", rest))


def called(first: str, second: str) -> Change:
    """Both work packages under other ids."""

    def change(data: Data) -> None:
        old = data["work_packages"]
        data["work_packages"] = {first: old["WP1"], second: old["WP2"]}
        data["activities"]["A2.1"]["wp"] = second

    return change


def months(count: int) -> Change:
    """Another duration, all of it filled."""
    return both(put("project/months", count), put("activities/A2.1/end", f"M{count}"))


def small_months(count: int) -> Change:
    """Another duration of a Small-scale Partnership."""
    return both(put("project/months", count), put("activities/A1/end", f"M{count}"))


def partner(id: str, country: str, **more: Any) -> Change:
    """One more organisation, or another in its place."""
    return put(f"partners/{id}", {"name": f"Organisation {id}", "country": country, **more})


def from_country(country: str, agency: str | None = None) -> Change:
    """The coordinator from another country."""
    return both(put("partners/A/country", country), put("project/agency", agency))


NEVER_ELIGIBLE = both(put("partners/C", None), put("activities/A2.1/partners", ["B"]))

FIELDS = ("SCH", "VET", "ADU", "HED", "YOU")


def pairs() -> Iterator[Pair]:
    """All pairs."""
    for field in FIELDS:
        yield Pair(f"{field}, 12 months", lambda field=field: cooperation(field), months(12), months(11), "CAL201")
        yield Pair(f"{field}, 36 months", lambda field=field: cooperation(field), months(36), months(37), "CAL201")
        yield Pair(
            f"{field}, 20 % for management",
            lambda field=field: cooperation(field),
            split(50_000, 200_000),
            split(Decimal("50000.01"), Decimal("199999.99")),
            "BUD201",
        )
        yield Pair(
            f"{field}, three organisations", lambda field=field: cooperation(field), nothing, NEVER_ELIGIBLE, "ORG101"
        )
        yield Pair(
            f"{field}, sum to the cent",
            lambda field=field: cooperation(field),
            split(Decimal("49999.99"), Decimal("200000.01")),
            split(Decimal("49999.99"), 200_000),
            "BUD101",
        )
    for field in ("SCH", "VET", "ADU", "YOU"):
        yield Pair(
            f"small {field}, 6 months", lambda field=field: small(field), small_months(6), small_months(5), "CAL201"
        )
        yield Pair(
            f"small {field}, 24 months", lambda field=field: small(field), small_months(24), small_months(25), "CAL201"
        )
        yield Pair(
            f"small {field}, two organisations",
            lambda field=field: small(field),
            nothing,
            both(put("partners/B", None), put("activities/A1/partners", [])),
            "ORG101",
        )
        yield Pair(
            f"small {field}, sum to the cent",
            lambda field=field: small(field),
            both(put("activities/A1/budget/A", Decimal("29999.99")), put("activities/A1/budget/B", Decimal("0.01"))),
            put("activities/A1/budget/A", Decimal("29999.99")),
            "BUD101",
        )
    for amount, rest in ((120_000, 100_000), (400_000, 350_000)):
        yield Pair(
            f"lump sum of {amount}",
            cooperation,
            both(put("project/lump_sum", amount), split(amount - rest, rest)),
            both(put("project/lump_sum", amount + 1), split(amount - rest + 1, rest)),
            "CAL202",
        )
    yield Pair(
        "small lump sum of 60,000",
        small,
        both(put("project/lump_sum", 60_000), put("activities/A1/budget/A", 60_000)),
        both(put("project/lump_sum", 50_000), put("activities/A1/budget/A", 50_000)),
        "CAL202",
    )
    yield Pair("eleven work packages", cooperation, packages(11), packages(12), "CAL301")
    for first, second in (
        ("PM", "DEV"),
        ("WP01", "WP02"),
        ("wp1", "wp2"),
        ("WP0", "WP1"),
        ("1", "2"),
        ("UPR", "MOD"),
    ):
        yield Pair(
            f"work packages {first} and {second}",
            cooperation,
            called(first, second),
            both(called(first, second), more_for_management),
            "BUD201",
        )
    for country, agency in (
        ("GR", "EL01"),
        ("LI", "LI01"),
        ("IS", "IS01"),
        ("NO", "NO01"),
        ("MK", None),
        ("RS", "RS01"),
        ("TR", "TR01"),
        ("CY", "CY01"),
        ("MT", "MT01"),
        ("IE", "IE01"),
        ("LU", "LU01"),
        ("AT", "AT01"),
    ):
        yield Pair(
            f"coordinator from {country}", cooperation, from_country(country, agency), from_country("UA"), "ORG103"
        )
    for country in ("AL", "BA", "XK", "UA", "MD", "GE", "AM", "MA", "TN", "JO"):
        yield Pair(f"a fourth partner from {country}", cooperation, partner("D", country), partner("D", "US"), "ORG111")
        yield Pair(
            f"an associated partner from {country} in a small one",
            small,
            partner("D", country, role="associated"),
            partner("D", country),
            "ORG111",
        )
    for code in ("EL", "UK", "el", "gr"):
        yield Pair(
            f"the country written {code}",
            cooperation,
            partner("D", code, **({"role": "associated"} if code == "UK" else {})),
            partner("D", "QX"),
            "ORG113",
        )
    yield Pair(
        "an associated partner from anywhere",
        cooperation,
        partner("D", "US", role="associated"),
        both(
            partner("D", "US", role="associated"), put("activities/A2.1/budget/D", 0), put("activities/A2.1/lead", "D")
        ),
        "ORG121",
    )
    yield Pair(
        "two schools and a museum",
        cooperation,
        both(put("partners/C/kind", "museum"), put("partners/A/kind", "school"), put("partners/B/kind", "school")),
        both(put("partners/C/country", "ES")),
        "ORG102",
    )
    yield Pair(
        "a milestone for the final report",
        cooperation,
        put("milestones/MS1", {"title": "Final report", "due": "M26"}),
        put("activities/A2.1/end", "M26"),
        "DAT101",
    )
    yield Pair(
        "a work package over the end",
        cooperation,
        put("work_packages/WP2/end", "M30"),
        put("activities/A2.1/end", "M30"),
        "DAT101",
    )
    yield Pair(
        "a start on 29 February",
        cooperation,
        both(put("project/call", 2027), put("project/start", date(2028, 2, 29))),
        both(
            put("project/call", 2027),
            put("project/start", date(2028, 2, 29)),
            put("activities/A2.1/end", date(2030, 3, 1)),
        ),
        "DAT101",
    )
    yield Pair(
        "online, without a venue",
        cooperation,
        put("activities/A2.1/venue", None),
        put("activities/A2.1/venue", {"place": "Nowhere", "country": "QX"}),
        "ORG113",
    )
    yield Pair(
        "an activity for no money",
        cooperation,
        put("activities/A2.2", activity()),
        put("activities/A2.2", activity(amount=-1)),
        "BUD302",
    )
    yield Pair(
        "an activity on one day",
        cooperation,
        put("activities/A2.2", activity(start=date(2027, 3, 1), end=date(2027, 3, 1))),
        put("activities/A2.2", activity(start=date(2027, 3, 2), end=date(2027, 3, 1))),
        "DAT201",
    )
    yield Pair(
        "the first and the last day",
        cooperation,
        put("activities/A2.2", activity(start=date(2026, 11, 1), end=date(2028, 10, 31))),
        put("activities/A2.2", activity(start=date(2026, 11, 1), end=date(2028, 11, 1))),
        "DAT101",
    )
    yield Pair(
        "a cancelled activity without money",
        cooperation,
        put("activities/A2.2", activity(status="cancelled")),
        put("activities/A2.2", activity(amount=1)),
        "BUD101",
    )
    yield Pair(
        "everything for one organisation",
        cooperation,
        put("activities/A2.1/partners", []),
        put("activities/A2.1/lead", "X"),
        "SYN301",
    )
    yield Pair(
        "a link that just fits",
        cooperation,
        put("activities/A2.2", activity(start="M1", end="M3", after=[{"id": "A2.1", "type": "SS"}])),
        put("activities/A2.2", activity(start="M1", end="M3", after=["A2.1"])),
        "DEP203",
    )
    yield Pair(
        "periods with a gap",
        cooperation,
        put(
            "activities/A2.2",
            {**_without_dates(activity()), "periods": [{"start": "M1", "end": "M2"}, {"start": "M10", "end": "M11"}]},
        ),
        put(
            "activities/A2.2",
            {**_without_dates(activity()), "periods": [{"start": "M1", "end": "M2"}, {"start": "M24", "end": "M25"}]},
        ),
        "DAT101",
    )
    yield Pair(
        "a code of an agency that our list lacks",
        cooperation,
        put("project/agency", "SI09"),
        both(put("project/agency", "SI09"), put("partners/A/country", "UA")),
        "ORG103",
    )
    yield Pair(
        "the agency of another field",
        lambda: cooperation("YOU"),
        put("project/agency", "SI01"),
        both(put("project/agency", "SI01"), put("project/months", 40)),
        "CAL201",
    )
    yield Pair(
        "three more priorities named",
        cooperation,
        put("project/priorities", ["inclusion", "digital", "environment"]),
        both(put("project/priorities", ["inclusion"]), put("project/lump_sum", 0)),
        "BUD101",
    )
    yield Pair(
        "eighty organisations",
        small,
        both(*(partner(f"P{n}", "SI") for n in range(80))),
        both(*(partner(f"P{n}", "US") for n in range(80))),
        "ORG111",
    )
    yield Pair(
        "an OID in small letters",
        cooperation,
        put("partners/A/oid", "e10000001"),
        put("partners/A/oid", "E1000001"),
        "ORG132",
    )
    yield Pair(
        "a partner without OID", cooperation, put("partners/B/oid", None), put("partners/B/oid", "E10000001"), "ORG133"
    )
    yield Pair(
        "an old applicant",
        cooperation,
        put("partners/A/established", date(2024, 3, 5)),
        put("partners/A/established", date(2024, 3, 6)),
        "ORG117",
    )
    yield Pair(
        "Switzerland in 2027",
        cooperation,
        both(put("project/call", 2027), put("project/start", date(2027, 9, 1)), partner("C", "CH")),
        both(put("project/call", 2027), put("project/start", date(2027, 9, 1)), put("activities/A2.1/budget/A", 1)),
        "BUD101",
    )
    yield Pair(
        "a running small partnership that costs more",
        small,
        both(put("activities/A1/status", "running"), put("activities/A1/budget/A", 31_000)),
        put("activities/A1/budget/A", 31_000),
        "BUD101",
    )
    yield Pair("school development", school_development, nothing, put("project/months", 35), "CAL201")
    yield Pair(
        "a school coordinating body",
        school_development,
        put("partners/A/kind", "school-coordinating-body"),
        put("activities/A5/wp", "WP4"),
        "CAL303",
    )
    for priority in ("inclusion", "digital", "Healthy lifestyles"):
        yield Pair(
            f"sport with {priority}",
            _sport,
            put("project/priorities", [priority]),
            put("project/priorities", [priority, "environment"]),
            "CAL405",
        )


def _without_dates(entry: Data) -> Data:
    return {key: value for key, value in entry.items() if key not in ("start", "end")}


def more_for_management(data: Data) -> None:
    """A euro more for management, in a plan under whatever ids."""
    first = next(iter(data["work_packages"].values()))
    first["budget"] = {"A": 50_001}
    data["activities"]["A2.1"]["budget"] = {"A": 199_999}


def _sport() -> Data:
    data = small()
    data["project"] |= {"type": "SSCP-SPORT", "agency": ""}
    data["work_packages"] = {"WP1": {"title": "Management"}, "WP2": {"title": "Training"}}
    data["activities"]["A1"]["wp"] = "WP2"
    return data


PAIRS = list(pairs())


def errors(data: Data) -> list[str]:
    """The codes of the errors of a plan, a month before the deadline."""
    found = check(read_plan(data), BOOK, date(2026, 2, 1)).findings
    return [f"{finding.code} {finding.message}" for finding in found if finding.severity == "error"]


def test_there_are_at_least_a_hundred() -> None:
    assert len(PAIRS) >= 100
    assert len({pair.name for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_plan_that_may_be_handed_in_has_no_error(pair: Pair) -> None:
    data = pair.base()
    pair.eligible(data)
    assert errors(data) == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_its_twin_just_beyond_the_rule_has_that_error(pair: Pair) -> None:
    data = pair.base()
    pair.beyond(data)
    assert pair.code in [error.split()[0] for error in errors(data)]
