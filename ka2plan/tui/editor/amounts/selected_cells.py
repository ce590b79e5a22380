"""The cells that are selected in a matrix: what stands in them, and what they hold together, in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.matrix import Amounts, Matrix
from ka2plan.tui.editor.amounts.measure import Measure
from ka2plan.tui.editor.selection import Cells
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.figures import share
from ka2plan.words.messages import _, ngettext


def selecting_in_words() -> str:
    """How cells are selected and what that is for, with places for the keys ``select``, ``copy`` and ``clear``."""
    return _("Shift with arrows selects cells, or {select} and any move: {copy} copies them, {clear} clears them.")


class SelectedCells:
    """A rectangle of cells of a plan's matrix."""

    def __init__(self, measure: Measure, matrix: Matrix, cells: Cells) -> None:
        self._measure = measure
        self._matrix = matrix
        self._partners = [matrix.partners[row] for row in cells.rows]
        self._columns = [matrix.columns[column] for column in cells.columns]
        self.count = len(self._partners) * len(self._columns)
        """How many cells they are."""

    @property
    def amounts(self) -> Amounts:
        """The amounts of the file in them, each once: the column of a work package has those of its activities too."""
        return {
            (source.entry, source.partner): source.amount
            for partner in self._partners
            for column in self._columns
            for source in self._matrix.sources(partner, column)
        }

    @property
    def figures(self) -> list[list[Decimal]]:
        """What stands in them, row by row."""
        return [[self._matrix.cell(partner, column) for column in self._columns] for partner in self._partners]

    def lines(self, name_of: Callable[[str], str], key: str) -> list[list[Told]]:
        """From where to where, how many cells, what is in them together, and with which key that ends."""
        words = ngettext("{count} cell", "{count} cells", self.count).format(count=self.count)
        first = _("{partner} in {column}").format(partner=name_of(self._partners[0]), column=self._columns[0].title)
        last = _("{partner} in {column}").format(partner=name_of(self._partners[-1]), column=self._columns[-1].title)
        where = _("{first} to {last}").format(first=first, last=last) if self.count > 1 else first
        return [
            [(where, "bright"), (f"   {words}", "base")],
            self._together(),
            [(_("{key} ends the selection").format(key=key), "dim")],
        ]

    def _together(self) -> list[Told]:
        amounts, whole = self.amounts, self._matrix.total
        if not amounts:
            return [(_("nothing in them"), "base")]
        total = sum(amounts.values(), ZERO)
        told: list[Told] = [(_("together {amount}").format(amount=self._measure.said(total)), "base")]
        if total and whole:
            told.append(("   " + _("{share} of all").format(share=share(total, whole)), "dim"))
        return told
