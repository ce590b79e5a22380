"""Who has which key where: by themselves, and as a user's file gives them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ka2plan.named_tuples import NamedTuple

EVERYWHERE = ""
"""The place of what holds wherever nothing else does."""


class Holder(NamedTuple):
    """What can have keys: a command, or what is done in dialogs."""

    name: str
    keys: tuple[str, ...]
    """Keys it has unless they are given to others."""
    places: tuple[str, ...]
    """Views, or kinds of dialogs, in which it works; in all where there are none."""

    @property
    def held(self) -> tuple[str, ...]:
        """The places in which its keys are its own."""
        return self.places or (EVERYWHERE,)


class Doubled(NamedTuple):
    """A key that was given twice in one place."""

    key: str
    first: str
    second: str


class KeyTable:
    """The keys of everything that works in the same kind of places."""

    def __init__(self, holders: Sequence[Holder], given: Mapping[str, tuple[str, ...]]) -> None:
        """Gives every key to one holder in each place.

        Args:
            holders: all there are; of two that have the same key by themselves the first keeps it.
            given: by name the keys that the user gives, in his order; they come before all others.
        """
        self.doubled: tuple[Doubled, ...] = ()
        """Keys that the user gave twice: the first has them."""
        self._by_key: dict[tuple[str, str], str] = {}
        by_name = {holder.name: holder for holder in holders}
        wanted = [by_name[name]._replace(keys=keys) for name, keys in given.items() if name in by_name]
        taken = {key for holder in wanted if not holder.places for key in holder.keys}
        dealt = {holder.name: self._give(holder) for holder in wanted}
        dealt |= {one.name: self._give_what_is_left(one, taken) for one in holders if one.name not in dealt}
        self.keys = {holder.name: dealt[holder.name] for holder in holders}
        """The keys of every holder."""

    def find(self, place: str, keys: Sequence[str]) -> str | None:
        """The name of the holder of a key in a place; ``keys`` are names of the one key."""
        for where in (place, EVERYWHERE):
            for key in keys:
                if (where, key) in self._by_key:
                    return self._by_key[where, key]
        return None

    def _give(self, holder: Holder) -> tuple[str, ...]:
        """Gives a holder the keys of the user's file, but for those that the file gave away before."""
        kept = []
        for key in holder.keys:
            places = [(place, key) for place in holder.held]
            other = next((self._by_key[place] for place in places if place in self._by_key), holder.name)
            if other != holder.name:
                self.doubled += (Doubled(key, other, holder.name),)
                continue
            self._by_key.update(dict.fromkeys(places, holder.name))
            kept.append(key)
        return tuple(kept)

    def _give_what_is_left(self, holder: Holder, taken: set[str]) -> tuple[str, ...]:
        """Gives a holder those of its keys that the user's file did not give to others where it works."""
        kept = []
        for key in holder.keys:
            free = [(place, key) for place in holder.held if key not in taken]
            free = [place for place in free if self._by_key.setdefault(place, holder.name) == holder.name]
            kept += [key] if free else []
        return tuple(kept)
