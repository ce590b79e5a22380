"""What proposals promise is what comes of them."""

from __future__ import annotations

from datetime import date

import pytest

from ka2plan.balance.balance import Balance
from ka2plan.balance.errors import errors_by
from ka2plan.calls import load_calls
from ka2plan.document import Document
from ka2plan.figures.effort_spread import Months
from ka2plan.plan import read_plan
from ka2plan.toml import parse
from tests.balance.random_plans import random_plan
from tests.balance.test_against_linear_programming import PLANS, TODAY

BOOK = load_calls()


def balance_of(text: str, today: date = TODAY) -> Balance:
    return Balance(Document(text), today, errors_by(BOOK, today))


def counted(text: str, today: date = TODAY) -> int:
    """Months above capacity, counted from the plan with nothing of the balance."""
    plan = read_plan(parse(text)).plan
    runs = any(entry.status in ("running", "done") for entry in plan.live_work())
    first = max(1, plan.calendar.month_of(today)) if runs else 1
    loads: dict[tuple[str, int], float] = {}
    for entry in plan.live_work():
        if entry.status == "done":
            continue
        start, end = (entry.start, entry.end) if entry.id in plan.activities else (None, None)
        if start is None:
            inside = plan.activities_of(entry.id)
            start = min((one.start for one in inside), default=plan.calendar.start)
            end = max((one.end for one in inside), default=plan.calendar.end)
        for partner, effort in entry.effort.items():
            named = entry.effort_by_month.get(partner)
            stay = plan.partners[partner]
            joins, leaves = stay.since or plan.calendar.start, stay.until or plan.calendar.end
            days = (max(start, joins), min(end, leaves))
            shares = Months(plan.calendar).shares((days,) if days[0] <= days[1] else ((start, end),))
            months = named or {month: float(effort) * share for month, share in shares.items()}
            for month, part in months.items():
                if plan.calendar.end_of(month) < joins or plan.calendar.start_of(month) > leaves:
                    continue
                loads[partner, month] = loads.get((partner, month), 0) + float(part)
    found = 0
    for (id, month), load in loads.items():
        can = plan.partners[id].capacity_in(month)
        found += month >= first and can is not None and round(load, 6) > float(can)
    return found


@pytest.mark.parametrize("seeds", [range(first, PLANS, 10) for first in range(10)], ids=lambda seeds: f"{seeds[0]}")
def test_every_proposal_leaves_what_it_says_and_brings_no_error(seeds):
    for seed in seeds:
        text = random_plan(seed)
        balance = balance_of(text)
        assert len(balance.overloads) == counted(text), seed
        errors = errors_by(BOOK, TODAY)
        for proposal in balance.proposals:
            after = Document(text).apply(proposal.idea.edit).text
            assert counted(after) == len(proposal.left) < len(balance.overloads), (seed, proposal.what)
            assert errors(read_plan(parse(after))) <= errors(read_plan(parse(text))), (seed, proposal.what)
            assert proposal.changes, seed


def test_where_sharing_out_is_possible_a_proposal_leaves_nothing_and_all_effort_and_money_stay():
    seen = 0
    for seed in range(120):
        text = random_plan(seed)
        balance = balance_of(text)
        if not balance.overloads or balance.bottlenecks:
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
