"""Capacity and effort that name their project months: read, typed, written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ka2plan.figures import workload_of
from ka2plan.plan import read_plan
from ka2plan.plan.types import TYPES, Around
from ka2plan.plan.values import Bad
from ka2plan.toml import parse

PLAN = """
format = 1
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
CAPACITY
[work_packages.WP1]
title = "WP1"
effort.OSL = { M2 = 1, M14 = 5 }
[activities.A1]
wp = "WP1"
title = "A1"
start = "M1"
end = "M4"
lead = "OSL"
EFFORT
"""


def reading(capacity: str = "", effort: str = ""):
    return read_plan(parse(PLAN.replace("CAPACITY", capacity).replace("EFFORT", effort)))


def test_a_capacity_holds_in_the_months_that_are_not_named():
    partner = reading("capacity = { default = 20, M9 = 5, m10 = 0 }").plan.partners["OSL"]
    assert [partner.capacity_in(month) for month in (8, 9, 10, 11)] == [20, 5, 0, 20]
    assert partner.capacity == 20
    assert partner.has_capacity


def test_a_capacity_of_one_number_is_the_same_in_all_months():
    partner = reading("capacity = 15").plan.partners["OSL"]
    assert {partner.capacity_in(month) for month in range(1, 13)} == {15}


def test_months_without_a_number_have_no_bound_where_there_is_no_default():
    load = workload_of(reading("capacity = { M9 = 5 }").plan).partners["OSL"]
    assert load.capacity is None
    assert load.capacity_by_month == (*[None] * 8, 5, None, None, None)
    assert load.has_capacity


@pytest.mark.parametrize(
    ("written", "code", "place", "says"),
    [
        ('{ default = "20" }', "SYN201", "default", "is a text"),
        ("{ M0 = 3 }", "SYN204", "M0", '"M0" is not a project month'),
        ("{ july = 3 }", "SYN204", "july", '"july" is not a project month'),
        ("{ M601 = 3 }", "SYN204", "M601", '"M601" is not a project month'),
        ("{ M1 = 3, m1 = 4 }", "SYN204", "m1", "m1 is written twice"),
        ("{ M1 = -3 }", "SYN204", "M1", "-3 is too small"),
        ("{ M1 = { M2 = 3 } }", "SYN201", "M1", "is a table"),
    ],
)
def test_what_is_no_capacity_of_a_month_is_told_with_its_place(written, code, place, says):
    found = [finding for finding in reading(f"capacity = {written}").findings if finding.code == code]
    assert [finding.where for finding in found] == [("partners", "OSL", "capacity", place)]
    assert says in found[0].message


def test_a_table_that_is_no_capacity_says_how_one_is_written():
    (found,) = [one for one in reading("capacity = [3]").findings if one.code == "SYN201"]
    assert "{ default = 20, M9 = 5, M10 = 0 }" in found.hint


def test_effort_lies_in_the_months_that_it_names_and_counts_as_their_sum():
    plan = reading(effort="effort.OSL = { M1 = 4, M4 = 9.5 }").plan
    load = workload_of(plan).partners["OSL"]
    assert plan.activities["A1"].effort == {"OSL": Decimal("13.5")}
    assert load.by_month[:5] == (4, 1, 0, 9.5, 0)
    assert load.effort == Decimal("19.5")


def test_effort_takes_no_default():
    (found,) = [one for one in reading(effort="effort.OSL = { default = 4 }").findings if one.code == "SYN204"]
    assert found.where == ("activities", "A1", "effort", "OSL", "default")


def test_effort_in_a_month_after_the_project_is_in_none():
    load = workload_of(reading().plan).partners["OSL"]
    assert load.effort == 6
    assert sum(load.by_month) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20", 20),
        ("12,5", Decimal("12.5")),
        ("20, M9 = 5, M10 = 0", {"default": 20, "M9": 5, "M10": 0}),
        ("20; m9: 5", {"default": 20, "M9": 5}),
        ("default = 20, M9 = 5", {"default": 20, "M9": 5}),
        ("M7-M8 = 0", {"M7": 0, "M8": 0}),
        ("20, 7-8=0", {"default": 20, "M7": 0, "M8": 0}),
        ("{ default = 20, M9 = 5, M10 = 0 }", {"default": 20, "M9": 5, "M10": 0}),
        ("15 days, M9 = 5 days", {"default": 15, "M9": 5}),
        ("20, M9 = 2,5, M10 = 1", {"default": 20, "M9": Decimal("2.5"), "M10": 1}),
    ],
)
def test_a_capacity_is_typed_in_one_line(typed, meant):
    assert TYPES["capacity"].from_text(typed, Around(least=0)) == meant


@pytest.mark.parametrize("typed", ["8:30", "12:000", "8 : 30", "20, 9:30"])
def test_a_time_of_day_is_no_amount_of_a_month(typed):
    assert isinstance(TYPES["capacity"].from_text(typed), Bad)
    assert isinstance(TYPES["effort_by_month"].from_text(typed), Bad)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("20, july = 5", "not a project month"),
        ("20, M9 = much", "is not a number"),
        ("M9 = 5, M8-M9 = 1", "M9 is written twice"),
        ("M9-M8 = 5", "ends before it starts"),
        ("20, M9 = -5", "too small"),
        ("20 or so, M9 = 5", "20 or so"),
    ],
)
def test_what_is_no_capacity_is_refused_with_the_reason(typed, says):
    found = TYPES["capacity"].from_text(typed, Around(least=0))
    assert isinstance(found, Bad)
    assert says in found.message


def test_effort_by_partner_takes_months_in_braces():
    typed = "OSL = { M11 = 4, M12 = 9 }, IES = 5"
    of_type = TYPES["effort_by_partner"]
    meant = {"OSL": {"M11": 4, "M12": 9}, "IES": 5}
    assert of_type.from_text(typed) == meant
    assert of_type.to_text(meant) == typed
    assert of_type.meaning(meant) == "18 person-days"


def test_the_months_of_a_capacity_are_told_and_not_added_up():
    value = {"default": 20, "M9": 5, "M10": 0}
    assert TYPES["capacity"].meaning(value) == "20, M9 = 5, M10 = 0"
    assert TYPES["capacity"].in_words(value) == ""
