"""The workbook as openpyxl reads it, and its formulas as a spreadsheet program would work them out."""

from __future__ import annotations

import io
import tomllib
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from ka2plan.export.page_chart import COLOURS
from ka2plan.export.workbook import MOST_WIDTH
from ka2plan.figures import money_of, workload_of
from ka2plan.plan import read_plan
from tests.export.making import (
    ADVANCED,
    CENTRAL,
    FORMULAS,
    MARKUP,
    ROOT,
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
from tests.export.worked_out import Workings, is_ours

FONT_SIZE = 11

OVERLOADED = ROOT / "samples" / "faults-to-learn-from.toml"


def opened(data, *, values=False):
    return load_workbook(io.BytesIO(data), data_only=values)


def worked_out(sheet, place):
    """The value of a cell: formulas worked out from the cells they name, and never taken from what is stored."""
    return Workings(sheet.parent).value(sheet.title, place)


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
    assert [worked_out(sheet, f"B{row}") for row in range(4, total)] == [
        activity.money for activity in plan.activities.values()
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
        assert worked_out(sheet, f"I{row}") == activity.money


def test_the_gantt_fills_the_months_that_an_activity_lies_in_and_lighter_those_it_comes_to_lie_in():
    plan = plan_in(SOUND)
    rows = {row.id: row for row in material(plan).chart.rows}
    assert any(row.expected for row in rows.values())
    sheet = opened(exported("xlsx", plan))["Gantt"]
    first = plan.project.start
    for row in range(3, sheet.max_row + 1):
        activity = plan.activities.get(sheet.cell(row, 1).value)
        if activity is None:
            continue
        solid = {
            column - 5: sheet.cell(row, column).fill.fgColor.rgb
            for column in range(5, sheet.max_column + 1)
            if sheet.cell(row, column).fill.fill_type == "solid"
        }
        light = f"FF{COLOURS['forecast'][1:].upper()}"
        planned = set(range(months_from(first, activity.start), months_from(first, activity.end) + 1))
        assert {column for column, colour in solid.items() if colour != light} == planned
        expected = rows[activity.id].expected
        forecast = range(months_from(first, expected[0]), months_from(first, expected[1]) + 1) if expected else ()
        assert {column for column, colour in solid.items() if colour == light} == set(forecast) - planned


def months_from(first: date, day: date):
    return (day.year - first.year) * 12 + day.month - first.month


def test_no_text_of_a_partner_becomes_a_formula_a_link_or_a_number():
    book = opened(exported("xlsx", hostile()))
    assert all(is_ours(cell.value) for _sheet, cell in formulas(book))
    assert not [cell for sheet in book for row in sheet for cell in row if cell.hyperlink]
    titles = [row[2] for row in book["Activities"].iter_rows(min_row=2) if row[1].value]
    assert [cell.data_type for cell in titles] == ["s"] * len(FORMULAS + MARKUP)
    for cell, text in zip(titles, FORMULAS, strict=False):
        assert cell.value.replace("␉", "\t") == text.replace("\r", "\n")
        assert cell.quotePrefix == (text[0] in "=+-@＝\t\r")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_text_in_every_sheet(text):
    book = opened(exported("xlsx", plan_with((text,))))
    assert all(is_ours(cell.value) for _sheet, cell in formulas(book))


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


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sheet_prints_on_a4_with_its_headings_and_no_letters_under_eight_points(sample):
    for sheet in opened(exported("xlsx", plan_in(sample))):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows
        assert sheet.print_area
        width = sum(dimension.width for dimension in sheet.column_dimensions.values())
        if sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage:
            assert sheet.page_setup.fitToHeight == 0
            assert width <= MOST_WIDTH * 1.2
        else:
            assert sheet.page_setup.scale * FONT_SIZE / 100 >= 8
            assert sheet.print_title_cols


def test_months_above_a_capacity_are_marked_by_a_rule_that_goes_on_holding():
    plan = plan_in(OVERLOADED)
    sheet, work = opened(exported("xlsx", plan))["Workload"], workload_of(plan)
    (marked,) = sheet.conditional_formatting
    (rule,) = marked.rules
    capacity = {cell.value: cell.column_letter for cell in sheet[1]}["Capacity per month"]
    assert rule.formula == [f'AND(${capacity}2<>"",ROUND(B2,6)>${capacity}2)']
    over = {
        (sheet.cell(cell.row, 1).value, cell.column - 1)
        for row in sheet[str(marked.sqref)]
        for cell in row
        if sheet[f"{capacity}{cell.row}"].value is not None
        and round(cell.value, 6) > sheet[f"{capacity}{cell.row}"].value
    }
    assert over == {(overload.partner, overload.month) for overload in work.overloads} != set()


def test_what_a_partner_can_do_in_a_month_stands_below_where_it_is_not_the_same_in_all():
    text = SOUND.read_text(encoding="utf-8").replace("capacity = 26\n", 'capacity = 26\nuntil = "M3"\n', 1)
    plan = read_plan(tomllib.loads(text, parse_float=Decimal)).plan
    sheet, work = opened(exported("xlsx", plan))["Workload"], workload_of(plan)
    (own,) = (load for load in work.partners.values() if load.varies)
    row = next(cell.row for cell in reversed(list(sheet["A"])) if cell.value == own.partner)
    assert [sheet.cell(row, month + 1).value for month in range(1, len(own.by_month) + 1)] == [26, 26, 26, *[0] * 21]
    first = next(cell.row for cell in sheet["A"] if cell.value == own.partner)
    rules = {str(marked.sqref): marked.rules[0].formula for marked in sheet.conditional_formatting}
    assert [f'AND(B{row}<>"",ROUND(B{first},6)>B{row})'] in rules.values()
    capacity = {cell.value: cell.column_letter for cell in sheet[1]}["Capacity per month"]
    assert sheet[f"{capacity}{first}"].value is None


def test_effort_adds_up_by_formulas_in_every_month():
    plan = plan_in(SOUND)
    sheet, loads = opened(exported("xlsx", plan))["Workload"], workload_of(plan).partners.values()
    total = labelled(sheet, "Total")
    for month, booked in enumerate(zip(*(load.by_month for load in loads), strict=True), 2):
        told = worked_out(sheet, sheet.cell(total, month).coordinate)
        assert float(told) == pytest.approx(sum(booked), abs=0.01)
