"""Entries of a list copied for a spreadsheet: which rows, with headings, harmless there, and pasted back unchanged."""

from __future__ import annotations

import os

import pytest
from textual import events

from ka2plan.resources import samples_folder
from tests.tui.pilot import opened
from tests.tui.test_effort_view import SMALL

SAMPLES = sorted(name[:-5] for name in os.listdir(samples_folder()) if name.endswith(".toml"))


async def copied(editor, monkeypatch, *keys):
    got = []
    monkeypatch.setattr(editor.app.editor.clipboard, "_copy", got.append)
    await editor.press(*keys, "alt+y")
    return got[0] if got else ""


@pytest.mark.parametrize("view", ["1", "2", "6"])
@pytest.mark.parametrize("sample", SAMPLES)
async def test_what_is_copied_of_any_sample_is_pasted_back_without_a_change(tmp_path, monkeypatch, sample, view):
    async with opened(tmp_path, sample, size=(120, 40)) as editor:
        rows = await copied(editor, monkeypatch, view)
        if not rows:
            assert "nothing here is an entry" in editor.picture
            return
        editor.app.post_message(events.Paste(rows))
        await editor.until(lambda: "import pasted rows" in editor.picture)
        assert "the plan already has all of it" in editor.picture, editor.picture


async def test_marked_entries_alone_are_copied_where_some_are_marked(tmp_path, monkeypatch):
    async with opened(tmp_path) as editor:
        rows = await copied(editor, monkeypatch, "1", *"jj", "space", "space")
        assert [line.split("\t")[1] for line in rows.splitlines()] == ["id", "A2.1", "A2.2"]
        assert "2 rows copied, with headings" in editor.picture


async def test_what_is_folded_away_is_not_copied(tmp_path, monkeypatch):
    async with opened(tmp_path) as editor:
        rows = await copied(editor, monkeypatch, "1", "tab")
        ids = [line.split("\t")[1] for line in rows.splitlines()[1:]]
        assert "WP2" in ids
        assert not any(id.startswith("A2") for id in ids)


async def test_columns_in_which_no_row_says_anything_are_left_out(tmp_path, monkeypatch):
    async with opened(tmp_path) as editor:
        rows = await copied(editor, monkeypatch, "6")
        assert rows.splitlines()[0].split("\t")[:4] == ["kind", "id", "wp", "title"]
        columns = list(zip(*(line.split("\t") for line in rows.splitlines()), strict=True))
        assert all(any(column[1:]) for column in columns)


async def test_a_text_is_no_formula_in_the_spreadsheet(tmp_path, monkeypatch):
    path = tmp_path / "plan.toml"
    path.write_text(SMALL.replace('"Ada"', '"=HYPERLINK(1)"'), encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        rows = await copied(editor, monkeypatch, "2")
        assert rows.splitlines()[1].split("\t")[:2] == ["A", "'=HYPERLINK(1)"]
