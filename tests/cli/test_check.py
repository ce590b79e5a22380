"""``check``: exit codes, forms of output, selection, and broken input."""

from __future__ import annotations

import json
import os
from datetime import date

import pytest

from tests.cli.running import SAMPLES, TODAY, run

SOUND = ["ka220-school.toml", "ka210-small-scale.toml"]
FAULTY = SAMPLES / "faults-to-learn-from.toml"


@pytest.mark.parametrize("name", SOUND)
def test_the_sound_samples_have_no_finding_at_all(name):
    ran = run("check", SAMPLES / name, *TODAY, "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["files"][0]["findings"] == []


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("today", ["2026-12-24", "2027-06-01", "2031-01-01"])
def test_the_sound_samples_stay_sound_as_time_goes_by(name, today):
    ran = run("check", SAMPLES / name, "--today", today, "--json")
    found = {finding["code"] for finding in json.loads(ran.out)["files"][0]["findings"]}
    assert found <= {"WRK104"}, "what is late is still to be done, and may be too much from then on"


def test_errors_make_exit_code_1_and_the_highest_of_several_files_wins(tmp_path):
    assert run("check", FAULTY, *TODAY).code == 1
    assert run("check", SAMPLES / SOUND[0], FAULTY, *TODAY).code == 1
    assert run("check", FAULTY, tmp_path / "absent.toml", *TODAY).code == 3


def test_the_json_form_has_its_stable_keys():
    form = json.loads(run("check", FAULTY, *TODAY, "--json").out)
    assert form["version"] == 1
    (file,) = form["files"]
    assert list(file) == ["path", "type", "call", "findings", "counts"]
    assert list(file["counts"]) == ["error", "warning", "advice"]
    assert (file["type"], file["call"]) == ("KA220-ADU", 2026)
    for finding in file["findings"]:
        assert list(finding) == ["code", "severity", "where", "line", "column", "message", "hint", "source"]
        assert finding["line"] >= 1
        assert finding["column"] >= 1


def test_where_and_line_lead_to_the_value_in_the_file():
    findings = json.loads(run("check", FAULTY, *TODAY, "--json").out)["files"][0]["findings"]
    lines = FAULTY.read_text(encoding="utf-8").splitlines()
    (found,) = [finding for finding in findings if finding["code"] == "BUD301"]
    assert found["where"] == 'activities."A2.3".budget.ARH'
    assert lines[found["line"] - 1].startswith("budget.ARH")


def test_select_and_ignore_take_beginnings_of_codes():
    def codes(*options):
        form = json.loads(run("check", FAULTY, *TODAY, "--json", *options).out)
        return {finding["code"][:3] for finding in form["files"][0]["findings"]}

    assert codes("--select", "BUD,DEP") == {"BUD", "DEP"}
    assert codes("--select", "BUD", "--select", "DEP1") == {"BUD", "DEP"}
    assert "BUD" not in codes("--ignore", "BUD")
    assert run("check", FAULTY, "--select", "12").code == 2


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_begins_no_known_one_is_refused(option):
    ran = run("check", SAMPLES / SOUND[0], option, "BUD,XYZ")
    assert ran.code == 2
    assert ran.err == "ka2plan: no code begins with 'XYZ'; `ka2plan explain` lists them all\n"


def test_without_a_selected_error_the_exit_code_is_0():
    assert run("check", FAULTY, *TODAY, "--select", "QUA").code == 0


def test_github_gets_one_command_a_finding_with_its_place():
    lines = run("check", FAULTY, *TODAY, "--select", "BUD201", "--format", "github").out.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("::error file=")
    assert ",line=42,col=16,title=BUD201::" in lines[0]


def test_sarif_is_a_log_with_a_rule_for_every_code():
    log = json.loads(run("check", FAULTY, *TODAY, "--format", "sarif").out)
    (sarif_run,) = log["runs"]
    rules = {rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]}
    assert log["version"] == "2.1.0"
    assert rules == {result["ruleId"] for result in sarif_run["results"]}


