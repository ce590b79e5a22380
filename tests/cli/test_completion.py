"""The Tab key completes what the commands' own parsers, the codes, the types and the plan at hand have."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

import pytest

from ka2plan.cli.commands import COMMANDS
from ka2plan.cli.completion import SCRIPTS
from tests.cli.running import SAMPLES, run
from tests.conftest import ROOT

PLAN = str(SAMPLES / "ka220-school.toml")


def words(*typed: str) -> list[str]:
    """The words offered for a line whose last word is being typed."""
    return [line.partition("\t")[0] for line in run("complete", "--", *typed).out.splitlines()[1:]]


def wants_files(*typed: str) -> bool:
    return run("complete", "--", *typed).out.startswith("files\n")


def test_the_first_word_becomes_any_command_or_the_file_of_a_plan():
    assert words("") == [command.name for command in COMMANDS if command.name != "open"]
    assert words("po") == ["portfolio"]
    assert wants_files("")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_option_of_every_command_is_offered_with_its_sentence(command):
    typed = [] if command.name == "open" else [command.name]
    helped = run(*(typed or ["open"]), "--help").out
    offered = words(*typed, "--")
    assert offered
    assert [option for option in offered if option not in helped] == []
    assert [word for word in helped.split() if word.startswith("--") and word.strip(",.;`") in {"--json", "--facts"}
            and word.strip(",.;`") not in offered] == []  # fmt: skip


def test_an_option_is_offered_once_and_one_that_may_be_repeated_again():
    assert "--json" not in words("check", "--json", "--select", "BUD", "--")
    assert "--select" in words("check", "--json", "--select", "BUD", "--")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("show", "b"), ["budget"]),
        (("export", "m"), ["md", "mermaid"]),
        (("explain", "BUD20"), ["BUD201"]),
        (("check", PLAN, "--select", "BUD20"), ["BUD201"]),
        (("new", "--type", "KA220-S"), ["KA220-SCH"]),
        (("types", "KA210-Y"), ["KA210-YOU"]),
        (("manual", "the"), ["themes"]),
        (("timeline", PLAN, "--by", "m"), ["month"]),
        (("timeline", PLAN, "--by", "=", "m"), ["month"]),
        (("timeline", PLAN, "--by=m"), ["--by=month"]),
        (("timeline", PLAN, "--only", "A2."), ["A2.1", "A2.2", "A2.3"]),
        (("brief", PLAN, "I"), ["IES"]),
        (("set", PLAN, "A2.1.st"), ["A2.1.start", "A2.1.status"]),
        (("set", PLAN, "project.a"), ["project.acronym", "project.agency"]),
        (("set", PLAN, "A2.2"), ["A2.2."]),
        (("add", PLAN, "act"), ["activity"]),
        (("add", PLAN, "activity", "A9", "title=New", "am"), ["amount="]),
        (("timeline", PLAN, "--width", ""), []),
        (("timeline", PLAN, "--lang", "s"), ["sl"]),
        (("remove", PLAN, "A2.1", ""), []),
        (("nowhere", "--js"), []),
    ],
    ids=lambda value: " ".join(os.path.basename(word) for word in value),
)
def test_a_word_becomes_what_fits_where_it_stands(typed, expected):
    assert words(*typed) == expected


def test_a_file_is_completed_where_a_file_is_asked_for():
    assert wants_files("check", "")
    assert wants_files("merge", "a.toml", "b.toml", "")
    assert wants_files("timeline", PLAN, "-o", "") is False
    assert wants_files("export", "pdf", PLAN, "-o", "")
    assert not wants_files("timeline", PLAN, "--today", "")


def test_ids_are_found_of_a_plan_whose_name_is_quoted_or_escaped(tmp_path):
    path = tmp_path / "my plan.toml"
    shutil.copy(PLAN, path)
    assert words("brief", str(path), "I") == ["IES"]
    assert words("brief", str(path).replace(" ", "\\ "), "I") == ["IES"]
    assert words("brief", f"'{path}'", "I") == ["IES"]
    assert words("brief", f"'{path}", "I") == []


@pytest.mark.parametrize(
    "text", ["[partners", "partners = 3", "[partners.IES]\nname = 4", '[partners."$(x)"]\nname = "I"', "\x00", ""]
)
def test_a_file_that_is_no_plan_offers_nothing_that_a_shell_could_run(tmp_path, text):
    (tmp_path / "plan.toml").write_text(text)
    ran = run("complete", "--", "brief", str(tmp_path / "plan.toml"), "")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out in ("words\n", "words\nIES\t\n")


def test_a_title_cannot_add_a_line_or_a_control_character(tmp_path):
    (tmp_path / "plan.toml").write_text('[partners.IES]\nname = "One\\nEVIL\\tx\\u001b[31m"')
    out = run("complete", "--", "brief", str(tmp_path / "plan.toml"), "").out
    assert len(out.splitlines()) == 2
    assert "\x1b" not in out


def shell(tmp_path, name: str, program: str) -> str:
    """What a shell prints that has ka2plan on its path and the script at hand."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"no {name} here")
    program_file = tmp_path / "ka2plan"
    program_file.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ka2plan "$@"\n')
    program_file.chmod(0o755)
    script = tmp_path / f"script.{name}"
    script.write_text(SCRIPTS[name])
    shutil.copy(PLAN, tmp_path / "plan.toml")
    environment = {
        **os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path),
        "SCRIPT": str(script),
    }  # fmt: skip
    ran = subprocess.run(
        [found, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stderr == ""
    return ran.stdout


BASH_LINE = """
source "$SCRIPT"
compopt() { echo "compopt $*"; }
complete -p ka2plan
COMP_WORDS=(%s); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_ka2plan; echo "${COMPREPLY[*]}"
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ka2plan show b", "compopt +o default\nbudget\n"),
        ("ka2plan brief plan.toml I", "compopt +o default\nIES\n"),
        ("ka2plan timeline plan.toml --by = qu", "compopt +o default\nquarter\n"),
        ("ka2plan set plan.toml A2.1", "compopt +o default\ncompopt -o nospace\nA2.1.\n"),
        ("ka2plan check pl", "\n"),
        ("ka2plan pl", "\n"),
        ("ka2plan p", "payment portfolio plan.toml\n"),
        ("ka2plan brief plan.toml ''", "compopt +o default\nOSL IES ZAV PHS\n"),
    ],
)
def test_bash_completes_by_its_script(tmp_path, line, expected):
    printed = shell(tmp_path, "bash", BASH_LINE % line)
    assert printed == f"complete -o default -F _ka2plan ka2plan\n{expected}"


ZSH_LINE = """
compdef() { : }
_describe() { echo "$*"; print -l "${(@P)4}"; }
_files() { echo files; }
source "$SCRIPT"
words=(%s); CURRENT=$#words
_ka2plan
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ka2plan explain BUD20", "-t words ka2plan whole\nBUD201:management above its limit\n"),
        ("ka2plan set plan.toml A2.2", "-t words ka2plan begun -S \nA2.2.:\n"),
        ("ka2plan check pl", "files\n"),
    ],
)
def test_zsh_completes_by_its_script(tmp_path, line, expected):
    assert shell(tmp_path, "zsh", ZSH_LINE % line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ka2plan explain BUD20", "BUD201\tmanagement above its limit\n"),
        ("ka2plan brief plan.toml I", "IES\tIES Tavernes Blanques\n"),
        ("ka2plan check pl", "plan.toml\n"),
        ("ka2plan show ", "budget"),
    ],
)
def test_fish_completes_by_its_script(tmp_path, line, expected):
    printed = shell(tmp_path, "fish", f'source "$SCRIPT"; complete -C {shlex.quote(line)}')
    assert expected in printed


def test_an_unknown_shell_is_refused_with_those_there_are():
    ran = run("completion", "tcsh")
    assert ran.code == 2
    assert "bash" in ran.err
