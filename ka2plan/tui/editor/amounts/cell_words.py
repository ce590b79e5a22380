"""A cell of a matrix in words: its part of everything, and the amounts of the file that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ka2plan.charts.tables.budget import no_organisation
from ka2plan.findings import Finding
from ka2plan.session import Snapshot
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, AmountColumn, AmountSource, Matrix, entry_name
from ka2plan.tui.editor.amounts.measure import Measure
from ka2plan.tui.editor.descriptions import KeyOf, finding_lines
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.figures import share
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible

APART = "   "


class CellWords:
    """A cell of a plan's matrix."""

    def __init__(
        self, snapshot: Snapshot, measure: Measure, matrix: Matrix, partner: str, column: AmountColumn
    ) -> None:
        self.measure = measure
        self.snapshot = snapshot
        self.matrix = matrix
        self.partner = partner
        self.column = column
        self.amount = matrix.cell(partner, column)
        self.sources = matrix.sources(partner, column)

    def lines(self, look: Look, width: int, key_of: KeyOf, *, tall: bool) -> list[list[Told]]:
        """What there is to tell: few lines, or (``tall``) one for everything."""
        lines = [*(self._in_full(width) if tall else self._in_short(width)), *self.more(look, tall=tall)]
        found = [finding_lines(look, finding, width, key_of, tall=tall) for finding in self.findings()]
        return lines + [line for told in found for line in told]

    def _in_short(self, width: int) -> list[list[Told]]:
        first = [*self._name(), (f"   {self._amount()}", "base")]
        lines, room = [first], width - sum(cells(visible(text)) for text, _style in first)
        for words in self._shares():
            if cells(words) + len(APART) > room and room < width:
                lines.append([(words, "dim")])
                room = width - cells(words)
            else:
                lines[-1].append((APART + words, "dim"))
                room -= cells(words) + len(APART)
        if not self.sources:
            return lines
        parts = " + ".join(
            f"{entry_name(source.entry)} {self.measure.figure(source.amount)}" for source in self.sources
        )
        if len(lines) > 1 and cells(parts) + len(APART) <= room:
            lines[-1].append((APART + parts, "dim"))
            return lines
        return [*lines, [(parts, "dim")]]

    def _in_full(self, width: int) -> list[list[Told]]:
        plan = self.snapshot.plan
        known = plan.partners.get(self.partner)
        titles = [known.name] if known else []
        titles += [self._title(self.column.entries[0])] if self.column.package or len(self.column.entries) == 1 else []
        lines: list[list[Told]] = [self._name()]
        lines += [[(line, "dim")] for title in titles for line in wrapped(title, width)]
        lines += [[], [(self._amount(), "bright")], *lines_in("dim", self._shares())]
        return [*lines, [], *map(self._source, self.sources)] if self.sources else lines

    def _name(self) -> list[Told]:
        name = self.partner if self.partner != NOT_SPLIT else no_organisation()
        return [(name, "bright"), (_(" in "), "dim"), (self.column.title, "bright")]

    def _amount(self) -> str:
        return self.measure.said(self.amount) if self.amount else _("nothing")

    def _shares(self) -> Iterator[str]:
        for whole, name in self.wholes():
            if self.amount and whole:
                yield _("{share} of {whole}").format(share=share(self.amount, whole), whole=name)

    def wholes(self) -> tuple[tuple[Decimal, str], ...]:
        """What the cell is a part of, in words."""
        return (
            (self.matrix.total_of(self.partner), self.partner or no_organisation()),
            (self.matrix.total_in(self.column), self.column.title),
        )

    def more(self, look: Look, *, tall: bool) -> list[list[Told]]:
        """What else there is to tell of the cell."""
        return []

    def is_about(self, finding: Finding) -> bool:
        """Whether a finding of what is in the column is about its amounts."""
        return finding.where[2:3] == (self.measure.key,)

    def _source(self, source: AmountSource) -> list[Told]:
        named: Told = (f"{entry_name(source.entry)}  {self._title(source.entry)}", "dim")
        return [(f"{self.measure.figure(source.amount):>10}", "base"), ("  ", "base"), named]

    def _title(self, entry: tuple[str | int, ...]) -> str:
        known = getattr(self.snapshot.plan, str(entry[0])).get(str(entry[1]))
        return known.title if known else ""

    def findings(self) -> list[Finding]:
        """Those on amounts of what is in the column."""
        found = self.snapshot.findings
        return [one for one in found if one.where[:2] in self.column.entries and self.is_about(one)]
