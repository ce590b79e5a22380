"""What several people sent back, merged into a plan one after the other; what clashes comes last."""

from __future__ import annotations

from collections.abc import Callable

from ka2plan.document import Document
from ka2plan.imports.returned import MergedBack

Merge = Callable[[Document], MergedBack]
"""Merges what one of them sent into the plan as it is by then."""


class Round:
    """One round of answers: a file can have the markers of one merge only, so that what clashes has to wait.

    Attributes:
        document: the plan with what was merged so far.
        has_refused: whether something was meant for what is another thing now.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.has_refused = False
        self._clashing: list[tuple[str, Merge]] = []

    def take(self, name: str, merge: Merge) -> MergedBack:
        """Merges what came from one of them; where that clashes it is put last."""
        back = merge(self.document)
        self.has_refused |= bool(back.refused)
        if back.merged.clashes:
            self._clashing.append((name, merge))
        else:
            self.document = Document(back.merged.text)
        return back

    def last(self) -> tuple[str, MergedBack] | None:
        """The first that clashes, merged with all others in the plan; None where none does."""
        if not self._clashing:
            return None
        name, merge = self._clashing[0]
        return name, merge(self.document)

    @property
    def waiting(self) -> list[str]:
        """Those that clash too, and can be merged once that is settled."""
        return [name for name, _merge in self._clashing[1:]]
