"""``ka2plan balance``: what it says, its JSON, and that writing a proposal does what was promised."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import SAMPLES, TODAY, run

PLAN = """format = 1

[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 12
lump_sum = 120_000
coordinator = "OSL"

[partners.OSL]
name = "OSL"
country = "SI"
capacity = { default = 10, M4 = 4 }   # half the school is away
rate = 100

[partners.IES]
name = "IES"
country = "ES"
capacity = 10

[partners.ZAV]
name = "ZAV"
country = "HR"

[work_packages.WP1]
title = "Management"
lead = "OSL"
budget.OSL = 60_000
effort.OSL = { M3 = 2 }

[activities.A1]
wp = "WP1"
title = "Survey"
start = "M3"
end = "M4"
lead = "OSL"
partners = ["IES"]
budget.OSL = 30_000
budget.IES = 30_000
effort.OSL = { M3 = 9, M4 = 9 }
effort.IES = { M3 = 8, M4 = 8 }

[activities.A2]
wp = "WP1"
title = "Book"
start = "M3"
end = "M3"
lead = "ZAV"
partners = ["IES"]
effort.ZAV = 30
"""


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def form(plan, *more):
    ran = run("balance", plan, "--json", *TODAY, *more)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_the_bottleneck_is_told_in_words(plan):
    plan.write_text(PLAN.replace("effort.IES = { M3 = 8, M4 = 8 }", "effort.IES = 21"), encoding="utf-8")
    ran = run("balance", plan, *TODAY)
    said = " ".join(ran.out.split())
    assert ran.code == 0
    assert (
        "OSL and IES can give 34 person-days in M3-4; A1 and WP1 need 41: 7 too many, however they are shared" in said
    )
    assert form(plan)["bottleneck"] == {
        "partners": ["OSL", "IES"],
        "months": [3, 4],
        "activities": ["A1", "WP1"],
        "missing": 7,
    }


def test_all_keys_of_the_form_are_there(plan):
    found = form(plan)
    assert list(found) == [
        *("version", "unit", "overloads", "possible", "bottleneck", "proposals", "groups", "bridges", "if_leaving"),
    ]
    assert found["overloads"] == [
        {"partner": "OSL", "month": 3, "load": 11, "capacity": 10, "behind": ["A1", "WP1"]},
        {"partner": "OSL", "month": 4, "load": 9, "capacity": 4, "behind": ["A1"]},
    ]
    assert found["groups"] == [["OSL", "IES", "ZAV"]]
    assert found["bridges"] == ["IES"]
    assert found["if_leaving"]["OSL"] == {
        "activities": [],
        "leads": ["A1", "WP1"],
        "effort": 20,
        "money": 90_000,
        "countries_left": 2,
    }


def test_money_goes_along_where_the_rate_is_known_and_the_sum_stays(plan):
    first = form(plan)["proposals"][0]
    edits = {edit["where"]: edit for edit in first["edits"]}
    moved = edits["activities.A1.budget.IES"]["to"] - 30_000
    assert edits["activities.A1.budget.OSL"]["to"] == 30_000 - moved
    assert moved > 0
    assert f"{moved:,} EUR with it" in first["what"]
    assert edits["activities.A1.effort.OSL"]["from"] == {"M3": 9, "M4": 9}


def test_every_proposal_that_is_written_leaves_what_it_said_and_other_bytes_as_they_were(plan):
    proposals = form(plan)["proposals"]
    assert len(proposals) >= 3
    for number, proposal in enumerate(proposals, 1):
        plan.write_text(PLAN, encoding="utf-8")
        assert run("balance", plan, "--apply", str(number), *TODAY).code == 0
        assert "# half the school is away" in plan.read_text(encoding="utf-8")
        assert len(form(plan)["overloads"]) == proposal["overloads_after"]


def test_a_number_that_is_no_proposal_is_refused(plan):
    ran = run("balance", plan, "--apply", "99", *TODAY)
    assert ran.code == 2
    assert "not 99" in ran.err
    assert plan.read_text(encoding="utf-8") == PLAN


def test_a_proposal_is_shown_before_it_is_written(plan):
    ran = run("balance", plan, "--apply", "1", "--diff", *TODAY)
    assert ran.code == 0
    assert "+effort.OSL" in ran.out
    assert plan.read_text(encoding="utf-8") == PLAN


def test_months_that_are_over_are_no_room_once_the_project_runs(plan):
    plan.write_text(PLAN.replace('lead = "ZAV"\n', 'lead = "ZAV"\nstatus = "running"\n'), encoding="utf-8")
    ran = run("balance", plan, "--json", "--today", "2027-02-10")
    assert [(one["partner"], one["month"]) for one in json.loads(ran.out)["overloads"]] == [("OSL", 4)]
    (first, *_rest) = json.loads(ran.out)["proposals"]
    edit = next(edit for edit in first["edits"] if edit["where"] == "activities.A1.effort.OSL")
    assert edit["to"] == {"M4": 4, "M5": 10, "M6": 4}, "late and not begun: all of it is to be done from now on"
    plan.write_text(plan.read_text(encoding="utf-8").replace('"Survey"\n', '"Survey"\nstatus = "running"\n'))
    (first, *_rest) = json.loads(run("balance", plan, "--json", "--today", "2027-02-10").out)["proposals"]
    edits = {edit["where"]: edit["to"] for edit in first["edits"]}
    assert edits["activities.A1.effort.OSL"]["M3"] == 9, "what is done stays"


@pytest.mark.parametrize("day", ["2027-01-15", "2027-02-10", "2027-03-31", "2027-05-20"])
def test_the_workload_and_the_balance_tell_of_the_same_months_and_promise_none_that_are_over(plan, day):
    plan.write_text(PLAN.replace('lead = "ZAV"\n', 'lead = "ZAV"\nstatus = "running"\nprogress = 20\n'))
    balance = json.loads(run("balance", plan, "--json", "--today", day).out)
    load = json.loads(run("show", "workload", plan, "--json", "--today", day).out)["partners"]
    this_month = (int(day[:4]) - 2026) * 12 + int(day[5:7]) - 10
    over = {
        (id, month): booked
        for id, own in load.items()
        for month, (can, booked) in enumerate(zip(own["capacity_by_month"], own["by_month"], strict=True), 1)
        if month >= this_month and can is not None and booked > can
    }
    assert {(one["partner"], one["month"]): one["load"] for one in balance["overloads"]} == over
    assert sum(load["OSL"]["by_month"]) == pytest.approx(20), "all of it lies somewhere"
    assert load["OSL"]["by_month"][: this_month - 1] == [0, 0, 2, 0, 0, 0, 0, 0][: this_month - 1]


def test_what_is_done_or_cancelled_counts_no_more(plan):
    for status in ("done", "cancelled"):
        text = PLAN.replace('title = "Survey"\n', f'title = "Survey"\nstatus = "{status}"\n')
        plan.write_text(text, encoding="utf-8")
        assert json.loads(run("balance", plan, "--json", "--today", "2026-11-24").out)["overloads"] == []


def test_a_plan_without_too_much_says_so_and_who_depends_on_whom():
    ran = run("balance", SAMPLES / "ka220-school.toml", *TODAY)
    assert ran.code == 0
    assert "No partner has more work than it can do." in ran.out
    assert "If this partner leaves" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_plan_without_partners_or_months_is_no_fault(plan):
    plan.write_text('format = 1\n[project]\ntitle = "T"\n', encoding="utf-8")
    assert run("balance", plan).code == 0
    assert form(plan)["proposals"] == []


def test_what_finds_no_room_in_its_months_can_get_more_of_them(plan):
    text = PLAN.replace("effort.OSL = { M3 = 9, M4 = 9 }\neffort.IES = { M3 = 8, M4 = 8 }", "effort.IES = 40")
    plan.write_text(text, encoding="utf-8")
    found = form(plan)
    assert found["bottleneck"]["activities"] == ["A1", "WP1"]
    longer = next(one for one in found["proposals"] if "A1 takes 1 month longer" in one["what"])
    assert longer["overloads_after"] == 0
    assert {"where": "activities.A1.end", "from": "M4", "to": "M5"} in longer["edits"]
