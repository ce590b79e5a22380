"""What changes a plan says as JSON what it changed, and which errors and warnings went and came."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.cli.running import SAMPLES, run

FINDING = {"code", "severity", "where", "message"}
FAULTY = SAMPLES / "faults-to-learn-from.toml"

EDITS = {
    "set": ("A2.1.title", "Another survey"),
    "add": ("milestone", "MS9", "title=Report accepted", "due=M20"),
    "remove": ("MS5",),
    "rename": ("OSL", "OSX"),
    "move": ("A2.2", "--before", "A2.1"),
    "dates": ("--to", "dates"),
}


@pytest.fixture
def plan(tmp_path):
    return shutil.copy(SAMPLES / "ka220-school.toml", tmp_path / "plan.toml")


def form_of(command, plan, *words):
    ran = run(command, plan, *words, "--json", "--today", "2027-01-10") if command == "replace" else None
    ran = ran or run(command, plan, *words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def is_form(form):
    """Whether a form has what the manual promises of all edits."""
    assert form["version"] == 1
    assert isinstance(form["written"], bool)
    assert all(set(change) == {"where", "what", "old", "new"} for change in form["changes"])
    assert all(set(finding) == FINDING for name in ("mended", "new") for finding in form[name])
    return True


@pytest.mark.parametrize("command", EDITS)
def test_an_edit_says_what_it_changed_and_writes_it(command, plan):
    before = plan.read_text(encoding="utf-8")
    form = form_of(command, plan, *EDITS[command])
    assert is_form(form)
    assert form["written"]
    assert form["path"] == str(plan)
    assert form["changes"] or command in ("move", "dates")
    assert plan.read_text(encoding="utf-8") != before


def test_an_edit_that_is_only_shown_writes_nothing(plan):
    before = plan.read_bytes()
    form = form_of("set", plan, "A2.1.title", "Another survey", "--diff")
    assert not form["written"]
    assert [(change["where"], change["new"]) for change in form["changes"]] == [
        ('activities."A2.1".title', "Another survey")
    ]
    assert plan.read_bytes() == before


def test_what_changes_nothing_says_so(plan):
    form = form_of("set", plan, "OSL.country", "SI")
    assert (form["written"], form["changes"], form["new"]) == (False, [], [])


def test_errors_that_went_and_came_are_told_apart(plan):
    came = form_of("set", plan, "A4.2.end", "M30")
    assert "DAT101" in [finding["code"] for finding in came["new"]]
    went = form_of("set", plan, "A4.2.end", "M24")
    assert "DAT101" in [finding["code"] for finding in went["mended"]]


def test_a_takeover_says_what_goes_and_what_stays(plan):
    before = plan.read_bytes()
    form = form_of("replace", plan, "ZAV", "PHS")
    assert is_form(form)
    assert not form["written"]
    assert plan.read_bytes() == before
    taken = form["takeover"]
    assert (taken["old"], taken["new"], taken["from"]) == ("ZAV", "PHS", "2027-01-10")
    assert "A2.3" in taken["handed"]
    assert form_of("replace", plan, "ZAV", "PHS", "--apply")["written"]
    assert plan.read_bytes() != before


def test_a_proposal_of_balance_that_is_written_says_what_it_changed(tmp_path):
    plan = shutil.copy(FAULTY, tmp_path / "plan.toml")
    proposals = json.loads(run("balance", plan, "--json").out)["proposals"]
    assert proposals
    form = json.loads(run("balance", plan, "--apply", "1", "--json").out)
    assert is_form(form)
    assert form["written"]


def test_a_table_that_is_taken_in_says_what_it_changed(plan, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("Id;Title;Start;End\nA2.1;A shorter survey;M1;M3\n", encoding="utf-8")
    before = plan.read_bytes()
    shown = form_of("import", plan, table, "--dry-run")
    assert (shown["written"], plan.read_bytes()) == (False, before)
    assert is_form(shown)
    assert 'activities."A2.1".title' in [change["where"] for change in shown["changes"]]
    assert form_of("import", plan, table)["written"]


def test_clashes_are_values_with_the_place_that_resolve_takes(plan):
    text = plan.read_text(encoding="utf-8")
    line = 'title = "Needs survey in twelve schools"\n'
    assert line in text
    clash = '<<<<<<< ours\ntitle = "One"\n||||||| base\n' + line + '=======\ntitle = "Two"\n>>>>>>> theirs\n'
    plan.write_text(text.replace(line, clash), encoding="utf-8")
    ran = run("resolve", plan, "--list", "--json")
    assert ran.code == 4
    form = json.loads(ran.out)
    (found,) = form["clashes"]
    assert set(found) == {"where", "place", "kind", "base", "ours", "theirs"}
    assert (found["ours"], found["theirs"], found["place"]) == ("One", "Two", "A2.1.title")
    assert not form["written"]
    settled = run("resolve", plan, f"{found['place']}=theirs", "--json")
    assert (settled.code, json.loads(settled.out)["clashes"], json.loads(settled.out)["written"]) == (0, [], True)
    assert json.loads(run("resolve", plan, "--json").out)["clashes"] == []
