"""What could be done about months with too much, each proposal as one edit of the plan's text."""

from __future__ import annotations

from typing import Any, Final, Literal

from ka2plan.document import Batch, Edit, SetValue, Unset
from ka2plan.document.plain import MISSING, Data, lookup
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.schedule.remaining_work import Load

Kind = Literal["months", "partners", "move", "longer", "capacity"]

MONTHS: Final = "months"
PARTNERS: Final = "partners"
MOVE: Final = "move"
LONGER: Final = "longer"
CAPACITY: Final = "capacity"


class Idea(NamedTuple):
    """Something to try: nothing is promised of it yet."""

    kind: Kind
    what: str
    """In a sentence."""
    edits: tuple[Edit, ...]

    @property
    def edit(self) -> Edit:
        """All of it as one step."""
        return Batch(self.edits, self.what)


class Change(NamedTuple):
    """One value that is written."""

    where: Path
    before: Any
    """As TOML has it; None where nothing stands."""
    after: Any
    """None where the value is taken out."""


class Proposal(NamedTuple):
    """An idea that was tried on the plan: what it promises was computed from the text that it gives."""

    idea: Idea
    changes: tuple[Change, ...]
    left: tuple[Load, ...]
    """The months in which a partner still has too much afterwards."""

    @property
    def what(self) -> str:
        """In a sentence."""
        return self.idea.what


def changes_of(idea: Idea, data: Data) -> tuple[Change, ...]:
    """What an idea writes, beside what stands there."""
    return tuple(
        Change(edit.path, _present(data, edit.path), edit.value if isinstance(edit, SetValue) else None)
        for edit in idea.edits
        if isinstance(edit, (SetValue, Unset))
    )


def _present(data: Data, path: Path) -> Any:
    found = lookup(data, path)
    return None if found is MISSING else found
