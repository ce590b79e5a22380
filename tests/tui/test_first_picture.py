"""What the editor loads before its first picture: nothing that findings, edits or dialogs need."""

from __future__ import annotations

from ka2plan.tui.app.background_imports import LIBRARIES

PROGRAM = """
import asyncio, sys, tempfile
from pathlib import Path
from types import ModuleType

class Shown(ModuleType):
    def load_what_comes_later(self, session):
        print(*sorted(sys.modules))

sys.modules["ka2plan.tui.app.background_imports"] = Shown("ka2plan.tui.app.background_imports")

from ka2plan.charts.signs import UNICODE
from ka2plan.session import Session
from ka2plan.tui.app.application import EditorApp, Surroundings
from ka2plan.tui.editor.state import Remember
from ka2plan.tui.toolkit.theme import load_look

async def show(folder):
    plan = folder / "plan.toml"
    plan.write_text(sys.argv[1], encoding="utf-8")
    with_journals = Session.open(str(plan), journal_in=str(folder))
    look = load_look("dark", str(folder), UNICODE)
    around = Surroundings(str(folder), look, Remember(str(folder), str(plan)))
    async with EditorApp(with_journals, around).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    with_journals.close()

with tempfile.TemporaryDirectory() as folder:
    asyncio.run(show(Path(folder)))
"""

PLAN = """
format = 1
[project]
title = "Small"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
[partners.A]
name = "Ada"
[work_packages.WP1]
title = "Management"
[activities."A1.1"]
title = "Meet"
wp = "WP1"
start = "M1"
end = "M3"
lead = "A"
"""


def test_rules_dialogs_and_what_edits_are_loaded_behind_the_first_picture(run_python):
    ran = run_python(PROGRAM, PLAN)
    loaded = ran.stdout.split()
    assert "ka2plan.tui.plan.view" in loaded, ran.stderr
    later = (*LIBRARIES, "ka2plan.tui.toolkit.dialogs", "ka2plan.tui.toolkit.dialog_keys", "networkx", "pendulum")
    assert [name for name in later if name in loaded] == []
    assert "ka2plan.tui.budget.commands" not in loaded
    rules = [name for name in loaded if name.startswith("ka2plan.rules.")]
    assert rules == []
