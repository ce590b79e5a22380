"""Everything that can be typed, pressed or written into a file stands in the manual, and its examples run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import ka2plan
from ka2plan.calls.vocabulary import DATED, KEYS
from ka2plan.cli.commands import COMMANDS, HIDDEN
from ka2plan.cli.manual_pages import page_text, topics
from ka2plan.cli.manual_tables import TABLES
from ka2plan.plan.schema import IGNORED_KEYS, KINDS, OVERRIDE_KEYS, PROJECT_KEYS, TOP_LEVEL_KEYS
from ka2plan.rules.rules import all_rules
from tests.cli.running import SAMPLES, run
from tests.conftest import ROOT

PACKAGE = Path(ka2plan.__file__).parent
PAGES = {topic: page_text(topic) for topic in topics() if topic != "schema"}

PASTED = ("first-steps", "sources", "years", "terminal", "screen-readers", "codes")
"""Pages whose blocks are pasted into a shell here; those on co-editing and on a consortium have tests of their own."""


def blocks(page: str) -> list[str]:
    """The indented blocks of a page."""
    pieces = re.findall(r"(?m)(?:^    .*\n)+", page)
    return ["".join(line[4:] for line in piece.splitlines(keepends=True)) for piece in pieces]


def test_every_command_and_option_stands_in_the_manual():
    page = PAGES["commands"]
    for command in COMMANDS:
        name = "ka2plan" if command.name == "open" else f"ka2plan {command.name}"
        section = page.partition("\n## " + f"{name} {command.usage}".rstrip() + "\n")[2].partition("\n## ")[0]
        assert command.summary in section
        for action in command.parser()._actions:
            lines = [line for line in section.splitlines() if line.startswith("- `")]
            named = action.option_strings or [action.metavar]
            if action.dest != "help":
                assert any(all(str(word) in line for word in named) for line in lines), (command.name, named)


def test_every_code_stands_in_the_manual_with_its_severity():
    for code, rule in all_rules().items():
        assert f"\n- {code} {rule.severity}: " in PAGES["codes"]


@pytest.mark.parametrize("table", ["project", *(kind.name for kind in KINDS)])
def test_every_key_of_the_plan_file_stands_in_the_manual_with_sample_and_meaning(table):
    keys = PROJECT_KEYS if table == "project" else next(kind.keys for kind in KINDS if kind.name == table)
    heading = table if table == "project" else f"{table}.ID"
    section = PAGES["plan"].partition(f"\n### {heading}\n")[2].partition("\n##")[0]
    for key in keys:
        line = next(line for line in section.splitlines() if line.startswith(f"- `{key.name} = "))
        assert ("required" in line) == key.required
        assert [choice for choice in key.choices if choice not in line] == []
        assert len(line.rpartition("): ")[2]) > 9


def test_the_tables_of_the_plan_file_that_have_no_entries_stand_there_too():
    page = PAGES["plan"]
    assert [word for word in (*TOP_LEVEL_KEYS, *OVERRIDE_KEYS, *IGNORED_KEYS) if word not in page] == []


def test_every_fact_that_a_years_file_can_hold_stands_in_the_manual():
    assert [key.name for key in (*KEYS, *DATED) if f"- `{key.name}`: " not in PAGES["years"]] == []


def test_every_variable_of_the_environment_that_is_read_stands_in_the_manual():
    read = re.compile(r"environ(?:ment)?(?:\.get\(|\[)\"([A-Z_0-9]+)\"")
    names = {name for path in PACKAGE.rglob("*.py") for name in read.findall(path.read_text(encoding="utf-8"))}
    assert {"NO_COLOR", "TERM", "COLUMNS"} <= names
    others = {"HOME", "TMUX", "STY", "VTE_VERSION", "TERM_PROGRAM"}  # set by the system or the terminal, not by people
    git = {name for name in names if name.startswith("GIT_")}
    assert sorted(name for name in names - others - git if name not in "".join(PAGES.values())) == []


def test_every_file_and_entry_of_a_users_own_settings_stands_in_the_manual():
    settings = (PACKAGE / "cli" / "chosen_language.py").read_text(encoding="utf-8")
    entries = re.findall(r"read_toml\(path\)\.get\(\"(\w+)\"\)", settings)
    assert entries == ["language"]
    files = (
        *("ka2plan/config.toml", "ka2plan/keys.toml", "ka2plan/themes", "ka2plan/calls"),
        *(f"{entry} = " for entry in entries),
    )
    assert [name for name in files if name not in "".join(PAGES.values())] == []


@pytest.mark.parametrize(
    "unknown", ["2027", "Switzerland", "start", "Handbook", "priorities, topics", "agency decides"]
)
def test_what_is_not_known_is_said_in_the_manual(unknown):
    assert unknown in " ".join(PAGES["sources"].partition("## What is not known")[2].partition("\n## ")[0].split())


def test_what_stands_for_a_table_is_replaced_on_every_page():
    for topic, tables in TABLES.items():
        source = (PACKAGE / "manual" / f"{topic}.md").read_text(encoding="utf-8")
        for name in tables:
            assert f"\n({name})\n" in source
            assert f"\n({name})\n" not in PAGES[topic]


def test_the_list_of_pages_has_each_with_its_title():
    listed = run("manual").out
    for topic, page in PAGES.items():
        assert re.search(rf"(?m)^  {topic} +{re.escape(page.partition(chr(10))[0].removeprefix('# '))}$", listed)


@pytest.mark.parametrize("topic", PAGES)
def test_every_command_line_of_the_manual_has_a_command_and_options_that_exist(topic):
    names = {command.name: command for command in (*COMMANDS, *HIDDEN)}
    lines = [line for block in blocks(PAGES[topic]) for line in block.splitlines()]
    for line in lines:
        found = re.match(r"(?:- (?:run: )?)?ka2plan ([a-z-]+)(?= |$)(.*)", line.partition("    ")[0])
        if found:
            command = names[found[1]]
            options = re.findall(r"(?<!\S)--[\w-]+", found[2])
            assert [option for option in options if option not in command.parser().format_help()] == []


@pytest.mark.parametrize("topic", PASTED)
def test_the_blocks_of_a_page_can_be_pasted_one_after_the_other(tmp_path, topic):
    if topic != "first-steps":
        shutil.copy(SAMPLES / "ka220-school.toml", tmp_path / "plan.toml")
    program = shlex.join([sys.executable, "-m", "ka2plan"])
    head = f'ka2plan() {{ {program} "$@"; }}\nset -e\n'
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    environment.pop("XDG_CONFIG_HOME", None)
    pasted = [block for block in blocks(PAGES[topic]) if "ka2plan " in block]
    assert pasted or topic == "codes"
    ran = subprocess.run(
        ["bash", "-c", head + "".join(pasted)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr


@pytest.mark.parametrize("topic", ["codes", "years"])
def test_what_a_page_writes_into_a_plan_is_taken(tmp_path, topic):
    text = (SAMPLES / "ka220-school.toml").read_text(encoding="utf-8")
    added = [block for block in blocks(PAGES[topic]) if block.startswith(("[ignored", "[overrides"))]
    assert added
    plan = tmp_path / "plan.toml"
    plan.write_text(text + "\n" + "\n".join(added), encoding="utf-8")
    found = run("check", plan, "--select", "SYN")
    assert (found.code, "SYN2" in found.out) == (0, False)


def test_every_sample_of_a_key_is_written_as_toml_has_it():
    lines = re.findall(r"(?m)^- `(\w+) = (.+?)` \(", PAGES["plan"])
    assert len(lines) > 60
    for key, sample in lines:
        value = tomllib.loads(f"{key} = {sample}")[key]
        assert value != ""
