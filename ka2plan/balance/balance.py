"""The balance of a plan: where there is too much, whether it can be shared out, and proposals that were tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ka2plan.balance.capacities import capacities
from ka2plan.balance.extra_months import with_extra_months
from ka2plan.balance.moved import longer, moves
from ka2plan.balance.proposal import Idea, Proposal, changes_of
from ka2plan.balance.search import Search
from ka2plan.balance.shared_out import shared_out, with_more_capacity
from ka2plan.document import Document
from ka2plan.errors import EditError
from ka2plan.plan import Reading, read_plan
from ka2plan.schedule.remaining_work import Load, RemainingWork
from ka2plan.schedule.sharing import Bottleneck, Part, Shares, bottlenecks, parts_with_too_much, shares_of

if TYPE_CHECKING:
    from datetime import date

Errors = Callable[[Reading], set[tuple[str, ...]]]
"""What is wrong with a plan as it was read, each error by what it is known by."""

MOST_OF_A_KIND = 5
"""Proposals to move, or to lengthen, that are told: those that leave the least."""


class Balance:
    """The work of a plan still to be done against what its partners can do; computed when first asked.

    Attributes:
        document: the plan's text.
        work: what is to be done.
    """

    def __init__(self, document: Document, today: date, errors: Errors) -> None:
        self.document = document
        self.work = RemainingWork(read_plan(document.data).plan, today)
        self._errors = errors

    @property
    def overloads(self) -> tuple[Load, ...]:
        """Where a partner has more to do than it can."""
        return self.work.overloads

    @cached_property
    def bottlenecks(self) -> tuple[Bottleneck, ...]:
        """Why the work cannot be shared out; empty where it can."""
        return bottlenecks(self.work, self._parts) if self.overloads else ()

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        return parts_with_too_much(self.work)

    @cached_property
    def search(self) -> Search:
        """How many ways out were looked at, and how many not, once the proposals are there."""
        return Search(self.work, self.document.text)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """What could be done, the same plan always the same: each leaves less too much, and brings no error."""
        if not self.overloads:
            return ()
        known = self._errors(read_plan(self.document.data))
        found: list[Proposal] = []
        for ideas in self._ideas():
            tried = (proposal for idea in ideas if (proposal := self._tried(idea, known)))
            found += sorted(islice(tried, MOST_OF_A_KIND), key=lambda proposal: len(proposal.left))
        return tuple(_once(found))

    def _ideas(self) -> tuple[Iterator[Idea], ...]:
        """What to try, by kind, in the order in which it is told."""
        work, search = self.work, self.search
        return (
            self._shared(),
            moves(work, search),
            longer(work, search),
            with_extra_months(work, self.bottlenecks, search),
            capacities(work, search),
        )

    def _shared(self) -> Iterator[Idea]:
        """Within the months of each partner; where that leaves something, among all; where even that does, with more
        capacity.
        """
        self.search.begin(2)
        within = self._least_change(parts_with_too_much(self.work, between_partners=False))
        ideas = [shared_out(self.work, within)] if within else []
        if within is None or within.too_much:
            among = self._least_change(self._parts)
            ideas.append(shared_out(self.work, among) if among else None)
            ideas.append(with_more_capacity(self.work, among) if among and among.too_much else None)
        yield from (idea for idea in ideas if idea)

    def _least_change(self, parts: tuple[Part, ...]) -> Shares | None:
        """None where it is too large to be looked for."""
        return shares_of(self.work, parts) if self.search.looks(sum(part.edges for part in parts)) else None

    def _tried(self, idea: Idea, known: set[tuple[str, ...]]) -> Proposal | None:
        """What comes of an idea, by the text that it gives; None where it gains nothing, or breaks something, or where
        no steps are left to try it.
        """
        if not self.search.goes_on(self.search.to_try):
            return None
        try:
            after = self.document.apply(idea.edit)
        except EditError:
            return None
        reading = read_plan(after.data)
        work = RemainingWork(reading.plan, self.work.today)
        if len(work.overloads) >= len(self.overloads) or work.outside > self.work.outside:
            return None
        if not known >= self._errors(reading):
            return None
        return Proposal(idea, changes_of(idea, self.document.data), work.overloads)


def _once(proposals: list[Proposal]) -> Iterator[Proposal]:
    seen: list[object] = []
    for proposal in proposals:
        if proposal.changes not in seen:
            seen.append(proposal.changes)
            yield proposal
