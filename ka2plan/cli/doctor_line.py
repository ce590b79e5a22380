"""One line of what ``doctor`` finds."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """What was looked at, what is there, and what to do where something is missing."""

    name: str
    """In programs; never translated."""
    label: str
    found: str
    step: str = ""
    """The next step; empty where all is well."""

    def text(self, column: int) -> str:
        """As a person reads it, with the labels in a column of this width."""
        mark = "!" if self.step else " "
        return f"{mark} {self.label.ljust(column)} {self.found}"

    def as_json(self) -> dict[str, object]:
        """As a program reads it."""
        return {"name": self.name, "ok": not self.step, "found": self.found, "next": self.step or None}
