"""Whatever stands in a file, reading it gives a plan and findings, never an exception."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ka2plan.plan import Plan, read_plan, span_of
from ka2plan.schema import KINDS, PROJECT_KEYS, TOP_LEVEL_KEYS

IDS = ["OSL", "WP1", "A1", "A2.1", "MS1", "O1", "x_own", "", "Š 1", "1", "id"]

scalars = st.one_of(
    st.booleans(),
    st.integers(-3, 700),
    st.integers(),
    st.integers(0, 1).map(lambda number: 16**5000 + number),  # its digits are never written
    st.decimals(),
    st.sampled_from(
        [Decimal("inf"), Decimal("nan"), Decimal("1e999999"), Decimal("1e-999999"), Decimal("2.50")]
    ),
    st.text(max_size=5),
    st.sampled_from(IDS),
    st.sampled_from(
        ["M1", "M24", "M600", "M0", "2026-11-01", "2027-02-29", "1m", "-36500d", "si", "FS", "Done"]
    ),
    st.dates(),
    st.sampled_from([date(2028, 2, 29), date.min, date.max, date(2199, 12, 31), date(1990, 1, 1)]),
    st.just(datetime(2026, 11, 1, 9, tzinfo=UTC)),
    st.just(time(9)),
)
inner_keys = st.sampled_from(
    [*IDS, "start", "end", "type", "lag", "place", "country", "title", "reason", "value"]
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(inner_keys, inner, max_size=3),
    max_leaves=6,
)


def _table(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from([*names, "x_own", "strat"]), values, max_size=len(names))


project = _table([key.name for key in PROJECT_KEYS])
plans = st.fixed_dictionaries(
    {},
    optional={
        "project": project | values,
        **{
            kind.name: values
            | st.dictionaries(
                st.sampled_from(IDS), _table([key.name for key in kind.keys]) | values, max_size=3
            )
            for kind in KINDS
        },
        **dict.fromkeys(("format", "texts", "overrides", "ignored", "x_own", "strat"), values),
    },
)


def _look_at_all(plan: Plan) -> None:
    """Asks a plan everything that computes."""
    calendar = plan.calendar
    if calendar:
        assert calendar.start <= calendar.end
        assert len(calendar.spans()) == calendar.months
    for package in plan.work_packages.values():
        span_of(plan, package)
        assert package.own_money.is_finite()
    for activity in plan.activities.values():
        assert activity.money.is_finite()
        assert all(first <= last for first, last in activity.stretches)
        assert all(plan.entry(link.id) for link in activity.after)
        assert all(id in plan.partners for id in activity.participants)


@settings(max_examples=150)
@given(plans)
def test_no_data_makes_reading_fail(data):
    reading = read_plan(data)
    _look_at_all(reading.plan)
    for finding in reading.findings:
        assert finding.code.startswith("SYN")
        assert finding.message
        assert finding.severity in ("error", "warning", "advice")


@given(st.dictionaries(st.sampled_from(TOP_LEVEL_KEYS), values))
def test_no_top_level_value_makes_reading_fail(data):
    read_plan(data)


@given(
    st.dates() | st.sampled_from([date(2028, 2, 29), date.min, date.max]),
    st.sampled_from([-(10**9), -1, 0, 1, 24, 600, 601, 10**9, 10**30]),
    st.sampled_from(["M1", "M600", "M601", date.min, date.max, date(2199, 12, 31)]),
)
def test_no_start_and_duration_overflows(start, months, moment):
    data: dict[str, Any] = {
        "format": 1,
        "project": {"start": start, "months": months},
        "activities": {"A1": {"start": moment, "end": moment, "after": [{"id": "A1", "lag": "36500d"}]}},
    }
    _look_at_all(read_plan(data).plan)
