"""Which entry of one plan is which of another: told by title, fields, OID and what refers to it, not by the id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ka2plan.merge.assignment import weighed_pairs
from ka2plan.merge.likeness import ENOUGH_FIELDS, Likeness, same_oid
from ka2plan.merge.plain_values import same, spelled
from ka2plan.merge.traits import Data, Id, Traits, plain_title, without_digits
from ka2plan.plan.schema import KINDS, Kind

SURE = 0.06
"""What has to be lost by any other way of pairing the entries for a pair to be sure."""

MOSTLY = 0.6
"""The part of an entry's fields from which it is the one of its title without looking at others."""

NEARLY_ALL = 0.8
"""The part of its fields from which a thing may be the same under a new title, and what has the old title its copy."""

FEW_ENTRIES = 12
"""Up to so many entries are all held against each other; of more, those that share something rare."""

RARE = 4
"""Entries of a side that may share a field for it to be rare."""


class Identity(NamedTuple):
    """Where the entries of a base are in another version of the plan."""

    now: dict[Id, str]
    """The id that each entry has now, of those that are still there."""
    replaced: frozenset[Id]
    """Entries that are not there, and under whose id there is another thing now that the base did not have."""
    doubtful: frozenset[Id]
    """Entries that are there under their id, if it is not another one that is there now."""

    @property
    def moved(self) -> dict[Id, str]:
        """The new id of each entry that has another one now."""
        return {id: new for id, new in self.now.items() if id[1] != new}


def identity_between(base: Data, side: Data) -> Identity:
    """Matches the entries of a base with those of a side, kind by kind, so that no two are one."""
    here: dict[Id, Id] = {}
    there: dict[Id, Id] = {}
    before, after = Traits(base, here), Traits(side, there)
    now: dict[Id, str] = {}
    doubtful: set[Id] = set()
    for kind in KINDS:
        before.forget()
        after.forget()
        match = _Match(kind, before, after)
        for old, new in match.pairs.items():
            now[kind.name, old] = new
            here[kind.name, old] = there[kind.name, new] = (kind.name, old)
        doubtful.update((kind.name, old) for old in match.doubtful)
        for old in before.entries[kind.name]:
            if old not in after.entries[kind.name]:
                there.setdefault((kind.name, old), (kind.name, old))
    taken = {(kind, new) for (kind, _old), new in now.items()}
    gone = {(kind.name, old) for kind in KINDS for old in before.entries[kind.name]} - now.keys()
    replaced = {id for id in gone if id[1] in after.entries[id[0]] and id not in taken}
    return Identity(now, frozenset(replaced), frozenset(doubtful))


