"""The table as the csv module reads it."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import pytest

from ka2plan.export.unformulaic import STARTS, is_guarded, text_cell, unformulaic
from ka2plan.words.visible import in_file
from tests.export.making import FORMULAS, MARKUP, SAMPLES, SOUND, exported, hostile, plan_in, plan_of

SIGNS = tuple(start for start in STARTS if start.isprintable())


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_entry_is_a_row_with_its_values(sample):
    plan, found = plan_in(sample), rows(exported("csv", plan_in(sample)))
    assert [row["id"] for row in found] == [*plan.work_packages, *plan.activities, *plan.milestones, *plan.deliverables]
    for row in found:
        if row["kind"] != "activity":
            continue
        activity = plan.activities[row["id"]]
        assert row["title"] == activity.title
        assert (row["start"], row["end"]) == (activity.start.isoformat(), activity.end.isoformat())
        assert Decimal(row["amount"]) == activity.money
        assert row["partners"].split() == list(activity.partners)


def test_lines_end_as_the_standard_says():
    data = exported("csv", plan_in(SOUND))
    assert data.count(b"\r\n") == data.count(b"\n") > 10


def test_no_cell_begins_as_a_formula_and_what_was_written_stands_behind_the_apostrophe():
    found = rows(exported("csv", hostile()))
    for row in found:
        assert not any(cell.lstrip(" \xa0").startswith(STARTS) for cell in row.values()), row
    titles = [row["title"] for row in found if row["kind"] == "activity"]
    for title, text in zip(titles, FORMULAS, strict=False):
        assert title[0] in "'␍"
        assert title.replace("'", "") == in_file(text, multiline=True)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_no_formula_begins_where_a_program_of_another_country_ends_a_cell(separator):
    text = "\n".join((*FORMULAS, *MARKUP, "a;=1+1", "a\t=1+1", 'a;"=1+1', "a; '=1+1"))
    parts = [part for line in unformulaic(text).splitlines() for part in line.split(separator)]
    assert len(parts) > len(text.splitlines())
    assert not [part for part in parts if part.lstrip(' "\t').startswith(SIGNS)]


@pytest.mark.parametrize("text", [*FORMULAS, *MARKUP, *STARTS])
def test_a_cell_of_any_text_is_text(text):
    assert not unformulaic(text).lstrip(" \xa0").startswith(STARTS)


@pytest.mark.parametrize("number", ["-5", "+5", "-1.5"])
def test_a_number_stays_a_number(number):
    assert unformulaic(number) == number


def test_for_excel_it_has_a_mark_semicolons_and_decimal_commas_and_ids_that_stay_texts():
    text = SOUND.read_text(encoding="utf-8").replace('[activities."A2.1"]', '[activities."2.1"]')
    text = re.sub(r"budget\.IES = [\d_]+", "budget.IES = 9_000.5", text)
    data = exported("csv", plan_of(text), excel=True)
    assert data.startswith(b"\xef\xbb\xbfkind;id;wp;")
    found = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))
    assert {len(row) for row in found} == {len(rows(exported("csv", plan_of(text)))[0])}
    by_id = {row["id"]: row for row in found}
    assert "'2.1" in by_id
    amounts = [row["amount"] for row in found if row["amount"]]
    assert any(amount.endswith(",5") for amount in amounts)
    assert not any("." in amount for amount in amounts)


@pytest.mark.parametrize("text", ["2.1", "1-2", "MAR1", "3/4", "TRUE", "1e5", "12,5", "50 %", "Dec-2027"])
def test_what_a_spreadsheet_makes_something_else_of_is_guarded_where_a_text_is_meant(text):
    assert text_cell(text, is_literal=True) == f"'{text}"
    assert text_cell(text) == text
    assert is_guarded(f"'{text}")


@pytest.mark.parametrize(
    "text", ["A2.1", "WP1", "Report 2027", "March of the schools", "decision", "marketing", "a=1.5"]
)
def test_a_text_that_is_nothing_else_has_no_apostrophe(text):
    assert text_cell(text, is_literal=True) == text
