"""An entry that is renamed and changed at once stays the same entry; one that takes another's place is another."""

from __future__ import annotations

import pytest

from ka2plan.merge.identity import identity_between
from ka2plan.toml import parse
from tests.cli.running import run

PLAN = """\
format = 1
[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "P1"
[partners.P1]
name = "Coordinator (replace)"
country = "SI"
[partners.IES]
name = "IES Tavernes"
country = "ES"
oid = "E10023456"
capacity = 12
[work_packages.WP1]
title = "Management"
lead = "P1"
[work_packages.WP2]
title = "Modules"
lead = "IES"
[activities."A2.1"]
wp = "WP2"
title = "Needs survey"
start = "M1"
end = "M4"
lead = "IES"
partners = ["P1"]
amount = 9_000
[milestones.MS1]
title = "Survey closed"
due = "M4"
after = ["A2.1"]
"""


def changed(*pairs):
    text = PLAN
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


ACTIVITY = PLAN[PLAN.index('[activities."A2.1"]') : PLAN.index("[milestones")]

CASES = {
    "a placeholder that became an organisation": (
        [
            (".P1", ".OSL"),
            ('"P1"', '"OSL"'),
            ('"Coordinator (replace)"\ncountry = "SI"', '"Osnovna šola"\ncountry = "HR"\noid = "E10012345"'),
        ],
        {("partners", "P1"): "OSL"},
    ),
    "a placeholder, and at the same time a work package that it leads": (
        [(".P1", ".OSL"), ('"P1"', '"OSL"'), ("Coordinator (replace)", "Osnovna šola"), ("WP1", "WP0")],
        {("partners", "P1"): "OSL", ("work_packages", "WP1"): "WP0"},
    ),
    "a partner with another name and more capacity": (
        [(".IES", ".TAV"), ('"IES"', '"TAV"'), ("IES Tavernes", "Tavernes Blanques"), ("= 12", "= 14")],
        {("partners", "IES"): "TAV"},
    ),
    "an organisation in the place of another": (
        [(".IES", ".XYZ"), ('"IES"', '"XYZ"'), ("IES Tavernes", "Xyz"), ("E10023456", "E10099999")],
        {},
    ),
    "an activity that slipped, its title as before": (
        [("A2.1", "A2.9"), ('"M4"\nlead', '"M5"\nlead'), ("= 9_000", "= 9_500")],
        {("activities", "A2.1"): "A2.9"},
    ),
    "an activity in the place of another": (
        [("A2.1", "A2.9"), ("Needs survey", "Closing conference"), ("= 9_000", "= 9_500")],
        {},
    ),
    "an activity of which there are two now": (
        [(ACTIVITY, ACTIVITY.replace("A2.1", "A2.8").replace("9_000", "1") + ACTIVITY.replace("A2.1", "A2.9"))],
        {("activities", "A2.1"): "A2.9"},
    ),
    "an activity of which there are two now, both changed": (
        [
            (
                ACTIVITY,
                ACTIVITY.replace("A2.1", "A2.8").replace("9_000", "1")
                + ACTIVITY.replace("A2.1", "A2.9").replace("9_000", "2"),
            )
        ],
        {},
    ),
    "a work package with another lead, the activities going along": (
        [("WP2", "WP3"), ('title = "Modules"\nlead = "IES"', 'title = "Modules"\nlead = "P1"')],
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_renamed_and_changed_is_found(name):
    pairs, expected = CASES[name]
    assert identity_between(parse(PLAN), parse(changed(*pairs))).moved == expected


def test_money_that_the_other_side_gives_to_a_placeholder_goes_to_the_organisation(tmp_path):
    ours = changed(*CASES["a placeholder that became an organisation"][0])
    theirs = changed(("amount = 9_000", "budget = { P1 = 4_000, IES = 5_000 }"))
    for name, text in (("base", PLAN), ("ours", ours), ("theirs", theirs)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = run("merge", *(tmp_path / name for name in ("base", "ours", "theirs")))
    assert ran.code == 0
    assert ran.out == ours.replace("amount = 9_000", "budget = { OSL = 4_000, IES = 5_000 }")
