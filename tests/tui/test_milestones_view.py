"""The view of milestones and deliverables: one list in time, and what keys do in it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tui.pilot import TODAY, assert_picture, copied, opened

EMPTY = """format = 1
[project]
title = "Nothing yet"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "A"
"""


async def shown(editor):
    keymap = editor.app.editor.keymap
    await editor.press(keymap.keys_of(keymap.named("view.milestones"))[0])
    return editor.app.main.view


def written(tmp_path, text):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("plan", ["faults-to-learn-from", "ka220-school", "ka220-advanced"])
async def test_the_milestones_as_a_picture(tmp_path, plan, size):
    async with opened(tmp_path, plan, size=size) as editor:
        await shown(editor)
        assert_picture(editor, f"milestones-{plan}-{size[0]}x{size[1]}")


async def test_it_begins_at_what_is_late(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        assert view.selected == ("milestones", "MS1")
        assert "late, 2 weeks ago" in editor.picture


async def test_what_moves_keeps_the_cursor_and_takes_its_place_in_time(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        row = view.cursor
        await editor.press(">", ">", ">", ">", ">", ">")
        assert editor.session.snapshot.plan.milestones["MS1"].due == date(2027, 8, 31)
        assert view.selected == ("milestones", "MS1")
        assert view.cursor == row + 2
        await editor.press("u")
        assert editor.session.snapshot.plan.milestones["MS1"].due == date(2027, 2, 28)


async def test_a_milestone_is_ticked_off_today_and_back_again(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await shown(editor)
        await editor.press("space")
        assert editor.session.snapshot.plan.milestones["MS1"].reached == TODAY
        await editor.press("space")
        assert editor.session.snapshot.text == text


async def test_a_deliverable_is_ticked_off_by_its_status(tmp_path):
    async with opened(tmp_path, "pcoop-sport-eacea") as editor:
        view = await shown(editor)
        assert view.select(("deliverables", "D2.1"))
        await editor.press("x")
        assert editor.session.snapshot.plan.deliverables["D2.1"].status == "done"
        await editor.press("x")
        assert not editor.session.snapshot.dirty


async def test_only_what_is_late_is_listed(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("F", *"what is late", "enter")
        assert [row.path for row in view.rows if row.path and row.path[0] == "milestones"] == [("milestones", "MS1")]
        assert "only what is late" in editor.picture


async def test_enter_opens_the_entry_and_on_a_date_of_the_project_its_field(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor)
        await editor.press("enter")
        assert editor.app.main.view.owner == ("milestones", "MS1")
        await editor.press("escape", "g", "enter")
        assert editor.app.main.view.selected == ("project", "start")
        await editor.press("escape")
        assert editor.app.main.view.NAME == "milestones"


async def test_only_what_is_not_done_or_what_one_partner_leads_is_listed(tmp_path):
    async with opened(tmp_path, "ka220-advanced") as editor:
        view = await shown(editor)
        everything = view.row_count
        await editor.press("F", *"not done", "enter")
        assert "reached" not in "".join(view.searchable(row) for row in range(view.row_count))
        await editor.press("F", *"BFI", "enter")
        assert {row.cells[6][0] for row in view.rows if len(row.cells) > 1} == {"", "BFI"}
        await editor.press("escape")
        assert view.row_count == everything


async def test_before_anything_begins_the_dates_of_the_call_are_listed(tmp_path):
    async with opened(tmp_path, written(tmp_path, EMPTY)) as editor:
        await shown(editor)
        assert "deadline of round 1" in editor.picture
        assert "latest start of the project" in editor.picture
        await editor.press("g")
        assert "Brussels time" in editor.picture


async def test_a_milestone_without_a_date_comes_last(tmp_path):
    text = EMPTY + '[milestones.MS1]\ntitle = "Some day"\n'
    async with opened(tmp_path, written(tmp_path, text)) as editor:
        view = await shown(editor)
        assert view.rows[-1].path == ("milestones", "MS1")
        assert "no date" in editor.picture
        await editor.press(">")
        assert "MS1 has no dates to move" in editor.picture


@pytest.mark.parametrize("text", ["", "format = 1\n", "[project]\n", "x = ["])
async def test_a_plan_with_nothing_in_it_is_shown_all_the_same(tmp_path, text):
    async with opened(tmp_path, written(tmp_path, text)) as editor:
        await shown(editor)
        await editor.press("x", "enter", ">", "F", "escape", "j", "k", "G")
        assert not editor.session.snapshot.dirty


async def test_too_small_a_terminal_shows_what_fits(tmp_path):
    async with opened(tmp_path, size=(20, 5)) as editor:
        await shown(editor)
        await editor.press("j", "k", "space")
        assert editor.session.snapshot.dirty


async def test_what_milestones_are_called_cannot_touch_the_screen(tmp_path):
    path = copied(tmp_path, "ka220-school")
    text = path.read_text(encoding="utf-8").replace("Needs report accepted", "[b]\\u001b[31m\\u202eevil")
    path.write_text(text, encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await shown(editor)
        assert "\x1b" not in editor.picture
        assert "\u202e" not in editor.picture
        assert "[b]" in editor.picture
