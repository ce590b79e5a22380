"""What is still owed on a day: evidence of what was done, papers of partners, and who has to see to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.figures.status import Item, late_on, state_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import DONE, RUNNING, Activity, Partner, Plan

if TYPE_CHECKING:
    from datetime import date


class Proof(NamedTuple):
    """One piece of evidence of an activity that has begun."""

    activity: Activity
    name: str
    """What it is; empty where nothing at all is noted for what is done."""
    got: bool
    on: date | None = None
    """The day it was got, where that is told."""

    @property
    def is_owed(self) -> bool:
        """Whether it is missing of what is done."""
        return not self.got and state_of(self.activity) == DONE


class Owed(NamedTuple):
    """What one partner owes: it leads what is late, and what evidence is missing of."""

    partner: str
    late: tuple[Item, ...]
    evidence: tuple[Proof, ...]
    papers: tuple[str, ...]

    @property
    def is_something(self) -> bool:
        """Whether there is anything."""
        return bool(self.late or self.evidence or self.papers)


def is_there(there: bool | date, today: date) -> bool:
    """Whether a paper or a piece of evidence is there on a day: one that is to come is not."""
    return there if isinstance(there, bool) else there <= today


def proofs_of(activity: Activity, today: date) -> Iterator[Proof]:
    """The evidence that is noted of an activity."""
    for name, there in activity.evidence.items():
        yield Proof(activity, name, is_there(there, today), None if isinstance(there, bool) else there)


def evidence_of(plan: Plan, today: date) -> Iterator[Proof]:
    """The evidence of what runs or is done, in the plan's order; of what is done also that none is noted."""
    for activity in plan.live_activities():
        if state_of(activity) in (RUNNING, DONE):
            yield from proofs_of(activity, today)
        if not activity.evidence and state_of(activity) == DONE:
            yield Proof(activity, "", got=False)


def papers_missing(plan: Plan, partner: Partner, today: date) -> tuple[str, ...]:
    """Papers that the plan says are not there yet; the coordinator also has those of the project to see to."""
    is_coordinator = partner.id == plan.project.coordinator
    papers = (*partner.papers.items(), *(plan.project.papers.items() if is_coordinator else ()))
    return tuple(dict.fromkeys(name for name, there in papers if not is_there(there, today)))


def owed_on(plan: Plan, today: date) -> tuple[Owed, ...]:
    """What every partner owes on a day, in the file's order; those who owe nothing are left out."""
    late, evidence = late_on(plan, today), tuple(evidence_of(plan, today))
    every = (
        Owed(
            partner.id,
            tuple(item for item in late if item.lead == partner.id),
            tuple(proof for proof in evidence if proof.is_owed and proof.activity.lead == partner.id),
            papers_missing(plan, partner, today),
        )
        for partner in plan.partners.values()
    )
    return tuple(owed for owed in every if owed.is_something)
