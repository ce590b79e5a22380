"""The editor as somebody in a browser has it: it saves by itself, asks what clashes, reaches nothing but the plan."""

from __future__ import annotations

import pytest

from ka2plan.errors import Ka2planError
from ka2plan.tui.app.commands import REPERTOIRE, within_plan
from tests.tui.pilot import opened
from tests.tui.test_on_disk import LATER, TITLE, saved_by_another

OUTSIDE = {
    *("file.save-as", "file.open", "file.new", "file.export", "file.import", "file.own-editor", "show.portfolio")
}
"""Commands that read or write other files, or run other programs."""


def on_disk(editor):
    with open(editor.session.snapshot.path, encoding="utf-8") as file:
        return file.read()


async def saved(editor):
    """Waits until everything is saved, as it is by itself."""
    await editor.until(lambda: not editor.session.snapshot.dirty)


async def test_what_is_changed_and_what_is_taken_back_is_saved_by_itself(tmp_path):
    async with opened(tmp_path, is_served=True) as editor:
        before = on_disk(editor)
        await editor.press(*LATER)
        await saved(editor)
        assert 'start = "M2"' in on_disk(editor)
        await editor.press("u")
        await saved(editor)
        assert on_disk(editor) == before


async def test_the_last_change_is_saved_though_the_editor_ends_at_once(tmp_path):
    async with opened(tmp_path, is_served=True) as editor:
        await editor.press(*LATER)
        editor.app.leave()
        assert 'start = "M2"' in on_disk(editor)


async def test_what_others_change_elsewhere_comes_in_and_both_are_saved(tmp_path):
    async with opened(tmp_path, is_served=True) as editor:
        await editor.press(*LATER)
        saved_by_another(tmp_path, (TITLE, "Survey"))
        await editor.until(lambda: "Survey" in editor.session.snapshot.text)
        await saved(editor)
        assert 'title = "Survey"' in on_disk(editor)
        assert 'start = "M2"' in on_disk(editor)


async def test_what_others_change_in_the_same_field_is_asked_at_once_and_the_answer_is_saved(tmp_path):
    async with opened(tmp_path, is_served=True) as editor:
        await editor.press(*LATER)
        saved_by_another(tmp_path, ('start = "M1"\nend = "M4"', 'start = "M3"\nend = "M5"'))
        await editor.until(lambda: editor.app.editor.view.NAME == "conflicts")
        theirs = on_disk(editor)
        assert 'start = "M3"' in theirs
        while editor.app.editor.view.NAME == "conflicts":
            await editor.press("o")
        await saved(editor)
        assert 'start = "M2"' in on_disk(editor)


async def test_a_plan_that_is_only_shown_follows_others_and_is_never_written(tmp_path):
    async with opened(tmp_path, is_served=True, read_only=True) as editor:
        await editor.press(*LATER)
        path = saved_by_another(tmp_path, (TITLE, "Survey"))
        written = path.stat()
        await editor.until(lambda: "Survey" in editor.session.snapshot.text)
        assert not editor.session.snapshot.dirty
        assert (path.stat().st_mtime_ns, path.stat().st_ino) == (written.st_mtime_ns, written.st_ino)


def test_the_commands_that_reach_beyond_the_plan_are_these_and_are_not_served():
    assert {command.NAME for command in REPERTOIRE.commands if command.OUTSIDE} == OUTSIDE
    served = {command.NAME for command in within_plan(REPERTOIRE).commands}
    assert served == {command.NAME for command in REPERTOIRE.commands} - OUTSIDE


async def test_keys_of_what_is_not_served_do_nothing(tmp_path):
    async with opened(tmp_path, is_served=True) as editor:
        before = editor.picture.splitlines()[:20]
        for key in ("W", "E", "ctrl+e", "ctrl+o", "O"):
            await editor.press(key)
            assert editor.picture.splitlines()[:20] == before, key
            assert len(editor.app.screen_stack) == 1, key


async def test_no_other_program_gets_a_terminal_that_there_is_not(tmp_path):
    async with opened(tmp_path, is_served=True) as editor:
        with pytest.raises(Ka2planError, match="browser"), editor.app.lent_terminal():
            pass


async def test_help_tells_what_is_otherwise_in_a_browser_and_not_where_the_file_lies(tmp_path):
    async with opened(tmp_path, is_served=True, size=(120, 60)) as editor:
        await editor.press("?")
        assert "In the browser" in editor.picture
        assert "ctrl+w closes the tab" in editor.picture
        shown = editor.picture
        while (await editor.press("space"), editor.picture)[1] != shown:
            shown = editor.picture
            assert str(tmp_path) not in shown
