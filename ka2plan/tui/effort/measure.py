"""Effort as what a matrix counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from ka2plan.document import Batch, Edit, SetValue, Unset
from ka2plan.figures.apportion import apportioned
from ka2plan.figures.effort_handed import step_of
from ka2plan.findings import Path
from ka2plan.plan import Plan
from ka2plan.plan.model import ZERO
from ka2plan.plan.types import Around
from ka2plan.plan.types.effort import EFFORT
from ka2plan.plan.types.number import plain
from ka2plan.plan.values import Bad
from ka2plan.tui.editor.amounts.matrix import Amounts, Matrix, entry_name, matrix_from, path_of
from ka2plan.tui.editor.amounts.measure import Measure, Way
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.figures import effort, number
from ka2plan.words.messages import _


class EffortMeasure(Measure):
    """Person-days or person-months, by the plan's unit; what names its months is changed in those."""

    key = "effort"

    def amounts_in(self, plan: Plan) -> Amounts:
        """What everybody works for activities, and for work packages on top of these."""
        return {
            (path_of(entry), partner): amount
            for entry in plan.live_work()
            for partner, amount in entry.effort.items()
            if amount
        }

    def matrix(self, unfolded: Collection[str] = ()) -> Matrix:
        """The effort, by activity where there are no work packages."""
        by_activity = not self.plan.work_packages
        return matrix_from(self.plan, self.amounts_in(self.plan), by_activity=by_activity, unfolded=unfolded)

    def said(self, amount: Decimal) -> str:
        """``12 person-days``."""
        return effort(amount, self.plan.project.effort_unit)

    def figure(self, amount: Decimal) -> str:
        """``12.5``."""
        return number(amount)

    def understood(self, text: str, present: Decimal) -> Understood:
        """Effort as people type it; nothing at all is nought."""
        if not text.strip():
            return Understood(ZERO, _("nothing"))
        value = EFFORT.from_text(text, Around(plan=self.plan, least=0, present=present))
        if isinstance(value, Bad):
            return Understood(fault="; ".join(filter(None, (value.message, value.hint))))
        return Understood(Decimal(value), self.said(Decimal(value)))

    def is_usual(self, typed: str, present: Decimal) -> bool:
        """Few days are nothing unusual."""
        return True

    def ways(self, entry: Path, partner: str, before: Decimal, after: Decimal) -> list[Way]:
        """Where the file names months: each in proportion, or one amount that lies evenly."""
        months = self.months_of(entry, partner)
        if not months or not after:
            return super().ways(entry, partner, before, after)
        amounts, name = {(entry, partner): after}, entry_name(entry)
        grown = ", ".join(f"M{month} {number(part)}" for month, part in _in_months(months, after).items())
        return [
            Way(_("{name}: its months in proportion").format(name=name), grown, amounts),
            Way(_("{name}: without months").format(name=name), _("evenly over its days"), amounts, evenly=True),
        ]

    def edit(self, amounts: Amounts, name: str, *, evenly: bool = False) -> Edit:
        """Writes effort; where the file names months each of them in proportion, unless ``evenly``."""
        edits: list[Edit] = []
        for (entry, partner), amount in amounts.items():
            path = (*entry, self.key, partner)
            known = getattr(self.plan, str(entry[0]))[str(entry[1])].effort
            if amount:
                edits.append(SetValue(path, plain(amount) if evenly else self._written(entry, partner, amount)))
            elif partner in known:
                edits.append(Unset(path))
        return Batch(tuple(edits), name)

    def _written(self, entry: Path, partner: str, amount: Decimal) -> Any:
        months = self.months_of(entry, partner)
        if not months:
            return plain(amount)
        return {f"M{month}": plain(part) for month, part in _in_months(months, amount).items()}

    @property
    def fixed(self) -> frozenset[tuple[Path, str]]:
        """What names its months: no spreading changes it."""
        return frozenset(
            (path_of(entry), partner) for entry in self.plan.live_work() for partner in entry.effort_by_month
        )

    def months_of(self, entry: Path, partner: str) -> Mapping[int, Decimal]:
        """The months that the file names for an amount; none where it lies evenly."""
        known = getattr(self.plan, str(entry[0])).get(str(entry[1]))
        months: Mapping[int, Decimal] = known.effort_by_month.get(partner, {}) if known else {}
        return months


def _in_months(months: Mapping[int, Decimal], amount: Decimal) -> dict[int, Decimal]:
    """Another sum in the same months, in proportion; evenly where all of them were nought."""
    weights = dict(months) if any(months.values()) else dict.fromkeys(months, Decimal(1))
    parts = apportioned(amount, weights, step_of(amount))
    return {month: parts[month] for month in months if month in parts}
