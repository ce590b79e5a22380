"""How far ways out are looked for: bounded by steps that are counted, so that one plan has always one list."""

from __future__ import annotations

from ka2plan.schedule.remaining_work import RemainingWork

STEPS = 100_000
"""What may be done for all proposals together; a step is about the work for one edge of a graph that is solved."""

TEXT_OF_A_STEP = 25
"""Bytes of a plan that are read and checked in a step."""

CELLS_OF_A_STEP = 10
"""Partners' months that are added up in a step."""

PAIRS_OF_A_STEP = 80
"""Pairs of partners that are checked in a step."""


class Search:
    """The ways that are looked at, until the steps are used.

    Attributes:
        looked: ways that were looked at to their end.
        left_out: ways for which no steps were left.
    """

    def __init__(self, work: RemainingWork, text: str) -> None:
        self.cells = sum(len(task.cells) for task in work.tasks)
        self.looked = self.left_out = 0
        entries = len(work.plan.activities) + len(work.plan.milestones) + len(work.plan.deliverables)
        self.to_change = 1 + entries + self.cells // CELLS_OF_A_STEP
        """Steps to change an entry and to see what it breaks."""
        partners = len(work.plan.partners)
        by_partner = 4 * partners + partners**2 // PAIRS_OF_A_STEP
        self.to_try = 1 + len(text) // TEXT_OF_A_STEP + self.cells // CELLS_OF_A_STEP + by_partner
        """Steps to write an idea into the text, to read and to check it."""
        self._left = max(STEPS // 5, STEPS - 2 * self.cells)
        self._kept = 0

    def begin(self, part: int) -> None:
        """Lets what follows use one of so many parts of the steps that are left."""
        self._kept = self._left - self._left // part

    def looks(self, steps: int) -> bool:
        """Whether one more way is looked at, for so many steps."""
        if self._uses(steps):
            self.looked += 1
            return True
        self.left_out += 1
        return False

    def goes_on(self, steps: int) -> bool:
        """Whether a way that was begun is looked at further, for so many steps."""
        if self._uses(steps):
            return True
        self.looked -= 1
        self.left_out += 1
        return False

    def _uses(self, steps: int) -> bool:
        if self._left - steps < self._kept:
            return False
        self._left -= steps
        return True
