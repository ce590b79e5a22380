"""Money: exact sums per work package, partner and activity, the management share, what was cancelled."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.figures import money_of
from ka2plan.plan import Activity, Partner, Plan, Project, WorkPackage
from ka2plan.schedule.forms import budget_json
from tests.schedule.building import activity, plan_of

PLAN = plan_of(
    '[work_packages.WP1]\ntitle = "Management"\nbudget = { OSL = 30_000, IES = 20_000 }\n'
    '[work_packages.WP2]\ntitle = "Modules"\nbudget.ZAV = 0.10\n'
    '[work_packages.WP3]\ntitle = "Gone"\nstatus = "cancelled"\nbudget.OSL = 7_000\n'
    + activity("A", "M1", "M1", more='wp = "WP2"\nbudget = { OSL = 9_000, IES = 0.20 }')
    + activity("B", "M1", "M1", more='wp = "WP2"\namount = 11_000')
    + activity("C", "M1", "M1", more='wp = "WP2"\nbudget.OSL = 400\nstatus = "cancelled"')
    + activity("D", "M1", "M1", more='wp = "WP3"\nbudget.OSL = 20')
    + activity("E", "M1", "M1", more="budget.IES = 1")
)


def test_the_form_closes_in_every_direction():
    assert budget_json(money_of(PLAN, "WP1")) == {
        "version": 1,
        "lump_sum": 250_000,
        "total": 70_001.30,
        "difference": -179_998.70,
        "cancelled": 7_420,
        "management_share": 0.2,
        "by_wp": {
            "WP1": {"total": 50_000, "unallocated": 0, "partners": {"OSL": 30_000, "IES": 20_000}},
            "WP2": {
                "total": 20_000.30,
                "unallocated": 11_000,
                "partners": {"ZAV": 0.1, "OSL": 9_000, "IES": 0.2},
            },
        },
        "by_partner": {"OSL": 39_000, "IES": 20_001.2, "ZAV": 0.1},
        "by_activity": {"A": 9_000.2, "B": 11_000, "E": 1},
    }


def test_what_no_activity_carries_and_what_is_not_split_are_told():
    money = money_of(PLAN, "WP1")
    assert money.by_wp["WP1"].own == 50_000
    assert money.by_wp["WP2"].own == Decimal("0.10")
    assert money.unallocated == 11_000


def test_the_management_share_is_exact_to_the_cent():
    assert money_of(PLAN, "WP1").management_share == Decimal("0.2")
    packages = {"WP1": WorkPackage("WP1", budget={"OSL": Decimal("50000.01")})}
    share = money_of(PLAN._replace(work_packages=packages), "WP1").management_share
    assert share > Decimal("0.2")


@pytest.mark.parametrize("management", [None, "WP9", "WP3"])
def test_without_a_live_management_work_package_there_is_no_share(management):
    assert money_of(PLAN, management).management_share is None


def test_without_a_lump_sum_there_is_neither_share_nor_difference():
    money = money_of(PLAN._replace(project=PLAN.project._replace(lump_sum=None)), "WP1")
    assert (money.management_share, money.difference) == (None, None)
    assert budget_json(money)["lump_sum"] is None
    nothing = money_of(PLAN._replace(project=PLAN.project._replace(lump_sum=Decimal(0))), "WP1")
    assert nothing.management_share is None


def test_money_of_who_is_no_partner_is_not_lost():
    plan = PLAN._replace(activities={"A": Activity("A", budget={"XXX": Decimal(5)})}, work_packages={})
    assert money_of(plan).by_partner == {"OSL": 0, "IES": 0, "ZAV": 0, "XXX": 5}


CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
BUDGETS = st.dictionaries(st.sampled_from(["P", "Q"]), CENTS)


@given(
    st.lists(st.tuples(BUDGETS, CENTS | st.none(), st.sampled_from([None, "WP1", "WP2"])), max_size=8),
    BUDGETS,
)
def test_sums_close_to_the_cent(activities, own):
    plan = Plan(
        Project(lump_sum=Decimal(100_000)),
        {id: Partner(id) for id in "PQ"},
        work_packages={"WP1": WorkPackage("WP1", budget=own), "WP2": WorkPackage("WP2")},
        activities={
            f"A{place}": Activity(f"A{place}", budget=budget, amount=amount, wp=wp)
            for place, (budget, amount, wp) in enumerate(activities)
        },
    )
    money = money_of(plan, "WP1")
    assert money.total == sum(money.by_partner.values()) + money.unallocated
    assert money.total == sum(money.by_activity.values()) + sum(package.own for package in money.by_wp.values())
    assert money.difference == money.total - 100_000
    for package in money.by_wp.values():
        assert package.total == package.unallocated + sum(package.partners.values())
