"""Clashes in sentences."""

from __future__ import annotations

from typing import Any

from ka2plan.document.value_text import render
from ka2plan.merge.clash import DELETED, DOUBLED, EFFORT_UNIT, OURS, RENAMED, REPLACED, THEIRS, Clash
from ka2plan.merge.named_sides import UNNAMED, NamedSides
from ka2plan.merge.plain_values import ABSENT, UNKNOWN, same
from ka2plan.merge.text_words import contested_words
from ka2plan.plan.faults import place_of
from ka2plan.plan.types.period import PERIODS
from ka2plan.toml import Path
from ka2plan.words.figures import listed
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

LONGEST = 48
"""Characters of a value that a sentence quotes."""

LONGEST_PASSAGE = 120
"""Characters that it quotes of what differs in a long text."""


def clash_text(clash: Clash, names: NamedSides = UNNAMED) -> str:
    """One clash in a sentence: the place, and what each side says."""
    return clash_between(clash, names.said(OURS), names.said(THEIRS))


def clash_between(clash: Clash, us: str, them: str) -> str:
    """One clash in a sentence, with what the two sides are called in it."""
    sentences = {DOUBLED: _doubled, RENAMED: _renamed, DELETED: _deleted, REPLACED: _replaced}
    return sentences.get(clash.kind, _changed)(clash, us, them)


def shown(value: Any) -> str:
    """A value as the file would spell it, cut where it is long; entries by title, stretches as people write them."""
    if _are_stretches(value):
        return visible(PERIODS.to_text(value), LONGEST_PASSAGE)
    if isinstance(value, dict):
        value = value.get("title", value.get("name", value))
    return visible(render(value, inside=True), LONGEST)


def _are_stretches(value: Any) -> bool:
    """Whether a list has stretches of time: cut in the file's spelling, two would look the same."""
    are_tables = isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return are_tables and bool(value) and all(set(item) == {"start", "end"} for item in value)


def _changed(clash: Clash, us: str, them: str) -> str:
    if clash.where == EFFORT_UNIT and clash.used_by:
        sentence = _(
            "{place}: {ours} in {us}, {theirs} in {them}; effort that one side wrote is in the unit it had: {places}"
        )
        places = listed(visible(place_of(where)) for where in clash.used_by)
        ours, theirs = _said(clash.ours), _said(clash.theirs)
        return sentence.format(place=_place(clash), ours=ours, theirs=theirs, us=us, them=them, places=places)
    if is_long(clash):
        words = contested_words(clash.base if isinstance(clash.base, str) else None, clash.ours, clash.theirs)
        ours, theirs, base = (
            f"“{visible(text, LONGEST_PASSAGE)}”" if text else _("nothing") for text in words[1:] + words[:1]
        )
        sentence = _("{place}: {ours} in {us}, {theirs} in {them}, {base} before")
        if not isinstance(clash.base, str):
            sentence = _("{place}: {ours} in {us}, {theirs} in {them}")
        return sentence.format(place=_place(clash), ours=ours, theirs=theirs, base=base, us=us, them=them)
    if clash.base is UNKNOWN or clash.base is ABSENT:
        sentence = _("{place}: {ours} in {us}, {theirs} in {them}")
    else:
        sentence = _("{place}: {ours} in {us}, {theirs} in {them}, {base} before")
    return sentence.format(
        place=_place(clash),
        ours=_said(clash.ours),
        theirs=_said(clash.theirs),
        base=_said(clash.base),
        us=us,
        them=them,
    )


def is_long(clash: Clash) -> bool:
    """Whether the sides have texts that are too long to be told whole."""
    sides = (clash.ours, clash.theirs)
    return all(isinstance(side, str) for side in sides) and any("\n" in side or len(side) > LONGEST for side in sides)


def _said(value: Any) -> str:
    return _("nothing") if value is ABSENT or value is UNKNOWN else shown(value)


def _deleted(clash: Clash, us: str, them: str) -> str:
    if clash.used_by:
        places = ", ".join(visible(place_of(where)) for where in clash.used_by)
        if clash.ours is ABSENT:
            sentence = _("{place}: deleted in {us}, used in {them}: {places}")
        else:
            sentence = _("{place}: used in {us}: {places}; deleted in {them}")
        return sentence.format(place=_place(clash), places=places, us=us, them=them)
    if clash.base is UNKNOWN:
        return _changed(clash, us, them)
    if clash.ours is ABSENT:
        sentence = _("{place}: deleted in {us}, changed in {them}: {value}")
        return sentence.format(place=_place(clash), value=shown(clash.theirs), us=us, them=them)
    sentence = _("{place}: changed in {us}: {value}; deleted in {them}")
    return sentence.format(place=_place(clash), value=shown(clash.ours), us=us, them=them)


def _doubled(clash: Clash, us: str, them: str) -> str:
    sentence = _(
        "{id}: both sides gave this id to something new: {ours} in {us}, {theirs} in {them}; "
        "rename one of them, to {suggestion} for example"
    )
    said = sentence.format(
        id=visible(str(clash.where[1])),
        ours=_said(clash.ours),
        theirs=_said(clash.theirs),
        suggestion=visible(clash.suggestion),
        us=us,
        them=them,
    )
    return "; ".join(
        [said, *(_uses_it(*used) for used in ((us, clash.used_by), (them, clash.used_by_theirs)) if used[1])]
    )


def _uses_it(side: str, places: tuple[Path, ...]) -> str:
    sentence = _("{side} uses it: {places}")
    return sentence.format(side=side, places=", ".join(visible(place_of(where)) for where in places))


def _replaced(clash: Clash, us: str, them: str) -> str:
    names = {True: us, False: them}
    is_ours = clash.other_in == OURS
    thing, kept = (clash.ours, clash.theirs) if is_ours else (clash.theirs, clash.ours)
    clauses = [
        another_thing(str(clash.where[0])).format(
            id=visible(str(clash.where[1])), side=names[is_ours], title=entry_title(thing)
        )
    ]
    if not same(kept, clash.base):
        clauses.append(_("{side} changed {title}").format(side=names[not is_ours], title=entry_title(clash.base)))
    if clash.used_by:
        clauses.append(_uses_it(names[not is_ours], clash.used_by))
    return "; ".join(clauses)


def entry_title(entry: Any) -> str:
    """An entry by its title, cut where that is long."""
    title = entry.get("title", entry.get("name")) if isinstance(entry, dict) else None
    return visible(title, LONGEST) if isinstance(title, str) else _said(entry)


def another_thing(kind: str) -> str:
    """The sentence for an id under which one side has something else, by kind."""
    return {
        "partners": _("{id} is another partner in {side}: {title}"),
        "objectives": _("{id} is another objective in {side}: {title}"),
        "work_packages": _("{id} is another work package in {side}: {title}"),
        "activities": _("{id} is another activity in {side}: {title}"),
        "milestones": _("{id} is another milestone in {side}: {title}"),
        "deliverables": _("{id} is another deliverable in {side}: {title}"),
        "indicators": _("{id} is another indicator in {side}: {title}"),
    }[kind]


def _renamed(clash: Clash, us: str, them: str) -> str:
    sentence = _("{id}: renamed to {ours} in {us}, to {theirs} in {them}")
    return sentence.format(
        id=visible(str(clash.where[1])),
        ours=visible(str(clash.ours)),
        theirs=visible(str(clash.theirs)),
        us=us,
        them=them,
    )


def _place(clash: Clash) -> str:
    place = visible(place_of(clash.where))
    if clash.known_as:
        return _("{place} ({id} where it is still there)").format(place=place, id=visible(clash.known_as))
    return place
