"""The manual's page on co-editing and the hook for pre-commit name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import run

ROOT = Path(__file__).parents[2]
HOOK = dict(re.findall(r"(?m)^(?:- |  )(\w+): (.+)$", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")))


def test_every_command_of_the_page_has_the_options_it_shows():
    page = run("manual", "coediting").out
    shown = re.findall(r"(?m)^    ka2plan (\w+)(.*?)(?:  .*)?$", page)
    assert {command for command, _rest in shown} == {"git", "diff", "log", "merge", "resolve"}
    for command, rest in shown:
        options = run(command, "--help").out
        assert [word for word in re.findall(r"(?<!\S)--?\w[\w-]*", rest) if word not in options] == []


def test_the_page_names_the_hook_for_pre_commit():
    assert f"- id: {HOOK['id']}\n" in run("manual", "coediting").out


@pytest.mark.parametrize(
    ("name", "is_plan"),
    [("plan.toml", True), ("grant/plan.toml", True), ("outclass.plan.toml", True), ("pyproject.toml", False)],
)
def test_the_hook_for_pre_commit_takes_plans_only(name, is_plan):
    assert bool(re.search(HOOK["files"], name)) == is_plan


def test_the_hook_for_pre_commit_is_run_once_for_all_files_and_before_merges_too():
    assert HOOK["require_serial"] == "true"
    assert HOOK["stages"] == "[pre-commit, pre-merge-commit]"
    assert HOOK["entry"] == "ka2plan git pre-commit"
