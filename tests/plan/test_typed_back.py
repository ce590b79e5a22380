"""What a field shows of a value is understood as the same value when it is typed again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.plan import Plan, Project
from ka2plan.plan.schema import LINK_TYPES
from ka2plan.plan.types import TYPES, Around
from ka2plan.plan.values import Bad

PLAN = Plan(Project(start=date(2026, 11, 1), months=24, lump_sum=Decimal(250_000)))

IDS = st.text("ABCabc0123456789._-", min_size=1, max_size=8).filter(lambda id: id[0].isalpha())
MONTHS = st.integers(1, 600).map(lambda number: f"M{number}")
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
CENTS = st.decimals(0, 10**9, places=2, allow_nan=False) | st.integers(0, 10**9)
NUMBERS = st.decimals(0, 10**6, places=3, allow_nan=False) | st.integers(0, 10**6)
WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
NAMES = st.text(min_size=1, max_size=12) | st.sampled_from(["attendance list", "a, b", 'say "x" = 1', "a:b;c", "\\n"])
LAGS = st.builds("{}{}".format, st.integers(-99, 99).filter(bool), st.sampled_from("dwm"))
LINKS = IDS | st.builds(
    lambda id, type, lag: {"id": id, "type": type, "lag": lag}, IDS, st.sampled_from(LINK_TYPES[1:]), LAGS
)
PERIODS = st.builds(lambda pair: {"start": min(pair), "end": max(pair)}, st.tuples(DAYS, DAYS))

BY_MONTH = st.dictionaries(MONTHS, NUMBERS, min_size=1, max_size=4)

VALUES = {
    "text": WORDS,
    "texts": st.lists(WORDS, min_size=1, max_size=4),
    "integer": st.integers(-(10**9), 10**9),
    "number": NUMBERS,
    "percent": st.integers(0, 100),
    "boolean": st.booleans(),
    "money": CENTS,
    "date": DAYS,
    "moment": MONTHS | DAYS,
    "reference": IDS,
    "references": st.lists(IDS, min_size=1, max_size=4),
    "effort": NUMBERS,
    "effort_by_month": NUMBERS | BY_MONTH,
    "capacity": NUMBERS | BY_MONTH | st.builds(lambda months, number: {"default": number, **months}, BY_MONTH, NUMBERS),
    "money_by_partner": st.dictionaries(IDS, CENTS, min_size=1, max_size=4),
    "effort_by_partner": st.dictionaries(IDS, NUMBERS | BY_MONTH, min_size=1, max_size=4),
    "link": LINKS,
    "links": st.lists(LINKS, min_size=1, max_size=4),
    "lag": LAGS,
    "period": PERIODS,
    "periods": st.lists(PERIODS, min_size=1, max_size=3),
    "paper": st.booleans() | DAYS,
    "papers": st.dictionaries(NAMES, st.booleans() | DAYS, min_size=1, max_size=4),
    "evidence": st.dictionaries(NAMES, st.booleans() | DAYS, min_size=1, max_size=4),
}


@pytest.mark.parametrize("name", VALUES)
def test_what_is_shown_of_a_value_is_understood_as_the_value(name):
    of_type = TYPES[name]

    @given(VALUES[name])
    def holds(value):
        ids = [link if isinstance(link, str) else link["id"] for link in value] if name == "links" else ()
        assert of_type.from_text(of_type.to_text(value), Around(plan=PLAN, ids=ids)) == value

    holds()


@pytest.mark.parametrize("name", TYPES)
def test_nothing_that_is_typed_makes_a_type_fail(name):
    of_type = TYPES[name]

    @given(st.text(max_size=40) | st.text("0123456789.,;:=+-[]{}M SF", max_size=24))
    def holds(typed):
        around = Around(plan=PLAN, today=date(2026, 11, 24), choices=("planned", "done"), ids=("A1", "OSL"))
        for present in (None, 12, "M7", "A1", {"id": "A1"}, []):
            meant = of_type.from_text(typed, around._replace(present=present, key="end"))
            assert not isinstance(meant, Bad) or meant.message

    holds()
