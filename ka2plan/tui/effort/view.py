"""The effort: who works how much for what, beside what everybody has of the money, with what is too much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ka2plan.charts.tables.workload import standing
from ka2plan.figures import Workload
from ka2plan.session import Snapshot
from ka2plan.tui.editor.amounts.matrix import AmountColumn
from ka2plan.tui.editor.amounts.selected_cells import selecting_in_words
from ka2plan.tui.editor.amounts.view import AmountsView
from ka2plan.tui.effort.cell_words import EffortWords
from ka2plan.tui.effort.measure import EffortMeasure
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.theme import StyleName
from ka2plan.words.figures import part_of_whole, unit_of_effort
from ka2plan.words.messages import _

MONTHS = "*"
"""Behind an amount whose months the file names."""


class EffortView(AmountsView):
    """The effort of organisations, their shares of all work and of all money, and where somebody has too much."""

    NAME: ClassVar[str] = "effort"
    TAKES_PASTED = "effort.paste"
    BESIDE = (7, 7, 4)
    work: Workload

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Adds up anew."""
        self.work = snapshot.workload
        self._over = frozenset((one.partner, id) for one in self.work.overloads for id, _booked in one.behind)
        self._months_over = {id: sum(one.partner == id for one in self.work.overloads) for id in snapshot.plan.partners}
        self._by_month = frozenset((entry[1], partner) for entry, partner in EffortMeasure(snapshot.plan).fixed)
        self._taking_part = frozenset(
            (id, activity.id) for activity in snapshot.plan.live_activities() for id in activity.participants
        )
        super().take_snapshot(snapshot)

    def measure_of(self, snapshot: Snapshot) -> EffortMeasure:
        """Effort."""
        return EffortMeasure(snapshot.plan)

    def told(self) -> Iterator[Told]:
        """All effort with its unit, and in how many months somebody has too much."""
        for words, mood in standing(self.work):
            yield f"{self.look.glyphs.warning} {words}" if mood == "warning" else words, mood

    def beside_titles(self) -> tuple[str, ...]:
        """Of the work, of the money, months with too much."""
        return _("work"), _("money"), _("over")

    def beside_total(self, partner: str) -> tuple[Told, ...]:
        """The share of the work, that of the money, and in how many months it has too much."""
        own, over = self.work.partners.get(partner), self._months_over.get(partner, 0)
        shares = (own.effort_share, own.money_share) if own else (0, 0)
        work, money = (part_of_whole(share) if share else "" for share in shares)
        return (work, "base"), (money, "dim"), (f"{self.look.glyphs.warning}{over}" if over else "", "warning")

    def left_after(self, more: Decimal) -> str:
        """What the organisation would have in all then, where that changes."""
        if self.partner is None or not more:
            return ""
        total = self.measure.figure(self.matrix.total_of(self.partner) + more)
        return _("   {partner} {total} in all then").format(partner=self.partner, total=total)

    def words_for(self, partner: str, column: AmountColumn) -> EffortWords:
        """A cell in words."""
        words = EffortWords(self.shown, self.measure, self.matrix, partner, column)
        words.work = self.work
        return words

    def total_in(self, column: AmountColumn) -> str:
        """Above the figures of the column."""
        return f"{super().total_in(column)} "

    def cell(self, partner: str, column: AmountColumn) -> Told:
        """The figure, with a sign where it lies in months with too much or names its months."""
        ids = [str(id) for _table, id in column.entries]
        if not self.matrix.cell(partner, column):
            takes_part = any((partner, id) in self._taking_part for id in ids)
            return f"{self.look.glyphs.dash} " if takes_part else " ", "dim"
        text, style = super().cell(partner, column)
        if any((partner, id) in self._over for id in ids):
            return f"{text}{self.look.glyphs.warning}", "warning"
        return f"{text}{MONTHS if any((id, partner) in self._by_month for id in ids) else ' '}", style

    def total_style(self, column: AmountColumn) -> StyleName:
        """As usual, but where somebody has too much."""
        ids = {str(id) for _table, id in column.entries}
        return "warning" if any(id in ids for _partner, id in self._over) else super().total_style(column)

    def nothing_to_say(self) -> str:
        """Nothing to work for, or nobody who works."""
        if not self.matrix.columns:
            return _("No work yet: the plan has no work packages and no activities")
        return _("No effort yet: the plan has no partners")

    def explain(self) -> list[list[Told]]:
        """What stands where, and how to type."""
        glyphs = self.look.glyphs
        names = ("edit", "share-out", "spread", "total", "unfold", "leave", "copy", "clear")
        keys = {name.replace("-", "_"): self.key_of(f"effort.{name}") for name in names}
        keys |= {"next": self.key_of("cell.next"), "select": self.key_of("cells.select")}
        unit = unit_of_effort(self.work.unit)
        sentences = (
            _("A digit replaces what is in a cell, {edit} changes it; {next} goes to the next one.").format(**keys),
            _("Effort is typed as 12, 12.5, 12+5, +5, -5 or with its unit, here {unit}.").format(unit=unit),
            _("{share_out} shares a total of the column out between those who take part.").format(**keys),
            _("{spread} shares out a new total over the plan, by money, by length, evenly or in proportion.").format(
                **keys
            ),
            _("{total} types a total: the amounts follow, and the totals of the other side stay.").format(**keys),
            selecting_in_words().format(**keys),
            _("Digits are amounts here: {leave} goes to the plan, alt with a digit to any view.").format(**keys),
        )
        signs: tuple[tuple[str, StyleName, str], ...] = (
            (glyphs.folded, "package", _("the column adds up activities: {unfold} shows them").format(**keys)),
            (glyphs.warning, "warning", _("it lies in months in which the organisation has more than it can do")),
            (MONTHS, "base", _("it has its own months: sharing out does not change it, and typing asks first")),
            (glyphs.dash, "dim", _("takes part, without effort")),
        )
        return [
            [(_("Effort: the rows are organisations, the columns work packages or activities"), "bright")],
            *lines_in("base", sentences),
            *[[(f"  {sign}  ", style), (words, "base")] for sign, style, words in signs],
        ]
