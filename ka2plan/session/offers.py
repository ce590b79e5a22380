"""What a field can have: partners, countries, agencies, types, calls, words; the same in every editor of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.calls import Agency, Call, CallBook, Countries
from ka2plan.charts.status_words import status_word
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import EFFORT_UNITS, PRIORITIES, STATUSES, Key
from ka2plan.session.snapshot import Snapshot
from ka2plan.words.figures import alphabetical, figure, unit_of_effort
from ka2plan.words.messages import _


class Offer(NamedTuple):
    """One of the values that a field can have."""

    value: Any
    label: str
    detail: str = ""
    """What it stands for."""


def offers_for(snapshot: Snapshot, path: Path, key: Key | None, type: str) -> Iterator[Offer]:
    """The values that the field at a path can have, each with what it means; none where anything can be written.

    Args:
        snapshot: the open plan; what only the call knows is offered once its facts are loaded.
        path: where the value stands.
        key: the schema's key of it, where it has one.
        type: the name of the value's type.
    """
    if type == "boolean":
        yield from (Offer(True, _("yes")), Offer(False, _("no")))
    elif type == "country":
        yield from country_offers(snapshot)
    elif type == "agency":
        yield from agency_offers(snapshot)
    elif type == "choice" and key:
        yield from word_offers(key)
    elif type in ("reference", "references") and key:
        yield from reference_offers(snapshot, key, leaving_out=_lead(snapshot, path))
    elif path[:2] == ("project", "priorities") and snapshot.call:
        yield from (Offer(priority.key, priority.key, _(priority.name)) for priority in snapshot.call.priorities)
    elif path[0] == "project" and snapshot.book and snapshot.call:
        yield from _call_offers(snapshot, snapshot.book, snapshot.call, str(path[-1]))


def _lead(snapshot: Snapshot, path: Path) -> str:
    """The lead, which is not named among the partners once more."""
    entry = snapshot.plan.activities.get(str(path[1])) if len(path) > 1 else None
    return (entry.lead or "") if entry and "partners" in path[2:] else ""


def word_offers(key: Key) -> Iterator[Offer]:
    """The words of a key, in the user's language."""
    words = {
        **{status: status_word(status) for status in STATUSES},
        "beneficiary": _("beneficiary"),
        "associated": _("associated partner"),
        "affiliated": _("affiliated entity"),
        **{unit: unit_of_effort(unit) for unit in EFFORT_UNITS},
    }
    yield from (Offer(choice, words.get(choice, choice)) for choice in key.choices)


def reference_offers(snapshot: Snapshot, key: Key, leaving_out: str = "") -> Iterator[Offer]:
    """The ids that a key can name, with the names behind them."""
    plan = snapshot.plan
    for kind in key.refers_to:
        if kind == PRIORITIES:
            yield from (Offer(priority, priority, _("priority")) for priority in plan.project.priorities)
            continue
        for id, entry in getattr(plan, kind).items():
            if id != leaving_out:
                yield Offer(id, id, title_of(entry))


def title_of(entry: Any) -> str:
    """The title of an entry of any kind, of a partner its name; empty for None."""
    return getattr(entry, "title", "") or getattr(entry, "name", "")


def country_offers(snapshot: Snapshot) -> Iterator[Offer]:
    """All countries by name, those that count for the call first."""
    if snapshot.book is None:
        return
    countries = snapshot.book.countries(snapshot.plan.project.call)
    codes = sorted(
        countries.names, key=lambda code: (not countries.of(code).counts, alphabetical(countries.name(code)))
    )
    yield from (Offer(code, code, f"{countries.name(code)}{_standing(countries, code)}") for code in codes)


def _standing(countries: Countries, code: str) -> str:
    standing = countries.of(code)
    if standing.exclusion:
        return _(", excluded from this call")
    return "" if standing.counts else _(", not associated") if standing.counts is False else ""


def agency_offers(snapshot: Snapshot) -> Iterator[Offer]:
    """The agencies that are known, those of the coordinator's country first, of which those of the project's field."""
    if snapshot.book is None or snapshot.call is None:
        return
    coordinator = snapshot.plan.partners.get(snapshot.plan.project.coordinator or "")
    country, field = coordinator.country if coordinator else "", getattr(snapshot.call.type, "field", "")
    countries = snapshot.book.countries(snapshot.plan.project.call)

    def distance(agency: Agency) -> tuple[bool, bool]:
        return agency.country != country, bool(agency.fields) and field not in agency.fields

    for agency in sorted(snapshot.book.library.agencies(), key=distance):
        fields = f" ({', '.join(agency.fields)})" if agency.fields else ""
        yield Offer(agency.code, agency.code, f"{countries.name(agency.country)}  {agency.name}{fields}")


def type_offers(book: CallBook) -> Iterator[Offer]:
    """The types of partnership, each with its name and field."""
    from ka2plan.print.type_facts import type_title

    yield from (Offer(type_.id, type_.id, type_title(type_)) for type_ in book.types())


def _call_offers(snapshot: Snapshot, book: CallBook, call: Call, key: str) -> Iterator[Offer]:
    project = snapshot.plan.project
    if key == "type":
        yield from type_offers(book)
    elif key == "call":
        known = book.years_of(call.code) or book.years
        for year in (*known, known[-1] + 1):
            yield Offer(year, str(year), "" if year in known else _("nothing is known of it yet"))
    elif key == "round":
        from ka2plan.words.deadlines import moment_in_words

        for number in sorted({*call.rounds, 1, 2}):
            deadline = call.deadline(number)
            yield Offer(number, str(number), moment_in_words(deadline.at) if deadline else "")
    elif key == "lump_sum":
        sums = call.value("lump_sums")
        for amount in sums if isinstance(sums, tuple) else ():
            yield Offer(amount, figure(amount), _("as now") if amount == project.lump_sum else "")
