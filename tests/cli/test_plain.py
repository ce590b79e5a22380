"""Every report can be listened to: with ``--plain`` nothing is drawn, a line is one fact, and no figure is lost."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from ka2plan.cli.commands import COMMANDS
from ka2plan.cli.show import SUBJECTS
from tests.cli.running import SAMPLES, run
from tests.tui.in_terminal import in_terminal

PLANS = sorted(SAMPLES.glob("*.toml"))
RUNNING = ("--today", "2027-05-20")

DRAWN = re.compile("[\u2190-\u21ff\u2500-\u25ff\u2600-\u27bf\u2039\u203a\u00ab\u00bb|\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Arrows, boxes, blocks, marks, and the controls of a terminal."""

NUMBER = re.compile(r"\d[\d,.:/-]*\d|\d")

SCHOOL = SAMPLES / "ka220-school.toml"


def reports(plan):
    """Every command that prints something of a plan for people, with what it needs."""
    words = plan.read_text(encoding="utf-8")
    partner = re.findall(r"(?m)^\[partners\.(\w+)", words)[-1]
    activity = re.findall(r'(?m)^\[activities\."?([\w.]+)"?\]', words)[0]
    yield from (("show", subject, plan, *RUNNING) for subject in SUBJECTS)
    yield ("timeline", plan, *RUNNING)
    yield (plan, *RUNNING)
    yield ("check", plan, *RUNNING)
    yield ("check", plan, "--submit", "--advice")
    yield ("check", plan, "--format", "full", "--submit")
    yield ("check", plan, "--format", "concise")
    yield ("brief", plan, partner, *RUNNING)
    yield ("balance", plan, *RUNNING)
    yield ("slip", plan, activity, "2m")
    yield ("slip", plan, "project", "1m")
    yield ("replace", plan, *re.findall(r"(?m)^\[partners\.(\w+)", words)[:2])
    yield ("portfolio", plan, *RUNNING)
    yield ("doctor", plan)
    yield ("diff", plan, SCHOOL)


FURTHER = [
    *[("payment", SCHOOL, "--score", score) for score in ("75", "55", "WP2=60,WP3=50,WP4=80", "WP2=90,WP3=50,WP4=90")],
    ("portfolio", SAMPLES, *RUNNING),
    ("check", SAMPLES),
    ("types",),
    *[("types", type_id) for type_id in ("KA220-SCH", "KA210-ADU", "KA240", "PCOOP-SPORT")],
    ("explain",),
    *[("explain", code) for code in ("BUD101", "CAL102", "DEP203", "WRK104")],
    ("diff", SCHOOL, SAMPLES / "ka220-advanced.toml", "--amendment", SCHOOL),
]

REPORTS = [*(report for plan in PLANS for report in reports(plan)), *FURTHER]


def named(report):
    return " ".join(word.name if hasattr(word, "name") else word for word in report)


def is_ruler(line):
    """Whether a line only counts: the ruler of a timeline, the headings of a table of months."""
    return bool(re.fullmatch(r"(?:Partner)?(?: capacity)?\s*(?:(?:'?\d\d(?:\d\d)?|M\d+|[A-Z]|Q\d|\d+)\s*)+", line))


@pytest.mark.parametrize("report", REPORTS, ids=named)
def test_a_plain_report_draws_nothing_and_loses_no_figure(report, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    drawn, plain = run(*report), run(*report, "--plain")
    assert plain.code == drawn.code
    assert plain.err == drawn.err
    assert plain.out.strip() or not drawn.out.strip()
    assert DRAWN.findall(without_toml(plain.out)) == []
    whole = re.sub(r"\S*…", "", drawn.out)
    figures = {figure for line in whole.splitlines() if not is_ruler(line) for figure in NUMBER.findall(line)}
    assert figures - set(NUMBER.findall(plain.out)) == set()


@pytest.mark.parametrize("report", REPORTS, ids=named)
def test_a_plain_report_has_one_fact_a_line_whatever_the_width(report, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run(*report, "--plain").out
    monkeypatch.setenv("COLUMNS", "200")
    assert run(*report, "--plain").out == narrow
    assert [line for line in without_toml(narrow).splitlines() if re.search(r"\S {3,}\S", line)] == []


def without_toml(text):
    """A report without the lines of the file that it quotes."""
    return re.sub(r"(?m)^(?:line \d+ of the file: .*|\S+ = .*|\[[\w.\"]+\].*)$", "", text)


def test_a_fact_of_a_table_names_its_row_and_its_column():
    told = run("show", "budget", SCHOOL, "--plain").out.splitlines()
    assert "Organisation OSL, WP2: 17,000" in told
    assert "Total, WP1: 50,000" in told
    assert "Partner OSL, Share (EUR): 28.4 %" in run("show", "workload", SCHOOL, "--plain").out.splitlines()


def test_what_bars_and_signs_of_a_timeline_show_is_said():
    told = run("timeline", SCHOOL, "--plain", *RUNNING).out.splitlines()
    for fact in (
        "A2.1, Dates: 1 Nov 2026 to 28 Feb 2027",
        "A2.1, State: late",
        "A2.1, Project months: M1-M4",
        "MS1, State: milestone, late",
        "A3.2: on the critical path",
    ):
        assert fact in told
    late = [line for line in told if line.startswith("Late:")]
    assert len(late) > 1, "each of what is late begins with the word"


def test_months_above_capacity_are_told_in_words():
    told = run("show", "workload", SAMPLES / "faults-to-learn-from.toml", "--plain").out
    assert re.search(r"(?m)^Partner LJU, M2: \d+ above capacity$", told)


@pytest.mark.parametrize("command", [command.name for command in COMMANDS if command.name != "open"])
def test_every_command_knows_the_option(command):
    assert "--plain" in run(command, "--help").out


def test_the_option_may_come_first_or_be_set_for_good(monkeypatch):
    told = run("show", "partners", SCHOOL, "--plain").out
    assert run("--plain", "show", "partners", SCHOOL).out == told
    monkeypatch.setenv("KA2PLAN_PLAIN", "1")
    assert run("show", "partners", SCHOOL).out == told
    assert run("show", "partners", SCHOOL, "--json").out == run("show", "partners", SCHOOL, "--json", "--plain").out


@pytest.mark.parametrize("words", [("check",), ("show", "status"), ("timeline",), ()], ids=" ".join)
def test_a_plain_report_is_text_on_a_terminal_too(words, tmp_path):
    with in_terminal(tmp_path, *words, str(SCHOOL), "--plain", TERM="xterm-256color", size=(200, 100)) as terminal:
        assert terminal.wait_for_end() == 0
    assert terminal.written.strip()
    assert b"\x1b" not in terminal.written


def test_the_history_of_a_plan_is_plain_too(tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_bytes(SCHOOL.read_bytes())
    names = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Ana")
    mails = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "ana@example.org")
    for words in (("init", "-q"), ("add", "plan.toml"), ("commit", "-qm", "First plan")):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, env={**os.environ, **names, **mails})
    told = run("log", plan, "--plain")
    assert (told.code, DRAWN.findall(told.out)) == (0, [])
    assert "First plan" in told.out
