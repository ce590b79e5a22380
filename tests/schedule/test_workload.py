"""Workload: effort by month, shares, overloads, tasks and who works with whom."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.figures import workload, workload_of
from ka2plan.figures.effort_spread import working_days
from ka2plan.figures.workload import Together
from ka2plan.plan import Activity, Partner, Plan, Project
from ka2plan.words.figures import MAX_NAMES
from tests.schedule.building import activity, plan_of


def months_of(plan: Plan, partner: str = "OSL") -> dict[int, float]:
    """Months with effort."""
    by_month = workload_of(plan).partners[partner].by_month
    return {month: effort for month, effort in enumerate(by_month, 1) if effort}


def test_effort_is_spread_over_the_working_days_of_an_activity():
    """16 Nov to 15 Dec 2026 has 11 working days in November and 11 in December."""
    plan = plan_of(activity("A", "2026-11-16", "2026-12-15", more="effort.OSL = 11"))
    assert months_of(plan) == {1: 5.5, 2: 5.5}
    assert len(workload_of(plan).partners["OSL"].by_month) == 24


def test_an_activity_without_working_days_spreads_over_its_calendar_days():
    """31 Jan 2027 is a Sunday; so is 28 Feb, and 27 Feb is the Saturday before it."""
    assert months_of(plan_of(activity("A", "2027-01-30", "2027-01-31", more="effort.OSL = 3"))) == {3: 3.0}
    text = (
        '[activities.A]\ntitle = "A"\nlead = "OSL"\neffort.OSL = 3\n'
        "periods = [{ start = 2027-01-31, end = 2027-01-31 }, { start = 2027-02-27, end = 2027-02-28 }]\n"
    )
    assert months_of(plan_of(text)) == {3: 1.0, 4: 2.0}


def test_effort_lies_in_the_stretches_of_an_activity():
    """M2 has 23 working days and M4 has 20."""
    text = (
        '[activities.A]\ntitle = "A"\nlead = "OSL"\neffort.OSL = 43\n'
        'periods = [{ start = "M2", end = "M2" }, { start = "M4", end = "M4" }]\n'
    )
    assert months_of(plan_of(text)) == {2: 23.0, 4: 20.0}


PACKAGE = '[work_packages.WP2]\ntitle = "Modules"\neffort.OSL = 41\n'


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('start = "M4"\nend = "M4"\n', {4: 41.0}),
        (activity("A", "M3", "M4", more='wp = "WP2"'), {3: 21.0, 4: 20.0}),
        ("start = 2027-02-01\nend = 2027-02-01\n", {4: 41.0}),
    ],
)
def test_effort_of_a_work_package_lies_in_its_dates_else_in_those_of_its_activities(more, expected):
    assert months_of(plan_of(PACKAGE + more)) == expected


def test_effort_of_an_empty_work_package_lies_over_the_project():
    by_month = workload_of(plan_of(PACKAGE)).partners["OSL"].by_month
    assert all(by_month)
    assert sum(by_month) == pytest.approx(41)


def test_effort_outside_the_project_counts_in_no_month():
    """Half of the working days of 16 Nov to 15 Dec 2026 lie before a project that starts in December."""
    plan = plan_of(activity("A", "2026-11-16", "2026-12-15", more="effort.OSL = 11"), start="2026-12-01")
    assert months_of(plan) == {1: 5.5}
    assert workload_of(plan).partners["OSL"].effort == 11


def test_effort_without_dates_counts_in_no_month():
    plan = plan_of(activity("A", "M1", "M2", more="effort.OSL = 11"))
    lost = plan._replace(activities={"A": plan.activities["A"]._replace(start=None)})
    assert months_of(lost) == {}
    assert workload_of(lost).partners["OSL"].effort == 11
    nowhere = plan._replace(project=plan.project._replace(months=None))
    assert workload_of(nowhere).partners["OSL"].by_month == ()


def test_effort_of_an_empty_work_package_without_any_dates_counts_in_no_month():
    plan = plan_of(PACKAGE)
    nowhere = workload_of(plan._replace(project=plan.project._replace(months=None)))
    assert nowhere.partners["OSL"].by_month == ()
    assert nowhere.partners["OSL"].effort == 41


PLAN = plan_of(
    '[work_packages.WP2]\ntitle = "Modules"\nlead = "IES"\nbudget.IES = 1_000\neffort.IES = 5\n'
    + activity("A", "M1", "M1", more='partners = ["IES"]\nbudget = { OSL = 2_000, IES = 1_000 }\neffort.OSL = 15')
    + activity("B", "M1", "M2", more='amount = 500\npartners = ["ZAV", "IES"]')
    + activity("C", "M1", "M2", more='status = "cancelled"\neffort.ZAV = 99\nbudget.ZAV = 99')
)


def test_effort_money_and_tasks_of_a_partner_are_counted_with_its_shares():
    load = workload_of(PLAN).partners["IES"]
    assert (load.effort, load.effort_share) == (5, 0.25)
    assert (load.money, load.money_share) == (2_000, 0.5)
    assert (load.activities, load.leads, load.leads_packages) == (("A", "B"), (), ("WP2",))
    assert workload_of(PLAN).partners["OSL"].leads == ("A", "B")


def test_what_is_cancelled_counts_nowhere():
    load = workload_of(PLAN).partners["ZAV"]
    assert (load.effort, load.money, load.activities) == (0, 0, ("B",))


def test_pairs_that_share_activities_are_told_from_those_that_do_not():
    load = workload_of(PLAN)
    assert load.together == (
        ("OSL", "IES", ("A", "B")),
        ("OSL", "ZAV", ("B",)),
        ("IES", "ZAV", ("B",)),
    )
    assert load.strangers == ((), 0)
    alone = workload_of(plan_of(activity("A", "M1", "M1", more='partners = ["IES"]')))
    assert alone.strangers == ((("OSL", "ZAV"), ("IES", "ZAV")), 2)


TAKING_PART = st.lists(st.sets(st.integers(0, 8), min_size=1, max_size=4), max_size=6)


@given(TAKING_PART, st.sets(st.integers(0, 8)))
def test_strangers_are_the_pairs_of_one_group_that_no_activity_has_both_of(taking_part, group):
    ids = [f"P{number}" for number in range(9)]
    partners = {id: Partner(id, "Name", "SI") for id in ids}
    activities = {
        f"A{number}": Activity(f"A{number}", "t", lead=f"P{min(every)}", partners=tuple(f"P{one}" for one in every))
        for number, every in enumerate(taking_part)
    }
    plan = plan_of("")._replace(partners=partners, activities=activities)
    rest = set(range(9)) - group
    found = workload_of(plan).strangers_within([[f"P{one}" for one in places] for places in (group, rest)])
    apart = [
        (ids[one], ids[other])
        for one, other in combinations(range(9), 2)
        if (one in group) == (other in group) and not any({one, other} <= every for every in taking_part)
    ]
    assert found == (tuple(apart[:MAX_NAMES]), len(apart))


def with_capacity(text: str, capacity: str) -> Plan:
    plan = plan_of(text)
    busy = plan.partners["OSL"]._replace(capacity=Decimal(capacity))
    return plan._replace(partners={**plan.partners, "OSL": busy})


BUSY = (
    activity("A", "M1", "M1", more="effort.OSL = 6")
    + activity("B", "M1", "M1", more="effort.OSL = 9.1")
    + activity("C", "M2", "M2", more="effort.OSL = 15")
)


def test_a_month_above_capacity_is_an_overload_with_what_is_behind_it():
    (overload,) = workload_of(with_capacity(BUSY, "15")).overloads
    assert overload == ("OSL", 1, 15.1, Decimal(15), (("B", 9.1), ("A", 6.0)))


def test_a_month_at_capacity_is_no_overload_however_it_is_summed():
    thirds = "".join(activity(f"A{place}", "M1", "M1", more="effort.OSL = 0.1") for place in range(3))
    assert workload_of(with_capacity(thirds, "0.3")).overloads == ()


def test_without_capacity_there_is_no_overload():
    assert workload_of(plan_of(BUSY)).overloads == ()


def test_effort_is_counted_in_the_unit_of_the_project():
    assert workload_of(PLAN).unit == "days"
    in_months = PLAN._replace(project=PLAN.project._replace(effort_unit="months"))
    assert workload_of(in_months).unit == "months"


def test_who_is_no_partner_of_the_plan_is_left_out():
    stranger = PLAN.activities["A"]._replace(effort={"XXX": Decimal(5)}, lead="XXX")
    workload = workload_of(PLAN._replace(activities={"A": stranger}))
    assert set(workload.partners) == {"OSL", "IES", "ZAV"}
    assert workload.partners["IES"].activities == ("A",)


@given(st.integers(1, 10**6), st.integers(0, 100))
def test_working_days_are_mondays_to_fridays(first, length):
    days = (date.fromordinal(number) for number in range(first, first + length))
    assert working_days(first, first + length - 1) == sum(day.weekday() < 5 for day in days)


@given(st.dates(date(2026, 11, 1), date(2028, 10, 31)), st.integers(0, 300), st.integers(0, 10**5))
def test_all_effort_of_an_activity_within_the_project_is_in_its_months(start, length, cents):
    effort = Decimal(cents) / 100
    end = min(start + timedelta(length), date(2028, 10, 31))
    plan = Plan(
        Project(start=date(2026, 11, 1), months=24),
        {"P": Partner("P")},
        activities={"A": Activity("A", start=start, end=end, effort={"P": effort})},
    )
    by_month = workload_of(plan).partners["P"].by_month
    assert sum(by_month) == pytest.approx(float(effort), abs=1e-4)
    assert all(
        bool(effort) <= (start <= last and first <= end)
        for (first, last), effort in zip(plan.calendar.spans(), by_month, strict=True)
    )


def staying(stay: str) -> str:
    return f'[partners.PHS]\nname = "PHS"\ncountry = "AT"\n{stay}\n'


def test_effort_lies_on_the_days_on_which_a_partner_takes_part():
    """Of M1 to M4 the months M3 and M4 have 21 and 20 working days."""
    work = activity("A", "M1", "M4", more="effort.PHS = 41\neffort.OSL = 4")
    assert months_of(plan_of(work + staying('since = "M3"')), "PHS") == {3: 21.0, 4: 20.0}
    assert set(months_of(plan_of(work + staying('until = "M2"')), "PHS")) == {1, 2}
    assert set(months_of(plan_of(work + staying('until = "M2"')))) == {1, 2, 3, 4}


def test_effort_of_a_partner_that_is_never_there_is_not_lost():
    plan = plan_of(activity("A", "M3", "M4", more="effort.PHS = 41") + staying('until = "M2"'))
    assert months_of(plan, "PHS") == {3: 21.0, 4: 20.0}


def test_who_works_together_can_be_asked_of_some_without_pairing_all(monkeypatch):
    made: list[object] = []
    monkeypatch.setattr(workload, "Together", lambda *pair: made.append(pair) or Together(*pair))
    assert workload_of(PLAN).together_among(["ZAV", "OSL"]) == (("ZAV", "OSL", ("B",)),)
    assert len(made) == 1
