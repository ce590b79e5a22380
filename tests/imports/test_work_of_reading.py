"""The work of reading a table grows as its rows, wherever its far cells stand and whatever its rows have in common."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader

from ka2plan.imports import draft
from ka2plan.imports.cell import Sheet
from ka2plan.imports.folding import folded
from ka2plan.imports.names import id_of, short_id
from ka2plan.imports.workbook import read_workbook
from tests.benchmarks.hostile_files import ACTIVITY, PLAN, activity
from tests.cli.running import run
from tests.work import lines_run

HEAD = "Id;Title;Start;End;Lead;After;Budget A\n"
TODAY = ("--today", "2026-01-15")


def alike(rows: int) -> str:
    """Rows that say nothing of when and whose, one of which is dated."""
    return HEAD + "A0;t;M1;M2;A;;7\n" + ";same;;;;;7\n" * rows


def one_after_the_other(rows: int) -> str:
    return HEAD + "".join(f"A{row};t{row};M1;M2;A;A{row - 1};1\n" for row in range(1, rows))


def sums(rows: int) -> str:
    return HEAD + "".join(f"A{row};t;M1;M2;A;;7\n;Total;;;;;7\n" for row in range(rows // 2))


def of_packages(rows: int) -> str:
    return HEAD + "".join(f"WP{row};w;;;;;7\nA{row};t;M1;M2;A;;7\n" for row in range(rows // 2))


def with_one_id(rows: int) -> str:
    return HEAD + "A1;t;M1;M2;A;;7\n" * rows


def with_alike_organisations(rows: int) -> str:
    return HEAD + "".join(f"A{row};t;M1;M2;Alpha Beta {row};;7\n" for row in range(rows))


@pytest.mark.parametrize(
    "table", [alike, one_after_the_other, sums, of_packages, with_one_id, with_alike_organisations]
)
def test_four_times_the_rows_are_some_four_times_the_work(table, tmp_path):
    def work(rows: int) -> int:
        plan, file = tmp_path / "plan.toml", tmp_path / "table.csv"
        plan.write_text(PLAN + ACTIVITY)
        file.write_text(table(rows))
        return lines_run(lambda: run("import", str(plan), str(file), *TODAY))

    assert work(160) < 5.5 * work(40)


def test_how_wide_a_sheet_is_is_not_asked_for_every_row(monkeypatch, tmp_path):
    asked = []
    width = Sheet.width.fget
    monkeypatch.setattr(Sheet, "width", property(lambda sheet: asked.append(sheet) or width(sheet)))

    def times(rows: int) -> int:
        plan, file = tmp_path / "plan.toml", tmp_path / "table.csv"
        plan.write_text(PLAN + ACTIVITY)
        file.write_text(HEAD.replace("Lead", "Note") + "a;b;c;d;e;f;g\n" * rows)
        asked.clear()
        run("import", str(plan), str(file), *TODAY)
        return len(asked)

    assert 0 < times(200) == times(40)


@pytest.mark.parametrize("give", [id_of, short_id])
def test_an_id_for_what_is_called_alike_is_not_looked_for_from_the_first_again(give):
    class Used(set):
        asked = 0

        def __contains__(self, id):
            Used.asked += 1
            return set.__contains__(self, id)

    used, counts = Used(), {}
    for _time in range(300):
        used.add(give("Alpha Beta", used, counts=counts))
    assert len(used) == 300
    assert Used.asked < 3 * 300 + 10


def test_rows_find_what_they_change_without_asking_every_entry(tmp_path):
    def work(count: int) -> int:
        plan, file = tmp_path / "plan.toml", tmp_path / "table.csv"
        plan.write_text(PLAN + "".join(activity(f"A{place}", "budget.A = 5\n") for place in range(count)))
        file.write_text(HEAD + "".join(f"A{place};new {place};M2;M3;B;;{place}\n" for place in range(count)))
        return lines_run(lambda: run("import", str(plan), str(file), *TODAY))

    assert work(120) < 5.5 * work(30)


def test_rows_find_their_kind_without_asking_every_entry_of_the_plan(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(draft, "folded", lambda text: asked.append(text) or folded(text))

    def work(count: int) -> int:
        plan, file = tmp_path / "plan.toml", tmp_path / "table.csv"
        plan.write_text(PLAN + "".join(activity(f"A{place}") for place in range(count)))
        file.write_text(HEAD + "".join(f"A{place};t{place};M1;M2;A;;\n" for place in range(count)))
        asked.clear()
        assert run("import", str(plan), str(file), "--dry-run", *TODAY).code == 0
        return len(asked)

    assert 0 < work(120) < 4.5 * work(30)


def test_our_own_rows_of_work_packages_are_not_taken_for_headings(tmp_path):
    packages = "".join(f'[work_packages.WP{n}]\ntitle = "Work package {n}"\nlead = "A"\n' for n in range(2, 6))
    plan, file = tmp_path / "plan.toml", tmp_path / "table.csv"
    plan.write_text(PLAN + packages + activity("A1"))
    file.write_text(run("export", "csv", str(plan), *TODAY).out)
    told = run("import", str(plan), str(file), "--dry-run", *TODAY)
    assert told.err.count("headings in row") == 1
    assert "nothing to change" in told.err
    assert not told.out


def test_a_workbook_with_formulas_that_nobody_worked_out_is_read_once(monkeypatch):
    book, out, read = Workbook(), io.BytesIO(), []
    book.active.append(["Id", "Title"])
    book.active.append(["A1", '=CONCATENATE("a & <b>", B1)'])
    book.create_sheet("Other")["C7"] = "=1+1"
    book.save(out)
    once = ExcelReader.read
    monkeypatch.setattr(ExcelReader, "read", lambda reader: read.append(1) or once(reader))
    first, other = read_workbook(out.getvalue()).sheets
    assert first.rows[1][1].lost == '=CONCATENATE("a & <b>", B1)'
    assert other.rows[6][2].lost == "=1+1"
    assert read == [1]


def test_a_cell_at_the_far_end_of_a_sheet_makes_no_cells_between():
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Id", "Title"])
    book.active["B4"] = "x"
    book.save(out)
    parts = zipfile.ZipFile(out)
    texts = {name: parts.read(name) for name in parts.namelist()}
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    texts["xl/worksheets/sheet1.xml"] = texts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", far)
    with zipfile.ZipFile(out := io.BytesIO(), "w") as file:
        for name, text in texts.items():
            file.writestr(name, text)
    [sheet] = read_workbook(out.getvalue()).sheets
    assert sheet.is_cut
    assert [len(row) for row in sheet.rows] == [2, 2, 2, 2]
