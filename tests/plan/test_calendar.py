"""Project months: where they begin and end, which month a day lies in, lags, and how both are written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.plan import Calendar, Lag, read_lag, read_month
from ka2plan.plan.calendar import MAX_MONTHS, add_months, days_in_month

starts = st.dates(date(1990, 1, 1), date(2199, 12, 31))
months = st.integers(1, MAX_MONTHS)


@pytest.mark.parametrize(
    ("start", "month", "first", "last"),
    [
        ("2026-11-01", 1, "2026-11-01", "2026-11-30"),
        ("2026-11-01", 2, "2026-12-01", "2026-12-31"),
        ("2026-11-01", 3, "2027-01-01", "2027-01-31"),
        ("2026-11-01", 4, "2027-02-01", "2027-02-28"),
        ("2026-11-01", 24, "2028-10-01", "2028-10-31"),
        ("2026-09-15", 1, "2026-09-15", "2026-10-14"),
        ("2026-09-15", 6, "2027-02-15", "2027-03-14"),
        ("2026-12-31", 1, "2026-12-31", "2027-01-30"),
        ("2026-12-31", 3, "2027-02-28", "2027-03-30"),
        ("2026-12-31", 4, "2027-03-31", "2027-04-29"),
        ("2027-01-29", 2, "2027-02-28", "2027-03-28"),
        ("2028-01-30", 2, "2028-02-29", "2028-03-29"),
        ("2028-02-29", 13, "2029-02-28", "2029-03-28"),
        ("2028-02-29", 49, "2032-02-29", "2032-03-28"),
    ],
)
def test_a_month_begins_on_the_day_of_the_start_and_ends_the_day_before_the_next(start, month, first, last):
    calendar = Calendar(date.fromisoformat(start), 60)
    assert calendar.start_of(month).isoformat() == first
    assert calendar.end_of(month).isoformat() == last


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-11-01", 24, "2028-10-31"),
        ("2026-09-01", 12, "2027-08-31"),
        ("2026-12-31", 2, "2027-02-27"),
        ("2027-08-31", 6, "2028-02-28"),
        ("2027-01-15", 36, "2030-01-14"),
    ],
)
def test_a_project_ends_with_its_last_month(start, length, end):
    assert Calendar(date.fromisoformat(start), length).end.isoformat() == end


@pytest.mark.parametrize(
    ("start", "day", "month"),
    [
        ("2026-11-01", "2026-11-01", 1),
        ("2026-11-01", "2026-10-31", 0),
        ("2026-11-01", "2025-11-15", -11),
        ("2026-11-01", "2027-02-28", 4),
        ("2026-12-31", "2027-02-27", 2),
        ("2026-12-31", "2027-02-28", 3),
        ("2026-12-31", "2027-03-30", 3),
        ("2026-12-31", "2027-03-31", 4),
    ],
)
def test_a_day_lies_in_one_month(start, day, month):
    assert Calendar(date.fromisoformat(start), 24).month_of(date.fromisoformat(day)) == month


@given(starts, months)
def test_months_follow_each_other_without_gap_and_every_day_is_in_its_month(start, month):
    calendar = Calendar(start, 24)
    first, last = calendar.start_of(month), calendar.end_of(month)
    assert first <= last
    assert calendar.start_of(month + 1) == last + timedelta(days=1)
    assert calendar.month_of(first) == calendar.month_of(last) == month


@given(starts, months)
def test_what_begins_or_ends_a_month_is_written_as_that_month(start, month):
    calendar = Calendar(start, 24)
    assert calendar.written_as_start(calendar.start_of(month)) == f"M{month}"
    assert calendar.written_as_end(calendar.end_of(month)) == f"M{month}"


def test_a_day_inside_a_month_or_outside_all_is_not_written_as_a_month():
    calendar = Calendar(date(2026, 11, 1), 24)
    assert calendar.written_as_start(date(2026, 11, 2)) is None
    assert calendar.written_as_end(date(2026, 11, 29)) is None
    assert calendar.written_as_start(date(2026, 10, 1)) is None
    assert calendar.written_as_end(date(2026, 10, 31)) is None


def test_spans_are_the_first_and_last_day_of_every_month():
    assert Calendar(date(2026, 12, 31), 3).spans() == (
        (date(2026, 12, 31), date(2027, 1, 30)),
        (date(2027, 1, 31), date(2027, 2, 27)),
        (date(2027, 2, 28), date(2027, 3, 30)),
    )


@pytest.mark.parametrize(("year", "days"), [(2027, 28), (2028, 29), (2100, 28), (2000, 29), (2400, 29)])
def test_february_has_29_days_in_leap_years(year, days):
    assert days_in_month(year, 2) == days


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)), st.integers(0, 11))
def test_adding_months_keeps_the_day_unless_the_month_is_too_short(day, count):
    later = add_months(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == min(day.day, days_in_month(later.year, later.month))


@pytest.mark.parametrize(
    ("text", "lag"),
    [
        ("0d", Lag(0, "d")),
        ("10d", Lag(10, "d")),
        ("-2w", Lag(-2, "w")),
        ("+1m", Lag(1, "m")),
        ("1 m", Lag(1, "m")),
        ("36500d", Lag(36_500, "d")),
        ("36501d", None),
        ("1201m", None),
        ("5201w", None),
        ("99999999999999999999d", None),
        ("", None),
        ("d", None),
        ("10", None),
        ("1y", None),
        ("1.5m", None),
        ("--1d", None),
        ("1D", None),
        ("١d", None),
        ("²d", None),
    ],
)
def test_a_lag_is_whole_days_weeks_or_months_of_at_most_a_hundred_years(text, lag):
    assert read_lag(text) == lag


@pytest.mark.parametrize(
    ("lag", "day", "later"),
    [
        (Lag(1, "m"), "2027-03-01", "2027-04-01"),
        (Lag(1, "m"), "2027-01-31", "2027-02-28"),
        (Lag(-1, "m"), "2027-03-31", "2027-02-28"),
        (Lag(14, "m"), "2026-12-31", "2028-02-29"),
        (Lag(2, "w"), "2027-02-20", "2027-03-06"),
        (Lag(-10, "d"), "2027-01-05", "2026-12-26"),
    ],
)
def test_a_lag_leads_to_a_later_or_earlier_day(lag, day, later):
    assert lag.after(date.fromisoformat(day)).isoformat() == later


@pytest.mark.parametrize(
    ("lag", "day"),
    [(Lag(1, "d"), date.max), (Lag(1, "m"), date.max), (Lag(-1, "m"), date.min), (Lag(-1, "w"), date.min)],
)
def test_a_lag_beyond_all_dates_is_an_overflow(lag, day):
    with pytest.raises(OverflowError):
        lag.after(day)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("M1", 1),
        ("m7", 7),
        ("M07", 7),
        ("M600", 600),
        ("M601", None),
        ("M0", None),
        ("M-1", None),
        ("M", None),
        ("", None),
        ("7", None),
        ("M1.5", None),
        ("M²", None),
        ("M٣", None),
        ("M10000", None),
        ("W7", None),
    ],
)
def test_a_month_is_written_m_and_its_number(text, month):
    assert read_month(text) == month
