"""When two edits are the same kind of change to the same fields."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ka2plan.document import Edit


def place_of(edit: Edit) -> Hashable:
    """Which fields an edit sets; None where it does something that never joins with another edit."""
    from ka2plan.document import Batch, SetValue

    if isinstance(edit, SetValue):
        return tuple(edit.path)
    if isinstance(edit, Batch):
        places = [place_of(part) for part in edit.edits]
        return None if None in places else frozenset(places)
    return None
