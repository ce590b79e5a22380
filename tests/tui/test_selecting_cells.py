"""A selection of cells in the budget and the effort: drawn, added up, copied, cleared and filled, and how it ends."""

from __future__ import annotations

import pytest
from textual import events

from ka2plan.tui.editor.amounts.block import rows_in
from tests.tui.pilot import assert_picture, opened
from tests.tui.test_blocks import amounts, paste
from tests.tui.test_effort_view import SMALL, small

AWAY = (
    ["left"],
    ["right"],
    ["up"],
    ["down"],
    ["tab"],
    ["home"],
    ["end"],
    ["g"],
    ["G"],
    ["pagedown"],
    ["escape"],
    ["space"],
    ["*"],
    ["/", "C", "enter"],
)
"""Keys that go elsewhere or show other columns."""


def chosen(editor):
    view = editor.app.main.view
    return tuple(view.selection) if view.has_selection else None


def drawn_as(editor, name):
    """The texts on the screen that are drawn in the colours of a style."""
    wanted = editor.app.look[name]
    strips = editor.app.screen._compositor.render_strips()
    segments = [segment for strip in strips for segment in strip if segment.style]
    return [one.text.strip() for one in segments if one.style.bgcolor == wanted.bgcolor and one.text.strip()]


@pytest.mark.parametrize("key", ["3", "#"])
async def test_shift_with_arrows_selects_from_where_one_began_to_the_cursor(tmp_path, key):
    async with opened(tmp_path) as editor:
        await editor.press(key, "j", "l", "shift+right", "shift+down")
        assert chosen(editor) == (1, 1, 2, 2)
        await editor.press("shift+left", "shift+left", "shift+up", "shift+up")
        assert chosen(editor) == (0, 0, 1, 1)  # the corner where it began is the last one now
        await editor.press("shift+left", "shift+up")
        assert chosen(editor) == (0, 0, 1, 1)


@pytest.mark.parametrize("key", ["3", "#"])
async def test_what_is_selected_is_drawn_and_told_with_what_it_holds_together(tmp_path, key):
    async with opened(tmp_path) as editor:
        await editor.press(key, "l", "shift+right", "shift+down")
        assert_picture(editor, f"selected-{'budget' if key == '3' else 'effort'}-80x24")
        cells = [" ".join(drawn_as(editor, style)).split() for style in ("selected", "cursor")]
        assert list(map(len, cells)) == [3, 1], cells


@pytest.mark.parametrize("away", AWAY, ids=" ".join)
async def test_every_other_move_ends_it(tmp_path, away):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("3", "j", "shift+right", "shift+up")
        assert chosen(editor) == (0, 0, 1, 1)
        await editor.press(*away)
        assert chosen(editor) is None
        assert editor.app.main.view.NAME == "budget"  # escape ends the selection first


