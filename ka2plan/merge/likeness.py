"""How much an entry of one plan is like one of another: whether they can be one thing, and how sure that is."""

from __future__ import annotations

from ka2plan.merge.traits import Data, Trait, Traits, plain_title, without_digits
from ka2plan.plan.schema import PARTNERS, Kind

MOST = 0.5
"""The part of its fields from which a thing is what it was under its id, whatever it is called now."""

FEW = 0.3
"""The part of its fields that has to be left of a thing that is found by its title under another id."""

SIMILAR = 0.6
"""The part of their letters from which two titles are versions of one."""

ENOUGH_FIELDS = 4
"""Fields besides the title from which the same in all of them can mean the same thing, whatever it is called."""

FEWEST_PLACES = 2
"""References that have to go along before that says anything."""

LONG = 40
"""Characters from which two texts are compared by their words."""

OF_A_SERIES = 0.9
"""What titles are worth that differ in their numbers only: who puts one between may number the others anew."""

OWN_ID = 0.2
"""What a kept id is worth."""


class Likeness:
    """Holds entries of a kind in a base against those of a side."""

    def __init__(self, kind: Kind, base: Traits, side: Traits) -> None:
        self.kind = kind
        self.base = base
        self.side = side
        self.before = base.entries[kind.name]
        self.after = side.entries[kind.name]

    def worth(self, old: str, new: str) -> float:
        """How much speaks for one being the other; 0 where they cannot be."""
        entry, other = self.before[old], self.after[new]
        oids = same_oid(entry, other)
        if oids is False:
            return 0.0
        title = title_likeness(plain_title(entry, self.kind), plain_title(other, self.kind))
        kept = self.kept(old, new)
        along = self._go_along(old, new)
        if not oids and not self._can_be(old, new, title, kept, along):
            return 0.0
        fields = 1.0 if kept is None else kept
        whole = 0.1 if title >= OF_A_SERIES and fields == 1.0 else 0.0
        return (
            0.45 * title + 0.45 * fields + 0.2 * (along or 0.0) + whole + OWN_ID * (old == new) + (1.0 if oids else 0)
        )

    def kept(self, old: str, new: str) -> float | None:
        """The part of the old entry's fields, the title aside, that are as they were; None where it has none."""
        before, after = self.base.fields(self.kind, old), self.side.fields(self.kind, new)
        if not before:
            return None
        return sum(trait_likeness(trait, after[name]) for name, trait in before.items() if name in after) / len(before)

    def is_placeholder(self, old: str) -> bool:
        """Whether an entry has no more than a plan must have: the place of one that is not known yet."""
        return all(key.required for key in self.kind.keys if key.name in self.before[old])

    def _can_be(self, old: str, new: str, title: float, kept: float | None, along: float | None) -> bool:
        fields = len(self.base.fields(self.kind, old))
        share = ((kept or 0.0) * fields + title) / (fields + 1)
        if old == new:
            return title == 1.0 or share >= MOST or self.is_placeholder(old)
        were_moved_round = old in self.after or new in self.before
        if title == 1.0:
            return kept is None or kept >= FEW or were_moved_round
        if title >= SIMILAR and share >= SIMILAR and along == 1.0:
            return True
        if kept == 1.0 and fields >= ENOUGH_FIELDS and (along or (along is None and were_moved_round)):
            return True
        took_its_place = along == 1.0 and old not in self.after and new not in self.before
        enough = len(self.base.places(self.kind, old)) >= FEWEST_PLACES
        return took_its_place and enough and (share >= MOST or self.is_placeholder(old))

    def _go_along(self, old: str, new: str) -> float | None:
        """The part of what referred to the old entry that refers to the new one; None where nothing did."""
        before = self.base.places(self.kind, old)
        return len(before & self.side.places(self.kind, new)) / len(before) if before else None


def same_oid(entry: Data, other: Data) -> bool | None:
    """Whether two organisations have one OID; None where that does not tell: one has none, or the name is the same."""
    one, two = entry.get("oid"), other.get("oid")
    if not isinstance(one, str) or not isinstance(two, str):
        return None
    if one.casefold() == two.casefold():
        return True
    name = plain_title(entry, PARTNERS)
    return None if name and name == plain_title(other, PARTNERS) else False


def title_likeness(one: str, other: str) -> float:
    """How much two titles have in common; 0 where that says nothing."""
    if one == other:
        return 1.0 if one else 0.0
    if not one or not other:
        return 0.0
    if _digits(one) != _digits(other):
        return OF_A_SERIES if without_digits(one) == without_digits(other) else 0.0
    from difflib import SequenceMatcher

    ratio = SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio()
    words = _words_in_common(one, other)
    return min(0.95, max(ratio, words)) if max(ratio, words) >= SIMILAR else 0.0


def trait_likeness(one: Trait, other: Trait) -> float:
    """How much two values of a field have in common."""
    if one == other:
        return 1.0
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return len(one & other) / len(one | other)
    if isinstance(one, str) and isinstance(other, str) and min(len(one), len(other)) > LONG:
        return _words_in_common(one, other)
    return 0.0


def _words_in_common(one: str, other: str) -> float:
    words = set(one.split()), set(other.split())
    return len(words[0] & words[1]) / len(words[0] | words[1])


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
