"""Tables that people keep become plans: what is in them is read, and what cannot be read is told with its cell."""

from __future__ import annotations

import contextlib
import io
import re
import tomllib
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ka2plan.errors import Ka2planError
from ka2plan.imports.table_file import read_tables
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.words.visible import without_unseen
from tests.cli.running import run
from tests.export.case_files import PLANS
from tests.export.making import FORMULAS, MARKUP, SAMPLES, book, exported, plan_in, plan_of

TODAY = ("--today", "2026-01-15")


@pytest.fixture
def imported(tmp_path):
    """Makes a workbook of rows, and the plan and the diagnostics that come out of it."""

    def importing(*rows, merged=(), words=()):
        workbook = Workbook()
        sheet = workbook.active
        sheet.title = "Work plan"
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
        workbook.save(tmp_path / "table.xlsx")
        ran = run("new", "--from", tmp_path / "table.xlsx", *words, *TODAY)
        assert ran.code == 0, ran.err
        return plan_of(ran.out), ran

    return importing


HEADS = (
    "No.",
    "Activity",
    "Start date",
    "End date",
    "Leading organisation",
    "Participating organisations",
    "Amount (EUR)",
)

OFFICE = (
    ("Grant office: work plan of GREENHANDS",),
    (),
    HEADS,
    ("WP1 Project management",),
    (
        "A1.1",
        "Coordination",
        datetime(2026, 11, 1),
        datetime(2028, 10, 31),
        "Univerza v Mariboru",
        "all partners",
        50_000,
    ),
    ("WP2 Research",),
    (
        "A2.1",
        "Survey",
        date(2026, 11, 1),
        date(2027, 2, 28),
        "TU Graz",
        "Univerza v Mariboru, IES Valencia",
        "€ 45,000.00",
    ),
    ("A2.2", "Analysis", date(2027, 3, 1), "31.2.2027", "TU Graz", "IES Valencia", "25.000,50 €"),
    ("MS1", "Survey closed", None, date(2027, 2, 28), "TU Graz"),
    ("WP3 Dissemination",),
    (
        "A3.1",
        "Conference",
        "1 September 2028",
        "31. 10. 2028",
        "IES Valencia",
        "Univerza v Mariboru; TU Graz",
        "about 30k",
    ),
    (None, "TOTAL", None, None, None, None, "=SUM(G5:G11)"),
)


def test_a_grant_offices_workbook_with_headings_in_merged_cells_and_excel_dates(imported):
    plan, ran = imported(*OFFICE, merged=("A1:G1", "A4:G4", "A6:G6", "A10:G10"))
    assert {id: package.title for id, package in plan.work_packages.items()} == {
        "WP1": "Project management",
        "WP2": "Research",
        "WP3": "Dissemination",
    }
    assert {id: partner.name for id, partner in plan.partners.items()} == {
        "UVM": "Univerza v Mariboru",
        "TG": "TU Graz",
        "IV": "IES Valencia",
    }
    survey = plan.activities["A2.1"]
    assert (survey.start, survey.end) == (date(2026, 11, 1), date(2027, 2, 28))
    assert (survey.wp, survey.lead, survey.partners) == ("WP2", "TG", ("UVM", "IV"))
    assert plan.activities["A1.1"].partners == ("TG", "IV")
    assert [activity.money for activity in plan.activities.values()] == [50_000, 45_000, Decimal("25000.5"), 0]
    assert plan.activities["A3.1"].end == date(2028, 10, 31)
    assert (plan.milestones["MS1"].due, plan.milestones["MS1"].wp) == (date(2027, 2, 28), "WP2")
    assert (plan.project.start, plan.project.months) == (date(2026, 11, 1), 24)
    assert "table.xlsx: a list of activities, headings in row 3" in ran.err
    unread = ran.err.partition("could not be read:\n")[2].splitlines()[:3]
    assert unread == [
        '  D8 "31.2.2027": no date, and no project month such as M7',
        '  G11 "about 30k": no amount in EUR',
        '  B12 "TOTAL": a row of sums, left out',
    ]
    assert '# D8 "31.2.2027"' in ran.out


def test_the_plan_reads_without_a_fault_and_says_of_every_country_that_it_is_none(imported):
    _plan, ran = imported(*OFFICE)
    reading = read_plan(tomllib.loads(ran.out, parse_float=Decimal))
    assert not reading.findings
    unknown = [
        finding.where for finding in check(reading, book(), date(2026, 1, 15)).findings if finding.code == "ORG113"
    ]
    assert sorted(unknown) == [("partners", id, "country") for id in ("IV", "TG", "UVM")]
    assert "no country is named for UVM, TG, IV; each got ZZ, which is not a country" in ran.err
    assert "1 entry has no dates that could be read; it got those of the project: A2.2" in ran.err


