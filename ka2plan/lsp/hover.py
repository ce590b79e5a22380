"""What a word of a plan means: the day of a month, who an id is, what a key is for, what a type allows, a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from ka2plan.calls.vocabulary import CONSORTIUM, MONEY, TIME
from ka2plan.errors import UsageError
from ka2plan.export.schema_words import description, sample
from ka2plan.findings import Path
from ka2plan.lsp.diagnostics import sentences
from ka2plan.lsp.places import Named, Place, named_at, place_at
from ka2plan.plan.model import WorkPackage
from ka2plan.plan.schema import KINDS, PRIORITIES, key_at
from ka2plan.plan.typed import type_at
from ka2plan.print.type_facts import call_shown, rows_of, type_title
from ka2plan.rules.explain import explained
from ka2plan.session.entry_words import (
    dates_in_words,
    effort_in_words,
    forecast_in_words,
    late_in_words,
    links_in_words,
    money_in_words,
    people,
    status_in_words,
)
from ka2plan.session.meaning import amount_in_words, meaning
from ka2plan.words.figures import effort, listed, money, stretches
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.findings import Finding
    from ka2plan.lsp.plan_text import PlanText, Sense
    from ka2plan.session.snapshot import Snapshot

LONGEST = 3_000
"""Characters of a hover; a text of the plan may be longer than any screen."""


def hover_at(text: PlanText, position: Position) -> Hover | None:
    """What is known of the word at a position, as plain text; None where nothing is.

    A plan's texts are other people's: as plain text nothing in them is markup.
    """
    offset = text.lines.offset(position)
    there = text.shift.there(offset)
    place = place_at(text.known.layout, there) if text.known and there is not None else None
    told = list(_of_place(text.known, place)) if text.known and place else []
    told += [part for finding in _findings_at(text, position) for part in _of_finding(text, finding)]
    if not told:
        return None
    where = text.range_here(place.start, place.end) if place else None
    words = visible("\n\n".join(told), multiline=True)
    return Hover(MarkupContent(MarkupKind.PlainText, words[:LONGEST]), where)


def entry_text(snapshot: Snapshot, named: Named) -> str:
    """An entry in a few lines; empty where the plan does not have it."""
    if named.kind == PRIORITIES:
        known = {priority.key: _(priority.name) for priority in snapshot.call.priorities} if snapshot.call else {}
        return f"{_('priority')} {named.id}\n{known.get(named.id, '')}".strip()
    if named.kind == "partners":
        return "\n".join(_of_partner(snapshot, named.id))
    entry = snapshot.plan.entry(named.id)
    if entry is not None and snapshot.plan.kind_of(named.id) == named.kind:
        lines = [
            f"{entry.id}  {entry.title}",
            "   ".join(filter(None, dates_in_words(snapshot.plan, entry))),
            "" if isinstance(entry, WorkPackage) else status_in_words(entry),
            late_in_words(snapshot, entry.id) or forecast_in_words(snapshot, entry.id),
            people(entry),
            money_in_words(snapshot.plan, entry),
            effort_in_words(snapshot.plan, entry),
            "   ".join(filter(None, links_in_words(snapshot, entry))),
        ]
        return "\n".join(filter(None, lines))
    other = getattr(snapshot.plan, named.kind, {}).get(named.id)
    return f"{named.id}  {other.title}" if other else ""


def _of_partner(snapshot: Snapshot, id: str) -> Iterator[str]:
    partner = snapshot.plan.partners.get(id)
    if partner is None:
        return
    yield f"{id}  {partner.name}"
    countries = snapshot.book.countries(snapshot.plan.project.call) if snapshot.book else None
    country = countries.name(partner.country) if countries and partner.country else partner.country
    yield ", ".join(filter(None, (country, _role(partner.role))))
    work = snapshot.workload
    load = work.partners.get(id)
    if load is None:
        return
    yield _("money: {amount}").format(amount=money(load.money))
    yield _("effort: {effort}").format(effort=effort(load.effort, snapshot.plan.project.effort_unit))
    if load.activities:
        words = ngettext("takes part in {count} activity", "takes part in {count} activities", len(load.activities))
        yield words.format(count=len(load.activities))
    if load.leads or load.leads_packages:
        yield _("leads {ids}").format(ids=listed([*load.leads_packages, *load.leads]))
    over = [one.month for one in work.overloads if one.partner == id]
    if over:
        yield _("above what it can in {months}").format(months=stretches(over))


def _role(role: str) -> str:
    from ka2plan.plan.schema import PARTNERS
    from ka2plan.session.offers import word_offers

    key = PARTNERS.key("role")
    return next((offer.label for offer in word_offers(key) if offer.value == role), role) if key else role


def _of_place(sense: Sense, place: Place) -> Iterator[str]:
    snapshot = sense.snapshot
    named = named_at(sense, place)
    if named:
        if told := entry_text(snapshot, named):
            yield told
        return
    if place.part == "value":
        yield from _of_value(sense, place.path)
    else:
        yield from _of_key(place.path)


def _of_value(sense: Sense, path: Path) -> Iterator[str]:
    from ka2plan.rules.remedies import value_at

    key, value, snapshot = key_at(path), value_at(sense.data, path), sense.snapshot
    if path == ("project", "type") and isinstance(value, str):
        yield from _of_type(snapshot, value)
        return
    if key is None:
        return
    about = (snapshot, path, type_at(key, path).name, value)
    told = [part for part in (amount_in_words(*about), meaning(*about)) if part]
    if told:
        yield "\n".join(told)


def _of_key(path: Path) -> Iterator[str]:
    if len(path) == 1:
        kind = next((kind for kind in KINDS if kind.name == path[0]), None)
        if kind:
            yield _("Every {kind}, by its id.").format(kind=_(kind.singular))
        return
    key = key_at(path)
    if key and path[-1] == key.name and len(path) == (2 if path[0] == "project" else 3):
        yield description(str(path[0]), key)
        yield _("written like {sample}").format(sample=f"{key.name} = {sample(str(path[0]), key)}")


def _of_type(snapshot: Snapshot, type_id: str) -> Iterator[str]:
    """What the call allows of a type, each limit with its source."""
    book = snapshot.book
    if book is None:
        return
    year = snapshot.plan.project.call
    try:
        call = call_shown(book, type_id, year if year in book.years else None)
    except UsageError:
        return
    if call.type:
        yield f"{type_id}  {type_title(call.type)}"
    rows = [row for row in rows_of(call) if row.group in (MONEY, TIME, CONSORTIUM)] or list(rows_of(call))
    for row in rows:
        titles = "; ".join(book.source(id).title for id in row.fact.source_ids)
        yield _("{label}: {value} ({source})").format(
            label=row.label, value=row.text, source=titles or row.fact.evidence
        )


def _findings_at(text: PlanText, position: Position) -> list[Finding]:
    """The findings whose range holds a position; none before they were computed."""
    if not text.is_examined:
        return []
    found = []
    for finding in text.findings:
        where = text.range_of_finding(finding)
        if where.start <= position <= where.end:
            found.append(finding)
    return found


def _of_finding(text: PlanText, finding: Finding) -> Iterator[str]:
    yield f"{finding.code}  {sentences(finding)}"
    yield explained(finding.code, text.book).summary
