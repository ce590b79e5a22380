"""What a spreadsheet program works out of our workbooks is what ``show budget`` says, whatever amount is changed."""

from __future__ import annotations

import io
import json
import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from tests.cli.running import run
from tests.export.making import ADVANCED, CENTRAL, SMALL, SOUND, exported, plan_of
from tests.export.worked_out import Workings

MIXED = """
format = 1
[project]
title = "Money of every kind"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 120_000
coordinator = "P-1"
[partners.P-1]
name = "First"
country = "SI"
[partners.q_2]
name = "Second"
country = "ES"
[partners.ASSOC]
name = "Third"
country = "AT"
role = "associated"
[work_packages.WP1]
title = "Management"
budget.P-1 = 10_000
budget.q_2 = 5_000.5
[work_packages.WP2]
title = "Its own and its activities'"
budget.q_2 = 700
[work_packages.WP3]
title = "Given up"
status = "cancelled"
budget.P-1 = 3_000
[activities."1.1"]
wp = "WP2"
title = "Split"
start = "M1"
end = "M2"
lead = "P-1"
budget.P-1 = 1_000
budget.q_2 = 2_000
effort.P-1 = 3
[activities."1.10"]
wp = "WP2"
title = "Not split"
start = "M1"
end = "M2"
lead = "q_2"
amount = 4_000
[activities.a1]
wp = "WP2"
title = "Cancelled"
start = "M1"
end = "M2"
lead = "q_2"
status = "cancelled"
budget.q_2 = 9_000
[activities.A1]
wp = "WP3"
title = "In a package that was given up"
start = "M1"
end = "M2"
lead = "q_2"
budget.P-1 = 8_000
[activities.loose]
title = "In no package"
start = "M1"
end = "M2"
lead = "P-1"
budget.P-1 = 600
budget.q_2 = 60
"""

PLANS = {
    "school": SOUND.read_text(encoding="utf-8"),
    "advanced": ADVANCED.read_text(encoding="utf-8"),
    "central": CENTRAL.read_text(encoding="utf-8"),
    "small": SMALL.read_text(encoding="utf-8"),
    "mixed": MIXED,
}

needs_a_program = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


def budget_of(text, tmp_path):
    """What ``show budget --json`` says of a plan."""
    plan = tmp_path / "plan.toml"
    plan.write_text(text, encoding="utf-8")
    return json.loads(run("show", "budget", plan, "--json").out)


class Told:
    """The sums in a workbook, each asked for as ``value(sheet, place)``."""

    def __init__(self, book, value):
        self._book, self._value = book, value

    def _number(self, sheet, row, column):
        return float(self._value(sheet, self._book[sheet].cell(row, column).coordinate) or 0)

    def _rows(self, sheet):
        return {cell.value: cell.row for cell in self._book[sheet]["A"] if cell.value}

    def by_wp(self):
        """Work package -> partner -> amount, with the totals of both."""
        heads = {cell.column: str(cell.value).split(" ")[0] for cell in self._book["Budget"][3][1:]}
        rows = {str(name).split(" ")[0]: row for name, row in self._rows("Budget").items() if row > 3}
        return {
            head: {name: self._number("Budget", row, column) for name, row in rows.items()}
            for column, head in heads.items()
        }

    def closing(self, label):
        """What stands beside a label below the table."""
        return self._number("Budget", self._rows("Budget")[label], 2)

    def by_activity(self):
        """Activity -> its sum."""
        last = max(cell.column for cell in self._book["Amounts"][1] if cell.value)
        return {id: self._number("Amounts", row, last) for id, row in self._rows("Amounts").items() if row > 1}


