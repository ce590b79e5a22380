"""Whatever stands in a file, reading it gives a plan and findings, never an exception."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ka2plan.plan import Plan, read_plan, span_of
from ka2plan.plan.schema import TOP_LEVEL_KEYS
from tests.plan.hostile import plans, values


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
