"""From what ``ka2plan new`` writes to a plan without errors, by keys in the editor alone."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import run
from tests.tui.pilot import Opened, opened

SUBMITTED = "2026-01-15"
"""The day on which the plans are checked: before the deadline of the call."""


def new(folder: Path, type_id: str) -> Path:
    """A plan as somebody starts with it who has only the type and no partner yet."""
    path = folder / "plan.toml"
    ran = run("new", str(path), "--type", type_id, "--partners", "1", "--acronym", "OUT", "--today", SUBMITTED)
    assert ran.code == 0
    return path


def errors(path: Path) -> list[str]:
    """What ``ka2plan check`` finds wrong in the file."""
    ran = run("check", str(path), "--json", "--today", SUBMITTED)
    (file,) = json.loads(ran.out)["files"]
    found = [finding["message"] for finding in file["findings"] if finding["severity"] == "error"]
    assert ran.code == (1 if found else 0)
    return found


async def do(editor: Opened, *steps: str) -> None:
    """Presses keys, named with blanks between them; what begins with ``=`` is typed as it stands."""
    for step in steps:
        await editor.press(*(step[1:] if step.startswith("=") else step.split()))
        assert editor.app.is_running


async def test_a_ka220_from_its_first_line_to_no_errors(tmp_path):
    path = new(tmp_path, "KA220-SCH")
    assert errors(path)
    async with opened(tmp_path, path) as editor:
        # the project
        await do(editor, "S", "enter", "=Outdoor classrooms for rural schools", "enter")
        await do(editor, "/", "=priorities", "enter", "enter", "=inclusion", "space", "enter")
        await do(editor, "/", "=topics", "enter", "enter", "=Rural schools, Environment", "enter")
        await do(editor, "/", "=agency", "enter", "enter", "=SI01", "enter", "escape")
        # three organisations
        await do(editor, "2", "t", "=Osnovna šola Ledina", "enter", "r", "=OSL", "enter")
        await do(editor, "a", "=IES Jaume I", "enter", "=spain", "enter", "r", "=IES", "enter")
        await do(editor, "a", "=Pädagogische Hochschule", "enter", "=austr", "enter", "r", "=PHS", "enter")
        # who does what, for how much
        await do(editor, "1", "j j", "e", "=ies", "enter", "enter")
        await do(editor, "/", "=partners taking", "enter", "enter", "=osl", "space", "enter")
        await do(editor, "/", "=OSL", "enter", "enter", "=12500", "down", "=20.000", "down", "=10 000", "enter")
        await do(
            editor, "/", "=venue: place", "enter", "enter", "=Valencia", "enter", "down", "enter", "=spain", "enter"
        )
        needs = editor.session.snapshot.plan.activities["A2.1"]
        assert needs.budget == {"OSL": 12_500, "IES": 20_000, "PHS": 10_000}
        await do(editor, "escape")
        # a package more, with an activity, a milestone and an indicator
        await do(editor, "G", "A", "=work package", "enter", "=Handing on", "enter", "=phs", "enter")
        await do(editor, "a", "=Guide for other schools", "enter", "=M20", "enter", "=M24", "ctrl+s")
        await do(editor, "b", "=A3.1", "enter")
        await do(editor, "A", "=milestone", "enter", "=Guide published", "enter", "=M23", "ctrl+s")
        await do(
            editor, "A", "=indicator", "enter", "=Schools that use it", "enter", "=40", "enter", "=schools", "enter"
        )
        await do(
            editor, "alt+1", "/", "=Guide for", "enter", "enter", "/", "=budget", "enter", "down down down", "enter"
        )
        await do(editor, "=21.300", "enter", "escape")
        # the sum closes again
        await do(
            editor, "/", "=Pilot", "enter", "n", "enter", "/", "=budget", "enter", "down", "enter", "=42500", "enter"
        )
        # the milestone waits for the guide, which is not finished by then: a month later
        assert editor.session.snapshot.counts["error"] == 1
        await do(editor, "escape", "/", "=MS4", "enter", ">")
        assert editor.session.snapshot.counts["error"] == 0
        await do(editor, "w")
        assert "saved" in editor.picture
    assert errors(path) == []


async def test_a_ka210_from_its_first_line_to_no_errors(tmp_path):
    path = new(tmp_path, "KA210-SCH")
    assert errors(path)
    async with opened(tmp_path, path) as editor:
        await do(editor, "S", "enter", "=Garden together", "enter", "escape")
        await do(editor, "2", "t", "=Osnovna šola Ledina", "enter", "r", "=OSL", "enter")
        await do(editor, "a", "=Kindergarten Graz", "enter", "=austria", "enter", "r", "=KIG", "enter")
        await do(editor, "1", "e", "=kig", "enter", "enter")
        await do(editor, "/", "=partners taking", "enter", "enter", "space", "enter")
        await do(editor, "/", "=venue: country", "enter", "enter", "=austria", "enter", "escape")
        await do(editor, "a", "=Closing feast", "enter", "=M15", "enter", "=M15", "enter", "=osl", "ctrl+s")
        await do(editor, "enter", "/", "=amount", "enter", "enter", "=3.000", "enter", "escape")
        await do(editor, "g", "enter", "/", "=amount", "enter", "enter", "=9.000", "enter", "escape")
        assert editor.session.snapshot.counts["error"] == 0
        await do(editor, "w")
    assert errors(path) == []
