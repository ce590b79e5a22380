"""What can be chosen for a field: partners, countries, work packages, links, types, calls, words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.calls import Agency, Call, CallBook, Countries
from ka2plan.plan import WorkPackage
from ka2plan.plan.schema import LINKABLE, PRIORITIES, Key
from ka2plan.schedule.graph import entries_in
from ka2plan.session import Snapshot
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.tui.toolkit.dialogs.picker import Choice
from ka2plan.words.figures import figure
from ka2plan.words.messages import _, ngettext

MOST_STATIONS = 7
"""Entries of a circle that are named; of a longer one the first and the last."""

NOTHING = ""
"""Chosen to take a value out."""


def choices_for(snapshot: Snapshot, field: EntryField) -> list[Choice[Any]]:
    """The values a field can have, each with what it means; ``NOTHING`` where it may be left out."""
    choices: list[Choice[Any]] = list(_choices(snapshot, field))
    if choices and not field.required and field.type in ("reference", "country", "boolean", "choice", "agency"):
        choices.append(Choice(NOTHING, _("(nothing)")))
    return choices


def _choices(snapshot: Snapshot, field: EntryField) -> Iterator[Choice[Any]]:
    key, name = field.key, field.path[-1]
    if field.type == "boolean":
        yield from (Choice(True, _("yes")), Choice(False, _("no")))
    elif field.type == "country":
        yield from country_choices(snapshot)
    elif field.type == "agency":
        yield from agency_choices(snapshot)
    elif field.type == "choice" and key:
        yield from word_choices(key)
    elif field.type in ("reference", "references") and key:
        yield from reference_choices(snapshot, key, leaving_out=_lead(snapshot, field))
    elif field.path == ("project", "priorities") and snapshot.call:
        yield from (Choice(priority.key, priority.key, priority.name) for priority in snapshot.call.priorities)
    elif field.path[0] == "project" and snapshot.book and snapshot.call:
        yield from _call_choices(snapshot, snapshot.book, snapshot.call, str(name))


def _lead(snapshot: Snapshot, field: EntryField) -> str:
    """The lead, which is not named among the partners once more."""
    entry = snapshot.plan.activities.get(str(field.path[1])) if len(field.path) > 1 else None
    return (entry.lead or "") if entry and field.path[-1] == "partners" else ""


def word_choices(key: Key) -> Iterator[Choice[str]]:
    """The words of a key, in the user's language."""
    words = {
        "planned": _("planned"),
        "running": _("running"),
        "done": _("done"),
        "cancelled": _("cancelled"),
        "beneficiary": _("beneficiary"),
        "associated": _("associated partner"),
        "affiliated": _("affiliated entity"),
        "days": _("person-days"),
        "months": _("person-months"),
    }
    yield from (Choice(choice, words.get(choice, choice)) for choice in key.choices)


def reference_choices(snapshot: Snapshot, key: Key, leaving_out: str = "") -> Iterator[Choice[str]]:
    """The ids that a key can name, with the names behind them."""
    plan = snapshot.plan
    for kind in key.refers_to:
        if kind == PRIORITIES:
            yield from (Choice(priority, priority, _("priority")) for priority in plan.project.priorities)
            continue
        for id, entry in getattr(plan, kind).items():
            if id != leaving_out:
                yield Choice(id, id, getattr(entry, "title", "") or getattr(entry, "name", ""))


def country_choices(snapshot: Snapshot) -> Iterator[Choice[str]]:
    """All countries by name, those that count for the call first."""
    if snapshot.book is None:
        return
    countries = snapshot.book.countries(snapshot.plan.project.call)
    codes = sorted(countries.names, key=lambda code: (not countries.of(code).counts, countries.name(code)))
    yield from (Choice(code, code, f"{countries.name(code)}{_standing(countries, code)}") for code in codes)


def agency_choices(snapshot: Snapshot) -> Iterator[Choice[str]]:
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
        yield Choice(agency.code, agency.code, f"{countries.name(agency.country)}  {agency.name}{fields}")


def _standing(countries: Countries, code: str) -> str:
    standing = countries.of(code)
    if standing.exclusion:
        return _(", excluded from this call")
    return "" if standing.counts else _(", not associated") if standing.counts is False else ""


def _call_choices(snapshot: Snapshot, book: CallBook, call: Call, key: str) -> Iterator[Choice[Any]]:
    project = snapshot.plan.project
    if key == "type":
        for type_ in book.types():
            yield Choice(type_.id, type_.id, f"{type_.name}{f', {type_.field_name}' if type_.field_name else ''}")
    elif key == "call":
        known = book.years_of(call.code) or book.years
        for year in (*known, known[-1] + 1):
            yield Choice(year, str(year), "" if year in known else _("nothing is known of it yet"))
    elif key == "round":
        for number in sorted({*call.rounds, 1, 2}):
            deadline = call.deadline(number)
            yield Choice(number, str(number), f"{deadline.at:%Y-%m-%d %H:%M} {_('Brussels')}" if deadline else "")
    elif key == "lump_sum":
        sums = call.value("lump_sums")
        for amount in sums if isinstance(sums, tuple) else ():
            yield Choice(amount, figure(amount), _("as now") if amount == project.lump_sum else "")


def link_choices(snapshot: Snapshot, successor: str) -> list[Choice[str]]:
    """What an entry can wait for; a choice that would close a cycle is refused with the whole cycle."""
    plan, network = snapshot.plan, snapshot.network
    named = {link.id for link in getattr(plan.entry(successor), "after", ())}
    behind = _behind(snapshot, successor)
    choices: list[Choice[str]] = []
    for kind in LINKABLE:
        for id, entry in getattr(plan, kind).items():
            if id == successor:
                continue
            refused = ""
            inside = entries_in(plan, id) if isinstance(entry, WorkPackage) else (id,)
            if not behind.isdisjoint((id, *inside)):
                refused = _in_words(network.cycle_closed_by(id, successor))
            choices.append(Choice(id, id, entry.title + (_(" (named already)") if id in named else ""), refused))
    return sorted(choices, key=lambda choice: bool(choice.refused))


def _behind(snapshot: Snapshot, id: str) -> set[object]:
    """All nodes that wait for an entry, directly or not, and the entry itself."""
    followers = snapshot.network.followers
    seen: set[object] = {id}
    front: list[Any] = [id]
    while front:
        for node in followers.get(front.pop(), ()):
            if node not in seen:
                seen.add(node)
                front.append(node)
    return seen


def _in_words(cycle: tuple[str, ...] | None) -> str:
    if not cycle:
        return ""
    stations = [*cycle, cycle[0]]
    if len(stations) > MOST_STATIONS:
        between = len(stations) - 5
        more = ngettext("{count} more", "{count} more", between).format(count=between)
        stations = [*stations[:3], more, *stations[-2:]]
    return _("a circle: {way}").format(way=" > ".join(stations))
