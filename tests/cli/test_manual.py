"""What the manual and the README say is what the program does."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from ka2plan.cli.manual_pages import page_text
from tests.cli.running import SAMPLES, TODAY, run
from tests.tui.in_terminal import in_terminal

ROOT = Path(__file__).parents[2]
PLAN = SAMPLES / "ka220-school.toml"

FORMS = {
    "check": ("check", PLAN),
    "show budget": ("show", "budget", PLAN),
    "show workload": ("show", "workload", PLAN),
    "show dependencies": ("show", "dependencies", PLAN),
    "show partners": ("show", "partners", PLAN),
    "show milestones": ("show", "milestones", PLAN),
    "show status": ("show", "status", PLAN),
    "timeline": ("timeline", PLAN),
    "slip": ("slip", PLAN, "A2.2", "8m"),
    "balance": ("balance", SAMPLES / "faults-to-learn-from.toml"),
    "brief": ("brief", PLAN, "PHS"),
    "payment": ("payment", PLAN, "--score", "50"),
    "portfolio": ("portfolio", PLAN),
    "types": ("types",),
    "doctor": ("doctor",),
}
"""Commands by the heading under which the manual has their JSON form."""


def section_of(heading: str) -> str:
    """What the manual says of one JSON form."""
    _before, found, after = run("manual", "json").out.partition(f"\n## {heading} --json\n")
    assert found, f"the manual has no JSON form of {heading}"
    return after.partition("\n## ")[0]


@pytest.mark.parametrize("heading", FORMS)
def test_the_manual_names_the_keys_of_every_json_form(heading):
    form = json.loads(run(*FORMS[heading], "--json").out)
    section = section_of(heading)
    rows = [row for value in form.values() if isinstance(value, list) for row in value if isinstance(row, dict)]
    keys = {key for table in (form, *rows) for key in table}
    assert [key for key in sorted(keys) if f'"{key}"' not in section] == []


README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_shows_the_plan_as_it_is_drawn():
    picture = ROOT / ".github" / "plan.svg"
    assert f"](.github/{picture.name})" in README
    drawn = run("export", "svg", PLAN, *TODAY).out
    if os.environ.get("KA2PLAN_NEW_PICTURES"):
        picture.write_text(drawn, encoding="utf-8")
    assert picture.read_text(encoding="utf-8") == drawn


def test_the_readme_shows_a_finding_as_it_is_printed():
    finding = README.partition("```text\nerror BUD201")[2].partition("```")[0]
    printed = run("check", SAMPLES / "faults-to-learn-from.toml", "--select", "BUD201").out
    shown = printed.replace(str(SAMPLES), "samples")
    assert shown.startswith(f"error BUD201{finding}")


def test_the_first_steps_show_a_finding_as_it_is_printed():
    shown = [line.strip() for line in page_text("first-steps").splitlines()]
    printed = run("check", SAMPLES / "faults-to-learn-from.toml", "--select", "BUD201").out.splitlines()
    first = shown.index(printed[0])
    assert shown[first + 1] == printed[1].strip()


def test_the_readme_is_short_and_leads_each_reader_on_by_one_link():
    assert len(README.splitlines()) <= 150
    top = README.partition("\n## ")[0]
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"(?m)^## (.+)$", README)}
    wanted = {"your-first-plan", "for-partners", "for-grant-offices"}
    assert wanted <= set(re.findall(r"\]\(#([\w-]+)\)", top)) <= headings
    for target in re.findall(r"\]\(([^#)]+)\)", README):
        assert (ROOT / target).is_file()


def test_what_ages_stands_beside_the_benchmarks():
    assert len(re.findall(r"\b\d[\d.]*(?:x| times\b)", README)) <= 3
    assert not re.search(r"\d (?:ms|seconds|kB|MiB)\b", README)


def test_the_views_of_the_readme_are_those_of_the_editor():
    from ka2plan.tui.app.views import VIEWS

    rows = dict(re.findall(r"(?m)^\| `(\d)` \| (\w+) \|", README))
    for place, view in enumerate(VIEWS[:9], 1):
        assert rows[str(place)] in (view.name, view.title)


PAGES = sorted(path.stem for path in (ROOT / "ka2plan" / "manual").glob("*.md"))


def prose(text):
    """The lines that can be broken: outside of blocks, headings and tables."""
    return [
        line
        for place, part in enumerate(text.split("\n```"))
        if place % 2 == 0
        for line in part.splitlines()
        if not line.startswith(("    ", "#", "|"))
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [40, 80, 100])
def test_a_page_is_as_wide_as_the_terminal_and_loses_no_word(page, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run("manual", page).out
    assert shown.split() == page_text(page).split()
    for line in prose(shown):
        first_blank = line.strip().lstrip("-0123456789. ").find(" ")
        assert len(line) <= width or "`" in line or first_blank < 0 or len(line) - len(line.lstrip()) > 0


def test_what_can_be_pasted_is_not_broken_by_wrapping():
    from ka2plan.cli.page_text import page_text

    block = "    ka2plan " + "x " * 100 + "\n"
    fence = "```\n" + "y " * 100 + "\n```\n"
    code = "a" * 70 + " `ka2plan git install` is one command\n"
    assert page_text(block + fence, 80) == block + fence
    assert page_text(code, 80) == "a" * 70 + "\n`ka2plan git install` is one command\n"
    assert page_text("- one " + "two " * 20, 40).splitlines()[1].startswith("  two")


def test_without_a_command_the_five_that_one_begins_with_are_on_standard_output():
    ran = run()
    assert (ran.code, ran.err) == (2, "")
    lines = ran.out.splitlines()
    assert len(lines) < 24
    assert max(map(len, lines)) <= 80
    assert [line.split("ka2plan ")[1].split()[0] for line in lines[2:7]] == [
        "new",
        "plan.toml",
        "check",
        "export",
        "git",
    ]


def test_a_page_goes_through_the_pager_on_a_terminal(tmp_path):
    pager = tmp_path / "pager"
    pager.write_text(f'#!/bin/sh\necho "$LESS" >{tmp_path}/less\ncat >{tmp_path}/page\n', encoding="utf-8")
    pager.chmod(0o755)
    with in_terminal(tmp_path, "manual", "first-steps", PAGER=str(pager), TERM="xterm") as terminal:
        assert terminal.wait_for_end() == 0
    assert (tmp_path / "less").read_text() == "FRX\n"
    shown = (tmp_path / "page").read_text(encoding="utf-8")
    assert shown.split() == run("manual", "first-steps").out.split()


@pytest.mark.parametrize("pager", ["", "/no/such/pager", "'unclosed"])
def test_without_a_pager_that_can_be_started_the_page_is_printed(pager, tmp_path):
    with in_terminal(tmp_path, "manual", "themes", PAGER=pager, TERM="xterm", size=(80, 120)) as terminal:
        assert terminal.wait_for_end() == 0
        assert "theme" in terminal.picture
