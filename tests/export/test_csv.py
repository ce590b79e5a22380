"""The table as the csv module reads it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from ka2plan.export.unformulaic import STARTS, unformulaic
from ka2plan.words.visible import in_file
from tests.export.making import FORMULAS, MARKUP, SAMPLES, SOUND, exported, hostile, plan_in

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
