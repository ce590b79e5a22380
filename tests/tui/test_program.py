"""Palette, help, saving, leaving, remembering: what every view has."""

from __future__ import annotations

import pytest

from ka2plan.session import Session
from ka2plan.tui.app.commands import REPERTOIRE
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.editor.state import Remember
from tests.tui.pilot import assert_picture, copied, opened


async def test_the_palette_as_a_picture(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(":")
        assert_picture(editor, "palette-80x24")
        await editor.press(*"earlier")
        assert_picture(editor, "palette-typed-80x24")


async def test_the_palette_runs_what_is_chosen(tmp_path):
    async with opened(tmp_path) as editor:
        start = editor.session.snapshot.plan.activities["A2.1"].start_written.number
        await editor.press("j", "j", ":", *"month later", "enter")
        assert editor.session.snapshot.plan.activities["A2.1"].start_written.number == start + 1


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_help_as_a_picture(tmp_path, size):
    async with opened(tmp_path, size=size) as editor:
        await editor.press("?")
        assert_picture(editor, f"help-{size[0]}x{size[1]}")
        await editor.press("q")
        assert editor.app.screen is editor.app.main


async def test_two_keys_that_both_leave_a_dialog_leave_it_once(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("?")
        help_page = editor.app.screen
        help_page.answer()
        help_page.answer()
        await editor.pilot.pause()
        assert editor.app.screen is editor.app.main


async def test_leaving_with_nothing_to_save_asks_nothing(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("q")
        assert editor.app.return_value == 0


async def test_leaving_with_unsaved_work_asks(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", ">", "q")
        assert_picture(editor, "quit-80x24")
        await editor.press("escape")
        assert editor.app.is_running
        await editor.press("q", "s")
        assert editor.app.return_value == 0
        assert not editor.session.snapshot.dirty


async def test_leaving_without_saving_writes_nothing(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot.saved_text
        await editor.press("j", "j", ">", "q", "d")
        assert editor.app.return_value == 0
        assert (tmp_path / "ka220-school.toml").read_text(encoding="utf-8") == before


async def test_saving_by_plain_key_and_by_control_key(tmp_path):
    async with opened(tmp_path) as editor:
        for key in ("w", "ctrl+s"):
            await editor.press("j", ">", key)
            assert not editor.session.snapshot.dirty
            assert "saved" in editor.picture


async def test_undo_and_redo_by_their_usual_keys(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("j", "j", ">")
        changed = editor.session.snapshot.text
        for undo, redo in (("u", "ctrl+r"), ("ctrl+z", "ctrl+y")):
            await editor.press(undo)
            assert editor.session.snapshot.text == text
            await editor.press(redo)
            assert editor.session.snapshot.text == changed


async def test_a_read_only_plan_says_so_and_refuses(tmp_path):
    async with opened(tmp_path, read_only=True) as editor:
        await editor.press("j", "j", ">")
        assert not editor.session.snapshot.dirty
        assert_picture(editor, "read-only-80x24")


async def test_a_file_that_somebody_else_wrote_is_never_overwritten(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", ">")
        path = tmp_path / "ka220-school.toml"
        editor.session.examine()
        path.write_text("theirs", encoding="utf-8")
        editor.session.poll()
        await editor.press("w")
        assert path.read_text(encoding="utf-8") == "theirs"
        assert_picture(editor, "changed-on-disk-80x24")


async def test_a_file_that_is_no_text_opens_too(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xff\xfe\x00nothing")
    async with opened(tmp_path, path) as editor:
        await editor.press("1", "2", ">", "w", "j")
        assert editor.app.is_running
        assert path.read_bytes() == b"\xff\xfe\x00nothing"


async def test_view_folds_and_order_are_remembered_outside_the_plan(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "left", "o", "q")
    path = str(tmp_path / "ka220-school.toml")
    remember = Remember(str(tmp_path / "state"), path)
    assert remember.view == "plan"
    async with opened(tmp_path) as editor:
        assert "A2.1" not in editor.picture
        assert "A3.1" in editor.picture


@pytest.mark.parametrize("content", ["", "[]", "{", '{"view": 3, "views": {"plan": {"folded": 1, "zoom": "x"}}}'])
async def test_what_stands_in_the_remembered_file_never_matters(tmp_path, content):
    async with opened(tmp_path) as editor:
        await editor.press("q")
    for file in (tmp_path / "state").rglob("*.json"):
        file.write_text(content, encoding="utf-8")
    async with opened(tmp_path) as editor:
        assert "A2.1" in editor.picture


def test_every_command_has_a_name_of_its_own_and_a_word_for_help():
    names = [command.NAME for command in REPERTOIRE.commands]
    assert len(names) == len(set(names))
    assert all(command.LABEL and command.GROUP for command in REPERTOIRE.commands)


def test_no_two_commands_of_a_view_share_a_key():
    seen: dict[tuple[str, str], str] = {}
    for command in REPERTOIRE.commands:
        for key in command.KEYS:
            for view in command.VIEWS or ("",):
                assert (view, key) not in seen, (key, seen.get((view, key)), command.NAME)
                seen[view, key] = command.NAME


def test_keys_can_be_given_away_and_taken():
    keymap = Keymap(REPERTOIRE, {"quit": ["ctrl+x"], "undo": []})
    assert keymap.find(["ctrl+x"], "plan").NAME == "quit"
    assert keymap.find(["q"], "plan") is None
    assert keymap.find(["u"], "plan") is None
    assert keymap.faults == ()


@pytest.mark.parametrize("own", [{"nothing": ["x"]}, {"quit": "x"}, {"quit": [1]}])
def test_what_the_file_of_keys_says_wrongly_is_told_and_ignored(own):
    keymap = Keymap(REPERTOIRE, own)
    assert len(keymap.faults) == 1
    assert keymap.find(["q"], "plan").NAME == "quit"


def test_a_file_of_keys_that_is_no_toml_is_told(tmp_path):
    (tmp_path / "keys.toml").write_text("= 1", encoding="utf-8")
    assert Keymap.load(REPERTOIRE, str(tmp_path)).faults


async def test_the_first_picture_has_the_plan_and_not_yet_the_findings(tmp_path):
    session = Session.open(str(copied(tmp_path, "faults-to-learn-from")))
    assert not session.snapshot.examined
    assert session.snapshot.plan.activities
