"""Where an entry is declared, where it is named, and another id for it everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import Location, Position, Range, TextEdit

from ka2plan.document import RenameEntry
from ka2plan.errors import EditError
from ka2plan.lsp.differences import text_edits
from ka2plan.lsp.places import Named, Place, definition_of, named_at, names_of, place_at
from ka2plan.plan.schema import PRIORITIES
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.lsp.plan_text import PlanText


def definition_at(text: PlanText, position: Position) -> Location | None:
    """Where the entry that a word names is declared."""
    found = _named(text, position)
    if found is None or text.known is None:
        return None
    declared = definition_of(text.known, found[0])
    where = text.range_of(declared) if declared else None
    return Location(text.uri, where) if where else None


def references_at(text: PlanText, position: Position, *, with_declaration: bool) -> list[Location]:
    """Every place that names the same entry as the word at a position."""
    found = _named(text, position)
    if found is None or text.known is None:
        return []
    spans = list(names_of(text.known, found[0]))
    if not with_declaration and definition_of(text.known, found[0]):
        spans = spans[1:]
    ranges = (text.range_here(*span) for span in sorted(spans))
    return [Location(text.uri, where) for where in ranges if where]


def renamable_at(text: PlanText, position: Position) -> tuple[Range, str] | None:
    """The id that could be given another name, and where it stands; None for all else."""
    found = _named(text, position)
    if found is None or text.sense is None or found[0].kind == PRIORITIES:
        return None
    named, place = found
    word = text.text[place.start : place.end]
    start = place.start + word.find(named.id) if named.id in word else place.start
    return text.lines.range(start, start + len(named.id)), named.id


def renamed_at(text: PlanText, position: Position, new: str) -> list[TextEdit]:
    """The edits that give the entry at a position another id, with every reference to it.

    :raises EditError: there is no entry, the text does not read, or the id cannot be had; the sentence says why.
    """
    if text.sense is None:
        raise EditError(_("the file cannot be read as a plan; correct its text first"))
    found = _named(text, position)
    if found is None or found[0].kind == PRIORITIES:
        raise EditError(_("there is no id here that could be renamed"))
    named = found[0]
    if new == named.id:
        return []
    return text_edits(text.lines, text.sense.document.apply(RenameEntry(named.kind, named.id, new)).text)


def _named(text: PlanText, position: Position) -> tuple[Named, Place] | None:
    there = text.shift.there(text.lines.offset(position))
    if text.known is None or there is None:
        return None
    place = place_at(text.known.layout, there)
    named = named_at(text.known, place) if place else None
    return (named, place) if named and place else None
