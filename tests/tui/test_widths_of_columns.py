"""Columns are as wide as what stands in them, and what cannot make them wider is not looked at."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from ka2plan.document import SetValue
from ka2plan.tui.editor import table
from ka2plan.tui.editor.table import TableColumn, TableRow, TableView, Widths
from tests.benchmarks.hostile_files import HEAD, PACKAGE, PARTNERS, activity
from tests.tui.pilot import opened

COLUMNS = (TableColumn("Id", 6), TableColumn("What", 20, grows=True))


def texts_of(rows):
    return lambda column: (row.cells[column][0] for row in rows)


def measured(monkeypatch, rows):
    asked = []
    cells = table.cells
    monkeypatch.setattr(table, "cells", lambda text: asked.append(text) or cells(text))
    return Widths(COLUMNS, texts_of(rows)).within(40), len(asked)


def test_a_column_is_as_wide_as_its_widest_text():
    rows = [TableRow(None, ((f"A{number}", "base"), ("w" * number, "base"))) for number in range(12)]
    assert Widths(COLUMNS, texts_of(rows)).within(40) == (3, 11)


def test_a_text_that_stands_in_a_thousand_rows_is_measured_once(monkeypatch):
    rows = [TableRow(None, (("A1", "base"), ("the same", "base")))] * 1_000
    assert measured(monkeypatch, rows) == ((2, 8), 3)


def test_once_a_column_is_as_wide_as_it_may_be_nothing_more_is_measured(monkeypatch):
    rows = [TableRow(None, (("A1", "base"), (f"long enough for the column {number}", "base"))) for number in range(99)]
    assert measured(monkeypatch, rows) == ((2, 20), 3)


@pytest.mark.parametrize("size", [(80, 24), (100, 12), (120, 40)])
async def test_the_place_of_the_row_covers_no_title_of_a_column(tmp_path, size):
    """Where rows are out of sight, their place stands at the end of the line of the titles."""
    async with opened(tmp_path, size=size, today=date(2027, 12, 15)) as editor:
        seen = 0
        for name in ("findings", "milestones", "partners", "status"):
            editor.app.main.show_view(name)
            await editor.pilot.pause()
            view = editor.app.main.view
            if not isinstance(view, TableView) or not view.rows or not view.position():
                continue
            titles = editor.picture.splitlines()[view.HEAD]
            told = [column.title for column, width in zip(view._columns, view._widths, strict=True) if width]
            assert titles.split() == [*" ".join(told).split(), view.position()], (name, titles)
            seen += 1
        assert seen or size[1] > 24


MANY = HEAD + PARTNERS + PACKAGE + "".join(activity(f"A{number}", "budget.NOBODY = 1\n") for number in range(400))


@pytest.mark.parametrize("name", ["findings", "form"])
async def test_of_thousands_of_rows_only_those_that_are_drawn_are_made(tmp_path, monkeypatch, name):
    path = tmp_path / "plan.toml"
    path.write_text(MANY, encoding="utf-8")
    made = []
    async with opened(tmp_path, path) as editor:
        module = import_module(f"ka2plan.tui.{name}.view")
        monkeypatch.setattr(module, "TableRow", lambda *of: made.append(of) or TableRow(*of))
        editor.app.main.show_view(name)
        await editor.pilot.pause()
        editor.app.editor.do(SetValue(("activities", "A1", "title"), "Another"))
        editor.session.examine()
        await editor.pilot.pause()
        view = editor.app.main.view
        assert view.row_count > 1_000
        assert 0 < len(made) <= 4 * editor.app.size.height
        assert any("A399" in view.searchable(row) for row in range(view.row_count))


def test_rows_are_the_same_whether_one_asks_for_one_several_or_all():
    rows = table.RowsWhenDrawn(5, lambda place: TableRow((str(place),), ()))
    assert [row.path for row in rows] == [("0",), ("1",), ("2",), ("3",), ("4",)]
    assert rows[-1].path == ("4",)
    assert rows[1:3] == [rows[1], rows[2]]
    with pytest.raises(IndexError):
        rows[5]
