"""Commands as a user types them: help, usage, values with a leading minus, the editor's edits, a new plan."""

from __future__ import annotations

import json
import shutil
import tomllib

import pytest

from ka2plan.calls import load_calls
from ka2plan.cli.commands import COMMANDS
from tests.cli.running import SAMPLES, TODAY, run

SCHOOL = SAMPLES / "ka220-school.toml"


@pytest.fixture
def plan(tmp_path):
    """A copy of the school sample that may be changed."""
    return shutil.copy(SCHOOL, tmp_path / "plan.toml")


def test_help_lists_every_command_within_80_columns():
    ran = run("--help")
    assert ran.code == 0
    for command in COMMANDS[1:]:
        assert f"ka2plan {command.name}" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 88


@pytest.mark.parametrize("command", [command.name for command in COMMANDS[1:]])
def test_every_command_explains_itself(command):
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"ka2plan {command}" in ran.out


def test_a_mistyped_command_gets_the_nearest_name():
    ran = run("chekc")
    assert ran.code == 2
    assert "did you mean `ka2plan check`?" in ran.err


def test_a_mistyped_command_is_named_before_its_arguments():
    ran = run("chekc", SCHOOL)
    assert ran.code == 2
    assert ran.err == "ka2plan: there is no command and no file 'chekc'; did you mean `ka2plan check`?\n"


def test_a_plan_that_is_not_there_is_offered_to_be_made(tmp_path):
    ran = run(tmp_path / "plan.toml")
    assert (ran.code, ran.out) == (3, "")
    assert f"`ka2plan new {tmp_path / 'plan.toml'}` makes a plan" in ran.err


def test_a_type_without_its_field_lists_the_fields():
    ran = run("types", "ka210")
    assert ran.code == 2
    assert "KA210-SCH, KA210-VET, KA210-ADU, KA210-YOU" in ran.err


@pytest.mark.parametrize("words", [("timeline", SCHOOL, "--width"), ("types", "--draft"), ("new", "--months")])
def test_an_option_that_is_no_whole_number_is_quoted_as_it_was_typed(words):
    ran = run(*words, "-5x")
    assert ran.code == 2
    assert "'-5x' is not a whole number" in ran.err


def test_options_are_not_abbreviated():
    assert run("timeline", SCHOOL, "--asc").code == 2


def test_a_plan_alone_prints_its_timeline_in_a_pipe():
    assert run(SCHOOL, *TODAY).out == run("timeline", SCHOOL, *TODAY).out


def test_an_unknown_option_value_is_named_with_the_nearest():
    ran = run("timeline", SCHOOL, "--only", "WP22")
    assert ran.code == 2
    assert "WP2" in ran.err


def test_a_leading_minus_can_be_a_value():
    ran = run("slip", SAMPLES / "ka220-school.toml", "A4.1", "-1m")
    assert ran.code == 0
    assert "1 Oct 2027" in ran.out


def test_slip_writes_only_with_apply(plan):
    before = plan.read_bytes()
    assert run("slip", plan, "A2.1", "1m").code == 0
    assert plan.read_bytes() == before
    assert run("slip", plan, "A2.1", "1m", "--apply").code == 0
    after = plan.read_text(encoding="utf-8")
    assert 'start = "M2"\nend = "M5"' in after
    assert len(after.splitlines()) == len(before.decode().splitlines())


def test_slip_moves_the_whole_project_and_says_what_comes_of_it_before(plan):
    before = plan.read_text(encoding="utf-8")
    ran = run("slip", plan, "project", "2m")
    assert plan.read_text(encoding="utf-8") == before
    assert ran.out.startswith("the project moves from 1 Nov 2026 - 31 Oct 2028 to 1 Jan 2027 - 31 Dec 2028\n")
    assert "13 entries are written in project months and move too\n" in ran.out
    assert run("slip", plan, "project", "2027-01-01", "--apply").code == 0
    lines = zip(before.splitlines(), plan.read_text(encoding="utf-8").splitlines(), strict=True)
    assert [new for old, new in lines if old != new] == [
        "start = 2027-01-01",
        "start = 2027-10-16",
        "end = 2027-10-20",
    ]


