"""What there is to tell of a cell of the effort besides what every matrix tells."""

from __future__ import annotations

from ka2plan.figures import Workload
from ka2plan.findings import Finding
from ka2plan.tui.editor.amounts.cell_words import CellWords
from ka2plan.tui.editor.amounts.matrix import entry_name
from ka2plan.tui.effort.measure import EffortMeasure
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.figures import above_in_month, listed, number, part_of_whole
from ka2plan.words.messages import _


class EffortWords(CellWords):
    """A cell of the effort."""

    work: Workload
    """Who has how much to do in which month."""

    def more(self, look: Look, *, tall: bool) -> list[list[Told]]:
        """Months with too much, months that the file names, the share of the work beside that of the money."""
        lines: list[list[Told]] = [[], self._shares_of_both()] if tall else [self._shares_of_both()]
        lines += [[(told, "base")] for told in self._months()]
        over = [one for one in self.work.overloads if one.partner == self.partner]
        if over:
            told = listed(above_in_month(one.month, one.booked, one.capacity) for one in over)
            lines.insert(0, [(f"{look.glyphs.warning} {_('too much: {months}').format(months=told)}", "warning")])
        return lines

    def _shares_of_both(self) -> list[Told]:
        own = self.work.partners.get(self.partner)
        if own is None:
            return []
        words = _("{partner}: {work} of the work, {money} of the money")
        work, money = part_of_whole(own.effort_share), part_of_whole(own.money_share)
        return [(words.format(partner=self.partner, work=work, money=money), "dim")]

    def _months(self) -> list[str]:
        """The months that the file names for what the cell is made of."""
        if not isinstance(self.measure, EffortMeasure):
            return []
        named = {source.entry: self.measure.months_of(source.entry, self.partner) for source in self.sources}
        words = _("{entry} names its months: {months}")
        return [
            words.format(
                entry=entry_name(entry),
                months=listed(f"M{month} {number(part)}" for month, part in sorted(months.items())),
            )
            for entry, months in named.items()
            if months
        ]

    def is_about(self, finding: Finding) -> bool:
        """Whether it is on effort."""
        return finding.code.startswith("WRK") or super().is_about(finding)