async def test_after_one_key_every_move_selects_until_the_same_key_comes_again(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("3", "v", "G", "end")
        view = editor.app.main.view
        assert chosen(editor) == (0, 0, view.row_count - 1, view.column_count - 1)
        await editor.press("k", "h")
        assert chosen(editor) == (0, 0, view.row_count - 2, view.column_count - 2)
        await editor.press("v")
        assert chosen(editor) is None
        await editor.press("g")
        assert chosen(editor) is None


async def test_all_cells_can_be_selected_at_once(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("3", "l", "j", "ctrl+a")
        view = editor.app.main.view
        assert chosen(editor) == (0, 0, view.row_count - 1, view.column_count - 1)
        assert f"together {view.measure.said(view.matrix.total)}" in editor.picture


async def test_what_is_selected_is_copied_at_once_and_pasted_back_unchanged(tmp_path, monkeypatch):
    copied = []
    async with opened(tmp_path) as editor:
        monkeypatch.setattr(editor.app.editor.clipboard, "_copy", copied.append)
        await editor.press("3", "*", "j", "shift+right", "shift+right", "shift+down", "y")
        assert editor.app.screen is editor.app.main
        assert "6 cells copied" in editor.picture
        view = editor.app.main.view
        shown = [
            [view.matrix.cell(view.matrix.partners[row], view.matrix.columns[column]) for column in range(3)]
            for row in (1, 2)
        ]
        assert rows_in(copied[0]) == [[str(cell) if cell else "" for cell in row] for row in shown]
        await paste(editor, copied[0])
        assert "it is the same as what is there already" in editor.picture


@pytest.mark.parametrize("key", ["3", "#"])
async def test_what_is_selected_is_cleared_in_one_step(tmp_path, key):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press(key, "*", "ctrl+a", "delete")
        assert amounts(editor) == {}
        assert "Clear" in editor.picture
        await editor.press("u")
        assert editor.session.snapshot.text == SMALL


async def test_clearing_touches_nothing_outside_and_says_where_there_is_nothing(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("#", "l", "shift+down", "d")
        assert amounts(editor) == {}
        await editor.press("d")
        assert "2 cells are empty already" in editor.picture
        await editor.press("u", "g", "end", "j", "shift+down", "d")
        assert amounts(editor) == {("A2.1", "A"): 30}


async def test_one_value_that_is_pasted_goes_into_every_selected_cell(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("#", "*", "l", "l", "shift+right", "shift+down")
        await paste(editor, "7")
        await editor.press("p")
        assert amounts(editor) == {(id, partner): 7 for id in ("A2.1", "A2.2") for partner in ("A", "B")}
        await editor.press("u")
        assert editor.session.snapshot.text == SMALL


async def test_a_block_begins_at_the_first_selected_cell_wherever_the_cursor_is(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("#", "*", "end", "j", "shift+left", "shift+up")
        await paste(editor, "1\t2\n3\t4")
        await editor.press("p")
        assert amounts(editor) == {("A2.1", "A"): 1, ("A2.2", "A"): 2, ("A2.1", "B"): 3, ("A2.2", "B"): 4}


async def test_a_column_that_adds_up_is_not_counted_twice(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("#", "*", "ctrl+a")
        assert "together 40" in editor.picture


async def test_a_plan_that_may_not_be_changed_is_selected_and_copied_but_not_cleared(tmp_path, monkeypatch):
    copied = []
    async with opened(tmp_path, small(tmp_path), read_only=True) as editor:
        monkeypatch.setattr(editor.app.editor.clipboard, "_copy", copied.append)
        await editor.press("#", "ctrl+a", "y", "d")
        assert copied
        assert "read-only" in editor.picture
        assert editor.session.snapshot.text == SMALL


async def test_it_ends_where_other_cells_stand_in_its_place(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("3", "ctrl+a")
        path = tmp_path / "small.toml"
        text = editor.session.snapshot.text.replace("[partners.C]", "[partners.D]")
        (path if path.exists() else next(tmp_path.glob("*.toml"))).write_text(text, encoding="utf-8")
        await editor.press("R")
        assert chosen(editor) is None


async def test_an_edit_elsewhere_leaves_it(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("3", "shift+down", "d")
        assert chosen(editor) == (0, 0, 1, 0)


@pytest.mark.parametrize("how", [("v", "right", "down"), ("shift+right", "shift+down")], ids=["v", "shift"])
async def test_undo_leaves_selected_what_it_brings_back(tmp_path, how):
    async with opened(tmp_path) as editor:
        await editor.press("3", "j", "l", "l", *how, "d")
        assert chosen(editor) == (1, 2, 2, 3)
        for key in ("u", "ctrl+r", "u"):
            await editor.press(key)
            assert chosen(editor) == (1, 2, 2, 3)


@pytest.mark.parametrize("how", [("v", "down"), ("shift+down",)], ids=["v", "shift"])
async def test_undo_of_what_is_elsewhere_ends_the_selection_and_goes_there(tmp_path, how):
    async with opened(tmp_path) as editor:
        await editor.press("3", "G", "end", "d", "g", "home", *how)
        assert chosen(editor) == (0, 0, 1, 0)
        await editor.press("u")
        assert chosen(editor) is None
        view = editor.app.main.view
        assert (view.cursor, view.column) == (view.row_count - 1, view.column_count - 1)
        await editor.press("g")
        assert chosen(editor) is None


@pytest.mark.parametrize("how", [("v", "right"), ("shift+right",)], ids=["v", "shift"])
async def test_an_entry_of_another_column_that_was_gone_to_in_another_view_ends_it(tmp_path, how):
    async with opened(tmp_path) as editor:
        await editor.press("3", *how, "alt+1", "/", *"A3.1", "enter", "3")
        assert chosen(editor) is None
        await editor.press("home", *how, "alt+1", "/", *"WP1", "enter", "3")
        assert chosen(editor) == (0, 0, 0, 1)


async def test_nothing_can_be_selected_where_there_are_no_cells(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text("format = 1\n", encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        for key in ("3", "#"):
            await editor.press(key, "shift+right", "ctrl+a", "v", "y", "d", "down")
            assert chosen(editor) is None


async def test_the_mouse_selects_while_its_button_is_down(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("3")
        view = editor.app.main.view
        xs = [x + view.column_width(column) - 1 for column, x in view.seen_columns()]
        first, last = (xs[0], view.HEAD), (xs[2], view.HEAD + 2)
        await editor.pilot.mouse_down(view, offset=first)
        await move(editor, view, last)
        await editor.pilot.mouse_up(view, offset=last)
        await editor.pilot.pause()
        assert chosen(editor) == (0, 0, 2, 2)
        await editor.pilot.click(view, offset=first)
        assert chosen(editor) is None
        await editor.pilot.click(view, offset=last, shift=True)
        assert chosen(editor) == (0, 0, 2, 2)
        assert editor.app.screen is editor.app.main


async def move(editor, view, offset):
    x, y = offset
    region = view.region
    event = events.MouseMove(
        view,
        x=x,
        y=y,
        delta_x=1,
        delta_y=1,
        button=1,
        shift=False,
        meta=False,
        ctrl=False,
        screen_x=region.x + x,
        screen_y=region.y + y,
    )
    editor.app.screen._forward_event(event)
    await editor.pilot.pause()
