"""`doctor` says what is there, what is missing and what to do next, and changes nothing."""

from __future__ import annotations

import json
import subprocess
import tomllib

import pytest

from ka2plan.cli.doctor_machine import extras
from ka2plan.cli.doctor_terminal import terminal_lines
from tests.cli.running import SAMPLES, run
from tests.conftest import ROOT

PLAN = SAMPLES / "ka220-school.toml"


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    """Folders of the user's own that are empty."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


def checks(*words) -> dict[str, dict]:
    """The lines by name; the last of a name."""
    ran = run("doctor", *map(str, words), "--json")
    assert ran.code == 0
    return {check["name"]: check for check in json.loads(ran.out)["checks"]}


def terminal(**environment: str):
    return {line.name: line for line in terminal_lines(environment)}


def test_each_line_that_lacks_something_has_a_next_step_and_no_other():
    for check in checks(PLAN).values():
        assert check["found"]
        assert check["ok"] == (check["next"] is None)


def test_the_text_has_every_line_of_the_json_and_counts_what_is_to_do(monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    text = " ".join(run("doctor").out.split())
    found = json.loads(run("doctor", "--json").out)["checks"]
    assert [check["found"] for check in found if check["found"] not in text] == []
    assert f"{sum(not check['ok'] for check in found)} of {len(found)} lines have a next step." in text


def test_no_line_is_wider_than_the_screen(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/own")  # a folder is told in one piece, however long
    monkeypatch.setenv("XDG_STATE_HOME", "/own")
    assert max(map(len, run("doctor").out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("environment", "name", "part"),
    [
        ({"TERM": "dumb"}, "terminal", "needs a terminal"),
        ({}, "terminal", "needs a terminal"),
        ({"TERM": "xterm", "LANG": "C.UTF-8"}, "colours", "TERM=xterm-256color"),
        ({"TERM": "xterm-256color", "LANG": "C"}, "characters", "ASCII"),
        ({"TERM": "tmux-256color", "TMUX": "/x"}, "clipboard", "set-clipboard"),
        ({"TERM": "screen", "STY": "1.x"}, "clipboard", "tmux"),
        ({"TERM": "linux"}, "clipboard", "export form"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, "clipboard", "manual terminal"),
    ],
)
def test_what_a_terminal_lacks_is_said_with_the_next_step(environment, name, part):
    assert part in terminal(**environment)[name].step


def test_a_good_terminal_needs_nothing():
    found = terminal(TERM="xterm-256color", COLORTERM="truecolor", LANG="sl_SI.UTF-8")
    assert found["colours"].found == "16 million"
    assert [name for name, line in found.items() if line.step and name != "size"] == []


def test_the_extras_are_those_of_the_installation():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(extras()) == sorted(set(project["optional-dependencies"]) - {"all", "dev"})
    assert [library.lower() for library in extras()["xlsx"]] == ["openpyxl", "xlsxwriter"]


def test_an_extra_that_is_missing_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr("ka2plan.cli.doctor_machine._is_installed", lambda library: library != "typst")
    assert checks()["extras"]["next"] == 'For what needs them: pip install "ka2plan[pdf]"'


def test_own_call_files_and_their_faults_are_told(tmp_path):
    folder = tmp_path / "config" / "ka2plan" / "calls"
    folder.mkdir(parents=True)
    (folder / "2027.toml").write_text('year = 2027\n[facts.KA220]\nlump_sums = { value = "many" }\n')
    found = checks()["own_calls"]
    assert "2027" in found["found"]
    assert "2027.toml" in found["next"]


def test_git_and_the_merge_driver_of_this_clone_are_looked_for(tmp_path):
    assert checks()["repository"]["found"] == "not in a git repository"
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert "ka2plan git install" in checks()["repository"]["next"]
    assert run("git", "install").code == 0
    assert checks()["repository"]["ok"]


def test_a_plan_says_which_version_it_needs(tmp_path):
    assert checks(PLAN)["plan"]["found"] == "every version of ka2plan reads it"
    text = PLAN.read_text(encoding="utf-8").replace("[partners.IES]\n", "[partners.IES]\ncapacity = { M2 = 5 }\n")
    text = "\n".join(line for line in text.split("\n") if not line.startswith("capacity = 2"))
    (tmp_path / "plan.toml").write_text(text)
    assert checks(tmp_path / "plan.toml")["plan"]["found"].startswith("needs ka2plan 0.2 or newer")


@pytest.mark.parametrize("text", ["", "[x", "format = 1", "\x00"])
def test_what_is_no_plan_is_a_line_and_not_an_end(tmp_path, text):
    (tmp_path / "plan.toml").write_text(text)
    assert checks(tmp_path / "plan.toml")["plan"]["next"]
    assert checks(tmp_path / "nowhere.toml")["plan"]["next"]


def test_the_folder_of_unsaved_work_is_told_and_not_made(tmp_path):
    assert checks()["state"]["ok"]
    assert not (tmp_path / "state").exists()
    assert not (tmp_path / "config").exists()


def test_work_that_was_not_saved_is_counted(tmp_path):
    folder = tmp_path / "state" / "ka2plan" / "journals"
    folder.mkdir(parents=True)
    (folder / "00000000-1-aa.journal").write_text("")
    assert "1 draft" in checks()["state"]["found"]
