"""Clashes of a merge: places at which two sides say different things about the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ka2plan.plan.schema import KINDS
from ka2plan.toml import Path

OURS, BASE, THEIRS = "ours", "base", "theirs"
SIDES = (OURS, BASE, THEIRS)

CHANGED = "changed"
"""Both sides changed one field, to different values."""
DELETED = "deleted"
"""One side took out what the other changed, or newly refers to."""
DOUBLED = "doubled"
"""Both sides gave one new id to different things."""
REPLACED = "replaced"
"""Under one id a side has another thing, or may have one, and the other side changed or newly named what was there."""
RENAMED = "renamed"
"""Both sides renamed one entry, to different ids."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash, with what each side has: ABSENT where it has nothing, UNKNOWN for a base that is not known."""

    where: Path
    """Key path of the field, or of the entry as a whole; for a renamed entry its old one."""
    kind: str
    base: Any
    ours: Any
    theirs: Any
    suggestion: str = ""
    """For an id that two things have: a free one, to which either could be renamed."""
    used_by: tuple[Path, ...] = ()
    """For an entry taken out or replaced: where the other side names it, and this one does not; of two, ours."""
    used_by_theirs: tuple[Path, ...] = ()
    """For an id that two things have: where theirs names its own. What names a thing is in, or out, with it."""
    other_in: str = ""
    """For an entry replaced: the side that has another thing there."""
    known_as: str = ""
    """For an entry whose id another thing has now: the id by which the sides know it."""

    @property
    def entry(self) -> Path:
        """Key path of the entry: kind and id, or the section and what is in it."""
        return self.where[:2]

    @property
    def key(self) -> Path:
        """The rest of the path: empty where the entry as a whole is in question."""
        return self.where[2:]

    @property
    def is_named(self) -> bool:
        """Whether it is about an entry that one side took out and the other names."""
        return self.kind == DELETED and bool(self.used_by)

    def value(self, side: str) -> Any:
        """What a side has."""
        return {OURS: self.ours, BASE: self.base, THEIRS: self.theirs}[side]


@dataclass(frozen=True, slots=True)
class Own:
    """The choice of neither side's value but this one, for a field."""

    value: Any


@dataclass(frozen=True, slots=True)
class Renamed:
    """The choice to keep both of two things with one id, and to give theirs this new id."""

    id: str


@dataclass(frozen=True, slots=True)
class Out:
    """The choice to take an entry out, and with it what names it in lists and tables."""


Choice = str | Own | Renamed | Out
"""``ours``, ``theirs``, ``base``, a value of one's own, a new id for theirs, or out with all that names it."""

Choices = Mapping[Path, Choice]
"""A choice for the ``where`` of each clash that is decided."""

ENTRY_KINDS = frozenset(kind.name for kind in KINDS)

SECTIONS = ENTRY_KINDS | {"texts", "overrides", "ignored"}
"""Tables that hold entries, each by itself."""


EFFORT_UNIT: Path = ("project", "effort_unit")
"""What all figures of effort are in."""


def is_entry(where: Path) -> bool:
    """Whether the path leads to an entry that has an id."""
    return len(where) == 2 and where[0] in ENTRY_KINDS


@lru_cache(maxsize=20_000)
def natural(text: object) -> tuple[tuple[int, int, str], ...]:
    """What to sort ids by, so that A2.10 follows A2.9."""
    parts: list[tuple[int, int, str]] = []
    word, digits = "", ""
    for character in [*str(text), ""]:
        if character.isdecimal() and character.isascii():
            if word:
                parts.append((1, 0, word))
            word, digits = "", digits + character
        else:
            if digits:
                parts.append((0, int(digits[:18]), digits))
            digits, word = "", word + character
    return (*parts, (1, 0, word)) if word else tuple(parts)
