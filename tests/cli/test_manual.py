"""What the manual and the README say is what the program does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, TODAY, run

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


def test_the_readme_shows_the_timeline_as_it_is_drawn():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    picture = readme.partition("```text\nOUTCLASS")[2].partition("```")[0]
    drawn = run("timeline", PLAN, "--width", "80", *TODAY).out
    assert drawn.startswith(f"OUTCLASS{picture}")


def test_the_readme_shows_a_finding_as_it_is_printed():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    finding = readme.partition("```text\nerror BUD201")[2].partition("```")[0]
    printed = run("check", SAMPLES / "faults-to-learn-from.toml", "--select", "BUD201", "--format", "full").out
    shown = printed.replace(str(SAMPLES), "samples")
    assert shown.startswith(f"error BUD201{finding}")
