"""Findings as SARIF, for GitLab and as JUnit's XML: by their schemas, and by what is documented of who reads them."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from ka2plan.rules.explain import all_codes
from tests.cli.running import run
from tests.export.making import ROOT, SAMPLES
from tests.merge.repositories import clones

SCHEMA = os.environ.get("KA2PLAN_SARIF_SCHEMA", "")
FAULTY = ROOT / "samples" / "faults-to-learn-from.toml"
CASES = sorted((ROOT / "tests" / "rules" / "cases").glob("*.toml"))
TODAY = ("--today", "2026-01-15")

MOST_RESULTS, MOST_RULES, MOST_TAGS, MOST_LOCATIONS, LONGEST = 5_000, 25_000, 20, 1_000, 1_024
"""What GitHub takes or shows of a log."""


def reported(form, *plans):
    return run("check", *plans, *TODAY, "--format", form)


def log_of(*plans):
    return json.loads(reported("sarif", *plans).out)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    clone = clones(tmp_path)[0]
    for name, value in clone.environment.items():
        monkeypatch.setenv(name, value)
    return clone.folder


@pytest.mark.skipif(not SCHEMA, reason="KA2PLAN_SARIF_SCHEMA names no file with the OASIS schema of SARIF 2.1.0")
def test_every_log_is_valid_by_the_schema_of_oasis():
    from jsonschema import validators

    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8"))
    validator = validators.validator_for(schema)(schema)
    for plan in (*SAMPLES, *CASES):
        assert not [error.message for error in validator.iter_errors(log_of(plan))], plan.name


def test_github_has_all_that_it_asks_of_rules_and_results():
    log = log_of(*SAMPLES, *CASES)
    (of_run,) = log["runs"]
    rules, results = of_run["tool"]["driver"]["rules"], of_run["results"]
    assert log["version"] == "2.1.0"
    assert len(rules) <= MOST_RULES
    assert len(results) <= MOST_RESULTS
    for rule in rules:
        assert rule["id"] in all_codes()
        assert 0 < len(rule["shortDescription"]["text"]) <= LONGEST
        assert 0 < len(rule["fullDescription"]["text"]) <= LONGEST
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"note", "warning", "error"}
        assert len(rule["properties"]["tags"]) <= MOST_TAGS
        assert rule["properties"]["problem.severity"] in {"error", "warning", "recommendation"}
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert 1 <= len(result["locations"]) <= MOST_LOCATIONS
        region = result["locations"][0]["physicalLocation"]["region"]
        assert 1 <= region["startLine"] <= region["endLine"]
        assert 1 <= region["startColumn"] < region["endColumn"]
        assert re.fullmatch(r"[0-9a-f]{16}:\d+", result["partialFingerprints"]["primaryLocationLineHash"])


def test_a_rule_has_what_explain_tells_and_the_address_of_its_source():
    (of_run,) = log_of(FAULTY)["runs"]
    rules = {rule["id"]: rule for rule in of_run["tool"]["driver"]["rules"]}
    assert rules["BUD101"]["help"]["markdown"] == run("explain", "BUD101").out
    assert rules["BUD101"]["shortDescription"]["text"] == "The plan does not add up to the lump sum"
    assert rules["BUD201"]["helpUri"].startswith("https://")
    assert "helpUri" not in rules["BUD103"]


def test_the_region_is_what_the_caret_of_the_text_stands_under():
    lines, marked = FAULTY.read_text(encoding="utf-8").splitlines(), {}
    for result in log_of(FAULTY)["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        marked[result["ruleId"]] = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
    assert marked["BUD103"] == "amount = 25_000"
    assert marked["BUD201"] == "WP1"
    assert all(words.strip() == words for words in marked.values())


def test_paths_count_from_the_top_of_the_repository_wherever_one_stands(repository, monkeypatch):
    folder = repository / "plans" / "več # 1"
    folder.mkdir(parents=True)
    shutil.copy(FAULTY, folder / "plan.toml")
    for here in (repository, folder, repository.parent):
        monkeypatch.chdir(here)
        path = os.path.relpath(folder / "plan.toml", here)
        for result in log_of(path)["runs"][0]["results"]:
            place = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert place["uriBaseId"] == "%SRCROOT%"
            assert unquote(place["uri"]) == "plans/več # 1/plan.toml"
            assert re.fullmatch(r"[\w/.%\-]+", place["uri"], re.ASCII)
        assert {issue["location"]["path"] for issue in json.loads(reported("gitlab", path).out)} == {
            "plans/več # 1/plan.toml"
        }


def marks(text, path):
    path.write_text(text, encoding="utf-8")
    issues = json.loads(reported("gitlab", path).out)
    results = log_of(path)["runs"][0]["results"]
    found = sorted(result["partialFingerprints"]["primaryLocationLineHash"] for result in results)
    return sorted(issue["fingerprint"] for issue in issues), found


def test_marks_stay_when_lines_and_figures_change_and_no_two_are_the_same(tmp_path):
    text = FAULTY.read_text(encoding="utf-8")
    before = marks(text, tmp_path / "plan.toml")
    assert before == marks(f"# a remark\n\n{text}", tmp_path / "plan.toml")
    for found in before:
        assert len(set(found)) == len(found) > 10


def test_gitlab_has_all_that_it_asks_of_an_issue():
    issues = json.loads(reported("gitlab", *SAMPLES).out)
    findings = [
        finding
        for file in json.loads(run("check", *SAMPLES, *TODAY, "--json").out)["files"]
        for finding in file["findings"]
    ]
    assert [issue["check_name"] for issue in issues] == [finding["code"] for finding in findings]
    for issue, finding in zip(issues, findings, strict=True):
        assert finding["message"] in issue["description"]
        assert issue["severity"] == {"error": "major", "warning": "minor", "advice": "info"}[finding["severity"]]
        assert issue["location"]["lines"] == {"begin": finding["line"]}
        assert not issue["location"]["path"].startswith(("/", "."))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_junit_has_a_suite_for_every_file_and_a_case_for_every_finding():
    ran = reported("junit", *SAMPLES)
    suites = ET.fromstring(ran.out)
    files = json.loads(run("check", *SAMPLES, *TODAY, "--json").out)["files"]
    assert [suite.get("name") for suite in suites] == [f"samples/{path.name}" for path in SAMPLES]
    for suite, file in zip(suites, files, strict=True):
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases) == max(len(file["findings"]), 1)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure")) == file["counts"]["error"]
        for case, finding in zip(cases, file["findings"], strict=False):
            assert case.get("name").startswith(finding["code"])
            told = case.find("failure" if finding["severity"] == "error" else "system-out")
            assert finding["message"] in told.text
    assert int(suites.get("failures")) == sum(file["counts"]["error"] for file in files)


def test_junit_has_a_passed_case_where_nothing_is_found_and_takes_any_text(tmp_path):
    plan = tmp_path / "<&>'\".toml"
    shutil.copy(FAULTY, plan)
    (suite,) = ET.fromstring(run("check", plan, *TODAY, "--select", "SYN101", "--format", "junit").out)
    (case,) = suite
    assert (suite.get("tests"), suite.get("failures"), len(case)) == ("1", "0", 0)
    plan.write_bytes(b'format = 1\n[project]\ntitle = "]]> <failure/> \\u001b \\u202e & x"\nstrat = 1\n')
    (suite,) = ET.fromstring(reported("junit", plan).out)
    assert int(suite.get("failures")) > 0


def test_junit_says_how_grave_a_finding_is_in_the_language():
    told = run("check", FAULTY, *TODAY, "--format", "junit", "--lang", "sl").out
    assert ": napaka BUD201\n" in told
    assert not re.search(r": (error|warning|advice) [A-Z]{3}\d", told)


@pytest.mark.parametrize("form", ["sarif", "gitlab", "junit"])
def test_exit_codes_are_those_of_check_and_what_is_no_plan_is_a_finding(form, tmp_path):
    plan = tmp_path / "no.toml"
    plan.write_text("no plan", encoding="utf-8")
    ran = reported(form, plan)
    assert ran.code == 3
    assert "SYN101" in ran.out
    assert reported(form, FAULTY).code == 1
    assert reported(form, "-").code == 3
