"""Effort that one side writes while the other changes the unit that it is in."""

from __future__ import annotations

import pytest

from ka2plan.merge.clash import EFFORT_UNIT, OURS
from ka2plan.merge.clash_words import clash_text
from ka2plan.merge.conflicts import read_conflicts
from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import parse

BASE = """\
format = 1
[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "A"

[partners.A]
name = "A"
country = "SI"
capacity = 20

[activities.A1]
title = "One"
start = "M1"
end = "M2"
lead = "A"
effort.A = 20
"""
IN_MONTHS = (
    BASE.replace('coordinator = "A"\n', 'coordinator = "A"\neffort_unit = "months"\n')
    .replace("capacity = 20", "capacity = 1")
    .replace("effort.A = 20", "effort.A = 1")
)
NEW = '\n[activities.A2]\ntitle = "Two"\nstart = "M3"\nend = "M4"\nlead = "A"\neffort.A = 15\n'


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda text: text + NEW, "A2 (effort.A)"),
        (lambda text: text + NEW.replace(".A = 15", " = { A = { M3 = 15 } }"), "A2 (effort.A)"),
        (lambda text: text.replace("capacity = 20", "capacity = 20\nrate = 137"), "A (rate)"),
        (lambda text: text + '\n[work_packages.WP1]\ntitle = "w"\neffort.A = 15\n', "WP1 (effort.A)"),
    ],
)
def test_effort_in_the_old_unit_is_a_conflict_on_either_side(change, place):
    theirs = change(BASE)
    for sides in ((IN_MONTHS, theirs), (theirs, IN_MONTHS)):
        merged = merge_texts(BASE, *sides)
        assert [clash.where for clash in merged.clashes] == [EFFORT_UNIT]
        told = clash_text(merged.clashes[0])
        assert f"effort that one side wrote is in the unit it had: {place}" in told
        assert parse(merged.text.replace("<<<<<<< ours\n", "").partition("|||||||")[0])


def test_it_stays_one_when_the_file_is_read_again_until_a_unit_is_chosen():
    merged = merge_texts(BASE, IN_MONTHS, BASE + NEW)
    conflicts = read_conflicts(merged.text)
    assert [clash.where for clash in conflicts.clashes] == [EFFORT_UNIT]
    settled = conflicts.resolved({EFFORT_UNIT: OURS}, None)
    assert settled.text == IN_MONTHS + NEW
    assert not settled.clashes


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"One"', '"First"'),
        lambda text: text.replace('"M2"', '"M3"'),
        lambda text: text + '\n[milestones.MS1]\ntitle = "m"\ndue = "M2"\n',
        lambda text: text.replace("effort.A = 20\n", ""),
    ],
)
def test_what_is_no_new_effort_merges_with_another_unit(change):
    merged = merge_texts(BASE, IN_MONTHS, change(BASE))
    assert EFFORT_UNIT not in [clash.where for clash in merged.clashes]


def test_a_unit_that_both_change_alike_is_none():
    assert merge_texts(BASE, IN_MONTHS, IN_MONTHS + NEW).clashes == ()
