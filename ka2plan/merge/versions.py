"""Two versions of a plan made comparable: the old one with every thing under the id that it has in the new one."""

from __future__ import annotations

from typing import Any

from ka2plan.merge.identity import identity_between
from ka2plan.merge.new_ids import NewIds
from ka2plan.merge.traits import Data, Id, entries_of
from ka2plan.plan.schema import ID_MAX_LENGTH, KINDS
from ka2plan.toml import Path

FORMER = ".former"
"""Ends the id that a thing of the old version gets whose id another thing has in the new one."""


class Versions:
    """The data of two versions.

    Attributes:
        before: the old data; a thing that is gone and whose id another one has now is under a former id.
        after: the new data.
        renames: the new id of each thing that has another one now.
        former: kind and id in the old version of each thing that is under a former id in ``before``.
        replaced: what has its id still in ``before``, and is another thing in ``after``, which is new.
    """

    def __init__(self, before: Data, after: Data) -> None:
        identity = identity_between(before, after)
        self.after = after
        self.renames: dict[Id, str] = identity.moved
        ids = dict(self.renames)
        self.former: dict[Id, Id] = {}
        self.replaced: frozenset[Id] = identity.replaced
        for kind in KINDS:
            there = entries_of(after, kind)
            for id in entries_of(before, kind):
                thing = (kind.name, id)
                if thing not in identity.now and id in there and thing not in identity.replaced:
                    ids[thing] = _former_id(id, there)
                    self.former[kind.name, ids[thing]] = thing
        self.before: Data = NewIds(before, ids).renamed(before) if ids else before

    def told_path(self, path: Path) -> Path:
        """A path of the old version as the old version has it."""
        former = self.former.get((str(path[0]), str(path[1]))) if len(path) > 1 else None
        return (*former, *path[2:]) if former else path

    def told_value(self, path: Path, value: Any) -> Any:
        """A value of the old version with the ids that the old version has."""
        back = {former: thing[1] for former, thing in self.former.items()}
        return NewIds(self.before, back).renamed(value, path) if back else value


def _former_id(id: str, taken: Data) -> str:
    former = id[: ID_MAX_LENGTH - len(FORMER) - 2] + FORMER
    number = 2
    while former in taken:
        former = f"{former.rstrip('0123456789')}{number}"
        number += 1
    return former
