"""Reports of the shell, read within the editor: the same lines."""

from __future__ import annotations

import shutil

from ka2plan.words.visible import visible
from tests.cli.running import SAMPLES, run
from tests.tui.pilot import opened

TODAY = ("--today", "2027-03-15")


async def read(editor, name, *keys):
    """The lines in the box of a report."""
    editor.app.editor.run(editor.app.editor.keymap.named(name))
    await editor.pilot.pause()
    await editor.press(*keys)
    return [line[2:-2].rstrip() for line in editor.picture.splitlines() if line.startswith("│ ")]


async def test_a_partner_s_brief_is_that_of_the_shell(tmp_path, monkeypatch):
    async with opened(tmp_path) as editor:
        shown = await read(editor, "show.brief", "down", "enter")
        monkeypatch.setenv("COLUMNS", "76")
        told = run("brief", SAMPLES / "ka220-school.toml", "IES", *TODAY).out.splitlines()
        assert shown[:6] == told[:6]
        assert shown[1] == "Brief for IES, IES Tavernes Blanques, on 15 Mar 2027"
        await editor.press("escape")
        assert editor.app.screen is editor.app.main


async def test_among_the_partners_the_brief_begins_on_the_selected_one(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("2", "j", "j")
        shown = await read(editor, "show.brief", "enter")
        assert shown[1].startswith("Brief for ZAV")


async def test_whether_the_consortium_may_apply_is_what_the_shell_says(tmp_path, monkeypatch):
    async with opened(tmp_path) as editor:
        shown = await read(editor, "show.eligibility")
        monkeypatch.setenv("COLUMNS", "76")
        told = run("show", "eligibility", SAMPLES / "ka220-school.toml", *TODAY).out.splitlines()
        assert shown[:8] == told[:8]
        assert "This consortium may apply, as far as the plan and the known rules say." in shown
        await editor.press("escape")
        assert editor.app.screen is editor.app.main


async def test_scores_are_asked_for_and_what_they_cost_is_that_of_the_shell(tmp_path):
    async with opened(tmp_path) as editor:
        await read(editor, "show.payment", "enter")
        assert "type a score first, such as 67 or WP2=50" in editor.picture
        await editor.press(*"WP9=50", "enter")
        assert "WP9" in editor.picture.splitlines()[-3]
        shown = await read_on(editor, "ctrl+u", *"67", "enter")
        told = run("payment", SAMPLES / "ka220-school.toml", "--score", "67").out.splitlines()
        assert shown[:8] == told[:8]


async def read_on(editor, *keys):
    await editor.press(*keys)
    return [line[2:-2].rstrip() for line in editor.picture.splitlines() if line.startswith("│ ")]


async def test_the_portfolio_has_every_plan_of_the_folder_and_what_is_none(tmp_path):
    shutil.copy(SAMPLES / "ka210-small-scale.toml", tmp_path / "small.toml")
    (tmp_path / "broken.toml").write_text("[project\n", encoding="utf-8")
    (tmp_path / "other.toml").write_text("[tool]\n", encoding="utf-8")
    async with opened(tmp_path) as editor:
        shown = "\n".join(await read(editor, "show.portfolio"))
        assert "OUTCLASS" in shown
        assert "KEYGRAND" in shown
        assert "broken.toml" in shown
        assert "other.toml" not in shown
        assert visible(shown, multiline=True) == shown
