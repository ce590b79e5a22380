"""Links: the first day each type permits with each unit of lag, computed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.schedule import Network
from ka2plan.schedule.days import Span, first_permitted, lag_after, lag_before, last_permitted
from tests.schedule import naive
from tests.schedule.building import LAGS, RELATIONS, activity, day, link, milestone, plan_of, plans

# The predecessor runs from 10 Jan to 28 Feb 2027.
PERMITTED = [
    ("FS", "0d", "2027-03-01"),
    ("FS", "10d", "2027-03-11"),
    ("FS", "-2d", "2027-02-27"),
    ("FS", "2w", "2027-03-15"),
    ("FS", "-1w", "2027-02-22"),
    ("FS", "1m", "2027-04-01"),
    ("FS", "-1m", "2027-02-01"),
    ("SS", "0d", "2027-01-10"),
    ("SS", "10d", "2027-01-20"),
    ("SS", "-2d", "2027-01-08"),
    ("SS", "2w", "2027-01-24"),
    ("SS", "-1w", "2027-01-03"),
    ("SS", "1m", "2027-02-10"),
    ("SS", "-1m", "2026-12-10"),
    ("FF", "0d", "2027-02-28"),
    ("FF", "10d", "2027-03-10"),
    ("FF", "-2d", "2027-02-26"),
    ("FF", "2w", "2027-03-14"),
    ("FF", "-1w", "2027-02-21"),
    ("FF", "1m", "2027-03-28"),
    ("FF", "-1m", "2027-01-28"),
    ("SF", "0d", "2027-01-09"),
    ("SF", "10d", "2027-01-19"),
    ("SF", "-2d", "2027-01-07"),
    ("SF", "2w", "2027-01-23"),
    ("SF", "-1w", "2027-01-02"),
    ("SF", "1m", "2027-02-09"),
    ("SF", "-1m", "2026-12-09"),
]

CLAMPED = [
    ("FS", "1m", "2027-01-10", "2027-01-30", "2027-02-28"),
    ("SS", "1m", "2027-01-31", "2027-02-10", "2027-02-28"),
    ("FF", "1m", "2027-01-10", "2027-01-31", "2027-02-28"),
    ("SF", "1m", "2027-01-31", "2027-02-10", "2027-02-27"),
    ("FS", "13m", "2027-01-10", "2027-01-30", "2028-02-29"),
]


def first_day(relation: str, lag: str, start: str, end: str) -> str:
    predecessor = Span(day(start).toordinal(), day(end).toordinal())
    plan = plan_of(activity("A", start, end) + activity("B", end, end, link("A", relation, lag)))
    lag_read = plan.activities["B"].after[0].lag
    return day(start).fromordinal(first_permitted(relation, lag_read, predecessor)).isoformat()


@pytest.mark.parametrize(("relation", "lag", "permitted"), PERMITTED)
def test_each_type_permits_what_the_design_says_with_each_unit(relation, lag, permitted):
    assert first_day(relation, lag, "2027-01-10", "2027-02-28") == permitted


@pytest.mark.parametrize(("relation", "lag", "start", "end", "permitted"), CLAMPED)
def test_months_are_clamped_to_the_end_of_the_month(relation, lag, start, end, permitted):
    assert first_day(relation, lag, start, end) == permitted


@pytest.mark.parametrize(("relation", "lag", "permitted"), PERMITTED)
def test_a_day_too_early_is_violated_by_one_day_and_the_permitted_day_is_not(relation, lag, permitted):
    for days_early in (0, 1):
        bound = day(permitted).fromordinal(day(permitted).toordinal() - days_early).isoformat()
        start, end = (bound, "2028-06-30") if relation in ("FS", "SS") else ("2026-11-01", bound)
        text = activity("A", "2027-01-10", "2027-02-28") + activity("B", start, end, link("A", relation, lag))
        violations = Network(plan_of(text)).violations
        assert len(violations) == days_early
        for violation in violations:
            field = "start" if relation in ("FS", "SS") else "end"
            assert (violation.field, violation.days) == (field, 1)
            assert (violation.planned, violation.earliest) == (day(bound), day(permitted))


@pytest.mark.parametrize(
    ("relation", "lag", "due"),
    [
        ("FS", "0d", "2027-02-28"),
        ("FS", "1w", "2027-03-07"),
        ("FS", "1m", "2027-03-31"),
        ("SS", "1m", "2026-11-30"),
        ("FF", "0d", "2027-02-28"),
        ("FF", "2w", "2027-03-14"),
        ("SF", "3m", "2027-01-31"),
    ],
)
def test_a_due_date_is_the_end_of_its_day(relation, lag, due):
    """The predecessor runs from M1 to M4, 1 Nov 2026 to 28 Feb 2027."""
    before = day(due).fromordinal(day(due).toordinal() - 1).isoformat()
    survey, waits = activity("A2.1", "M1", "M4"), link("A2.1", relation, lag)
    assert Network(plan_of(survey + milestone("MS1", due, waits))).violations == ()
    (violation,) = Network(plan_of(survey + milestone("MS1", before, waits))).violations
    assert (violation.field, violation.planned, violation.earliest) == ("due", day(before), day(due))


def test_a_milestone_due_with_the_end_of_what_it_closes_is_on_time():
    assert Network(plan_of(activity("A2.1", "M1", "M4") + milestone("MS1", "M4", "A2.1"))).violations == ()


@pytest.mark.parametrize("relation", ["FS", "SS"])
def test_what_waits_for_a_milestone_starts_the_day_after_it(relation):
    text = milestone("MS1", "M4") + activity("A", "2027-02-28", "M9", link("MS1", relation))
    (violation,) = Network(plan_of(text)).violations
    assert (violation.field, violation.earliest, violation.days) == ("start", day("2027-03-01"), 1)


def test_a_violation_names_the_days_from_the_planned_to_the_earliest_start():
    text = activity("A2.1", "M1", "M5") + activity("A2.2", "M5", "M12", "A2.1")
    (violation,) = Network(plan_of(text)).violations
    assert violation.link[:3] == ("A2.1", "A2.2", "FS")
    assert (violation.planned, violation.earliest, violation.days) == (
        day("2027-03-01"),
        day("2027-04-01"),
        31,
    )


@given(plans())
def test_violations_are_the_links_that_do_not_hold(plan):
    dates = naive.planned(plan)
    broken = {
        (id, link.place)
        for id, entry in naive.entries_of(plan).items()
        for link in entry.after
        if not naive.keeps(link, dates[link.id], dates[id])
    }
    assert {(found.link.successor, found.link.place) for found in Network(plan).violations} == broken


SPANS = st.builds(
    lambda start, length: Span(start, start + length - 1), st.integers(600_000, 900_000), st.integers(0, 99)
)


@given(LAGS, st.integers(600_000, 900_000))
def test_the_last_day_before_a_limit_is_the_last_from_which_the_lag_keeps_it(lag, limit):
    last = lag_before(lag, limit)
    assert lag_after(lag, last) <= limit < lag_after(lag, last + 1)


@given(RELATIONS, LAGS, SPANS)
def test_what_a_successor_permits_its_predecessor_is_the_most_that_keeps_the_link(relation, lag, successor):
    last = last_permitted(relation, lag, successor)
    reached = successor.start if relation in ("FS", "SS") else successor.end
    assert first_permitted(relation, lag, Span(last, last)) <= reached
    assert first_permitted(relation, lag, Span(last + 1, last + 1)) > reached
