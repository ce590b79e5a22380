"""Single values: what is read as what, and what is said of the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.plan.model import Month
from ka2plan.plan.schema import Key
from ka2plan.plan.types import TYPES
from ka2plan.plan.values import MAX_QUOTED, Bad, quoted

STATUS = Key("status", "choice", "", choices=("planned", "done"))


def read_status(value):
    return TYPES["choice"].of_toml(value, STATUS)


FEWER_DIGITS = "write it with fewer digits behind the decimal point"

read_text = TYPES["text"].of_toml
read_boolean = TYPES["boolean"].of_toml
read_integer = TYPES["integer"].of_toml
read_number = TYPES["number"].of_toml
read_money = TYPES["money"].of_toml
read_percent = TYPES["percent"].of_toml
read_country = TYPES["country"].of_toml
read_date = TYPES["date"].of_toml
read_moment = TYPES["moment"].of_toml


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        (read_text, "", ""),
        (read_text, "M1", "M1"),
        (read_boolean, False, False),
        (read_integer, 0, 0),
        (read_integer, -3, -3),
        (read_number, 12, Decimal(12)),
        (read_number, Decimal("12.50"), Decimal("12.50")),
        (read_money, 250_000, Decimal(250_000)),
        (read_money, Decimal("0.10"), Decimal("0.1")),
        (read_money, Decimal("-12.5"), Decimal("-12.5")),
        (read_percent, 100, 100),
        (read_country, "SI", "SI"),
        (read_date, date(2026, 11, 1), date(2026, 11, 1)),
        (read_date, date(2199, 12, 31), date(2199, 12, 31)),
        (read_moment, date(2028, 2, 29), date(2028, 2, 29)),
        (read_moment, "M7", Month(7)),
        (read_status, "done", "done"),
    ],
)
def test_a_value_of_the_right_kind_is_read_exactly(reader, value, expected):
    assert reader(value) == expected


@pytest.mark.parametrize(
    ("reader", "value", "code", "message", "hint"),
    [
        (read_text, 5, "SYN201", "5 is a whole number, not a text", 'write it in quotes: "5"'),
        (
            read_text,
            Decimal("2.5"),
            "SYN201",
            "2.5 is a decimal number, not a text",
            'write it in quotes: "2.5"',
        ),
        (read_text, True, "SYN201", "true is true or false, not a text", 'write your value in this form: "text"'),
        (read_text, ["a"], "SYN201", "[…] is a list, not a text", 'write your value in this form: "text"'),
        (read_text, {}, "SYN201", "{} is a table, not a text", 'write your value in this form: "text"'),
        (read_text, time(9), "SYN201", "09:00:00 is a time, not a text", 'write your value in this form: "text"'),
        (
            read_boolean,
            "true",
            "SYN201",
            '"true" is a text, not true or false',
            "write it without quotes: true",
        ),
        (read_boolean, 1, "SYN201", "1 is a whole number, not true or false", "write your value in this form: true"),
        (
            read_integer,
            True,
            "SYN201",
            "true is true or false, not a whole number",
            "write your value in this form: 24",
        ),
        (read_integer, "24", "SYN201", '"24" is a text, not a whole number', "write it without quotes: 24"),
        (
            read_integer,
            Decimal("24.0"),
            "SYN201",
            "24.0 is a decimal number, not a whole number",
            "write it without decimals: 24",
        ),
        (
            read_integer,
            10**12,
            "SYN204",
            "1000000000000 cannot be used as a number",
            "write a number below 1,000,000,000,000",
        ),
        (
            read_number,
            Decimal("inf"),
            "SYN204",
            "inf cannot be used as a number",
            "write a number below 1,000,000,000,000",
        ),
        (
            read_number,
            Decimal("nan"),
            "SYN204",
            "nan cannot be used as a number",
            "write a number below 1,000,000,000,000",
        ),
        (
            read_number,
            Decimal("1e400"),
            "SYN204",
            "1e+400 cannot be used as a number",
            "write a number below 1,000,000,000,000",
        ),
        *(
            (read, Decimal(too_fine), "SYN204", f"{too_fine} cannot be used as a number", FEWER_DIGITS)
            for read in (read_number, read_money)
            for too_fine in ("1e-999999999", "0e-999999999", "-1e-40")
        ),
        (read_number, False, "SYN201", "false is true or false, not a number", "write your value in this form: 12.5"),
        (
            read_money,
            "20_000",
            "SYN201",
            '"20_000" is a text, not an amount in EUR',
            "write your value in this form: 20_000",
        ),
        (
            read_money,
            Decimal("0.001"),
            "SYN204",
            "0.001 has more than two decimals",
            "write whole EUR, or cents with two decimals",
        ),
        (read_percent, 101, "SYN204", "101 is not between 0 and 100", "write a whole number from 0 to 100"),
        (read_percent, -1, "SYN204", "-1 is not between 0 and 100", "write a whole number from 0 to 100"),
        (
            read_country,
            "Slovenia",
            "SYN204",
            '"Slovenia" is not the code of a country',
            'write its two letters of ISO 3166-1, such as "SI"',
        ),
        (
            read_country,
            "ŠI",
            "SYN204",
            '"ŠI" is not the code of a country',
            'write its two letters of ISO 3166-1, such as "SI"',
        ),
        (
            read_country,
            386,
            "SYN201",
            "386 is a whole number, not the code of a country",
            'write your value in this form: "SI"',
        ),
        (
            read_date,
            datetime(2026, 11, 1, 9, 30, tzinfo=UTC),
            "SYN201",
            "2026-11-01 09:30:00+00:00 is a date with a time, not a date",
            "write the date alone: 2026-11-01",
        ),
        (
            read_date,
            date(1, 1, 1),
            "SYN204",
            "0001-01-01 cannot be used as a date",
            "write a year from 1990 to 2199",
        ),
        (
            read_date,
            date(9999, 12, 31),
            "SYN204",
            "9999-12-31 cannot be used as a date",
            "write a year from 1990 to 2199",
        ),
        (
            read_date,
            "1 Nov 2026",
            "SYN201",
            '"1 Nov 2026" is a text, not a date',
            "write your value in this form: 2026-11-01",
        ),
        (
            read_moment,
            "M0",
            "SYN204",
            '"M0" is neither a project month nor a date',
            'write "M1" to "M600", or a date such as 2026-11-01',
        ),
        (
            read_moment,
            7,
            "SYN201",
            "7 is a whole number, not a project month or a date",
            'write your value in this form: "M7"',
        ),
        (
            read_status,
            "over",
            "SYN204",
            '"over" is not a word for this key',
            'write one of "planned", "done"',
        ),
    ],
)
def test_a_value_of_another_kind_is_quoted_with_what_to_write_instead(reader, value, code, message, hint):
    assert reader(value) == Bad(code, message, hint)


@pytest.mark.parametrize(
    ("reader", "value", "code", "meant"),
    [
        (read_date, "2026-11-01", "SYN205", date(2026, 11, 1)),
        (read_moment, "2028-02-29", "SYN205", date(2028, 2, 29)),
        (read_country, "si", "SYN210", "SI"),
        (read_country, "Si", "SYN210", "SI"),
        (read_status, "Done", "SYN210", "done"),
    ],
)
def test_what_can_mean_only_one_thing_is_read_as_that(reader, value, code, meant):
    bad = reader(value)
    assert (bad.code, bad.value) == (code, meant)


@pytest.mark.parametrize(
    "text",
    ["2027-02-29", "2026-13-01", "2026-11-1", "20261101", "2026-W45-1", "0001-01-01", "٢٠٢٦-11-01"],
)
def test_a_text_that_is_no_date_is_not_taken_for_one(text):
    bad = read_date(text)
    assert (bad.code, bad.value) == ("SYN201", None)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a" * 60, '"' + "a" * (MAX_QUOTED - 2) + "…"),
        pytest.param(10**5000, hex(10**5000)[: MAX_QUOTED - 1] + "…", id="5001 digits"),
        (-(10**30), hex(-(10**30))),
        (date(2026, 11, 1), "2026-11-01"),
        ({"a": 1}, "{ … }"),
        ([], "[]"),
        (True, "true"),
    ],
)
def test_a_value_is_quoted_as_it_would_stand_in_the_file_but_shortened(value, shown):
    assert quoted(value) == shown
    assert len(shown) <= MAX_QUOTED


@given(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers().map(lambda number: 10**5000 + number),
        st.decimals(),
        st.text(),
        st.dates(),
        st.times(),
        st.datetimes(),
        st.lists(st.integers(), max_size=2),
        st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
    )
)
def test_no_value_makes_a_reader_fail(value):
    for reader in (
        read_text,
        read_boolean,
        read_integer,
        read_number,
        read_money,
        read_percent,
        read_country,
        read_date,
        read_moment,
        read_status,
    ):
        reader(value)