class _Match:
    """The matching of one kind."""

    def __init__(self, kind: Kind, base: Traits, side: Traits) -> None:
        self.kind = kind
        self.before = base.entries[kind.name]
        self.after = side.entries[kind.name]
        self.likeness = Likeness(kind, base, side)
        self.pairs: dict[str, str] = {}
        self.doubtful: set[str] = set()
        self._taken: set[str] = set()
        if not self.before or not self.after:
            return
        self._titles = [
            {id: plain_title(entry, kind) for id, entry in entries.items()} for entries in (self.before, self.after)
        ]
        self._counts = [Counter(titles.values()) for titles in self._titles]
        self._by_title_and_id()
        if len(self.pairs) < len(self.before) and len(self._taken) < len(self.after):
            self._by_title()
            self._by_content()
            self._retitled()
            self._copied()
            self._by_likeness()

    def _pair(self, old: str, new: str) -> None:
        self.pairs[old] = new
        self._taken.add(new)

    def _left(self) -> tuple[list[str], list[str]]:
        """The ids of both that have no partner yet."""
        return [id for id in self.before if id not in self.pairs], [id for id in self.after if id not in self._taken]

    def _is_unique(self, title: str) -> bool:
        return bool(title) and self._counts[0][title] == 1 == self._counts[1][title]

    def _by_title_and_id(self) -> None:
        """Pairs what has its id and its title still, and what is alone with them.

        Of a series with numbers in the titles another one may have got both: there the fields have a word as well.
        """
        series = Counter(without_digits(title) for title in self._counts[1] if title)
        for id, title in self._titles[0].items():
            if self._titles[1].get(id) != title or not self._is_unique(title) or not self._may_be_one(id, id):
                continue
            is_of_series = series[without_digits(title)] > 1
            if not is_of_series or self.before[id] == self.after[id] or self._keeps_most(id, id):
                self._pair(id, id)

    def _keeps_most(self, old: str, new: str) -> bool:
        kept = self.likeness.kept(old, new)
        return kept is None or kept >= MOSTLY

    def _by_title(self) -> None:
        """Pairs what has another id, where the title is nobody else's and most of the rest is as it was."""
        places = {title: id for id, title in self._titles[1].items()}
        for old in self._left()[0]:
            title = self._titles[0][old]
            if self._is_unique(title) and self._may_be_one(old, places[title]) and self._keeps_most(old, places[title]):
                if self._may_have_been_copied(old, places[title]):
                    self._pair(old, old)
                    self.doubtful.add(old)
                else:
                    self._pair(old, places[title])

    def _may_have_been_copied(self, old: str, new: str) -> bool:
        """Whether a thing may be under its id still, with a new title and little else changed, the other its copy."""
        if old not in self.after or old in self._taken or new in self.before or self._may_come_from_elsewhere(old):
            return False
        fields = len(self.likeness.base.fields(self.kind, old))
        return fields >= ENOUGH_FIELDS and (self.likeness.kept(old, old) or 0.0) >= NEARLY_ALL

    def _may_come_from_elsewhere(self, id: str) -> bool:
        """Whether something else had the title that an entry has now, and does not stand where it stood any more."""
        title = self._titles[1][id]
        return any(self._titles[1].get(other) != title for other, had in self._titles[0].items() if had == title)

    def _by_content(self) -> None:
        """Pairs what is the same in every field: under its id, or in the order in which several alike stand."""
        groups = [
            self._alike(entries, ids) for entries, ids in zip((self.before, self.after), self._left(), strict=True)
        ]
        for content, olds in groups[0].items():
            news = groups[1].get(content, [])
            if len(olds) == len(news) > 1 and set(olds) != set(news) and self._were_renumbered(olds, news):
                for old, new in zip(olds, news, strict=True):
                    self._pair(old, new)
            else:
                for id in set(olds) & set(news):
                    if same(self.before[id], self.after[id]):
                        self._pair(id, id)

    def _were_renumbered(self, olds: list[str], news: list[str]) -> bool:
        """Whether several alike got other ids in their order: their ids went round, or what names them went along.

        Who renumbers takes references along: one that was left behind says that something was taken out.
        """
        base, side = self.likeness.base, self.likeness.side
        if any(old not in self.after and side.places(self.kind, old) for old in olds):
            return False
        if all(old in self.after for old in olds) or all(new in self.before for new in news):
            return True
        places = [
            (base.places(self.kind, old), side.places(self.kind, new)) for old, new in zip(olds, news, strict=True)
        ]
        return any(before for before, _after in places) and all(before == after for before, after in places)

    def _alike(self, entries: dict[str, Data], ids: Iterable[str]) -> dict[str, list[str]]:
        refers = {key.name for key in self.kind.keys if key.refers_to}
        groups: dict[str, list[str]] = {}
        for id in ids:
            content = {name: value for name, value in entries[id].items() if name not in refers}
            groups.setdefault(spelled(content), []).append(id)
        return groups

    def _retitled(self) -> None:
        """Pairs what has nothing but another title, where neither title is anybody else's."""
        for id in self._left()[0]:
            is_free = id in self.after and id not in self._taken
            if is_free and not self._counts[1][self._titles[0][id]] and not self._counts[0][self._titles[1][id]]:
                fields = self.before[id]
                if len(fields) > 2 and self._may_be_one(id, id) and self.likeness.kept(id, id) == 1.0:
                    self._pair(id, id)

    def _copied(self) -> None:
        """Keeps what is nearly as it was under its id, with a new title, where something new has the old title."""
        olds, news = self._left()
        copies = {title: new for new in news if new not in self.before and (title := self._titles[1][new])}
        for old in olds:
            copy = copies.get(self._titles[0][old])
            if copy is not None and self._may_have_been_copied(old, copy):
                self._pair(old, old)
                self.doubtful.add(old)

    def _by_likeness(self) -> None:
        """Pairs what is left in the way that most speaks for; what is not sure stays without a partner."""
        worth = {}
        for old, new in self._candidates():
            value = self.likeness.worth(old, new)
            if value > 0:
                worth[old, new] = value
        for old, new, lost in weighed_pairs(worth):
            if lost >= SURE:
                self._pair(old, new)
            elif old == new:
                self._pair(old, new)
                self.doubtful.add(old)

    def _candidates(self) -> Iterator[tuple[str, str]]:
        olds, news = self._left()
        if max(len(olds), len(news)) <= FEW_ENTRIES:
            yield from ((old, new) for old in olds for new in news)
            return
        index: dict[object, list[str]] = {}
        for new in news:
            for feature in self._features(new, 1):
                index.setdefault(feature, []).append(new)
        for old in olds:
            found = Counter({old: 1}) if old in self.after and old not in self._taken else Counter[str]()
            for feature in self._features(old, 0):
                alike = index.get(feature, [])
                if len(alike) <= RARE:
                    found.update(alike)
            yield from ((old, new) for new, _count in found.most_common(RARE))
            if old in found:
                yield old, old

    def _features(self, id: str, place: int) -> Iterator[object]:
        """What an entry may share with few others."""
        traits = (self.likeness.base, self.likeness.side)[place]
        yield ("title", self._titles[place][id])
        entry = (self.before, self.after)[place][id]
        if isinstance(entry.get("oid"), str):
            yield ("oid", entry["oid"].casefold())
        yield from traits.fields(self.kind, id).items()
        yield from traits.places(self.kind, id)

    def _may_be_one(self, old: str, new: str) -> bool:
        return self.kind.name != "partners" or same_oid(self.before[old], self.after[new]) is not False


__all__ = ["Id", "Identity", "identity_between"]
