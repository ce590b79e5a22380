"""One call of one type of partnership: what a plan is checked against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.calls.library import Library
from ka2plan.calls.model import Deadline, Fact, FactFault, PartnershipType, Window
from ka2plan.named_tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ka2plan.calls.forms import Form
    from ka2plan.calls.payment import PaymentScale
    from ka2plan.calls.reference import GuideRule, Priority


class Call(NamedTuple):
    """The facts for one type, year and round, with the plan's own overrides."""

    type_id: str
    """As the plan has it."""
    type: PartnershipType | None
    """None where there is no such type."""
    code: str
    """The action code; known also where only the field is wrong (``KA210-HED``), else empty."""
    year: int | None
    """As the plan has it."""
    year_used: int | None
    """The year whose facts these are; None for an unknown type."""
    round: int
    library: Library
    facts: Mapping[str, Fact] = {}
    deadlines: tuple[Deadline, ...] = ()
    windows: tuple[Window, ...] = ()
    payment_entry: Mapping[str, Any] | None = None
    """The payment scale as the year's file has it."""
    faults: tuple[FactFault, ...] = ()
    """Overrides that are no facts or do not fit, and faults of the user's own year file that was used."""
    management_wp: str | None = None
    """Id of the work package that holds the management: the plan's own where the call is a plan's, else what a new
    plan calls it (``WP1``); None where the type has none, or where it is not known which of the plan's it is.
    """

    @property
    def known_type(self) -> bool:
        """Whether there is such a type, code and field."""
        return self.type is not None

    @property
    def known_year(self) -> bool:
        """Whether these are facts of the plan's own year."""
        return self.year is not None and self.year == self.year_used

    @property
    def unconfirmed(self) -> bool:
        """Whether they come from a draft year that nobody went through yet."""
        return any(fact.evidence == "draft" for fact in self.facts.values())

    def fact(self, key: str) -> Fact | None:
        """A fact by its key, or None where nothing is known of it."""
        return self.facts.get(key)

    def value(self, key: str) -> Any:
        """The value of a fact, or None."""
        fact = self.facts.get(key)
        return fact.value if fact else None

    def deadline(self, round_number: int | None = None) -> Deadline | None:
        """The deadline of a round (the plan's own, if None), in Brussels time; never another year's."""
        wanted = round_number or self.round
        return next((deadline for deadline in self.deadlines if deadline.round == wanted), None)

    def window(self, round_number: int | None = None) -> Window | None:
        """The days on which a round's projects may start; never another year's."""
        wanted = round_number or self.round
        return next((window for window in self.windows if window.round == wanted), None)

    @property
    def rounds(self) -> tuple[int, ...]:
        """The rounds that the year is known to have for this type."""
        deadlines = {deadline.round for deadline in self.deadlines}
        return tuple(sorted(deadlines | {window.round for window in self.windows}))

    @property
    def unit_of_plan(self) -> str:
        """What the plan is made of: ``work-package``, also where nothing is known, or ``activity``."""
        return str(self.value("unit_of_plan") or "work-package")

    @property
    def payment(self) -> PaymentScale | None:
        """What the final score costs, where known for this type and year."""
        if self.payment_entry is None:
            return None
        from ka2plan.calls.payment import payment_of

        return payment_of(self.payment_entry, borrowed=not self.known_year)

    @property
    def form(self) -> Form | None:
        """The application form, where one is known for this type and year or an earlier one."""
        if self.type is None or self.year is None:
            return None
        return self.library.form(self.code, self.type.managed_by, self.year)

    @property
    def priorities(self) -> tuple[Priority, ...]:
        """Priorities known for the type's field; a plan may name others of its field in words."""
        field = self.type.field if self.type else ""
        known = self.library.priorities()
        return tuple(priority for priority in known if priority.horizontal or field in priority.fields)

    @property
    def rules(self) -> tuple[GuideRule, ...]:
        """The guide's rules for this type in words, those read for other calls marked as borrowed."""
        return self.library.rules_for(self.code, self.type.field if self.type else None, self.year)

    def rules_on(self, change: str) -> tuple[GuideRule, ...]:
        """What is known of a change to a running project, such as ``duration``; empty where nothing is."""
        return tuple(rule for rule in self.rules if change in rule.changes)