def assert_says(told, budget):
    """All sums of a workbook are those of the plan."""
    if budget["by_wp"]:
        by_wp = told.by_wp()
        for id, package in budget["by_wp"].items():
            assert by_wp[id]["Total"] == pytest.approx(package["total"])
            assert by_wp[id].get("not", 0) == pytest.approx(package["unallocated"])
            for partner, amount in package["partners"].items():
                assert by_wp[id][partner] == pytest.approx(amount)
        assert by_wp["Total"]["Total"] == pytest.approx(budget["total"])
        for partner, amount in budget["by_partner"].items():
            assert by_wp["Total"].get(partner, 0) == pytest.approx(amount)
            if budget["total"] and partner in by_wp["Share"]:
                assert by_wp["Share"][partner] == pytest.approx(amount / budget["total"])
    by_activity = told.by_activity()
    for id, amount in budget["by_activity"].items():
        assert by_activity[id] == pytest.approx(amount)
    assert told.closing("Lump sum") == budget["lump_sum"]
    assert told.closing("Left of the lump sum") == pytest.approx(-budget["difference"])
    if budget["management_share"] is not None:
        assert told.closing("Share of WP1") == pytest.approx(budget["management_share"])
    if budget["cancelled"]:
        assert told.closing("Cancelled") == pytest.approx(budget["cancelled"])


@pytest.mark.parametrize("name", PLANS)
def test_values_stored_beside_formulas_are_the_sums_of_the_plan(name, tmp_path):
    data = exported("xlsx", plan_of(PLANS[name]))
    book = load_workbook(io.BytesIO(data), data_only=True)
    assert_says(Told(book, lambda sheet, place: book[sheet][place].value), budget_of(PLANS[name], tmp_path))


@pytest.mark.parametrize("name", PLANS)
def test_formulas_worked_out_are_the_sums_of_the_plan(name, tmp_path):
    book = load_workbook(io.BytesIO(exported("xlsx", plan_of(PLANS[name]))))
    assert_says(Told(book, Workings(book).value), budget_of(PLANS[name], tmp_path))


def recalculated(path, folder):
    """The workbook as LibreOffice writes it: it works out all formulas of a file that it has not written itself."""
    profile = folder.joinpath("profile").as_uri()
    words = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*words, "--outdir", str(folder / "out"), str(path)], check=True, capture_output=True, timeout=300)
    return load_workbook(folder / "out" / path.name, data_only=True)


def changed(name, tmp_path, *, amount_of=None):
    """A workbook without stored values, one amount changed, and the plan's text with the same change."""
    book, text = load_workbook(io.BytesIO(exported("xlsx", plan_of(PLANS[name])))), PLANS[name]
    if amount_of:
        id, partner, old, new = amount_of
        sheet = book["Amounts"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        row = next(cell.row for cell in sheet["A"] if cell.value == id)
        cell = sheet.cell(row, heads[f"{partner} (EUR)" if partner else "Not split"])
        assert cell.value == old
        cell.value = new
        head, mark, rest = text.partition(f'[activities."{id}"]' if "." in id else f"[activities.{id}]")
        key = f"budget.{partner} = " if partner else "amount = "
        assert f"{key}{old:_}" in rest
        text = f"{head}{mark}{rest.replace(f'{key}{old:_}', f'{key}{new:_}', 1)}"
    path = tmp_path / "plan.xlsx"
    book.save(path)
    return path, text


@needs_a_program
@pytest.mark.parametrize("name", PLANS)
def test_libreoffice_works_out_the_sums_of_the_plan(name, tmp_path):
    path, text = changed(name, tmp_path)
    book = recalculated(path, tmp_path)
    assert_says(Told(book, lambda sheet, place: book[sheet][place].value), budget_of(text, tmp_path))


CHANGES = {
    "school": ("A3.1", "IES", 15_000, 16_250),
    "small": ("A4", "", 5_000, 4_321),
    "mixed": ("1.1", "q_2", 2_000, 2_345),
}


@needs_a_program
@pytest.mark.parametrize("name", CHANGES)
def test_an_amount_that_is_changed_changes_every_sum_in_libreoffice(name, tmp_path):
    path, text = changed(name, tmp_path, amount_of=CHANGES[name])
    assert text != PLANS[name]
    book = recalculated(path, tmp_path)
    assert_says(Told(book, lambda sheet, place: book[sheet][place].value), budget_of(text, tmp_path))


@pytest.mark.parametrize("name", CHANGES)
def test_an_amount_that_is_changed_changes_every_sum(name, tmp_path):
    path, text = changed(name, tmp_path, amount_of=CHANGES[name])
    book = load_workbook(path)
    assert_says(Told(book, Workings(book).value), budget_of(text, tmp_path))
