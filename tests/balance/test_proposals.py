"""What proposals promise is what comes of them."""

from __future__ import annotations

from datetime import date

import pytest

from ka2plan.balance.balance import Balance
from ka2plan.balance.errors import errors_by
from ka2plan.calls import load_calls
from ka2plan.document import Document
from ka2plan.plan import read_plan
from ka2plan.schedule.remaining_work import RemainingWork
from ka2plan.toml import parse
from tests.balance.random_plans import random_day, random_plan
from tests.balance.slow_load import above_capacity
from tests.balance.test_against_linear_programming import PLANS, TODAY

BOOK = load_calls()


def balance_of(text: str, today: date = TODAY) -> Balance:
    return Balance(Document(text), today, errors_by(BOOK, today))


def told(overloads):
    """How much is too much where, by partner and month."""
    return {(one.partner, one.month): one.load for one in overloads}


@pytest.mark.parametrize("seeds", [range(first, PLANS, 10) for first in range(10)], ids=lambda seeds: f"{seeds[0]}")
def test_every_proposal_leaves_what_it_says_and_brings_no_error(seeds):
    for seed in seeds:
        text, today = random_plan(seed), random_day(seed)
        balance = balance_of(text, today)
        assert told(balance.overloads) == pytest.approx(above_capacity(text, today), abs=1e-5), seed
        errors = errors_by(BOOK, today)
        for proposal in balance.proposals:
            after = Document(text).apply(proposal.idea.edit).text
            found = above_capacity(after, today)
            assert found == pytest.approx(told(proposal.left), abs=1e-5), (seed, proposal.what)
            assert len(found) < len(balance.overloads), (seed, proposal.what)
            assert errors(read_plan(parse(after))) <= errors(read_plan(parse(text))), (seed, proposal.what)
            assert proposal.changes, seed


def done_is_too_much(work: RemainingWork) -> bool:
    """Whether what is done in the present month is already more than somebody can: sharing out does not undo it."""
    return any(effort > 100 * (work.capacity(cell) or effort) for cell, effort in work.used.items())


def test_where_sharing_out_is_possible_a_proposal_leaves_nothing_and_all_effort_and_money_stay():
    seen = 0
    for seed in range(120):
        text = random_plan(seed)
        balance = balance_of(text, random_day(seed))
        if not balance.overloads or balance.bottlenecks or done_is_too_much(balance.work):
            continue
        shared = [proposal for proposal in balance.proposals if proposal.idea.kind in ("months", "partners")]
        assert any(not proposal.left for proposal in shared), seed
        for proposal in shared:
            before, after = balance.work.plan, read_plan(Document(text).apply(proposal.idea.edit).data).plan
            for old, new in zip(before.live_work(), after.live_work(), strict=True):
                assert sum(new.effort.values()) == sum(old.effort.values()), (seed, old.id)
                assert sum(new.budget.values()) == sum(old.budget.values()), (seed, old.id)
                if proposal.idea.kind == "months":
                    assert new.effort == old.effort, (seed, old.id)
        seen += 1
    assert seen > 10


def test_the_same_plan_has_always_the_same_list():
    for seed in (3, 7, 11):
        first, second = balance_of(random_plan(seed)), balance_of(random_plan(seed))
        assert [one.what for one in first.proposals] == [one.what for one in second.proposals]
        assert [one.changes for one in first.proposals] == [one.changes for one in second.proposals]
