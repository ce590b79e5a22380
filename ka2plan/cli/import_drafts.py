"""Entries of a plan while they are read from a table, and cells that could not be read."""

from __future__ import annotations

from typing import Any

from ka2plan.named_tuples import NamedTuple
from ka2plan.words.visible import visible

PACKAGE, ACTIVITY, MILESTONE, DELIVERABLE = "work_packages", "activities", "milestones", "deliverables"


class Unread(NamedTuple):
    """A cell that could not be read."""

    place: str
    written: str
    reason: str

    @property
    def sentence(self) -> str:
        """``C7 "31.2.2027": no date``."""
        return f'{self.place} "{visible(self.written, 60)}": {self.reason}'


class Draft:
    """An entry being read: its kind, id and values by key, in the order in which they are to be written."""

    def __init__(self, kind: str, id: str, heading: str | None = None) -> None:
        self.kind = kind
        self.id = id
        self.heading = heading
        """The work package under whose heading it stands."""
        self.values: dict[str, Any] = {}
        self.unread: list[Unread] = []