PERIODS = {
    "M1-M6": ("M1", "M6"),
    "M1–M6": ("M1", "M6"),
    "m3 - m4": ("M3", "M4"),
    "7": ("M7", "M7"),
    "13-24": ("M13", "M24"),
    "months 7 to 12": ("M7", "M12"),
    "od M2 do M3": ("M2", "M3"),
    "1.11.2026 - 28.2.2027": (date(2026, 11, 1), date(2027, 2, 28)),
    "01/11/2026 – 28/02/2027": (date(2026, 11, 1), date(2027, 2, 28)),
    "2026-11-01 to 2027-02-28": (date(2026, 11, 1), date(2027, 2, 28)),
    "March 2027": (date(2027, 3, 1), date(2027, 3, 31)),
    "marec 2027 – junij 2027": (date(2027, 3, 1), date(2027, 6, 30)),
}


@pytest.mark.parametrize("written", PERIODS)
def test_a_start_and_an_end_in_one_cell(imported, written):
    plan, _ran = imported(("Task", "Timing", "Lead"), ("a", written, "P1"), words=("--start", "2026-11-01"))
    activity = plan.activities["A1"]
    start, end = PERIODS[written]
    calendar = plan.calendar
    assert activity.start == (calendar.start_of(int(start[1:])) if isinstance(start, str) else start)
    assert activity.end == (calendar.end_of(int(end[1:])) if isinstance(end, str) else end)


@pytest.mark.parametrize("written", ["soon", "M1-", "31.2.2027 - 1.4.2027", "1-2-3", "M1-M2-M3", "x" * 500])
def test_a_period_that_is_none_is_told_with_its_cell(imported, written):
    plan, ran = imported(("Task", "Timing", "Lead"), ("a", written, "P1"))
    assert (str(plan.activities["A1"].start_written), str(plan.activities["A1"].end_written)) == ("M1", "M24")
    assert "  B2 " in ran.err
    assert "got those of the project: A1" in ran.err


MONEY = {
    "12.500,00 €": "12500",
    "€ 12,500.00": "12500",
    "12 500 EUR": "12500",
    "12.500": "12500",
    "12,5": "12.5",
    "1.234.567": "1234567",
    "12500.05": "12500.05",
}


@pytest.mark.parametrize("written", MONEY)
def test_money_as_different_countries_write_it(imported, written):
    plan, _ran = imported(("Task", "Lead", "Znesek (€)"), ("a", "P1", written))
    assert plan.activities["A1"].money == Decimal(MONEY[written])


def test_a_chart_of_marks_becomes_stretches_of_project_months(imported):
    months = tuple(f"M{month}" for month in range(1, 10))
    plan, ran = imported(
        ("WP", "Activity", "Responsible", *months),
        ("WP1", "Management", "P1", *"xxxxxxxxx"),
        ("WP2", "Writing", "P2", None, "x", "X", None, None, "●", 1, None, None),
    )
    whole, parts = plan.activities.values()
    calendar = plan.calendar
    assert whole.stretches == ((calendar.start_of(1), calendar.end_of(9)),)
    assert parts.stretches == tuple(
        (calendar.start_of(first), calendar.end_of(last)) for first, last in ((2, 3), (6, 7))
    )
    assert "  D to L: a chart from M1 to M9; what is marked or coloured counts" in ran.err


def test_columns_named_after_partners_hold_their_money_and_their_effort(imported):
    plan, _ran = imported(
        ("ID", "Task", "Lead", "OSL", "IES (EUR)", "Person-days OSL", "IES dni"),
        ("T1.1", "Kick-off", "OSL", 5_000, "3.000 €", 10, 7.5),
        ("T1.2", "Report", "IES", None, 1_000, None, "n/a"),
    )
    first, second = plan.activities.values()
    assert first.budget == {"OSL": 5_000, "IES": 3_000}
    assert first.effort == {"OSL": 10, "IES": Decimal("7.5")}
    assert first.partners == ("IES",)
    assert second.budget == {"IES": 1_000}