def test_slip_of_the_whole_project_names_the_window_of_its_start(tmp_path):
    draft = tmp_path / "draft.toml"
    text = SCHOOL.read_text(encoding="utf-8")
    draft.write_text(text.replace('status = "running"\nactual = { start = 2026-11-03 }\n', ""), encoding="utf-8")
    ran = run("slip", draft, "project", "2m", "--json")
    assert [found["code"] for found in json.loads(ran.out)["new"]] == ["CAL211"]
    assert "new: warning CAL211" in run("slip", draft, "project", "2m").out


def test_replace_tells_what_goes_what_needs_an_amendment_and_what_is_left_of_the_consortium(plan):
    before = plan.read_bytes()
    ran = run("replace", plan, "ZAV", "IES", "--from", "M10")
    assert (ran.code, plan.read_bytes()) == (0, before)
    assert ran.out.startswith("IES takes over from ZAV on 1 Aug 2027\n")
    assert "A4.1: the lead, 60 person-days and 12,500 EUR\n" in ran.out
    assert "WP1, with 327 of 522 working days left: 26.31 of 42 person-days and 5,637.93 of" in ran.out
    assert "ZAV keeps what ends before that day: A2.1 and A2.2\n" in ran.out
    assert "Needs an amendment of the grant:\n  ZAV takes part until M9\n    = rule C-54: " in ran.out
    assert "Without ZAV: OSL, IES and PHS from SI, ES and AT\n" in ran.out
    assert "new: warning WRK104 IES has more work" in ran.out


def test_replace_writes_only_with_apply_and_then_says_on_stderr_what_is_new(plan):
    ran = run("replace", plan, "ZAV", "IES", "--from", "M10", "--apply")
    assert "new: warning WRK104 IES" in ran.err
    assert "new:" not in ran.out
    money = json.loads(run("show", "budget", plan, "--json").out)
    assert money["total"] == 250_000
    assert money["by_partner"] == {"OSL": 71_000, "IES": 108_137.93, "ZAV": 18_362.07, "PHS": 52_500}
    assert "until 31 Jul 2027" in run("show", "partners", plan).out
    assert "WRK40" not in run("check", plan).out


def test_texts_of_who_leaves_are_no_news_of_the_consortium_without_it(plan):
    assert "[texts.ZAV]" in plan.read_text(encoding="utf-8")
    ran = run("replace", plan, "ZAV", "PHS", "--from", "2027-12-15", "--today", "2027-12-15")
    assert ran.code == 0
    assert "Without ZAV: OSL, IES and PHS from SI, ES and AT" in ran.out
    assert "belongs to nothing in this plan" not in ran.out


def test_replace_says_what_the_consortium_lacks_without_the_one_that_leaves(plan):
    text = plan.read_text(encoding="utf-8").replace("[partners.PHS]\n", '[partners.PHS]\nrole = "associated"\n')
    plan.write_text(text, encoding="utf-8")
    ran = run("replace", plan, "ZAV", "IES", "--from", "M10")
    assert "Without ZAV: OSL and IES from SI and ES\n  error ORG101 KA220 needs 3" in ran.out


def test_replace_names_who_is_not_there_and_what_is_no_moment(plan):
    ran = run("replace", plan, "ZAW", "IES")
    assert (ran.code, "ZAV" in ran.err) == (2, True)
    ran = run("replace", plan, "ZAV", "IES", "--from", "soon")
    assert (ran.code, "--from" in ran.err) == (2, True)


def test_replace_of_one_of_whom_nothing_is_left_says_how_to_take_it_out(tmp_path):
    draft = tmp_path / "draft.toml"
    text = SCHOOL.read_text(encoding="utf-8")
    draft.write_text(text.replace('status = "running"\nactual = { start = 2026-11-03 }\n', ""), encoding="utf-8")
    ran = run("replace", draft, "ZAV", "IES", "--apply")
    assert "only texts of ZAV are left; `ka2plan remove PLAN ZAV --unlink` deletes it" in " ".join(ran.out.split())
    assert run("remove", draft, "ZAV", "--unlink").code == 0


