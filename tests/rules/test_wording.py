"""Figures read the same in every message."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ka2plan.words.figures import day, days, effort, either, figure, listed, money, months, number, percentage, share


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (250_000, "250,000 EUR"),
        (Decimal("250000.00"), "250,000 EUR"),
        (Decimal("1333.3"), "1,333.30 EUR"),
        (Decimal(-500), "-500 EUR"),
        (Decimal(0), "0 EUR"),
    ],
)
def test_money_has_its_thousands_divided_and_cents_only_where_there_are_any(amount: Decimal | int, text: str) -> None:
    assert money(amount) == text
    assert figure(amount) == text.removesuffix(" EUR")


def test_a_share_has_two_decimals() -> None:
    assert share(51_000, 250_000) == "20.40 %"
    assert share(80_000, 400_000) == "20.00 %"
    assert share(1, 3) == "33.33 %"


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (80_000, "20.00 %"),
        (80_001, "20.0003 %"),
        (79_999, "19.9998 %"),
        (Decimal("80000.01"), "20.000003 %"),
        (81_600, "20.40 %"),
    ],
)
def test_a_share_has_more_decimals_where_two_would_hide_that_it_is_not_the_limit(
    part: Decimal | int, text: str
) -> None:
    assert share(part, 400_000, other_than=20) == text


def test_numbers_carry_no_superfluous_noughts() -> None:
    assert [number(Decimal(text)) for text in ("12", "12.50", "1200", "0.10", "100")] == [
        "12",
        "12.5",
        "1,200",
        "0.1",
        "100",
    ]
    assert percentage(20) == "20 %"
    assert percentage(Decimal("17.5")) == "17.5 %"


def test_days_and_spans_read_as_people_write_them() -> None:
    assert day(date(2026, 11, 1)) == "1 Nov 2026"
    assert [days(1), days(31), months(1), months(24)] == ["1 day", "31 days", "1 month", "24 months"]


def test_effort_names_its_unit() -> None:
    assert effort(Decimal("12.5"), "days") == "12.5 person-days"
    assert effort(3, "months") == "3 person-months"


def test_a_list_of_names_is_cut_and_the_rest_counted() -> None:
    assert [listed(""), listed("A"), listed("AB"), listed("ABC")] == ["", "A", "A and B", "A, B and C"]
    assert listed("ABCDEFGH", most=4) == "A, B, C and 5 more"
    assert either(["12", "24", "36"]) == "12, 24 or 36"
