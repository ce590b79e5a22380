"""A sound plan damaged anywhere is still checked to the end."""

from __future__ import annotations

import copy
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ka2plan.calls import load_calls
from ka2plan.plan import read_plan
from ka2plan.resources import samples_folder
from ka2plan.rules import check
from ka2plan.toml import parse

SAMPLES = [parse(path.read_text(encoding="utf-8")) for path in sorted(Path(samples_folder()).glob("*.toml"))]
TYPES = ["KA220-HED", "KA210-YOU", "KA240-SCH", "PCOOP-SPORT", "CBHE", "PEX-COVE", "SNCESE", "SPORT-CB", "KA2", ""]

JUNK = st.sampled_from(
    [
        *TYPES,
        *("M0", "M7", "M600", "2026-11-01", "\x1b[31m{amount}", "{", "associated", "done", "cancelled", "UA", "ZZ"),
        *(0, -1, 1, 10**11, 2021, 2025, 2031, True, Decimal("0.01"), Decimal("-1E+3"), Decimal("NaN")),
        *(date(1990, 1, 1), date(2199, 12, 31), datetime(2026, 1, 1)),
        *([], {}, [[]], {"value": 1, "reason": "x"}, ["WP1", "WP1"], {"A1": -5}, {"start": "M3"}),
    ]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in inner for place in ((*path, key), *places(item, (*path, key)))]


@st.composite
def damaged_plans(draw: st.DrawFn) -> dict[str, Any]:
    data = copy.deepcopy(draw(st.sampled_from(SAMPLES)))
    if draw(st.booleans()):
        data["project"]["type"] = draw(st.sampled_from(TYPES))
    for _ in range(draw(st.integers(1, 4))):
        *way, last = draw(st.sampled_from(places(data)))
        table = data
        for key in way:
            table = table[key]
        if draw(st.booleans()):
            table[last] = copy.deepcopy(draw(JUNK))
        else:
            del table[last]
    return data


@settings(max_examples=100, deadline=None)
@given(data=damaged_plans(), submit=st.booleans())
def test_a_damaged_plan_is_checked_to_the_end(data: dict[str, Any], submit: bool) -> None:
    for finding in check(read_plan(data), load_calls(), date(2026, 11, 24), submit=submit).findings:
        assert finding.message
