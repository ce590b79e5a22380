"""What ka2plan writes as a table comes back as what it was."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.cli.running import run
from tests.export.making import ROOT, SAMPLES, exported, plan_in, plan_of

TODAY = ("--today", "2026-01-15")
PLANS = [*SAMPLES, *sorted((ROOT / "tests" / "export" / "plans").glob("*.toml"))]

NOT_IN_A_TABLE = {
    "serves",
    "since_written",
    "until_written",
    "priorities",
    "start_written",
    "end_written",
    "due_written",
    "periods",
}
"""Keys that no table has or, of dates, how they are written; stretches are compared as days."""


def differences(before, after, kinds):
    """Entries that differ, with the field and both values."""
    found = []
    for kind in kinds:
        old, new = getattr(before, kind), getattr(after, kind)
        if list(old) != list(new):
            found.append((kind, list(old), list(new)))
            continue
        for id, entry in old.items():
            fields = set(entry._fields) - NOT_IN_A_TABLE
            found += [
                (kind, id, field, getattr(entry, field), getattr(new[id], field))
                for field in sorted(fields)
                if getattr(entry, field) != getattr(new[id], field)
            ]
            if kind == "activities" and entry.stretches != new[id].stretches:
                found.append((kind, id, entry.stretches, new[id].stretches))
    return found


def again(form, plan, tmp_path, saved=bytes, **options):
    """The plan that is made of an export, as another program saved it."""
    table = tmp_path / f"table.{form}"
    table.write_bytes(saved(exported(form, plan, **options)))
    ran = run("new", "--from", table, "--type", plan.project.type, *TODAY)
    assert ran.code == 0, ran.err
    return plan_of(ran.out)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_our_workbook_comes_back_with_every_entry_and_all_its_figures(path, tmp_path):
    before = plan_in(path)
    after = again("xlsx", before, tmp_path)
    kinds = ["partners", "work_packages", "milestones", "deliverables", "indicators"]
    assert differences(before, after, [*kinds, "activities"] if before.activities else kinds) == []
    assert after.project.effort_unit == before.project.effort_unit
    assert after.project.lump_sum == before.project.lump_sum
    assert after.project.coordinator == before.project.coordinator


CONTRADICTING = "faults-to-learn-from"
"""A plan in which an amount differs from what its partners' shares add up to."""


@pytest.mark.parametrize("path", [path for path in PLANS if path.stem != CONTRADICTING], ids=lambda path: path.stem)
def test_our_csv_comes_back_with_periods_units_and_money_by_partner(path, tmp_path):
    before = plan_in(path)
    after = again("csv", before, tmp_path)
    assert differences(before, after, ["work_packages", "activities", "milestones", "deliverables"]) == []
    if any(entry.effort for entry in (*before.activities.values(), *before.work_packages.values())):
        assert after.project.effort_unit == before.project.effort_unit


STRETCHES = """
format = 1
[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 120_000
coordinator = "b-1"
effort_unit = "months"
[partners.b-1]
name = "Börse, Markt und mehr"
country = "NO"
[partners.c2]
name = "c2"
country = "GR"
[work_packages.WP2]
title = "=Work"
lead = "c2"
budget.c2 = 0.5
effort.b-1 = 1.125
[activities.A1]
wp = "WP2"
title = "1. Survey, \\"quoted\\""
periods = [{ start = "M1", end = "M2" }, { start = 2027-08-02, end = "M11" }]
lead = "b-1"
partners = ["c2"]
budget.b-1 = 1_000.5
budget.c2 = 12_000
effort.c2 = 0.001
[activities.A2]
title = "in no package"
start = "M3"
end = "M3"
lead = "c2"
amount = 1_234
"""


GIVEN_UP = STRETCHES.replace('title = "=Work"', 'title = "Work"\nstatus = "cancelled"') + (
    '[work_packages.WP3]\ntitle = "Going on"\nbudget.c2 = 5_000\n'
)
"""A work package that was given up, with an activity in it whose own status says nothing of it."""


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_in_a_cancelled_package_comes_back_with_its_own_status(form, tmp_path):
    before = plan_of(GIVEN_UP)
    assert before.activities["A1"].cancelled
    after = again(form, before, tmp_path)
    assert after.activities["A1"].status == before.activities["A1"].status
    assert after.work_packages["WP2"].status == "cancelled"
    assert differences(before, after, ["work_packages", "activities"]) == []


def saved_by_excel(data):
    """What Excel makes of the table: days as people write them there, and where it can, letters of Central Europe."""
    text = re.sub(r"(?<=;)(\d{4})-(\d\d)-(\d\d)(?=;)", r"\3.\2.\1", data.decode("utf-8-sig"))
    try:
        return text.encode("cp1250")
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")


@pytest.mark.parametrize("saved", [bytes, saved_by_excel])
@pytest.mark.parametrize("path", [path for path in PLANS if path.stem != CONTRADICTING], ids=lambda path: path.stem)
def test_our_csv_for_excel_comes_back_as_it_went_and_as_excel_saves_it(path, saved, tmp_path):
    before = plan_in(path)
    after = again("csv", before, tmp_path, saved, excel=True)
    assert differences(before, after, ["work_packages", "activities", "milestones", "deliverables"]) == []


