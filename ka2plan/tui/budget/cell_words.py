"""What there is to tell of a cell of the budget besides what every matrix tells."""

from __future__ import annotations

from decimal import Decimal

from ka2plan.findings import Finding
from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.cell_words import CellWords
from ka2plan.words.messages import _


class BudgetWords(CellWords):
    """A cell of the budget."""

    def wholes(self) -> tuple[tuple[Decimal, str], ...]:
        """The lump sum too."""
        return (*super().wholes(), (self.snapshot.plan.project.lump_sum or ZERO, _("the lump sum")))

    def is_about(self, finding: Finding) -> bool:
        """Whether it is on money."""
        return finding.code.startswith("BUD") or finding.where[2:3] in (("budget",), ("amount",))

    def findings(self) -> list[Finding]:
        """Those on money of what is in the column, then those on the lump sum."""
        found = super().findings()
        return found + [one for one in self.snapshot.findings_at(("project", "lump_sum")) if one not in found]
