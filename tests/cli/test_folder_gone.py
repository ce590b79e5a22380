"""Commands in a folder that is gone say so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, TODAY, run

PLAN = str(SAMPLES / "ka220-school.toml")
COMMANDS = (
    ("new", "n.toml", "--type", "KA220-SCH", "--acronym", "X"),
    ("diff", "plan.toml"),
    ("log", "plan.toml"),
    ("git", "install"),
    ("export", "md", PLAN, "-o", "out.md"),
)


@pytest.fixture
def folder_that_is_gone(tmp_path, monkeypatch):
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.usefixtures("folder_that_is_gone")
def test_a_command_whose_folder_is_gone_says_that_something_is_gone_and_is_no_fault(words):
    ran = run(*words)
    assert ran.code == 3
    assert "no longer exists" in ran.err or "there is no such file or folder" in ran.err
    assert "fault of ka2plan" not in ran.err


@pytest.mark.usefixtures("folder_that_is_gone")
def test_a_file_that_is_named_from_the_root_on_is_read_all_the_same():
    assert run("timeline", PLAN).code == 0


@pytest.mark.usefixtures("folder_that_is_gone")
def test_what_needs_no_folder_is_done_all_the_same():
    read = run("check", "-", *TODAY, stdin=Path(PLAN).read_bytes())
    assert (read.code, read.out) == (0, "(standard input): no problem found\n")
    assert "calls" in run("doctor").out
    several = run("check", "plan.toml", PLAN, *TODAY)
    assert several.code == 3
    assert "ka220-school.toml" in several.out
