"""Sums that only the merge makes wrong are told, also where a side had a sum that did not close."""

from __future__ import annotations

from datetime import date

import pytest

from ka2plan.calls import load_calls
from ka2plan.merge.three_way import merge_texts
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.toml import parse
from tests.merge.coediting import BASE

BOOK = load_calls()


def findings(data):
    return check(read_plan(data), BOOK, date(2026, 10, 1)).findings


def changed(text, *pairs):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def told(base, ours, theirs):
    merged = merge_texts(base, ours, theirs, check=findings)
    assert merged.clashes == ()
    return {finding.code for finding in merged.findings if finding.code[:3] in ("BUD", "WRK")}


TAKEN = ("budget.IES = 12_000", "budget.IES = 11_000")
TO_MODULES = ("budget.OSL = 10_000", "budget.OSL = 11_000")
TO_PILOTS = ("budget.OSL = 15_000", "budget.OSL = 16_000")
OPEN = ("budget.IES = 8_000", "budget.IES = 7_500")
OPEN_TOO = ("budget.OSL = 12_000", "budget.OSL = 11_900")


def test_money_taken_once_and_given_twice_is_told():
    assert told(BASE, changed(BASE, TAKEN, TO_MODULES), changed(BASE, TAKEN, TO_PILOTS)) == {"BUD101"}


@pytest.mark.parametrize("open_in", ["base", "ours", "theirs", "both"])
def test_it_is_told_also_where_the_sum_did_not_close_before(open_in):
    base = changed(BASE, OPEN) if open_in == "base" else BASE
    ours = changed(base, TAKEN, TO_MODULES, *([OPEN] if open_in in ("ours", "both") else []))
    theirs = changed(base, TAKEN, TO_PILOTS, *([OPEN_TOO] if open_in in ("theirs", "both") else []))
    assert told(base, ours, theirs) == {"BUD101"}
    assert told(base, theirs, ours) == {"BUD101"}


def test_two_sums_that_each_side_knows_to_be_open_and_that_add_up_are_not_told():
    assert told(BASE, changed(BASE, OPEN), changed(BASE, OPEN_TOO)) == set()


def test_a_sum_that_one_side_left_open_and_the_other_did_not_touch_is_not_told():
    assert told(BASE, changed(BASE, OPEN), changed(BASE, TAKEN, TO_PILOTS)) == set()


def test_work_taken_once_and_given_twice_is_told_where_a_partner_was_above_capacity_before():
    spans = (
        ('start = "M5"\nend = "M9"', 'start = "M1"\nend = "M4"'),
        ('start = "M10"\nend = "M13"', 'start = "M1"\nend = "M4"'),
    )
    titles = ('"Needs survey"\n', '"Modules"\n', '"Pilot courses, autumn"\n')
    base = changed(BASE, *spans, *((title, f"{title}effort.OSL = {20 * n}\n") for n, title in enumerate(titles, 2)))
    ours = changed(base, ("effort.OSL = 40", "effort.OSL = 30"), ("effort.OSL = 60", "effort.OSL = 70"))
    theirs = changed(base, ("effort.OSL = 40", "effort.OSL = 30"), ("effort.OSL = 80", "effort.OSL = 90"))
    assert {finding.code for finding in findings(parse(base))} >= {"WRK104"}
    assert "WRK104" in told(base, ours, theirs)
    assert "WRK104" not in told(base, ours, changed(base, ("effort.OSL = 80", "effort.OSL = 90")))