def test_standard_input_is_read_for_a_dash():
    ran = run("check", "-", *TODAY, stdin=FAULTY.read_bytes())
    assert ran.code == 1
    assert "(standard input):" in ran.out


def test_the_text_shows_the_line_a_caret_and_the_next_step():
    text = run("check", FAULTY, *TODAY, "--select", "BUD103").out
    assert " 89 | amount = 25_000" in text
    assert "    | ^^^^^^^^^^^^^^^" in text
    assert "= correct one of the two, or delete `amount`" in text
    assert max(len(line) for line in text.splitlines() if str(FAULTY) not in line) <= 80


BROKEN = {
    "not TOML": (b"[project\ntitle = 1", "SYN101", ":1:"),
    "merge markers": (b"format = 1\n<<<<<<< ours\n[project]\n=======\n>>>>>>> theirs\n", "SYN102", ":2:1"),
    "a deep nest": (b"x = " + b"[" * 5_000, "SYN105", ":1:"),
    "invalid UTF-8": (b'format = 1\ntitle = "\xff"\n', "SYN106", ":2:"),
    "UTF-16": ("format = 1".encode("utf-16"), "SYN106", ":1:1"),
    "no plan": (b"name = 'something else'\n", "SYN103", ""),
    "a newer format": (b"format = 2\n[project]\n", "SYN104", ":1:"),
    "too large": (b"# " + b"x" * 50_000_000, "SYN105", ":1:1"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_is_no_plan_gives_one_clear_finding_and_exit_code_3(kind, tmp_path):
    data, code, place = BROKEN[kind]
    path = tmp_path / "broken.toml"
    path.write_bytes(data)
    ran = run("check", path, *TODAY)
    assert ran.code == 3
    assert f"error {code}" in ran.out
    assert place in ran.out
    findings = json.loads(run("check", path, "--json").out)["files"][0]["findings"]
    assert [finding["code"] for finding in findings] == [code]


@pytest.mark.parametrize("command", ["timeline", "show budget", "export md", "slip"])
def test_other_commands_refuse_what_is_no_plan_with_one_sentence(command, tmp_path):
    path = tmp_path / "broken.toml"
    path.write_bytes(b"format = 1\n<<<<<<< ours\n[project]\n=======\n>>>>>>> theirs\n")
    more = ("A1", "1m") if command == "slip" else ()
    ran = run(*command.split(), path, *more)
    assert ran.code == 3
    assert "merge conflict at line 2" in ran.err
    assert ran.err.count("\n") == 1


def test_a_folder_and_a_missing_file_are_said_with_their_path(tmp_path):
    for path in (tmp_path, tmp_path / "absent.toml"):
        ran = run("check", path)
        assert (ran.code, ran.err) == (3, "")
        said = f"no plan (*.toml) in {path}" if path is tmp_path else f"{path} cannot be read"
        assert said.replace(" ", "") in "".join(ran.out.split())
        told = json.loads(run("check", path, "--json").out)["files"][0]
        assert [(found["code"], found["severity"]) for found in told["findings"]] == [("SYN107", "error")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path):
    path = tmp_path / "secret.toml"
    path.write_text("format = 1\n")
    path.chmod(0)
    assert run("check", path).code == 3


def test_a_table_where_a_number_belongs_is_a_finding_with_its_place(tmp_path):
    text = (SAMPLES / SOUND[0]).read_text(encoding="utf-8").replace("months = 24", "months = { a = 1 }")
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    findings = json.loads(run("check", path, *TODAY, "--json").out)["files"][0]["findings"]
    assert [(f["code"], f["where"]) for f in findings if f["severity"] == "error"] == [("SYN201", "project.months")]


def test_what_the_plan_accepts_is_counted_in_the_text_and_not_in_json(tmp_path):
    plan = tmp_path / "plan.toml"
    text = (SAMPLES / SOUND[0]).read_text(encoding="utf-8").replace("lump_sum = 250_000", "lump_sum = 400_000")
    plan.write_text(text + '\n[ignored."BUD101 project.lump_sum"]\nreason = "to come"\n', encoding="utf-8")
    ran = run("check", plan, *TODAY)
    assert ran.code == 0
    assert "no problem found, 1 finding accepted in [ignored]" in ran.out
    (file,) = json.loads(run("check", plan, *TODAY, "--json").out)["files"]
    assert list(file) == ["path", "type", "call", "findings", "counts"]


MANY = 3_000


@pytest.fixture
def thousands(tmp_path):
    """A plan in which thousands of keys are unknown and thousands of ids are nobody's."""
    plan = tmp_path / "plan.toml"
    text = (SAMPLES / SOUND[0]).read_text(encoding="utf-8")
    ids = ", ".join(f'"Z{number}"' for number in range(MANY))
    keys = "".join(f"strange{number} = 1\n" for number in range(MANY))
    entry = (
        f'\n[activities.LAST]\ntitle = "t"\nstart = "M1"\nend = "M2"\nlead = "Z"\nwp = "WP1"\nafter = [{ids}]\n{keys}'
    )
    plan.write_text(text + entry, encoding="utf-8")
    return plan


def test_of_thousands_of_findings_of_a_kind_the_text_tells_the_first_and_how_many_more(thousands):
    ran = run("check", thousands, *TODAY, "--format", "full")
    told = [line for line in ran.out.splitlines() if line.startswith("warning SYN203")]
    assert (len(told), "strange0" in told[0]) == (20, True)
    assert "and 2,980 more findings of SYN203; `--json` has all of them\n" in ran.out
    assert "3001 errors, 3" in ran.out.replace(",", "", 0)
    assert len(ran.out) < 40_000


def test_of_thousands_of_findings_the_other_forms_have_all(thousands):
    (file,) = json.loads(run("check", thousands, *TODAY, "--json").out)["files"]
    assert sum(finding["code"] == "SYN203" for finding in file["findings"]) == MANY
    assert run("check", thousands, *TODAY, "--format", "github").out.count("title=SYN203") == MANY
    assert {finding["line"] for finding in file["findings"] if finding["code"] == "SYN203"} == {
        line
        for line, text in enumerate(thousands.read_text(encoding="utf-8").splitlines(), 1)
        if text.startswith("strange")
    }


def test_an_edit_that_mends_thousands_of_findings_tells_the_first_and_how_many_more(thousands):
    ran = run("set", thousands, "LAST.after", "--unset")
    assert ran.code == 0
    assert ran.err.count("fixed: SYN301") == 40
    assert f"and {MANY - 40} more\n" in ran.err


@pytest.mark.parametrize("count", [30, 300])
def test_dates_are_rewritten_as_one_edit_however_many_they_are(count, tmp_path, monkeypatch):
    from ka2plan.document import Document

    applied = []
    apply = Document.apply
    monkeypatch.setattr(Document, "apply", lambda document, edit: (applied.append(edit), apply(document, edit))[1])
    plan = tmp_path / "plan.toml"
    entries = "".join(f'\n[activities.N{place}]\ntitle = "t"\nstart = "M1"\nend = "M2"\n' for place in range(count))
    plan.write_text((SAMPLES / SOUND[0]).read_text(encoding="utf-8") + entries, encoding="utf-8")
    assert run("dates", plan, "--to", "dates").code == 0
    assert plan.read_text(encoding="utf-8").endswith("start = 2026-11-01\nend = 2026-12-31\n")
    assert len(applied) == 1


FRESH = ("new", "--acronym", "VALLEY", "--type")
ONE_SCREEN = 24


def fresh(type_id, *options):
    """A plan as `new` writes it."""
    return run(*FRESH, type_id, *options).out.encode()


@pytest.mark.parametrize("type_id", ["KA220-SCH", "KA210-YOU", "KA240-SCH", "PCOOP-SPORT"])
@pytest.mark.parametrize("today", ["2026-01-10", "2026-11-24"])
def test_a_new_plan_is_checked_on_one_screen(type_id, today):
    ran = run("check", "-", "--today", today, stdin=fresh(type_id, "--today", today))
    lines = ran.out.splitlines()
    assert len(lines) < ONE_SCREEN
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("Do this first (") for line in ran.out.rpartition("\n\n")[2].splitlines())


def test_entries_of_which_the_same_is_said_are_one_sentence_with_all_places():
    text = run("check", "-", *TODAY, "--advice", stdin=fresh("KA220-SCH", "--call", "2026")).out
    assert text.count("CAL411") == 1
    block = text.partition("advice CAL411")[2].partition("\n\n")[0].splitlines()
    assert block[0].strip() == "A2.1, A2.2, A3.1 and A4.1 have no venue"
    assert block[1] == "  --> (standard input), lines 64, 77, 91 and 105"
    assert block[2] == '  = add venue = { place = "...", country = "SI" }'
    assert "P2 (also P3) has not handed in yet: Accession form" in text
    assert 'add one: [indicators.…] with wp = "WP2" (the same for WP4)' in text


def test_advice_is_counted_beside_what_is_worse_and_shown_on_request():
    beside, asked = run("check", FAULTY, *TODAY).out, run("check", FAULTY, *TODAY, "--advice").out
    assert "advice QUA" not in beside
    assert "10 errors, 2 warnings, 7 pieces of advice\n" in beside
    assert "`--advice` shows the advice" in beside
    assert "advice QUA201" in asked
    assert "advice QUA201" in run("check", FAULTY, *TODAY, "--select", "QUA").out


def test_the_end_names_what_the_other_findings_rest_on_with_its_next_step():
    end = run("check", FAULTY, *TODAY).out.rpartition("\n\n")[2].splitlines()
    assert end[1].startswith("Do this first (CAL303, line 52): WP3 has no activity")
    assert "  = add an activity, or delete WP3" in end


def test_sentences_with_the_same_next_step_share_a_block_with_a_line_each(tmp_path):
    plan = tmp_path / "plan.toml"
    text = (SAMPLES / SOUND[0]).read_text(encoding="utf-8")
    plan.write_text(text.replace("format = 1", "format = 1\nx_mine = 1\nqqqq = 1\nzzzz = 2", 1), encoding="utf-8")
    told = run("check", plan, *TODAY, "--select", "SYN203").out
    lines = {word: number for number, line in enumerate(plan.read_text().splitlines(), 1) for word in [line[:4]]}
    assert told.count("warning SYN203") == 1
    assert f"line {lines['qqqq']}: `qqqq`" in told
    assert f"line {lines['zzzz']}: `zzzz`" in told


def test_ids_are_only_put_together_where_nothing_else_differs(tmp_path):
    from ka2plan.cli.check_groups import grouped
    from ka2plan.findings import Finding
    from ka2plan.rules.rules import all_rules

    def said(*findings):
        rules = all_rules()
        return [[alike.message(rules) for alike in group.sentences] for group in grouped(findings)]

    def finding(id, message, hint=""):
        return Finding("XYZ101", "warning", ("activities", id), message, hint)

    assert said(finding("A1", "A1 is late"), finding("A2", "A2 is late")) == [["A1 (also A2) is late"]]
    assert said(finding("A1", "A1 is in A1.2"), finding("A2", "A2 is in A2.2")) == [
        ["A1 is in A1.2", "A2 is in A2.2"],
    ]
    assert said(finding("A1", "A1: 3 days", "wait"), finding("A2", "A2: 4 days", "wait")) == [
        ["A1: 3 days", "A2: 4 days"],
    ]
    assert said(finding("A1", "A1 is late", "go 1"), finding("A2", "A2 is late", "go 2")) == [
        ["A1 is late"],
        ["A2 is late"],
    ]
    assert said(finding("12", "12 has 12 days"), finding("13", "13 has 13 days")) == [
        ["12 has 12 days", "13 has 13 days"],
    ]


def test_no_finding_is_lost_by_putting_them_together(thousands):
    from ka2plan.cli.check_groups import grouped
    from ka2plan.cli.plan_files import calls_of, load
    from ka2plan.rules import check

    class Nothing:
        facts = ()

    found = check(load(str(thousands)).reading, calls_of(Nothing), date(2026, 11, 24)).findings
    assert sorted(map(id, found)) == sorted(id(one) for group in grouped(found) for one in group.findings)


def test_of_thousands_of_findings_with_one_remedy_the_text_tells_a_few_and_how_many_more(thousands):
    ran = run("check", thousands, *TODAY)
    assert "and 2,994 more findings of SYN203; `--json` has all of them" in " ".join(ran.out.split())
    assert len(ran.out.splitlines()) < 60


def test_the_concise_form_has_a_line_for_each_finding():
    findings = json.loads(run("check", FAULTY, *TODAY, "--json").out)["files"][0]["findings"]
    lines = run("check", FAULTY, *TODAY, "--format", "concise").out.splitlines()
    assert lines == [
        f"{FAULTY}:{found['line']}:{found['column']}: {found['severity']} {found['code']} {found['message']}"
        for found in findings
    ]


def test_the_full_form_has_every_finding_with_its_whole_source():
    findings = json.loads(run("check", FAULTY, *TODAY, "--json").out)["files"][0]["findings"]
    full = run("check", FAULTY, *TODAY, "--format", "full").out
    in_a_line = " ".join(full.split())
    for found in findings:
        for text in (found["message"], found["hint"], found["source"]):
            assert text in in_a_line


def test_a_folder_stands_for_all_plans_below_it_with_a_total_and_the_highest_code(tmp_path):
    (tmp_path / "deep" / ".git").mkdir(parents=True)
    for place, name in (("one.toml", SOUND[0]), ("deep/two.toml", SOUND[1]), ("deep/.git/x.toml", FAULTY.name)):
        (tmp_path / place).write_bytes((SAMPLES / name).read_bytes())
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'something else'\n", encoding="utf-8")
    ran = run("check", tmp_path, *TODAY)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "All 2 plans: no problem found.")
    (tmp_path / "deep" / "three.toml").write_bytes(FAULTY.read_bytes())
    ran = run("check", tmp_path, tmp_path / "one.toml", "--format", "json", *TODAY)
    assert ran.code == 1
    assert len(json.loads(ran.out)["files"]) == 4
    assert len(json.loads(run("check", tmp_path / "one.toml", tmp_path, "--json").out)["files"]) == 3
    told = " ".join(run("check", tmp_path, *TODAY).out.split())
    assert "All 3 plans: 10 errors, 2 warnings, 7 pieces of advice. 1 plan has errors:" in told
    (tmp_path / "deep" / "broken.toml").write_text("format = \n", encoding="utf-8")
    assert run("check", tmp_path, *TODAY).code == 3


def test_fixes_are_applied_in_all_plans_of_a_folder(tmp_path):
    text = (SAMPLES / SOUND[0]).read_text(encoding="utf-8")
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(text.replace("start = 2026-11-01", 'start = "2026-11-01"'), encoding="utf-8")
    ran = run("check", tmp_path, "--fix", *TODAY)
    assert ran.code == 0
    assert "start = 2026-11-01" in (tmp_path / "one.toml").read_text(encoding="utf-8")
    assert (tmp_path / "two.toml").read_bytes() == (tmp_path / "one.toml").read_bytes()
