"""Blocks between a spreadsheet and the budget or the effort: pasted with a preview as one step, copied as cells."""

from __future__ import annotations

import pytest
from textual import events

from ka2plan.tui.editor.amounts.block import block_of, rows_in
from ka2plan.tui.editor.amounts.copy import table
from ka2plan.tui.toolkit.dialogs.question import Question
from tests.tui.pilot import assert_picture, opened
from tests.tui.test_effort_view import SMALL, small


async def paste(editor, text):
    editor.app.post_message(events.Paste(text))
    await editor.pilot.pause()


def amounts(editor):
    matrix = editor.app.main.view.matrix
    return {(str(entry[1]), partner): float(amount) for (entry, partner), amount in matrix.amounts.items()}


def test_cells_are_divided_by_tabs_and_lines_as_spreadsheets_do():
    assert rows_in("1\t2\r\n3\t4\r\n") == [["1", "2"], ["3", "4"]]
    assert rows_in('"a\nb"\t5') == [["a\nb", "5"]]
    assert rows_in(" \n") == []


@pytest.mark.parametrize("key", ["3", "#"])
async def test_a_block_is_shown_before_it_is_written_and_taken_back_in_one_step(tmp_path, key):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press(key, "*", *"lll" if key == "3" else "ll")
        await paste(editor, "12.000\t500\n12 000,50\t\n")
        assert isinstance(editor.app.screen, Question)
        assert_picture(editor, f"paste-{'budget' if key == '3' else 'effort'}-80x24")
        if key == "3":
            await editor.press("p")
            activities = editor.session.snapshot.plan.activities
            assert [float(amount) for amount in activities["A2.1"].budget.values()] == [12_000, 12_000.5]
            assert dict(activities["A2.2"].budget) == {"A": 500}
        else:  # effort has decimals: which of both twelves is meant has to be said
            assert "A in A2.1" in editor.picture
            await editor.press("p")
            assert dict(editor.session.snapshot.plan.activities["A2.2"].effort) == {"A": 500}
        await editor.press("u")
        assert editor.session.snapshot.text == SMALL


async def test_what_cannot_be_taken_is_told_and_the_rest_is_taken(tmp_path):
    async with opened(tmp_path, small(tmp_path), size=(120, 40)) as editor:
        await editor.press("#", "*", "end")
        await paste(editor, "many\t4\n20\n-\n5\n")
        assert 'A in A2.2: "many" is not a number' in editor.picture
        assert "2 cells are outside of the table" in editor.picture
        await editor.press("p")
        assert amounts(editor)["A2.2", "B"] == 20


async def test_a_block_with_titles_goes_where_they_say(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("#", "*", "end", "G")
        await paste(editor, "\tTotal\tA2.2\tWP1\nTotal\t99\t1\t1\nC\t8\t8\t\nA\t9\t\t9\n")
        assert "outside" not in editor.picture
        await editor.press("p")
        assert amounts(editor) == {("A2.1", "A"): 30, ("A2.1", "B"): 10, ("A2.2", "C"): 8, ("WP1", "A"): 9}


async def test_the_whole_table_goes_out_and_comes_back_as_it_was(tmp_path):
    for key in ("3", "#"):
        async with opened(tmp_path) as editor:
            await editor.press(key, "*")
            view = editor.app.main.view
            block = block_of(view, rows_in(table(view)))
            assert (block.amounts, block.cells, block.faults) == ({}, 0, ())
            await paste(editor, table(view))
            assert "it is the same as what is there already" in editor.picture


async def test_the_sum_of_columns_that_are_pasted_as_well_is_not_taken_twice(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("#", "*", "l")
        await paste(editor, "70\t20\t50")
        await editor.press("p")
        assert amounts(editor) == {("A2.1", "A"): 20, ("A2.1", "B"): 10, ("A2.2", "A"): 50}


async def test_named_months_grow_in_proportion_where_a_block_says_more(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await editor.press("#", "*", "l", "l", "j")
        await paste(editor, "20")
        await editor.press("p")
        assert dict(editor.session.snapshot.plan.activities["A2.1"].effort_by_month["B"]) == {1: 8, 2: 12}


async def test_a_cell_a_row_and_the_table_are_copied_as_cells(tmp_path, monkeypatch):
    copied = []
    async with opened(tmp_path, small(tmp_path)) as editor:
        monkeypatch.setattr(editor.app.editor.clipboard, "_copy", copied.append)
        monkeypatch.delenv("TMUX", raising=False)
        await editor.press("#", "*", "l", "y", "enter", "y", "down", "enter", "y", "down", "down", "enter")
        cell, row, whole = copied
        assert cell == "30"
        assert row == "\t30\t30\t"
        assert whole.splitlines()[0] == "Organisation\tTotal\tWP1\tWP2\tA2.1\tA2.2"
        assert whole.splitlines()[2] == "A\t30\t\t30\t30\t"
        assert "copied" in editor.picture


async def test_a_read_only_plan_takes_no_block(tmp_path):
    async with opened(tmp_path, read_only=True) as editor:
        await editor.press("#")
        await paste(editor, "5\t5")
        assert editor.app.screen is editor.app.main
        assert "read-only" in editor.picture


HOSTILE = ("", "\n\t\n", "\t\t\t", "x" * 200_000, '"', "\x1b[2J\t=1+1\n", "1\t" * 30_000, "1,500\t1.500")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("plan", [SMALL, "format = 1\n", "nonsense ["])
async def test_whatever_is_pasted_is_taken_or_told(tmp_path, text, plan):
    path = tmp_path / "plan.toml"
    path.write_text(plan, encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        for key in ("#", "3"):
            await editor.press(key)
            await paste(editor, text)
            await editor.press("escape")
        assert editor.session.snapshot.text == plan
