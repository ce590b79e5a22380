"""How the budget stands: whether it closes, the management's share, what is not counted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ka2plan.calls import Call
from ka2plan.charts.tables.budget import how_it_closes
from ka2plan.figures import Money, money_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Plan
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.figures import figure, money, percentage, share
from ka2plan.words.messages import _


class BudgetStanding(NamedTuple):
    """The sums of a plan and the limits of its call."""

    money: Money
    management: str | None
    """The management work package, where the call has one and the plan has it."""
    most_management: Decimal | None
    """Percent of the lump sum that management may have, where the call limits it."""

    @property
    def management_is_over(self) -> bool:
        """Whether management has more than the call allows."""
        part, most = self.money.management_share, self.most_management
        return part is not None and most is not None and part * 100 > most

    def told(self) -> Iterator[Told]:
        """It in words."""
        if self.money.lump_sum is None:
            words = _("{planned} planned; the plan has no lump sum")
            yield words.format(planned=money(self.money.total)), "base"
        else:
            told, mood = how_it_closes(self.money, figure)
            yield told, "base" if mood == "" else mood
        yield from self._management()
        if self.money.cancelled:
            yield _("{amount} cancelled, not counted").format(amount=money(self.money.cancelled)), "cancelled"

    def _management(self) -> Iterator[Told]:
        sums, most = self.money, self.most_management
        if sums.management_share is None or not sums.lump_sum or not self.management:
            return
        own = sums.by_wp[self.management].total
        part = share(own, sums.lump_sum, other_than=most).replace(".00 ", " ")
        words = _("management {share}") if most is None else _("management {share}, at most {most}")
        yield words.format(share=part, most=percentage(most or 0)), "error" if self.management_is_over else "base"


def budget_standing(plan: Plan, call: Call | None) -> BudgetStanding:
    """How a plan stands; without its call nothing is known of limits."""
    management = call.management_wp if call and call.management_wp in plan.work_packages else None
    most = call.value("management_cap_percent") if call else None
    return BudgetStanding(money_of(plan, management), management, most)