def test_slip_refuses_a_cycle_and_names_its_members():
    ran = run("slip", SAMPLES / "faults-to-learn-from.toml", "A2.1", "1m")
    assert ran.code == 2
    assert all(id in ran.err for id in ("A2.1", "A2.2", "A2.3"))


def test_set_changes_one_value_and_says_which_findings_come(plan):
    ran = run("set", plan, "WP1.budget.OSL", "20_001")
    assert ran.code == 0
    assert "new: error BUD101" in ran.err
    assert "new: error BUD201" in ran.err
    assert "budget.OSL = 20_001\n" in plan.read_text(encoding="utf-8")
    assert "fixed: BUD201" in run("set", plan, "WP1.budget.OSL", "20000").err


def test_set_reads_the_value_by_the_type_of_the_key(plan):
    for path, text, written in [
        ("A4.1.start", "M12", 'start = "M12"'),
        ("A4.1.start", "2027-10-01", "start = 2027-10-01"),
        ("A4.1.partners", "OSL, IES", 'partners = ["OSL", "IES"]'),
        ("project.title", "A new title", 'title = "A new title"'),
        ("OSL.newcomer", "yes", "newcomer = true"),
        ("A4.1.progress", "40", "progress = 40"),
    ]:
        assert run("set", plan, path, text).code == 0, path
        assert written in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "value"),
    [("A9.9.start", "M1"), ("A2.1.strat", "M1"), ("A2.1.start", "soon"), ("A2.1", "x"), ("project.months", "two")],
)
def test_set_refuses_what_cannot_be_meant_and_changes_nothing(plan, path, value):
    before = plan.read_bytes()
    ran = run("set", plan, path, value)
    assert ran.code == 2
    assert ran.err
    assert plan.read_bytes() == before


def test_set_writes_a_list_for_an_override_that_is_one(plan):
    assert run("set", plan, "overrides.lump_sums.value", "[120_000, 333_000]").code == 0
    assert tomllib.loads(plan.read_text(encoding="utf-8"))["overrides"]["lump_sums"]["value"] == [120_000, 333_000]


@pytest.mark.parametrize("typed", ["Valencia", "5"])
def test_set_shows_how_a_table_is_written(plan, typed):
    ran = run("set", plan, "A2.1.venue", typed)
    assert ran.code == 2
    assert 'write your value in this form: { place = "Valencia", country = "ES" }' in ran.err


def test_diff_shows_an_edit_and_writes_nothing(plan):
    before = plan.read_bytes()
    ran = run("set", plan, "project.months", "20", "--diff")
    assert "-months = 24\n+months = 20\n" in ran.out
    assert plan.read_bytes() == before


def test_add_rename_move_and_remove_keep_the_plan_readable(plan):
    assert (
        run("add", plan, "activity", "A4.3", "title=Exhibition", "wp=WP4", "start=M20", "end=M22", "lead=ZAV").code == 0
    )
    assert run("rename", plan, "ZAV", "FOREST").code == 0
    assert 'lead = "FOREST"' in plan.read_text(encoding="utf-8")
    assert "ZAV" not in plan.read_text(encoding="utf-8").replace("Zavod", "")
    assert run("move", plan, "A4.3", "--before", "A4.1").code == 0
    text = plan.read_text(encoding="utf-8")
    assert text.index('"A4.3"]') < text.index('"A4.1"]')
    assert run("remove", plan, "A2.2").code == 2
    assert run("remove", plan, "A4.3").code == 0
    assert run("rename", plan, "FOREST", "ZAV").code == 0
    assert json.loads(run("check", plan, *TODAY, "--json").out)["files"][0]["counts"]["error"] == 0


def test_dates_change_their_form_and_no_day(plan):
    def days():
        return json.loads(run("export", "json", plan).out)["activities"]

    before = {id: (a["start"], a["end"]) for id, a in days().items()}
    assert run("dates", plan, "--to", "dates").code == 0
    assert 'start = "M' not in plan.read_text(encoding="utf-8")
    assert {id: (a["start"], a["end"]) for id, a in days().items()} == before
    assert run("dates", plan, "--to", "months").code == 0
    assert {id: (a["start"], a["end"]) for id, a in days().items()} == before


