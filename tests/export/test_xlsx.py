"""The workbook as openpyxl reads it, and its formulas as a spreadsheet program would work them out."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from ka2plan.figures import money_of, workload_of
from tests.export.making import (
    ADVANCED,
    CENTRAL,
    FORMULAS,
    MARKUP,
    SAMPLES,
    SMALL,
    SOUND,
    exported,
    hostile,
    material,
    plan_in,
    plan_of,
    plan_with,
)

SUM = re.compile(r"=SUM\(([A-Z]+\d+:[A-Z]+\d+)\)")
PAIR = re.compile(r"=([A-Z]+\d+)([-/])([A-Z]+\d+)")


def opened(data, *, values=False):
    return load_workbook(io.BytesIO(data), data_only=values)


def worked_out(sheet, place):
    """The value of a cell: formulas worked out from the cells they name, and never taken from what is stored."""
    value = sheet[place].value
    total = SUM.fullmatch(value) if isinstance(value, str) else None
    pair = PAIR.fullmatch(value) if isinstance(value, str) else None
    if total:
        left, top, right, bottom = range_boundaries(total[1])
        places = [sheet.cell(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return sum((worked_out(sheet, cell.coordinate) or Decimal(0) for cell in places), Decimal(0))
    if pair:
        first, second = worked_out(sheet, pair[1]), worked_out(sheet, pair[3])
        return first - second if pair[2] == "-" else first / second
    return Decimal(str(value)) if isinstance(value, (int, float)) else None


def formulas(book):
    return [(sheet, cell) for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def labelled(sheet, label):
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_formula_adds_up_to_what_is_stored_beside_it(sample):
    data = exported("xlsx", plan_in(sample))
    stored = opened(data, values=True)
    found = formulas(opened(data))
    assert found
    for sheet, cell in found:
        assert float(worked_out(sheet, cell.coordinate)) == pytest.approx(stored[sheet.title][cell.coordinate].value)


@pytest.mark.parametrize("sample", [SOUND, ADVANCED, CENTRAL], ids=lambda path: path.stem)
def test_the_budget_adds_up_to_the_lump_sum_by_partner_and_by_work_package(sample):
    plan = plan_in(sample)
    sheet, money = opened(exported("xlsx", plan))["Budget"], money_of(plan, "WP1")
    total = labelled(sheet, "Total")
    packages = list(money.by_wp)
    for column, id in enumerate(packages, 2):
        assert sheet.cell(3, column).value.startswith(f"{id} ")
        assert worked_out(sheet, sheet.cell(total, column).coordinate) == money.by_wp[id].total
    last = len(packages) + 2
    for row in range(4, total):
        partner = sheet.cell(row, 1).value.split(" ")[0]
        assert worked_out(sheet, sheet.cell(row, last).coordinate) == money.by_partner[partner]
    assert worked_out(sheet, sheet.cell(total, last).coordinate) == money.total
    left = labelled(sheet, "Left of the lump sum")
    assert worked_out(sheet, sheet.cell(left, 2).coordinate) == money.lump_sum - money.total


def test_management_has_its_share_of_the_lump_sum_as_a_formula():
    plan = plan_in(SOUND)
    sheet = opened(exported("xlsx", plan))["Budget"]
    share = worked_out(sheet, sheet.cell(labelled(sheet, "Share of WP1"), 2).coordinate)
    assert share == Decimal(money_of(plan, "WP1").by_wp["WP1"].total) / plan.project.lump_sum


def test_a_plan_without_work_packages_has_its_activities_and_their_sum():
    plan = plan_in(SMALL)
    sheet = opened(exported("xlsx", plan))["Budget"]
    total = labelled(sheet, "Total")
    assert [sheet.cell(row, 2).value for row in range(4, total)] == [
        float(activity.money) for activity in plan.activities.values()
    ]
    assert worked_out(sheet, sheet.cell(total, 2).coordinate) == plan.project.lump_sum


@pytest.mark.parametrize("sample", [SOUND, ADVANCED, CENTRAL], ids=lambda path: path.stem)
def test_workload_months_add_up_to_each_partners_effort(sample):
    plan = plan_in(sample)
    sheet, loads = opened(exported("xlsx", plan))["Workload"], workload_of(plan).partners
    months = len(next(iter(loads.values())).by_month)
    for row, load in enumerate(loads.values(), 2):
        told = worked_out(sheet, sheet.cell(row, months + 2).coordinate)
        assert float(told) == pytest.approx(float(load.effort), abs=0.01)


def test_activities_have_their_dates_as_dates_and_their_money_as_numbers():
    plan = plan_in(SOUND)
    sheet = opened(exported("xlsx", plan))["Activities"]
    for row, activity in enumerate(plan.activities.values(), 2):
        cells = [cell.value for cell in sheet[row]]
        assert cells[0] == activity.id
        assert (cells[3].date(), cells[4].date()) == (activity.start, activity.end)
        assert Decimal(str(cells[8])) == activity.money


def test_the_gantt_fills_the_months_that_an_activity_lies_in():
    plan = plan_in(SOUND)
    sheet = opened(exported("xlsx", plan))["Gantt"]
    first = plan.project.start
    for row in range(2, sheet.max_row + 1):
        activity = plan.activities.get(sheet.cell(row, 1).value)
        if activity is None:
            continue
        filled = {
            column - 5 for column in range(5, sheet.max_column + 1) if sheet.cell(row, column).fill.fill_type == "solid"
        }
        assert filled == set(range(months_from(first, activity.start), months_from(first, activity.end) + 1))


def months_from(first: date, day: date):
    return (day.year - first.year) * 12 + day.month - first.month


def test_no_text_of_a_partner_becomes_a_formula_a_link_or_a_number():
    book = opened(exported("xlsx", hostile()))
    assert all(SUM.fullmatch(cell.value) or PAIR.fullmatch(cell.value) for _sheet, cell in formulas(book))
    assert not [cell for sheet in book for row in sheet for cell in row if cell.hyperlink]
    titles = [row[2] for row in book["Activities"].iter_rows(min_row=2) if row[1].value]
    assert [cell.data_type for cell in titles] == ["s"] * len(FORMULAS + MARKUP)
    for cell, text in zip(titles, FORMULAS, strict=False):
        assert cell.value.replace("␉", "\t").replace("␍", "\r") == text
        assert cell.quotePrefix == (text[0] in "=+-@＝\t")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_text_in_every_sheet(text):
    book = opened(exported("xlsx", plan_with((text,))))
    assert all(SUM.fullmatch(cell.value) or PAIR.fullmatch(cell.value) for _sheet, cell in formulas(book))


def test_what_is_longer_than_a_cell_is_cut_and_not_left_out():
    plan = plan_of(
        'format = 1\n[project]\n[activities.A]\ntitle = "x"\nstart = 2027-01-01\nend = 2027-01-02\nlead = "P"\n'
        f'results = "{"long " * 8_000}"\n'
    )
    assert len(opened(exported("xlsx", plan))["Activities"]["L2"].value) == 32_767


def test_when_it_was_made_comes_from_the_plan_or_from_outside():
    plan = plan_in(SOUND)
    created = opened(exported("xlsx", plan)).properties.created
    assert created.date() == plan.project.start == material(plan).created.date()
