"""Dates as people type them, deadlines on two clocks, distances in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.words import dates
from ka2plan.words.dates import Step, parse_date, seen_from, step_of

TODAY = date(2026, 11, 24)
"""A Tuesday."""
START = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("M7", "M7"), ("m7", "M7"), (" m 07 ", "M7"), ("month 12", "M12"), ("M120", "M120"),
        ("2027-03-15", date(2027, 3, 15)), ("2027/3/15", date(2027, 3, 15)), ("20270315", date(2027, 3, 15)),
        ("2027-W11-1", date(2027, 3, 15)), ("15.3.2027", date(2027, 3, 15)), ("15. 3. 2027", date(2027, 3, 15)),
        ("15 3 2027", date(2027, 3, 15)), ("15/3/27", date(2027, 3, 15)), ("15-03-2027", date(2027, 3, 15)),
        ("15 3", date(2027, 3, 15)), ("1 11", date(2026, 11, 1)), ("31.10.", date(2027, 10, 31)),
        ("15 Mar 2027", date(2027, 3, 15)), ("15 march", date(2027, 3, 15)), ("15th of March 2027", date(2027, 3, 15)),
        ("March 15, 2027", date(2027, 3, 15)), ("mar 15", date(2027, 3, 15)), ("3 Sept. 2027", date(2027, 9, 3)),
        ("today", TODAY), ("Tomorrow", date(2026, 11, 25)), ("yesterday", date(2026, 11, 23)),
        ("tuesday", TODAY), ("next tuesday", date(2026, 12, 1)), ("next monday", date(2026, 11, 30)),
        ("naslednji petek", date(2026, 11, 27)), ("naslednjo sredo", date(2026, 11, 25)),
        ("v soboto", date(2026, 11, 28)),
        ("prejšnji torek", date(2026, 11, 17)), ("cetrtek", date(2026, 11, 26)), ("včeraj", date(2026, 11, 23)),
        ("čez 2 tedna", date(2026, 12, 8)), ("cez 3 mesece", date(2027, 2, 24)), ("pred 2 tednoma", date(2026, 11, 10)),
        ("mon", date(2026, 11, 30)), ("last monday", date(2026, 11, 23)), ("last tuesday", date(2026, 11, 17)),
        ("on friday", date(2026, 11, 27)), ("+2 weeks", date(2026, 12, 8)), ("+10d", date(2026, 12, 4)),
        ("-1m", date(2026, 10, 24)), ("in 3 months", date(2027, 2, 24)), ("in a while", None),
        ("3 weeks ago", date(2026, 11, 3)), ("+1 y", date(2027, 11, 24)),
        ("15-Mar-27", date(2027, 3, 15)), ("15 mar '27", date(2027, 3, 15)), ("3-15-2027", date(2027, 3, 15)),
    ],
)  # fmt: skip
def test_what_people_type(typed, meant):
    assert parse_date(typed, START, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "M", "M0", "M1234", "soon", "3 months", "31 2 2027", "29 2 2027", "0 1 2027", "1 13 2027",
        "15 ma 2027", "15 xyz 2027", "2027", "99999 1 1", "+99999y", "-99999d", "in 0 parsecs", "1.1.1", "1.1.999",
        "monday monday", "next", "\x1b[2J", "١٥ ٣ ٢٠٢٧", "15 3 2027 x", "x" * 10_000, "M７",
        "2027-13-01", "2027-02-30", "2027-W99-1", "20271399", "2027-W11", "mar-27", "3.15.2027",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(typed):
    assert parse_date(typed, START, TODAY) is None


@given(st.text(), st.sampled_from(["en", "sl_SI", "de", "", "xx_YY", "../x"]))
def test_no_text_raises(typed, language):
    found = parse_date(typed, START, TODAY, language=language, whole_month="last")
    assert found is None or isinstance(found, str | date)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_can_be_typed_in_every_usual_way(day):
    for typed in (
        day.isoformat(),
        f"{day.day} {day.month} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day} {day:%b} {day.year}",
        f"{day.day} {day:%B} {day.year}",
    ):
        assert parse_date(typed, START, TODAY) == day


def test_a_day_without_a_year_is_the_first_in_the_project():
    assert parse_date("31 10", date(2026, 11, 1), TODAY) == date(2027, 10, 31)
    assert parse_date("31 10", None, TODAY) == date(2027, 10, 31)
    assert parse_date("25 11", None, TODAY) == date(2026, 11, 25)


def test_steps_count_from_the_date_that_is_changed_and_spans_from_today():
    base = date(2027, 1, 31)
    assert parse_date("+1m", START, TODAY, base=base) == date(2027, 2, 28)
    assert parse_date("in 1 month", START, TODAY, base=base) == date(2026, 12, 24)


def test_a_span_without_a_sign_is_a_step_only_from_a_day_that_is_known():
    assert parse_date("2 weeks", START, TODAY, base=date(2027, 3, 15)) == date(2027, 3, 29)
    assert parse_date("3m", START, TODAY, base=date(2027, 3, 15)) == date(2027, 6, 15)
    assert parse_date("2 weeks", START, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("mar 2027", date(2027, 3, 1), date(2027, 3, 31)),
        ("Feb. 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("2027 december", date(2027, 12, 1), date(2027, 12, 31)),
        ("2027-03", date(2027, 3, 1), date(2027, 3, 31)),
        ("3/2027", date(2027, 3, 1), date(2027, 3, 31)),
        ("03 2027", date(2027, 3, 1), date(2027, 3, 31)),
        ("13 2027", None, None),
        ("0/2027", None, None),
        ("ma 2027", None, None),
        ("mar 27", date(2027, 3, 27), date(2027, 3, 27)),
        ("mar-27", date(2027, 3, 1), date(2027, 3, 31)),
        ("Mar. '27", date(2027, 3, 1), date(2027, 3, 31)),
        ("2027-W11", date(2027, 3, 15), date(2027, 3, 21)),
        ("2027w11", date(2027, 3, 15), date(2027, 3, 21)),
        ("2027-W54", None, None),
        ("mar 0000", None, None),
    ],
)
def test_a_month_is_its_first_day_as_a_start_and_its_last_as_an_end(typed, first, last):
    assert parse_date(typed, START, TODAY, whole_month="first") == first
    assert parse_date(typed, START, TODAY, whole_month="last") == last


@pytest.mark.parametrize("typed", ["mar 2027", "2027-03", "3/2027"])
def test_where_a_day_is_wanted_a_month_is_none(typed):
    assert parse_date(typed, START, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("+2 weeks", Step(2, "weeks")),
        ("3m", Step(3, "months")),
        ("-10d", Step(-10, "days")),
        ("in 3 weeks", None),
        ("2 weeks ago", None),
        ("15 3", None),
    ],
)
def test_a_step_is_told_from_what_counts_from_today(typed, step):
    assert step_of(typed) == step


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("15 März 2027", "de_AT", date(2027, 3, 15)),
        ("15. mär 2027", "de", date(2027, 3, 15)),
        ("3 maja 2027", "pl", date(2027, 5, 3)),
        ("15. marca 2027", "sl_SI", date(2027, 3, 15)),
        ("15. okt. 2027", "sl", date(2027, 10, 15)),
        ("petek", "sl", date(2026, 11, 27)),
        ("vendredi", "fr", date(2026, 11, 27)),
        ("next montag", "de", date(2026, 11, 30)),
        ("15 March 2027", "fr", date(2027, 3, 15)),
        ("15 März 2027", "en", None),
    ],
)
def test_names_in_the_users_language(typed, language, meant):
    assert parse_date(typed, START, TODAY, language=language) == meant


AT = datetime(2026, 3, 5, 12)
NOW = datetime(2026, 2, 12, 11, tzinfo=UTC)


def test_a_deadline_on_the_users_clock():
    seen = seen_from(AT, NOW, "Europe/Athens")
    assert seen.brussels.isoformat() == "2026-03-05T12:00:00+01:00"
    assert seen.own.isoformat() == "2026-03-05T13:00:00+02:00"
    assert not seen.same_clock
    assert seen.left == timedelta(days=21)


def test_a_deadline_where_the_clock_is_the_same():
    assert seen_from(AT, NOW, "Europe/Ljubljana").same_clock


def test_a_deadline_that_has_passed():
    assert seen_from(AT, datetime(2026, 3, 5, 12, tzinfo=UTC), "UTC").left == timedelta(hours=-1)


def test_an_unknown_zone_is_the_machines():
    seen = seen_from(AT, NOW, "Nowhere/Land")
    assert seen.own == seen.brussels
    assert seen.own.utcoffset() == AT.astimezone().utcoffset()


def test_without_time_zone_data_brussels_is_known_all_the_same(monkeypatch):
    def no_data(name):
        raise ValueError(name)

    monkeypatch.setattr("pendulum.timezone", no_data)
    assert seen_from(AT, NOW).brussels.isoformat() == "2026-03-05T12:00:00+01:00"
    assert seen_from(datetime(2026, 10, 1, 12), NOW).brussels.isoformat() == "2026-10-01T12:00:00+02:00"


@given(st.datetimes(datetime(2021, 1, 1), datetime(2035, 12, 31)))
def test_the_rule_for_summer_time_agrees_with_the_zone_database(at):
    by_data = at.replace(tzinfo=ZoneInfo("Europe/Brussels"))
    gap_or_fold = by_data.utcoffset() != by_data.replace(fold=1).utcoffset()
    assert gap_or_fold or dates._brussels_by_rule(at).utcoffset(None) == by_data.utcoffset()


def test_importing_the_module_loads_no_pendulum(run_python):
    done = run_python("import sys, ka2plan.words.dates; print('pendulum' in sys.modules)")
    assert done.stdout == "False\n"
