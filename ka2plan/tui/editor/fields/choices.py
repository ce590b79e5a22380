"""What can be chosen for a field, and what an entry can wait for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.plan import WorkPackage
from ka2plan.plan.schema import LINKABLE, Key
from ka2plan.schedule.graph import entries_in
from ka2plan.session import Snapshot
from ka2plan.session.offers import offers_for, word_offers
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.tui.toolkit.dialogs.picker import Choice
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
    yield from (Choice(*offer) for offer in offers_for(snapshot, field.path, field.key, field.type))


def word_choices(key: Key) -> Iterator[Choice[str]]:
    """The words of a key, in the user's language."""
    yield from (Choice(*offer) for offer in word_offers(key))


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