def test_fix_mends_what_is_certain_and_diff_shows_it_first(tmp_path):
    path = tmp_path / "plan.toml"
    text = SCHOOL.read_text(encoding="utf-8").replace("start = 2026-11-01", 'start = "2026-11-01"', 1)
    path.write_text(text, encoding="utf-8")
    assert "+start = 2026-11-01" in run("check", path, "--diff", *TODAY).out
    assert path.read_text(encoding="utf-8") == text
    assert run("check", path, "--fix", *TODAY).code == 0
    assert path.read_bytes() == SCHOOL.read_bytes()


TYPES = [known.id for known in load_calls().types()]


@pytest.mark.parametrize("type_id", TYPES)
def test_a_new_plan_of_every_type_has_no_error_and_only_what_it_says(type_id, tmp_path):
    path = tmp_path / "plan.toml"
    ran = run("new", path, "--type", type_id, "--acronym", "TEST", "--today", "2026-01-15")
    assert ran.code == 0
    file = json.loads(run("check", path, "--today", "2026-01-15", "--json").out)["files"][0]
    counts = file["counts"]
    assert counts["error"] == 0
    assert {finding["code"] for finding in file["findings"] if finding["severity"] == "warning"} <= {"CAL102", "CAL103"}
    assert f"{counts['advice']} piece" in ran.err or not counts["advice"]


def test_new_overwrites_nothing(plan):
    before = plan.read_bytes()
    assert run("new", plan).code == 3
    assert plan.read_bytes() == before


def test_explain_prints_the_four_headings_and_refuses_unknown_codes():
    text = run("explain", "bud201").out
    for heading in ("What it finds", "Why it matters", "Example", "How to fix"):
        assert heading in text
    assert run("explain", "BUD999").code == 2


def test_types_and_manual_print_their_pages():
    assert "KA220-SCH" in run("types").out
    assert "Source" in run("types", "KA220-SCH").out or "source" in run("types", "KA220-SCH").out
    assert "manual TOPIC" in run("manual").out
    assert run("manual", "plan").out.startswith("# The plan file")
    assert run("manual", "nothing").code == 2


def test_an_own_year_of_facts_is_used(tmp_path):
    draft = run("types", "--draft", "2027").out
    (tmp_path / "2027.toml").write_text(draft, encoding="utf-8")
    path = tmp_path / "plan.toml"
    text = SCHOOL.read_text(encoding="utf-8").replace("call = 2026", "call = 2027")
    path.write_text(text, encoding="utf-8")

    def codes(*options):
        form = json.loads(run("check", path, *TODAY, "--json", *options).out)
        return {finding["code"] for finding in form["files"][0]["findings"]}

    assert "CAL102" in codes()
    assert "CAL102" not in codes("--facts", str(tmp_path))


def test_hostile_text_reaches_the_terminal_as_harmless_text(plan):
    text = plan.read_text(encoding="utf-8").replace("Needs survey in twelve schools", "\\u001b]0;x\\u0007\\u202eevil")
    plan.write_text(text, encoding="utf-8")
    for words in (("timeline",), ("show", "dependencies"), ("check", "--submit"), ("export", "md")):
        ran = run(words[0], *words[1:2], plan) if words[0] != "check" else run("check", plan, *words[1:])
        assert not set(ran.out + ran.err) & {"\x1b", "\x07", "\u202e", "\u009b"}


@pytest.mark.parametrize(
    ("typed", "id"), [("A2.9.end", "A2.9"), ("A2.9.venue.place", "A2.9"), ("ZZ.x_ours", "ZZ"), ("ZZ.title", "ZZ")]
)
def test_set_names_the_whole_id_that_no_entry_has(tmp_path, typed, id):
    path = tmp_path / "plan.toml"
    path.write_bytes((SAMPLES / "ka220-school.toml").read_bytes())
    assert run("set", path, typed, "M5").err.startswith(f"ka2plan: the plan has no entry `{id}`")
