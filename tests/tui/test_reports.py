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
        assert "type a score first, such as 67" in editor.picture
        await editor.press(*"WP9=50", "enter")
        assert "WP9" in editor.picture.splitlines()[-3]
        shown = await read_on(editor, "ctrl+u", *"67", "enter")
        told = run("payment", SAMPLES / "ka220-school.toml", "--score", "67").out.splitlines()
        assert shown[:8] == told[:8]


async def test_the_scores_that_are_proposed_are_those_that_the_plan_can_have(tmp_path):
    for plan, proposed in (
        ("ka220-school", "67 for the project, or WP2=66 WP3=66 WP4=66"),
        ("ka210-small-scale", "67 for the project, or relevance="),
    ):
        async with opened(tmp_path, plan, size=(120, 30)) as editor:
            await read(editor, "show.payment")
            assert proposed in editor.picture


async def test_where_no_scale_is_known_that_is_said_and_no_score_asked_for(tmp_path):
    async with opened(tmp_path, "pcoop-sport-eacea") as editor:
        await read(editor, "show.payment")
        assert "no payment scale is known for 'PCOOP-SPORT', call 2026" in editor.picture
        assert editor.app.screen is editor.app.main


async def test_plans_of_one_file_name_in_two_folders_are_two_plans_of_the_portfolio(tmp_path):
    below = tmp_path / "below"
    below.mkdir()
    shutil.copy(SAMPLES / "ka210-small-scale.toml", below / "ka220-school.toml")
    async with opened(tmp_path) as editor:
        shown = "\n".join(await read(editor, "show.portfolio"))
        assert shown.count("OUTCLASS") == 1
        assert shown.count("KEYGRAND") == 1


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


async def test_a_report_is_copied_whole_from_its_box_and_the_box_stays(tmp_path, monkeypatch):
    copied = []
    async with opened(tmp_path, size=(100, 12)) as editor:
        monkeypatch.setattr(editor.app.editor.clipboard, "_copy", copied.append)
        await read(editor, "show.brief", "down", "enter", "y")
        monkeypatch.setenv("COLUMNS", "86")
        told = run("brief", SAMPLES / "ka220-school.toml", "IES", *TODAY).out
        assert copied[0].splitlines() == [line.rstrip() for line in told.splitlines()]
        assert editor.app.screen is not editor.app.main
        await editor.press("escape")
        assert "copied" in editor.picture