def test_a_merged_cell_of_a_work_package_holds_for_the_rows_below(imported):
    rows = (("WP", "Task", "Lead"), ("WP2 Research", "a", "P"), (None, "b", "P"), ("WP3", "c", "P"), (None, "d", "P"))
    plan, _ran = imported(*rows, merged=("A2:A3", "A4:A5"))
    assert [activity.wp for activity in plan.activities.values()] == ["WP2", "WP2", "WP3", "WP3"]


def test_links_by_id_by_title_and_as_project_programs_write_them(imported):
    plan, ran = imported(
        ("ID", "Task", "Lead", "Predecessors"),
        (1, "Survey", "P", None),
        (2, "Writing", "P", "Survey"),
        (3, "Pilot", "P", "1FS+5 days; 2SS"),
        (4, "End", "P", "9"),
    )
    links = {id: [(link.id, link.type, str(link.lag)) for link in entry.after] for id, entry in plan.activities.items()}
    assert links == {
        "A1": [],
        "A2": [("A1", "FS", "0d")],
        "A3": [("A1", "FS", "5d"), ("A2", "SS", "0d")],
        "A4": [],
    }
    assert 'D5 "9": nothing in the table has that id' in ran.err


def test_countries_by_code_and_by_name_in_english_and_slovenian(imported):
    names = ("SI", "Slovenija", "austria", "Češka", "Türkiye", "Atlantis")
    rows = [(f"a{place}", "P", "here", name) for place, name in enumerate(names)]
    plan, ran = imported(("Task", "Lead", "Place", "Country"), *rows)
    found = [activity.venue.country for activity in plan.activities.values()]
    assert found == ["SI", "SI", "AT", "CZ", "TR", ""]
    assert 'D7 "Atlantis"' in ran.err


def test_a_column_can_be_told_by_its_heading_or_its_letter(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("Was;Wer;Von;Bis\nUmfrage;TUG;M1;M4\n", encoding="utf-8")
    words = ("--column", "title=Was", "--column", "lead=B", "--column", "start=Von", "--column", "end=D")
    ran = run("new", "--from", table, *words, *TODAY)
    activity = plan_of(ran.out).activities["A1"]
    assert (activity.title, activity.lead) == ("Umfrage", "TUG")
    assert (str(activity.start_written), str(activity.end_written)) == ("M1", "M4")


def test_a_column_can_be_left_out():
    table = PLANS / "english.csv"
    assert plan_of(run("new", "--from", table, *TODAY).out).activities["A2"].note
    ran = run("new", "--from", table, "--column", "none=Notes", *TODAY)
    assert not plan_of(ran.out).activities["A2"].note
    assert re.search(r"Notes +\(not used\)", ran.err)


def test_what_is_no_table_is_told_and_nothing_is_written(tmp_path):
    for name, data in (
        ("a.xlsx", b"PK\x03\x04 no zip"),
        ("b.csv", b"\x00\x01"),
        ("c.csv", b""),
        ("d.csv", b"a,b\n1,2\n"),
    ):
        (tmp_path / name).write_bytes(data)
        ran = run("new", tmp_path / "plan.toml", "--from", tmp_path / name, *TODAY)
        assert ran.code in (2, 3)
        assert ran.err.startswith("ka2plan: ")
        assert not (tmp_path / "plan.toml").exists()


def test_another_sheet_can_be_named(tmp_path):
    workbook = Workbook()
    workbook.active.append(("nothing",))
    workbook.create_sheet("Plan").append(("Task", "Lead"))
    workbook["Plan"].append(("a", "P"))
    workbook.save(tmp_path / "t.xlsx")
    assert run("new", "--from", tmp_path / "t.xlsx", "--sheet", "Plan", *TODAY).code == 0
    refused = run("new", "--from", tmp_path / "t.xlsx", "--sheet", "Plna", *TODAY)
    assert refused.code == 2
    assert "Sheet, Plan" in refused.err


@pytest.mark.parametrize("text", [*FORMULAS, *MARKUP, '"""', "\\", "'''", "a\nb"])
def test_any_text_of_a_cell_is_that_text_in_the_plan(tmp_path, text):
    table = tmp_path / "t.csv"
    quoted = text.replace('"', '""')
    table.write_text(f'Task,Lead,Results\nfirst,P,"{quoted}"\nlast,P,\n', encoding="utf-8", newline="")
    ran = run("new", "--from", table, *TODAY)
    plan = plan_of(ran.out)
    assert [activity.title for activity in plan.activities.values()] == ["first", "last"]
    read = plan.activities["A1"].results
    assert read == without_unseen(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    assert not any(ord(letter) < 0x20 and letter != "\n" for letter in ran.err)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_our_own_table_comes_back_as_the_activities_it_was_made_of(sample, tmp_path):
    before = plan_in(sample)
    (tmp_path / "t.csv").write_bytes(exported("csv", before))
    ran = run("new", "--from", tmp_path / "t.csv", "--type", before.project.type, *TODAY)
    after = plan_of(ran.out)
    assert list(after.activities) == list(before.activities)
    for id, activity in before.activities.items():
        found = after.activities[id]
        assert (found.title, found.start, found.end) == (activity.title, activity.start, activity.end)
        assert (found.lead, found.partners, found.money) == (activity.lead, activity.partners, activity.money)
        assert (found.status, dict(found.effort)) == (activity.status, dict(activity.effort))
    assert {id: entry.due for id, entry in after.milestones.items()} == {
        id: entry.due for id, entry in before.milestones.items()
    }


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(st.none() | st.text(max_size=12) | st.integers() | st.floats() | st.dates(), max_size=10), max_size=6
    )
)
def test_no_table_breaks_the_import(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("tables")
    out = io.StringIO()
    for row in [["id", "wp", "task", "start", "budget", "after", "lead", "end", "partners", "OSL (days)"], *rows]:
        out.write(";".join('"' + str("" if cell is None else cell).replace('"', '""') + '"' for cell in row) + "\n")
    (folder / "t.csv").write_text(out.getvalue(), encoding="utf-8", errors="replace", newline="")
    ran = run("new", "--from", folder / "t.csv", *TODAY)
    assert ran.code in (0, 3)
    if ran.code == 0:
        assert read_plan(tomllib.loads(ran.out, parse_float=Decimal)).findings == ()


def packed():
    """A sound workbook as bytes."""
    workbook, file = Workbook(), io.BytesIO()
    workbook.active.append(("Task", "Lead"))
    workbook.active.append(("a", "P"))
    workbook.save(file)
    return file.getvalue()


WORKBOOK = packed()


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), max_size=6),
    st.integers(5, len(WORKBOOK)),
)
@pytest.mark.filterwarnings("ignore")
def test_a_damaged_workbook_is_told_and_no_fault_of_ours(changes, length):
    data = bytearray(WORKBOOK)
    for place, value in changes:
        data[place] = value
    with contextlib.suppress(Ka2planError):
        read_tables(bytes(data[:length]))


