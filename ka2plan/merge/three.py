"""The three sides of a merge, each with the same kind of thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
U = TypeVar("U")


class Three(NamedTuple, Generic[T]):
    """What the base, ours and theirs have."""

    base: T
    ours: T
    theirs: T

    def each(self, change: Callable[[T], U]) -> Three[U]:
        """The same for what comes of each."""
        return Three(change(self.base), change(self.ours), change(self.theirs))

    def side(self, name: str) -> T:
        """What the side ``ours``, ``base`` or ``theirs`` has."""
        return {"base": self.base, "ours": self.ours, "theirs": self.theirs}[name]

    @property
    def changed(self) -> T:
        """What the side has that changed it; ours where both did."""
        return self.theirs if self.ours == self.base else self.ours
