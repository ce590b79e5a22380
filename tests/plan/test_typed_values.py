"""What people type for money, numbers, per cent, effort and moments, and what it means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.plan import Partner, Plan, Project, WorkPackage
from ka2plan.plan.types import TYPES
from ka2plan.plan.types.around import Around
from ka2plan.plan.types.effort import EFFORT
from ka2plan.plan.types.figures import readings
from ka2plan.plan.types.moment import DATE, MOMENT
from ka2plan.plan.types.money import MONEY
from ka2plan.plan.types.number import INTEGER, NUMBER
from ka2plan.plan.types.percent import PERCENT
from ka2plan.plan.values import Bad
from tests.plan.spellings import AMOUNTS, NO_AMOUNTS

PLAN = Plan(Project(start=date(2026, 11, 1), months=24, lump_sum=Decimal(250_000)))
TODAY = date(2026, 11, 24)
"""A Tuesday."""


def around(**known):
    return Around(today=TODAY, plan=PLAN, **known)


@pytest.mark.parametrize(("typed", "meant"), AMOUNTS)
def test_money_is_understood_as_people_write_it(typed, meant):
    amount = MONEY.from_text(typed, around())
    assert amount == meant
    assert type(amount) is type(meant)


@pytest.mark.parametrize(("typed", "said"), NO_AMOUNTS)
def test_what_is_no_amount_is_refused_in_words(typed, said):
    refused = MONEY.from_text(typed, around())
    assert isinstance(refused, Bad)
    assert said in refused.message


def test_more_and_less_are_counted_from_what_stands_there():
    assert MONEY.from_text("+500", around(present=1_000)) == 1_500
    assert MONEY.from_text("-500", around(present=Decimal("1000.50"))) == Decimal("500.50")
    assert isinstance(MONEY.from_text("-1500", around(present=1_000)), Bad)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.5", Decimal("1.5")), ("1,5", Decimal("1.5")), ("12", 12), ("-3", -3), ("12.50", Decimal("12.50")),
        ("1.2340", Decimal("1.234")), ("1,2340", Decimal("1.234")), ("0.125", Decimal("0.125")),
        ("1,234.567", Decimal("1234.567")), ("1.000.000", 1_000_000), ("12 000", 12_000), ("3k", 3_000),
    ],
)  # fmt: skip
def test_other_numbers_may_have_three_decimals(typed, meant):
    assert NUMBER.from_text(typed) == meant


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [("1.234", "1234", "1.2340"), ("1,234", "1234", "1.2340"), ("12.000", "12000", "12"), ("-1,500", "-1500", "-1.5")],
)
def test_a_number_with_two_readings_is_refused_with_both_and_how_to_write_them(typed, first, second):
    for of_type in (NUMBER, EFFORT):
        refused = of_type.from_text(typed)
        assert refused.hint == f"write {first} or {second}"
        assert isinstance(of_type.from_text(first), int)
        assert of_type.from_text(second) == Decimal(second)


def test_whole_numbers_and_per_cent_are_whole():
    assert INTEGER.from_text("24,0") == 24
    assert INTEGER.from_text("1.234") == 1_234
    assert "not a whole number" in INTEGER.from_text("24.5").message
    assert "12000 or as 12" in INTEGER.from_text("12.000").message
    assert [PERCENT.from_text(typed) for typed in ("40", "40 %", "40%", "40,0 %", "\u0664\u0660\u066a")] == [40] * 5
    assert "not between 0 and 100" in PERCENT.from_text("101 %").message
    assert "not a whole number" in PERCENT.from_text("0.4").message


def test_effort_may_bear_the_unit_of_the_plan_and_no_other():
    assert EFFORT.from_text("12 days", around()) == 12
    assert EFFORT.from_text("1,5 person-days", around()) == Decimal("1.5")
    assert "write person-days" in EFFORT.from_text("2 pm", around()).hint
    assert "too small" in EFFORT.from_text("-1", around(least=0)).message


@pytest.mark.parametrize(
    ("typed", "as_start", "as_end"),
    [
        ("7", "M7", "M7"), ("m7", "M7", "M7"), ("\uff17", "M7", "M7"), ("\u0667", "M7", "M7"),
        ("M 07", "M7", "M7"), ("month 7", "M7", "M7"), ("mesec 7", "M7", "M7"),
        ("31.3.2027", date(2027, 3, 31), date(2027, 3, 31)), ("15/3/27", date(2027, 3, 15), date(2027, 3, 15)),
        ("10/31/2026", date(2026, 10, 31), date(2026, 10, 31)), ("next friday", date(2026, 11, 27), date(2026, 11, 27)),
        ("+2 weeks", date(2026, 12, 8), date(2026, 12, 8)), ("\u22122w", date(2026, 11, 10), date(2026, 11, 10)),
        ("mar 2027", date(2027, 3, 1), date(2027, 3, 31)), ("2027-03", date(2027, 3, 1), date(2027, 3, 31)),
        ("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)), ("15. januar 2027", date(2027, 1, 15), date(2027, 1, 15)),
        ("2027-03-15 00:00:00", date(2027, 3, 15), date(2027, 3, 15)),
        ("15\u00a03\u00a02027", date(2027, 3, 15), date(2027, 3, 15)),
        ("\u0661\u0665 \u0663 \u0662\u0660\u0662\u0667", date(2027, 3, 15), date(2027, 3, 15)),
    ],
)  # fmt: skip
def test_moments_are_understood_as_people_write_them(typed, as_start, as_end):
    assert MOMENT.from_text(typed, around(key="start")) == as_start
    assert MOMENT.from_text(typed, around(key="end")) == as_end


@pytest.mark.parametrize("typed", ["", "soon", "0", "700", "M0", "2027-02-30", "2027", "31.2.2027", "13/13/2027"])
def test_what_is_no_moment_is_refused_in_words(typed):
    assert "is not a date" in MOMENT.from_text(typed, around()).message or typed == "M0"
    assert isinstance(MOMENT.from_text(typed, around()), Bad)
    assert isinstance(DATE.from_text(typed, around()), Bad)


def test_a_step_counts_from_the_date_that_stands_there_or_the_start_of_what_is_new():
    assert MOMENT.from_text("+2 weeks", around(key="end", present="M7")) == date(2027, 6, 14)
    assert MOMENT.from_text("+1m", around(key="end", present="M7")) == "M8"
    assert MOMENT.from_text("-2 months", around(key="end", present="M6")) == "M4"
    assert isinstance(MOMENT.from_text("-9m", around(key="end", present="M6")), Bad)
    assert MOMENT.from_text("+1m", around(key="due", present=date(2027, 1, 31))) == date(2027, 2, 28)
    assert MOMENT.from_text("3 months", around(key="end", start="M5")) == date(2027, 5, 31)


def test_what_stands_in_months_stays_so_but_for_a_date_as_the_file_has_it():
    assert MOMENT.from_text("31.5.2027", around(key="end", present="M3")) == "M7"
    assert MOMENT.from_text("1.5.2027", around(key="start", present="M3")) == "M7"
    assert MOMENT.from_text("2027-05-31", around(key="end", present="M3")) == date(2027, 5, 31)


@pytest.mark.parametrize("typed", ["mar 27", "Mar. 28", "marec 27"])
def test_what_may_be_a_day_or_a_month_of_the_project_is_refused_with_both_readings(typed):
    for of_type in (MOMENT, DATE):
        refused = of_type.from_text(typed, around(key="start"))
        assert refused.hint in ("write 2027-03-27 or 2027-03", "write 2027-03-28 or 2028-03")
    assert isinstance(DATE.from_text(typed, around(key="reached")), date)
    assert MOMENT.from_text("mar 15", around(key="start")) == date(2027, 3, 15)


def test_a_date_is_no_sum_of_money():
    assert "is not a number" in MONEY.from_text("2026-11-01", around()).message


def test_a_day_is_no_project_month():
    assert "not a project month" in DATE.from_text("M7", around()).message
    assert DATE.from_text("15.3.2027", around()) == date(2027, 3, 15)
    assert DATE.from_text("mar 2027", around(key="start")) == date(2027, 3, 1)
    assert isinstance(DATE.from_text("mar 2027", around(key="reached")), Bad)


@given(st.decimals(0, 10**9, places=2), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", ",")]))
def test_every_amount_is_understood_as_it_was_meant(amount, marks):
    thousands, point = marks
    typed = f"{amount:,.2f}".replace(",", "T").replace(".", point).replace("T", thousands)
    assert MONEY.from_text(typed) == amount


@given(st.decimals(-(10**9), 10**9, allow_nan=False).filter(lambda number: number == number.quantize(Decimal("1e-9"))))
def test_what_is_written_out_is_understood_as_the_same_number(number):
    assert NUMBER.from_text(NUMBER.to_text(number)) == number


@given(st.text(max_size=60) | st.text("0123456789.,' -+()kE%€", max_size=30))
def test_no_text_raises(typed):
    for of_type in (MONEY, NUMBER, INTEGER, PERCENT, EFFORT):
        assert isinstance(of_type.from_text(typed, around()), int | Decimal | Bad)
    assert len(readings(typed)) <= 2
    assert isinstance(MOMENT.from_text(typed, around()), str | date | Bad)


@pytest.mark.parametrize(
    ("name", "value", "key", "words"),
    [
        ("money", 12_000, "amount", "12,000 EUR"),
        ("effort", Decimal("12.5"), "effort", "12.5 person-days"),
        ("moment", "M7", "start", "1 May 2027, Sat"),
        ("moment", "M7", "end", "31 May 2027, Mon"),
        ("moment", date(2028, 11, 1), "end", "1 Nov 2028, Wed; after the project's end"),
        ("date", date(2027, 3, 15), "reached", "15 Mar 2027, Mon, M5"),
        ("period", {"start": "M1", "end": "M2"}, "periods", "1 Nov 2026 - 31 Dec 2026"),
        ("link", {"id": "A1", "type": "SS", "lag": "2w"}, "after", "starts 2 weeks or more after A1 starts"),
        ("paper", date(2027, 3, 15), "mandate", "15 Mar 2027"),
        ("reference", "OSL", "lead", "Osnovna šola"),
        ("reference", "WP1", "wp", "Management"),
        ("country", "SI", "country", "Slovenia"),
        ("country", "XX", "country", "XX"),
        ("money_by_partner", {"OSL": 12_000, "IES": "?"}, "budget", "12,000 EUR"),
        ("effort_by_partner", {"OSL": 2, "IES": 1}, "effort", "3 person-days"),
        ("papers", {"mandate": True}, "papers", ""),
        ("evidence", {"list": True, "photos": date(2027, 3, 15), "report": False}, "evidence", "2 of 3 received"),
        ("moment", "M5", "since", "1 Mar 2027, Mon"),
        ("moment", "M5", "until", "31 Mar 2027, Wed"),
        ("text", "words", "title", ""),
        ("moment", "soon", "start", ""),
        ("money", "much", "amount", ""),
    ],
)
def test_a_value_is_told_in_words(name, value, key, words):
    plan = PLAN._replace(
        partners={"OSL": Partner("OSL", "Osnovna šola")}, work_packages={"WP1": WorkPackage("WP1", "Management")}
    )
    known = around(key=key, countries=lambda: {"SI": "Slovenia"})._replace(plan=plan)
    assert (TYPES[name].in_words(value, known) or TYPES[name].meaning(value, known)) == words