@pytest.mark.parametrize("part", zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist())
@pytest.mark.parametrize("put", [None, b"", b"<x", b"<x/>", b"<?xml version='1.0'?><a>" + b"<a>" * 5_000])
@pytest.mark.filterwarnings("ignore")
def test_a_workbook_with_a_part_missing_or_broken_is_told_and_no_fault_of_ours(part, put):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as whole, zipfile.ZipFile(file, "w") as broken:
        for name in whole.namelist():
            if name != part or put is not None:
                broken.writestr(name, put if name == part else whole.read(name))
    with contextlib.suppress(Ka2planError):
        read_tables(file.getvalue())


LONG = ("M1-", "1.", "1/", "1 - ", "Mon ", "a=1 ", "1FS+", "(", "Ab (C", ", 1", "9", "a", "\u2013 1")


@pytest.mark.no_cover  # to trace it takes ten times as long, and others run the same lines
@pytest.mark.parametrize("piece", LONG)
def test_a_cell_without_end_is_told_and_its_row_kept(piece, tmp_path):
    cells = ",".join([f'"{piece * 10_000}"'] * 10)
    head = "Activity,Start,End,Period,Duration,Lead,Partners,Amount,After,Progress"
    (tmp_path / "t.csv").write_text(f"{head}\n{cells}\nb,M1,M2,,,OSL,,,,\n", encoding="utf-8")
    ran = run("new", "--from", tmp_path / "t.csv", *TODAY)
    assert ran.code == 0
    assert plan_of(ran.out).activities["A2"].title == "b"
    assert "could not be read:" in ran.err


def test_a_column_can_be_given_to_an_organisation_that_nothing_else_names(tmp_path):
    (tmp_path / "t.csv").write_text("Task;From;To;Lead;Sum\na;M1;M4;OSL;1.000\n", encoding="utf-8")
    ran = run("new", "--from", tmp_path / "t.csv", "--column", "budget.IES=Sum", *TODAY)
    plan = plan_of(ran.out)
    assert list(plan.partners) == ["OSL", "IES"]
    assert plan.activities["A1"].budget == {"IES": 1000}
