"""The workload of a running project: what is done stays where it was, what is left lies where the forecast lays it."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from ka2plan.charts.tables.workload import beyond_in_words
from ka2plan.figures import workload_of
from ka2plan.plan import read_plan
from ka2plan.schedule import Network
from tests.schedule.building import PROJECT

MARCH = date(2027, 3, 1)
"""The first day of M5."""

RUNS = '[activities.R]\ntitle = "R"\nlead = "IES"\nstart = "M1"\nend = "M1"\nstatus = "done"\n'


def plan_of(text: str, months: int = 12):
    return read_plan(tomllib.loads(PROJECT.format(start="2026-11-01", months=months) + text, parse_float=Decimal)).plan


def activity(id: str, start: str, end: str, *more: str) -> str:
    return (
        f'[activities.{id}]\ntitle = "{id}"\nlead = "OSL"\nstart = "{start}"\nend = "{end}"\n' + "\n".join(more) + "\n"
    )


def months_of(text: str, today: date = MARCH, partner: str = "OSL") -> dict[int, float]:
    load = Network(plan_of(RUNS + text)).workload(today).partners[partner]
    return {month: effort for month, effort in enumerate(load.by_month, 1) if effort}


def test_before_anything_runs_the_work_lies_as_planned():
    plan = plan_of(activity("A", "M1", "M4", "effort.OSL = 85"))
    assert Network(plan).workload(MARCH).partners == workload_of(plan).partners
    assert Network(plan).workload(MARCH).first_month == 1


def test_what_is_late_and_not_begun_lies_from_the_day_on_and_nowhere_before():
    """M1 and M2 have 61 days, as many as from 1 March to 30 April 2027, with 23 and 22 working days."""
    assert months_of(activity("A", "M1", "M2", "effort.OSL = 45")) == pytest.approx({5: 23, 6: 22})


def test_of_what_runs_as_much_is_left_as_progress_says():
    half = months_of(activity("A", "M3", "M6", "effort.OSL = 40", 'status = "running"', "progress = 50"))
    assert sum(part for month, part in half.items() if month < 5) == pytest.approx(20)
    assert half[5] + half[6] == pytest.approx(20)


def test_of_what_runs_past_its_end_all_that_is_left_is_to_be_done_in_the_month_of_the_day():
    late = months_of(
        activity("A", "M1", "M2", "effort.OSL = 40", 'status = "running"', "progress = 75"), date(2027, 3, 10)
    )
    assert late[5] == pytest.approx(10 + 30 * 7 / 92), "a quarter, beside what was done from 1 to 9 March"
    assert sum(late.values()) == pytest.approx(40)
    assert max(late) == 5


def test_without_progress_what_is_over_of_its_days_is_done():
    assert months_of(activity("A", "M4", "M5", "effort.OSL = 43", 'status = "running"')) == pytest.approx(
        {4: 20, 5: 23}
    )


def test_what_is_done_counts_in_months_that_are_over_and_no_more():
    assert months_of(activity("A", "M4", "M6", "effort.OSL = { M4 = 3, M5 = 2, M6 = 1 }", 'status = "done"')) == {4: 3}


def test_months_that_are_named_go_along_as_far_as_they_are_over():
    named = "effort.OSL = { M2 = 1, M3 = 2 }"
    assert months_of(activity("A", "M2", "M3", named)) == {5: 1, 6: 2}
    assert months_of(activity("A", "M2", "M6", "effort.OSL = { M5 = 1, M6 = 2 }")) == {5: 1, 6: 2}
    assert months_of(activity("A", "M2", "M6", named, 'status = "running"')) == {2: 1, 3: 2}
    assert months_of(activity("A", "M2", "M3", named, 'status = "running"', "progress = 50")) == {2: 0.5, 3: 1, 5: 1.5}


def test_what_a_link_pushes_lies_where_it_comes_to_lie():
    text = activity("A", "M1", "M2", "effort.OSL = 45") + activity("B", "M3", "M3", 'after = ["A"]', "effort.OSL = 21")
    assert set(months_of(text)) == {5, 6, 7}


def test_a_work_package_itself_goes_by_its_days():
    text = '[work_packages.W]\ntitle = "W"\nlead = "OSL"\nstart = "M4"\nend = "M5"\neffort.OSL = 43\n'
    assert months_of(text) == pytest.approx({4: 20, 5: 23})


def test_work_that_is_pushed_out_of_the_project_is_told():
    late = activity("A", "M1", "M12", "effort.OSL = 365")
    work = Network(plan_of(RUNS + late)).workload(MARCH)
    assert work.beyond == {"A": pytest.approx(365 * 86 / 261)}
    assert beyond_in_words(work) == "by the forecast 120.3 person-days of A would lie after the project"
    assert not Network(plan_of(late)).workload(MARCH).beyond


def test_nobody_can_do_anything_where_it_takes_no_part():
    text = RUNS + activity("A", "M5", "M6", "effort.ZAV = { M5 = 4, M6 = 4 }")
    plan = plan_of(text)
    zav = plan.partners["ZAV"]._replace(capacity=Decimal(3), since=date(2026, 12, 1), until=date(2027, 3, 31))
    plan = plan._replace(partners={**plan.partners, "ZAV": zav})
    for work in (workload_of(plan), Network(plan).workload(MARCH)):
        own = work.partners["ZAV"]
        assert own.capacity_by_month == (0, 3, 3, 3, 3, *([0] * 7))
        assert [one.month for one in work.overloads] == [5], "what lies where it is not there is another fault"
