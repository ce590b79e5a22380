"""Dates at the edges: no plan makes the network overflow or fail, however far its lags lead."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.figures import money_of, workload_of
from ka2plan.plan import read_plan
from ka2plan.plan.calendar import add_months
from ka2plan.schedule import Network
from ka2plan.schedule.days import day_of, months_after
from ka2plan.schedule.forms import dependencies_json, workload_json
from tests.schedule.building import activity, data_of, link, plan_of

STARTS = ["0001-01-01", "1990-01-01", "2028-02-29", "2026-03-29", "2026-10-25", "2199-12-31", "9999-12-31"]
MONTHS = [0, -1, 1, 12, 600, 10**9]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("months", MONTHS)
def test_projects_at_the_edges_of_the_calendar_are_computed_or_reported(start, months):
    text = activity("A", "M1", "M2") + activity("B", "M3", "M600", link("A", "FS", "1200m"), "A")
    text += activity("C", "0001-01-01", "9999-12-31", link("B", "SF", "-1200m"))
    plan = read_plan(data_of(text, start, months)).plan
    network = Network(plan)
    assert dependencies_json(network)["cycle"] is None
    assert len(network.violations) >= 0
    assert set(workload_json(workload_of(plan))["partners"]) == {"OSL", "IES", "ZAV"}
    assert money_of(plan, None).total == 0


@pytest.mark.parametrize("lag", ["36500d", "5200w", "1200m", "-36500d", "-5200w", "-1200m"])
@pytest.mark.parametrize("relation", ["FS", "SS", "FF", "SF"])
def test_a_chain_of_century_lags_runs_past_the_last_date_without_failing(relation, lag):
    chain = (activity(f"A{n}", "M1", "M2", *([link(f"A{n - 1}", relation, lag)] if n else [])) for n in range(120))
    network = Network(plan_of("".join(chain)))
    assert len(network.schedule) == 120
    assert all(dates.slack_days >= 0 for dates in network.schedule.values())
    assert network.length_days is not None
    assert date.min <= min(min(dates[:6]) for dates in network.schedule.values())


def test_what_no_date_can_hold_is_shown_as_the_last_that_can():
    assert day_of(10**9) == date.max
    assert day_of(-5) == date.min


@given(st.dates(date(1000, 1, 1), date(3000, 12, 31)), st.integers(-9000, 9000))
def test_months_are_added_to_day_numbers_as_to_dates(day, months):
    assert months_after(day.toordinal(), months) == add_months(day, months).toordinal()


@given(st.integers(-(10**7), 10**7), st.integers(-5000, 5000))
def test_months_are_added_far_beyond_the_calendar_in_its_rhythm(day, months):
    assert months_after(day + 146_097, months) == months_after(day, months) + 146_097
    assert months_after(day, months + 4_800) == months_after(day, months) + 146_097
