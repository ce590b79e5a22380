"""Capacity and effort by month in comparisons and merges: each month is a fact by itself."""

from __future__ import annotations

import pytest

from ka2plan.changes.comparison import Comparison
from ka2plan.changes.diff_forms import difference_lines
from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import parse

PLAN = """format = 1

[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 12
lump_sum = 250_000
coordinator = "OSL"

[partners.OSL]
name = "OSL"
country = "SI"
capacity = { default = 20, M3 = 5 }

[activities.A1]
title = "A1"
start = "M1"
end = "M6"
lead = "OSL"
effort.OSL = { M1 = 4, M4 = 9 }
"""


def changed(*pairs):
    text = PLAN
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def told(new):
    return "\n".join(difference_lines(Comparison(PLAN, new)))


def test_a_month_that_changes_is_told_alone():
    said = told(changed(("M4 = 9", "M4 = 7"), ("M3 = 5", "M3 = 5, M4 = 0")))
    assert "M4" in said
    assert "7" in said
    assert "M1" not in said
    assert "M3" not in said


def test_a_number_that_becomes_months_is_told_as_a_whole():
    said = told(changed(("{ M1 = 4, M4 = 9 }", "13")))
    assert "13" in said


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        (("M4 = 9", "M4 = 7"), ("M1 = 4", "M1 = 2"), "effort.OSL = { M1 = 2, M4 = 7 }"),
        (("M3 = 5", "M3 = 0"), ("default = 20", "default = 18"), "capacity = { default = 18, M3 = 0 }"),
        (("M3 = 5", "M3 = 5, M9 = 1"), ("M3 = 5 }", "M3 = 5, M10 = 2 }"), "M9 = 1"),
        (("capacity = { default = 20, M3 = 5 }\n", ""), ("effort.OSL = { M1 = 4, M4 = 9 }\n", ""), 'country = "SI"\n'),
    ],
)
def test_both_sides_change_months_and_both_changes_stand(ours, theirs, both):
    merged = merge_texts(PLAN, changed(ours), changed(theirs))
    assert not merged.clashes
    assert both in merged.text


def test_one_month_changed_by_both_is_a_clash():
    merged = merge_texts(PLAN, changed(("M4 = 9", "M4 = 7")), changed(("M4 = 9", "M4 = 8")))
    assert [clash.where for clash in merged.clashes] == [("activities", "A1", "effort", "OSL", "M4")]


def test_months_against_a_number_are_a_clash_and_nothing_is_lost():
    merged = merge_texts(PLAN, changed(("M4 = 9", "M4 = 7")), changed(("{ M1 = 4, M4 = 9 }", "15")))
    assert [clash.where for clash in merged.clashes] == [("activities", "A1", "effort", "OSL")]
    assert parse(PLAN)["activities"]["A1"]["effort"]["OSL"] == {"M1": 4, "M4": 9}
