"""Another plan in place of the one that is open: a recent one, one of the folder, any other, or a new one."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.tui.in_terminal import in_terminal
from tests.tui.pilot import copied, opened


async def test_a_plan_of_the_folder_is_opened_in_place_of_this_one(tmp_path):
    copied(tmp_path, "ka210-small-scale")
    async with opened(tmp_path) as editor:
        await editor.press("O")
        assert "ka210-small-scale.toml  in this folder" in editor.picture
        await editor.press(*"ka210", "enter")
        assert editor.app.next_plan == str(tmp_path / "ka210-small-scale.toml")


async def test_any_file_can_be_named_and_one_that_is_not_there_is_refused_while_it_is_typed(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    path = copied(other, "ka210-small-scale")
    async with opened(tmp_path) as editor:
        await editor.press("O", *str(path)[:-1], "enter")
        assert "there is no such file" in editor.picture
        await editor.press("l", "enter")
        assert editor.app.next_plan == str(path)


async def test_a_folder_is_called_one_where_a_plan_is_named(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("O", *f"{tmp_path}/", "enter")
        assert "this is a folder" in editor.picture
        assert not editor.app.next_plan


async def test_what_cannot_be_read_leaves_this_plan_open(tmp_path):
    async with opened(tmp_path) as editor:
        (tmp_path / "folder.toml").mkdir()
        editor.app.remember.note_plan(str(tmp_path / "gone.toml"))
        await editor.press("O")
        assert "gone.toml" not in editor.picture
        await editor.press("escape")
        assert not editor.app.next_plan


async def test_plans_that_were_opened_are_offered_the_newest_first(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path = copied(elsewhere, "ka210-small-scale")
    async with opened(tmp_path) as editor:
        editor.app.remember.note_plan(str(path))
        await editor.press("O")
        assert f"opened before, in {elsewhere}"[:40] in editor.picture
        await editor.press("enter")
        assert editor.app.next_plan == str(path)


async def test_unsaved_changes_are_asked_about_first(tmp_path):
    copied(tmp_path, "ka210-small-scale")
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", ">", "O", *"ka210", "enter")
        assert "The plan has changes that are not saved." in editor.picture
        await editor.press("escape")
        assert not editor.app.next_plan
        await editor.press("O", *"ka210", "enter", "s")
        assert editor.app.next_plan
        assert not editor.session.snapshot.dirty


async def test_a_new_plan_is_asked_for_with_its_partners_and_opened(tmp_path):
    async with opened(tmp_path) as editor:
        editor.app.editor.run(editor.app.editor.keymap.named("file.new"))
        await editor.pilot.pause()
        await editor.press(*"ka220-vet", "enter")
        await editor.press("ctrl+u", *"MOOR", "enter", *"Peat in schools", "enter", *"irel", "enter")
        await editor.press("ctrl+u", *"four", "ctrl+s")
        assert "is no number of organisations: 1 to 100" in editor.picture
        await editor.press("ctrl+u", *"4", "ctrl+s", "enter")
        path = tmp_path / "moor.toml"
        assert editor.app.next_plan == str(path)
    plan = tomllib.loads(path.read_text(encoding="utf-8"))
    assert plan["project"]["title"] == "Peat in schools"
    assert plan["project"]["type"] == "KA220-VET"
    assert next(partner["country"] for partner in plan["partners"].values()) == "IE"
    assert len(plan["partners"]) == 4


def test_in_a_terminal_one_plan_follows_the_other(tmp_path):
    first, second = copied(tmp_path, "ka220-school"), copied(tmp_path, "ka210-small-scale")
    with in_terminal(tmp_path, str(first)) as terminal:
        terminal.wait_for("OUTCLASS")
        terminal.press("O")
        terminal.wait_for("Open which plan")
        terminal.press("ka210\r")
        name = tomllib.loads(Path(second).read_text(encoding="utf-8"))["project"]["acronym"]
        terminal.wait_for(name)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.is_restored


async def test_a_country_that_was_found_by_a_part_of_its_name_is_shown_when_the_field_is_left(tmp_path):
    async with opened(tmp_path) as editor:
        editor.app.editor.run(editor.app.editor.keymap.named("file.new"))
        await editor.pilot.pause()
        await editor.press(*"ka220-vet", "enter", *"GOZD", "enter", "enter", *"slov", "down", "enter")
        assert "country of the coordinator  SI" in editor.picture
        await editor.press("shift+tab")
        assert "= Slovenia" in editor.picture or "SI  Slovenia" in editor.picture
