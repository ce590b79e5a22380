"""Where a running project comes to lie, held against a second way of finding it: a day at a time, by words alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.plan.model import Activity, Actual, Milestone, WorkPackage
from ka2plan.schedule import Network
from tests.schedule.building import FIRST_DAY, activity, link, milestone, plan_of, plans
from tests.schedule.naive import DAY, entries_of, keeps, planned

FIXED, LEFT = "fixed", "left"
STATUSES = ("planned", "running", "done")


@st.composite
def days(draw: st.DrawFn) -> date:
    return FIRST_DAY + timedelta(draw(st.integers(-30, 1400)))


@st.composite
def running_plans(draw: st.DrawFn, most: int = 8):
    """A drawn plan of which something has happened, and a day."""
    plan = draw(plans(most=most))
    activities = {id: draw(_stands(one)) for id, one in plan.activities.items()}
    milestones = {
        id: one._replace(status=draw(st.sampled_from(STATUSES)), reached=draw(st.none() | days()))
        for id, one in plan.milestones.items()
    }
    package = WorkPackage("W", status="running")
    return plan._replace(activities=activities, milestones=milestones, work_packages={"W": package}), draw(days())


@st.composite
def _stands(draw: st.DrawFn, one: Activity) -> Activity:
    start, end = draw(st.none() | days()), draw(st.none() | days())
    if start and end and end < start:
        start, end = end, start
    progress = draw(st.none() | st.integers(0, 100))
    return one._replace(status=draw(st.sampled_from(STATUSES)), actual=Actual(start, end), progress=progress)


def slowly(plan, today, not_before=None):
    """The forecast as the words have it, and the ids of what is still to come."""
    dates, kinds = {}, {}
    for id, entry in entries_of(plan).items():
        dates[id], kinds[id] = _alone(entry, planned(plan)[id], today)
    for id, first in (not_before or {}).items():
        dates[id] = _moved(dates[id], (first - dates[id][0]).days)
    moved = True
    while moved:
        moved = False
        for id, entry in entries_of(plan).items():
            while kinds[id] == "waits" and not all(keeps(one, dates[one.id], dates[id]) for one in entry.after):
                dates[id], moved = _moved(dates[id], 1), True
    return dates, kinds


def _moved(span, number):
    return span[0] + timedelta(number), span[1] + timedelta(number)


def _alone(entry, plan_dates, today):
    """Where an entry lies by itself: as it happened, or from today on."""
    start, end = plan_dates
    if isinstance(entry, Milestone):
        if entry.reached or entry.status == "done":
            due = entry.reached or min(entry.due, today)
            return (due + DAY, due), "done"
        due = max(entry.due, today)
        return (due + DAY, due), "waits"
    began, ended = entry.actual
    if entry.status == "done" or (entry.status == "planned" and ended):
        first, last = began or min(start, today), ended or min(end, today)
        if first > last:
            first, last = (last, last) if ended else (first, first)
        return (first, last), "done"
    if entry.status == "running" or began:
        first = began or start
        return (first, max(first + (end - start), today)), "runs"
    first = max(start, today)
    return (first, first + (end - start)), "waits"


@given(running_plans())
def test_a_forecast_is_what_is_found_by_moving_a_day_at_a_time(case):
    plan, today = case
    forecast = Network(plan).forecast(today)
    dates, _kinds = slowly(plan, today)
    assert {id: forecast.dates(id) for id in dates} == {
        id: span if id in plan.activities else (span[1], span[1]) for id, span in dates.items()
    }


@given(running_plans(), st.none() | st.integers(0, 100))
def test_progress_changes_no_date(case, progress):
    plan, today = case
    other = plan._replace(activities={id: one._replace(progress=progress) for id, one in plan.activities.items()})
    one, two = Network(plan).forecast(today), Network(other).forecast(today)
    assert [one.dates(id) for id in plan.activities] == [two.dates(id) for id in plan.activities]


@given(running_plans())
def test_nothing_that_is_left_is_promised_for_a_day_that_is_over_or_pulled_earlier(case):
    plan, today = case
    forecast = Network(plan).forecast(today)
    for id in forecast.left:
        entry = plan.entry(id)
        start, end = forecast.dates(id)
        assert end >= today
        if isinstance(entry, Milestone):
            assert end >= entry.due
        elif entry.status == "planned" and not any(entry.actual):
            assert start >= max(entry.start, today)


@given(running_plans(most=5))
def test_slack_is_by_how_much_what_is_left_can_slip_before_the_last_of_it_ends_later(case):
    plan, today = case
    forecast = Network(plan).forecast(today)
    _dates, kinds = slowly(plan, today)
    left = [id for id, kind in kinds.items() if kind != "done"]
    assert set(forecast.slack_days) == set(left)
    assert forecast.critical == {id for id in left if forecast.slack_days[id] == 0}
    for id in left:
        slack = forecast.slack_days[id]
        for slip, later in ((slack, False), (slack + 1, True)):
            assert (_last(_slipped(plan, id, slip, today), left) > forecast.end) is later


def _slipped(plan, id, slip, today):
    """The forecast where one entry ends so many days later: what has begun keeps its start and takes longer."""
    before, kinds = slowly(plan, today)
    if kinds[id] == "waits":
        return slowly(plan, today, {id: before[id][0] + timedelta(slip)})[0]
    entry, (start, end) = plan.activities[id], before[id]
    longer = entry._replace(start=start, end=end + timedelta(slip), actual=Actual(start), status="running")
    return slowly(plan._replace(activities={**plan.activities, id: longer}), today)[0]


def _last(dates, left):
    return max(dates[id][1] for id in left)


RUNNING = 'status = "running"'
DONE = 'status = "done"'


def dates_on(text, today, *ids):
    forecast = Network(plan_of(text)).forecast(date.fromisoformat(today))
    return [tuple(one.isoformat() for one in forecast.dates(id)) for id in ids]


@pytest.mark.parametrize(
    ("more", "start", "end"),
    [
        ("", "2027-02-10", "2027-04-09"),
        (RUNNING, "2026-12-01", "2027-02-10"),
        (f"{RUNNING}\nprogress = 90\nactual = {{ start = 2027-02-01 }}", "2027-02-01", "2027-03-31"),
        (DONE, "2026-12-01", "2027-01-28"),
        (f"{DONE}\nactual = {{ end = 2027-01-05 }}", "2026-12-01", "2027-01-05"),
        ("actual = { start = 2026-11-09, end = 2027-02-03 }", "2026-11-09", "2027-02-03"),
    ],
)
def test_an_activity_lies_by_its_status_and_its_actual_dates_seen_from_today(more, start, end):
    text = activity("A", "2026-12-01", "2027-01-28", more=more) + milestone("M", "M1", more="reached = 2026-11-30")
    assert dates_on(text, "2027-02-10", "A") == [(start, end)]


def test_what_is_done_before_its_planned_days_counts_as_today():
    text = activity("A", "M10", "M12", more=DONE) + milestone("M", "M9", more=DONE)
    assert dates_on(text, "2027-02-10", "A", "M") == [("2027-02-10", "2027-02-10")] * 2


def test_a_chain_goes_on_from_today_and_milestones_follow_it():
    text = (
        activity("A", "2026-12-01", "2027-01-28", more=RUNNING)
        + activity("B", "2027-02-01", "2027-02-28", "A")
        + activity("C", "2027-06-01", "2027-06-30", "B")
        + milestone("M", "2027-02-28", "B")
    )
    assert dates_on(text, "2027-02-10", "A", "B", "C", "M") == [
        ("2026-12-01", "2027-02-10"),
        ("2027-02-11", "2027-03-10"),
        ("2027-06-01", "2027-06-30"),
        ("2027-03-10", "2027-03-10"),
    ]


def test_a_work_package_that_is_waited_for_ends_with_the_last_of_it():
    text = (
        '[work_packages.W]\ntitle = "W"\n'
        + activity("A", "M1", "M1", more=f'wp = "W"\n{DONE}')
        + activity("B", "M2", "M3", more=f'wp = "W"\n{RUNNING}')
        + activity("C", "M4", "M4", "W")
    )
    assert dates_on(text, "2027-03-15", "B", "C") == [("2026-12-01", "2027-03-15"), ("2027-03-16", "2027-04-12")]


def test_an_empty_work_package_is_waited_for_by_its_own_dates_seen_from_today():
    head = '[work_packages.W]\ntitle = "W"\nstart = 2026-12-01\nend = 2026-12-10\n'
    after = activity("C", "2026-12-11", "2026-12-20", "W") + milestone("M", "M1", more=DONE)
    assert dates_on(head + after, "2027-01-01", "C") == [("2027-01-11", "2027-01-20")]
    assert dates_on(f"{head}{RUNNING}\n{after}", "2027-01-01", "C") == [("2027-01-02", "2027-01-11")]
    assert dates_on(f"{head}{DONE}\n{after}", "2027-01-01", "C") == [("2027-01-01", "2027-01-10")]


@pytest.mark.parametrize("more", ["", "progress = 30", 'status = "cancelled"'])
def test_there_is_no_forecast_before_anything_runs(more):
    assert Network(plan_of(activity("A", "M1", "M2", more=more))).forecast(date(2027, 6, 1)) is None


@pytest.mark.parametrize("more", [RUNNING, DONE, "actual = { start = 2026-11-09 }", "actual = { end = 2026-11-09 }"])
def test_there_is_one_once_a_status_says_so_or_an_actual_day_stands(more):
    assert Network(plan_of(activity("A", "M1", "M2", more=more))).forecast(date(2026, 11, 1)) is not None


def test_there_is_no_forecast_of_what_waits_for_itself():
    text = activity("A", "M1", "M1", "B", more=RUNNING) + activity("B", "M1", "M1", "A")
    assert Network(plan_of(text)).forecast(date(2027, 6, 1)) is None


def test_when_all_is_done_nothing_is_left_to_end():
    forecast = Network(plan_of(activity("A", "M1", "M1", more=DONE))).forecast(date(2027, 6, 1))
    assert (forecast.end, forecast.left, forecast.critical, forecast.slack_days) == (None, (), frozenset(), {})


def test_what_runs_is_not_critical_for_what_waited_for_its_start():
    text = (
        activity("A", "M1", "M2", more=RUNNING)
        + activity("B", "M2", "M8", link("A", "SS", "1m"))
        + activity("D", "M1", "M1", more=DONE)
    )
    forecast = Network(plan_of(text)).forecast(date(2026, 11, 20))
    assert (forecast.slack_days["A"], forecast.critical) == ((date(2027, 6, 30) - date(2026, 12, 31)).days, {"B"})


def test_the_leeway_of_what_is_left_is_counted_from_where_it_comes_to_lie():
    text = activity("A", "M1", "M2", more=RUNNING) + activity("B", "M3", "M4", "A")
    forecast = Network(plan_of(text, months=5)).forecast(date(2027, 1, 10))
    assert forecast.leeway_days == {"A": 21, "B": 21}
