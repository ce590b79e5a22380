"""Amounts as people write them here and there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.tui.entry.typed_numbers import plain_number

MONEY = (
    ("12000", "12000"),
    ("12,000", "12000"),
    ("12.000", "12000"),
    ("12 000", "12000"),
    ("12\u202f000", "12000"),
    ("12'000", "12000"),
    ("12_000", "12000"),
    ("1.250.000", "1250000"),
    ("12.5", "12.5"),
    ("12,50", "12.50"),
    ("12.000,50", "12000.50"),
    ("12,000.50", "12000.50"),
    ("€ 12.000", "12000"),
    ("12 EUR", "12"),
    ("-1.500", "-1500"),
    ("0.125", "0.125"),
    ("1.2345", "1.2345"),
    ("1,2,3", "1,2,3"),
    ("1 sep 2027", "1 sep 2027"),
    ("", ""),
)
"""What is typed for money, and the number that is meant; what is no number stays."""


@pytest.mark.parametrize(("typed", "meant"), MONEY)
def test_money_is_read_with_a_point_or_a_comma(typed, meant):
    assert plain_number(typed, is_money=True) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("12,5", "12.5"), ("1,500", "1500"), ("1.125", "1.125"), ("55 %", "55"), ("1.000.000", "1000000")],
)
def test_other_numbers_may_have_three_decimals(typed, meant):
    assert plain_number(typed, is_money=False) == meant


@given(st.decimals(0, 10**7, places=2), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", ",")]))
def test_every_amount_is_understood_as_it_was_meant(amount, marks):
    thousands, point = marks
    typed = f"{amount:,.2f}".replace(",", "T").replace(".", point).replace("T", thousands)
    assert Decimal(plain_number(typed, is_money=True)) == amount


@given(st.text())
def test_no_text_makes_it_fail(text):
    assert isinstance(plain_number(text, is_money=True), str)
