"""What the rules may look at: the plan, its call, the network behind it, the day, and whether it is to be submitted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from ka2plan.figures import Money, Workload, money_of
from ka2plan.figures.management import management_package
from ka2plan.plan import Plan

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.calls import Call, CallBook, Countries, Fact
    from ka2plan.schedule import Network


class Context:
    """One check of one plan; figures that several rules need are computed once, when the first asks."""

    def __init__(
        self, plan: Plan, book: CallBook, today: date, submit: bool = False, network: Network | None = None
    ) -> None:
        self.plan = plan
        self._known_network = network
        self.book = book
        self.today = today
        self.submit = submit

    @cached_property
    def call(self) -> Call:
        """The call the plan is written for, with the plan's own overrides."""
        return call_of(self.plan, self.book)

    @cached_property
    def countries(self) -> Countries:
        """How the countries stand in the call's year."""
        return self.book.countries(self.plan.project.call)

    @cached_property
    def money(self) -> Money:
        """Sums of money: of work packages, partners and activities."""
        return money_of(self.plan, self.call.management_wp)

    @cached_property
    def network(self) -> Network:
        """The dependencies."""
        from ka2plan.schedule import Network

        return self._known_network or Network(self.plan)

    @cached_property
    def workload(self) -> Workload:
        """Effort, money and months of every partner, seen from the day where the project runs."""
        return self.network.workload(self.today)

    def fact(self, key: str) -> Fact | None:
        """A fact of the call, or None where it says nothing of it: then the rule stays silent."""
        return self.call.fact(key)

    def value(self, key: str) -> Any:
        """The value of a fact, or None."""
        fact = self.call.fact(key)
        return fact.value if fact else None

    def rule_facts(self, *ids: str) -> tuple[Fact, ...]:
        """Rules of the guide by their numbers, as facts: those that are about the plan's type."""
        from ka2plan.calls import Fact

        return tuple(
            Fact(rule.id, rule.text, rule.source_ids, rule.evidence, rule.borrowed, rule.id)
            for rule in self.call.rules
            if rule.id in ids
        )


def call_of(plan: Plan, book: CallBook) -> Call:
    """The call a plan is written for, with the plan's own overrides and its own work package of management."""
    project = plan.project
    overrides = {key: (override.value, override.reason) for key, override in plan.overrides.items()}
    call = book.call(project.type, project.call, project.round, overrides)
    return call._replace(management_wp=management_package(plan)) if call.management_wp else call
