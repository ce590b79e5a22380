"""What the balance asks of a partner that is there for a part of the project, and on which day it looks."""

from __future__ import annotations

from datetime import date

from ka2plan.document import Document
from ka2plan.plan import read_plan
from ka2plan.schedule.remaining_work import RemainingWork
from ka2plan.toml import parse
from tests.balance.test_proposals import balance_of

PLAN = """format = 1
[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 6
lump_sum = 120_000
coordinator = "OSL"
[partners.OSL]
name = "OSL"
country = "SI"
capacity = 10
[partners.IES]
name = "IES"
country = "ES"
capacity = 10
until = "M3"
[work_packages.WP1]
title = "WP1"
lead = "OSL"
[activities.A1]
wp = "WP1"
title = "A1"
start = "M3"
end = "M4"
lead = "OSL"
partners = ["IES"]
effort.OSL = 30
"""


def test_nothing_is_shared_to_who_has_left():
    balance = balance_of(PLAN, date(2026, 11, 1))
    assert sum(one.missing for one in balance.bottlenecks) == 0
    assert any(not one.left for one in balance.proposals)
    for proposal in balance.proposals:
        effort = read_plan(Document(PLAN).apply(proposal.idea.edit).data).plan.activities["A1"].effort_by_month
        assert set(effort.get("IES", {})) <= {3}


def test_without_room_before_it_leaves_the_bottleneck_counts_only_months_in_which_it_is_there():
    (found,) = balance_of(PLAN.replace("effort.OSL = 30", "effort.OSL = 35"), date(2026, 11, 1)).bottlenecks
    assert found.cells == (("OSL", 3), ("OSL", 4), ("IES", 3))
    assert (found.need, found.can) == (3500, 3000)


def test_nothing_is_asked_of_a_partner_in_months_in_which_it_is_not_there():
    text = PLAN.replace("effort.OSL = 30", "effort.IES = { M3 = 4, M4 = 12 }")
    work = RemainingWork(read_plan(parse(text)).plan, date(2026, 11, 1))
    assert dict(work.loads) == {("IES", 3): 4.0}
    assert not work.overloads


def test_the_day_counts_as_soon_as_something_happened_on_a_day():
    text = PLAN.replace('end = "M4"', 'end = "M4"\nactual.start = 2027-01-04')
    assert RemainingWork(read_plan(parse(text)).plan, date(2027, 2, 10)).first_month == 4
    assert RemainingWork(read_plan(parse(PLAN)).plan, date(2027, 2, 10)).first_month == 1