LIKE_VALUES = ("2.1", "1-2", "MAR1", "3/4", "TRUE", "1e5", "'98", "'=x", "=1+1", "1 sep", "Dec-2027", "12,5", "50 %")
"""Texts that a spreadsheet program would make something else of, and such as have its apostrophe themselves."""


@pytest.mark.parametrize("options", [{}, {"excel": True}], ids=["plain", "excel"])
def test_texts_like_numbers_dates_and_formulas_come_back_as_texts(options, tmp_path):
    text = STRETCHES
    for number, title in enumerate(LIKE_VALUES):
        text += f'[activities."A2.{number}"]\nwp = "WP2"\ntitle = "{title}"\nstart = "M3"\nend = "M4"\nlead = "c2"\n'
    before = plan_of(text)
    after = again("csv", before, tmp_path, **options)
    assert differences(before, after, ["work_packages", "activities"]) == []


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_stretches_thousandths_and_names_with_commas_come_back(form, tmp_path):
    before = plan_of(STRETCHES)
    after = again(form, before, tmp_path)
    assert differences(before, after, ["work_packages", "activities"]) == []
    assert after.project.effort_unit == "months"
    if form == "xlsx":
        assert differences(before, after, ["partners"]) == []


WITH_PROOFS = (
    STRETCHES.replace(
        'country = "NO"',
        'country = "NO"\nsince = "M2"\nuntil = 2028-06-15\nestablished = 1999-05-04\n'
        'papers = { mandate = true, oid_checked = 2027-01-12, "a, b" = false }',
    )
    .replace('title = "=Work"', 'title = "=Work"\nmanagement = true')
    .replace(
        "effort.c2 = 0.001",
        'effort.c2 = 0.001\nevidence = { "attendance list" = 2027-02-03, photos = false, "a, b: \\"c\\"=1" = true }',
    )
)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_who_is_there_papers_evidence_and_management_come_back(form, tmp_path):
    before = plan_of(WITH_PROOFS)
    assert before.activities["A1"].evidence["photos"] is False
    kinds = ["work_packages", "activities", *(["partners"] if form == "xlsx" else [])]
    assert differences(before, again(form, before, tmp_path), kinds) == []


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_our_table_changes_nothing_in_the_plan_that_it_was_made_of(form, tmp_path):
    plan, table = tmp_path / "plan.toml", tmp_path / f"table.{form}"
    plan.write_text(WITH_PROOFS, encoding="utf-8")
    table.write_bytes(exported(form, plan_of(WITH_PROOFS)))
    ran = run("import", plan, table, *TODAY)
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert plan.read_text(encoding="utf-8") == WITH_PROOFS


def test_one_changed_cell_of_evidence_is_just_that_change(tmp_path):
    plan, table = tmp_path / "plan.toml", tmp_path / "table.csv"
    plan.write_text(WITH_PROOFS, encoding="utf-8")
    written = exported("csv", plan_of(WITH_PROOFS)).decode()
    table.write_text(written.replace("photos = no", "photos = 2027-03-01"), encoding="utf-8")
    assert run("import", plan, table, *TODAY).code == 0
    assert plan.read_text(encoding="utf-8") == WITH_PROOFS.replace("photos = false", "photos = 2027-03-01")


BY_MONTH = (
    STRETCHES.replace('country = "NO"', 'country = "NO"\ncapacity = { default = 2, M9 = 0.5, M10 = 0 }')
    .replace('country = "GR"', 'country = "GR"\ncapacity = { M3 = 1 }')
    .replace("effort.b-1 = 1.125", "effort.b-1 = { M1 = 1, M2 = 0.125 }")
    .replace("effort.c2 = 0.001", "effort.c2 = { M10 = 1.5 }\neffort.b-1 = 3")
)


def test_effort_by_month_comes_back_from_csv(tmp_path):
    before = plan_of(BY_MONTH)
    assert before.activities["A1"].effort_by_month == {"c2": {10: Decimal("1.5")}}
    assert differences(before, again("csv", before, tmp_path), ["work_packages", "activities"]) == []


def test_capacity_by_month_comes_back_from_a_workbook(tmp_path):
    before = plan_of(BY_MONTH)
    assert before.partners["b-1"].capacity_by_month == {9: Decimal("0.5"), 10: 0}
    assert differences(before, again("xlsx", before, tmp_path), ["partners"]) == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_our_own_table_changes_no_month_of_the_plan_it_came_from(form, tmp_path):
    path, table = tmp_path / "plan.toml", tmp_path / f"table.{form}"
    path.write_text(BY_MONTH, encoding="utf-8")
    table.write_bytes(exported(form, plan_of(BY_MONTH)))
    assert run("import", path, table, *TODAY).code == 0
    after = plan_in(path)
    assert after.activities["A1"].effort_by_month == {"c2": {10: Decimal("1.5")}}
    assert after.partners["b-1"].capacity_by_month == {9: Decimal("0.5"), 10: 0}
