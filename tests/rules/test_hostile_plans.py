"""Whatever a plan says, checking it gives findings, never an exception."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ka2plan.calls import load_calls
from ka2plan.findings import SEVERITIES
from ka2plan.plan import read_plan
from ka2plan.plan.faults import MAX_SEARCHES
from ka2plan.plan.schema import KINDS
from ka2plan.rules import check
from tests.plan.hostile import entries_like, plans, values

TYPES = ["KA220-SCH", "KA220-HED", "KA210-ADU", "KA240-SCH", "PEX-COVE", "SSCP-SPORT", "CBHE", "KA999", ""]

heads = st.fixed_dictionaries(
    {
        "type": st.sampled_from(TYPES),
        "call": st.sampled_from([2021, 2022, 2025, 2026, 2027, 1, -5]),
        "start": st.sampled_from([date(2026, 11, 1), date(2027, 1, 31), date(2199, 12, 31), date(1990, 1, 1)]),
        "months": st.sampled_from([1, 2, 12, 24, 36, 600]),
        "lump_sum": st.sampled_from([0, 30_000, 250_000, -1]),
        "coordinator": st.sampled_from(["A", "B", "OSL"]),
    },
    optional={"priorities": st.just(["inclusion"]), "round": st.sampled_from([1, 2, 3])},
)


@pytest.fixture(scope="module")
def book():
    return load_calls()


def _check(data: dict[str, Any], book: Any, today: date, submit: bool) -> None:
    checked = check(read_plan(data), book, today, submit)
    for finding in (*checked.findings, *checked.ignored):
        assert finding.severity in SEVERITIES
        assert finding.message


days = st.sampled_from([date(2026, 8, 1), date(2027, 3, 1), date.min, date.max])


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=plans, today=days, submit=st.booleans())
def test_no_data_makes_checking_fail(data, today, submit, book):
    _check(data, book, today, submit)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    head=heads,
    entries=st.fixed_dictionaries({}, optional={kind.name: entries_like(kind) for kind in KINDS}),
    texts=st.dictionaries(
        st.sampled_from(["project", "WP1", "A1", "Z"]),
        st.dictionaries(st.sampled_from(["objectives", "summary_results", "x"]), st.text()),
    ),
    overrides=st.dictionaries(
        st.sampled_from(["lump_sums", "duration_months", "min_countries", "deadline", "nonsense"]),
        st.fixed_dictionaries({"value": values, "reason": st.just("so")}),
    ),
    today=days,
    submit=st.booleans(),
)
def test_no_plan_that_can_be_read_makes_checking_fail(head, entries, texts, overrides, today, submit, book):
    data = {"format": 1, "project": head, **entries, "texts": texts, "overrides": overrides}
    _check(data, book, today, submit)


def test_of_thousands_of_overrides_that_are_no_facts_few_are_compared_with_the_known(book, monkeypatch):
    import difflib

    compared = []

    def close_matches(word, *_more, **_named):
        compared.append(word)
        return ["lump_sums"]

    monkeypatch.setattr(difflib, "get_close_matches", close_matches)
    overrides = {f"lumpsums{place}": {"value": 1, "reason": "r"} for place in range(1_000)}
    checked = check(
        read_plan({"project": {"type": "KA220-SCH", "call": 2026}, "overrides": overrides}), book, date(2026, 1, 1)
    )
    found = [finding for finding in checked.findings if finding.code == "CAL105"]
    assert len(found) == 1_000
    assert "did you mean `lump_sums`?" in found[0].hint
    assert len(compared) <= 2 * MAX_SEARCHES
