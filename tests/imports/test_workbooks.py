"""Workbooks: colours, merged cells, formats, formulas without values, several sheets, other programs' files."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill

from tests.cli.running import run
from tests.export.making import plan_of
from tests.imports.summary import summary

TODAY = ("--today", "2026-01-15")
HEADS = ("Activity", "Lead", "M1", "M2", "M3", "M4", "M5", "M6")


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Reads sheets of rows: the plan in lines, and what was said."""
    monkeypatch.chdir(tmp_path)

    def reading(sheets, *words, fills=(), merged=(), change=bool, code=0):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        first = book.worksheets[0]
        for area in merged:
            first.merge_cells(area)
        for area, colour in fills:
            for row in first[area]:
                for cell in row:
                    cell.fill = PatternFill("solid", fgColor=colour)
        change(book)
        book.save("table.xlsx")
        ran = run("new", "--from", "table.xlsx", *words, *TODAY)
        assert ran.code == code, ran.err
        return (summary(plan_of(ran.out)) if ran.out else []), ran.err

    return reading


def test_coloured_cells_of_a_chart_are_marks(read):
    rows = [HEADS, ("Survey", "OSL"), ("Pilot", "OSL"), ("End", "OSL", "x")]
    fills = [("C2:E2", "4472C4"), ("E3:E3", "4472C4"), ("G3:H3", "70AD47"), ("D4:D4", "FFFFFF")]
    lines, err = read({"Gantt": rows}, fills=fills)
    assert lines[1:] == ["A1 Survey | M1–M3 | OSL", "A2 Pilot | M3–M3; M5–M6 | OSL", "A3 End | M1–M1 | OSL"]
    assert "  C to H: a chart from M1 to M6; what is marked or coloured counts\n" in err


def test_the_colour_of_a_whole_row_is_its_background_and_no_mark(read):
    rows = [HEADS, ("WP1 Management", None), ("Coordination", "OSL"), ("Survey", "OSL")]
    fills = [("A2:H2", "CCCCCC"), ("C3:H3", "4472C4"), ("A4:H4", "EEEEEE"), ("D4:E4", "4472C4")]
    lines, _err = read({"Gantt": rows}, fills=fills)
    assert lines[1:] == ["WP1 Management", "A1 Coordination | WP1 | M1–M6 | OSL", "A2 Survey | WP1 | M1–M6 | OSL"]


def test_a_column_that_is_coloured_in_every_row_marks_nothing(read):
    rows = [HEADS, ("Survey", "OSL"), ("Pilot", "OSL"), ("End", "OSL")]
    fills = [("F2:F4", "DDDDDD"), ("C2:D2", "4472C4"), ("D3:D3", "4472C4"), ("E4:E4", "4472C4")]
    lines, _err = read({"Gantt": rows}, fills=fills)
    assert lines[1:] == ["A1 Survey | M1–M2 | OSL", "A2 Pilot | M2–M2 | OSL", "A3 End | M3–M3 | OSL"]


def test_merged_cells_of_a_chart_are_one_bar(read):
    rows = [HEADS, ("Survey", "OSL", "bar"), ("Pilot", "OSL", None, None, None, "x")]
    lines, _err = read({"Gantt": rows}, merged=("C2:E2", "F3:H3"))
    assert lines[1:] == ["A1 Survey | M1–M3 | OSL", "A2 Pilot | M4–M6 | OSL"]


def test_what_is_merged_over_rows_holds_for_all_of_them_but_an_amount_for_none(read):
    rows = [
        ("WP", "Activity", "Lead", "Start", "End", "Amount"),
        ("WP2", "Survey", "OSL", "M1", "M4", 1000),
        (None, "Pilot", None, "M5", "M6", None),
        ("WP3", "End", "IES", "M7", "M8", 500),
    ]
    lines, err = read({"Plan": rows}, merged=("A2:A3", "C2:C3", "F2:F3"))
    assert lines[4:] == [
        "A1 Survey | WP2 | M1–M4 | OSL",
        "A2 Pilot | WP2 | M5–M6 | OSL",
        "A3 End | WP3 | M7–M8 | IES | 500",
    ]
    assert '1 cell could not be read:\n  F2 "1000": one number for several rows\n' in err


def test_an_organisation_above_its_columns_of_money_and_days(read):
    rows = [
        (None, None, None, "OSL", None, "IES", None),
        ("Activity", "Start", "End", "EUR", "days", "EUR", "days"),
        ("Survey", "M1", "M4", 5000, 20, 4000, 10),
        ("Pilot", "M5", "M9", 3000, 5, None, None),
        ("Total", None, None, 8000, 25, 4000, 10),
    ]
    lines, err = read({"Plan": rows}, merged=("D1:E1", "F1:G1"))
    assert lines[-2:] == [
        "A1 Survey | M1–M4 | NN+OSL+IES | OSL=5000 IES=4000 OSL:20 IES:10",
        "A2 Pilot | M5–M9 | NN+OSL | OSL=3000 OSL:5",
    ]
    assert 'A5 "Total": a row of sums, left out; it agrees with the rows' in err


def test_headings_that_are_merged_over_two_rows_are_no_entry(read):
    rows = [
        ("Activity", "Lead", "2026", None, "2027", None),
        (None, None, "Nov", "Dec", "Jan", "Feb"),
        ("Survey", "OSL", "x", "x", None, None),
        ("Pilot", "IES", None, None, "x", "x"),
    ]
    lines, _err = read({"Plan": rows}, merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1"))
    assert lines[2:] == ["A1 Survey | 2026-11-01–2026-12-31 | OSL", "A2 Pilot | 2027-01-01–2027-02-28 | IES"]


def test_per_cent_by_the_format_of_the_cell(read):
    rows = [("Activity", "Lead", "Start", "End", "Complete"), ("a", "P", "M1", "M2", 1), ("b", "P", "M1", "M2", 0.25)]

    def percent(book):
        for row in (2, 3):
            book["Plan"].cell(row, 5).number_format = "0%"

    lines, err = read({"Plan": rows}, change=percent)
    assert [line.rpartition(" | ")[2] for line in lines[1:]] == ["100 %", "25 %"]
    assert "-> progress: 1 = 100 %\n" in err


def test_a_status_that_is_shown_as_per_cent_is_the_progress(read):
    rows = [("Activity", "Lead", "Start", "End", "Status %"), ("a", "P", "M1", "M2", 1), ("b", "P", "M1", "M2", 0.5)]

    def percent(book):
        for row in (2, 3):
            book["Plan"].cell(row, 5).number_format = "0%"

    lines, err = read({"Plan": rows}, change=percent)
    assert [line.rpartition(" | ")[2] for line in lines[1:]] == ["100 %", "50 %"]
    assert "could not be read" not in err


def test_a_formula_that_nobody_worked_out_and_an_error_are_told_with_their_cells(read):
    rows = [("Activity", "Lead", "Start", "End", "Amount"), ("a", "P", "=B9", "M2", "=1+1"), ("b", "P", "M1", "M2", 5)]
    lines, err = read({"Plan": rows}, change=lambda book: setattr(book["Plan"]["E3"], "value", "#REF!"))
    assert lines[1:] == ["A1 a | M1–M2 | P", "A2 b | M1–M2 | P"]
    assert '  C2 "=B9": a formula without a value\n  E2 "=1+1": a formula without a value\n' in err
    assert '  E3 "#REF!": a formula without a value\n' in err


def test_an_amount_in_another_currency_is_not_taken_for_euro(read):
    rows = [("Activity", "Lead", "Start", "End", "Budget"), ("a", "P", "M1", "M2", 1200), ("b", "P", "M1", "M2", 5)]
    form = '#,##0.00 "zł"'
    lines, err = read({"Plan": rows}, change=lambda book: setattr(book["Plan"]["E2"], "number_format", form))
    assert lines[1:] == ["A1 a | M1–M2 | P", "A2 b | M1–M2 | P | 5"]
    assert '  E2 "1200": in another currency than EUR\n' in err


def test_tasks_below_others_by_their_indent(read):
    rows = [
        ("Task", "Start", "End", "Owner"),
        ("Needs", None, None),
        ("Survey", "M1", "M2", "P"),
        ("Pilot", "M3", "M4", "P"),
    ]

    def indented(book):
        for row in (3, 4):
            book["Plan"].cell(row, 1).alignment = Alignment(indent=1)

    lines, _err = read({"Plan": rows}, change=indented)
    assert lines[1:] == ["WP2 Needs", "A1 Survey | WP2 | M1–M2 | P", "A2 Pilot | WP2 | M3–M4 | P"]


SHEETS = {
    "Cover": [("OUTCLASS",), ("Work plan and budget",)],
    "Partners": [
        ("No", "Organisation", "Acronym", "Country", "OID", "Role"),
        ("P1", "Osnovna šola Ledina", "OSL", "Slovenia", "E10012345", "Partner"),
        ("P2", "IES Tavernes", "IES", "España", "E10023456", "Coordinator"),
        ("P3", "Zavod", "ZAV", "SI", None, "Associated partner"),
    ],
    "Work plan": [
        ("WP", "Activity", "Start", "End", "Lead", "Partners"),
        ("WP1 Management", "Coordination", date(2026, 11, 1), date(2028, 10, 31), "P1", "all"),
        ("WP2 Needs", "Survey", date(2026, 12, 1), date(2027, 3, 31), "IES", "OSL, Zavod"),
    ],
    "Milestones": [
        ("No", "Milestone", "WP", "Due month", "Lead", "Means of verification"),
        ("MS1", "Survey closed", "WP2", "M5", "IES", "Report"),
    ],
    "Deliverables": [
        ("No", "Deliverable", "WP", "Lead", "Type", "Dissemination level", "Due date"),
        ("D2.1", "Report", "WP2", "IES", "R", "PU", "M6"),
    ],
    "Budget": [
        ("Partner", "WP1", "WP2", "Total"),
        ("OSL", 20000, 5000, 25000),
        ("IES", 10000, 15000, 26000),
        ("Total", 30000, 20000, 50000),
    ],
}


def test_several_sheets_become_one_plan_and_what_is_no_table_is_named(read):
    lines, err = read(SHEETS)
    assert lines == [
        "OSL Osnovna šola Ledina | SI | E10012345",
        "IES IES Tavernes | ES | E10023456",
        "ZAV Zavod | SI | associated",
        "WP1 Management | OSL=20000 IES=10000",
        "WP2 Needs | OSL=5000 IES=15000",
        "A1 Coordination | WP1 | 2026-11-01–2028-10-31 | OSL+IES+ZAV",
        "A2 Survey | WP2 | 2026-12-01–2027-03-31 | IES+OSL+ZAV",
        "MS1 Survey closed | WP2 | M5 | IES",
        "D2.1 Report | WP2 | M6 | IES",
    ]
    assert "sheet Cover: no table that is known, not used; Cover begins with: OUTCLASS\n" in err
    assert '  Budget!D3 "26000": the figures that were read add up to 25,000\n' in err
    assert "coordinator is not named" not in err


def test_the_only_organisation_of_a_country_is_called_by_it_and_one_of_several_is_not(read):
    partners = [
        ("No", "Organisation", "Acronym", "Country", "Role"),
        (1, "Osnovna šola Ledina", "OSL", "SLO", "Coordinator"),
        (2, "5th EPAL", "EPAL", "EL", "Partner"),
        (3, "Uni Graz", "UG", "AUT", "Partner"),
        (4, "FH Graz", "FH", "Austria", "Partner"),
    ]
    plan = [
        ("Activity", "Lead", "Partners", "Start", "End"),
        ("Survey", "Slovenia", "Greece, P3", "M1", "M3"),
        ("Pilot", "P2", "P1", "M4", "M6"),
        ("Event", "Austria", "Slovenia", "M7", "M7"),
    ]
    lines, err = read({"Partners": partners, "Plan": plan})
    assert lines[-3:] == [
        "A1 Survey | M1–M3 | OSL+EPAL+UG",
        "A2 Pilot | M4–M6 | EPAL+OSL",
        "A3 Event | M7–M7 | NN+OSL",
    ]
    assert "  “Slovenia” was taken for OSL, the only organisation from there\n" in err
    assert '  Plan!B4 "Austria": names no organisation\n' in err


def test_figures_of_packages_and_of_their_activities_on_two_sheets_are_compared_and_counted_once(read):
    packages = [
        ("WP", "Title", "Lead", "Budget", "OSL PM", "IES PM"),
        ("WP1", "Management", "OSL", 3000, 3, 1),
        ("WP2", "Survey", "IES", 4500, 4, 2),
        ("WP3", "Events", "IES", 900, None, 5),
    ]
    activities = [
        ("WP", "Activity", "Lead", "Start", "End", "Cost", "OSL PM", "IES PM"),
        ("WP1", "Kick-off", "OSL", "M1", "M1", 1000, 1, 1),
        ("WP1", "Reports", "IES", "M12", "M24", 2000, 2, None),
        ("WP2", "Interviews", "IES", "M2", "M5", 4000, 4, 1),
    ]
    lines, err = read({"Work packages": packages, "Activities": activities})
    assert lines[2:] == [
        "WP1 Management | OSL",
        "WP2 Survey | IES",
        "WP3 Events | IES | IES=900 IES:5",
        "A1 Kick-off | WP1 | M1–M1 | OSL+IES | 1000 OSL:1 IES:1",
        "A2 Reports | WP1 | M12–M24 | IES+OSL | 2000 OSL:2",
        "A3 Interviews | WP2 | M2–M5 | IES+OSL | 4000 OSL:4 IES:1",
    ]
    assert err.partition("sums that the table states:\n")[2].splitlines()[:3] == [
        '  Work packages!D2 "WP1": a row of sums, left out; it agrees with the rows',
        "  Work packages!F3, WP2 of IES: 2 is stated, the rows that were read add up to 1",
        '  Work packages!D3 "WP2": 4,500 is stated, the rows that were read add up to 4,000',
    ]


def test_a_sheet_called_after_a_work_package_holds_its_activities(read):
    heads = ("Task", "Lead", "Start", "End", "Total PM")
    lines, err = read(
        {
            "WP1 Management": [heads, ("Kick-off", "OSL", "M1", "M1", 2)],
            "Second": [("WP2: Survey",), heads, ("Interviews", "IES", "M2", "M5", 3.5)],
        }
    )
    assert lines[2:] == [
        "WP1 Management",
        "WP2 Survey",
        "A1 Kick-off | WP1 | M1–M1 | OSL | OSL:2",
        "A2 Interviews | WP2 | M2–M5 | IES | IES:3.5",
    ]
    assert "  “WP1 Management” is the work package of the rows below\n" in err
    assert "  “WP2: Survey” is the work package of the rows below\n" in err


def test_rates_beside_days_and_money_of_an_organisation_are_nobodys(read):
    rows = [
        (None, "OSL", None, None, "IES", None, None),
        ("Activity", "Days", "Rate", "EUR", "Days", "Rate", "EUR"),
        ("Survey", 10, 200, 2000, 5, 180, 900),
        ("Pilot", 4, 200, 800, 8, 180, 1440),
    ]
    lines, err = read({"Plan": rows}, merged=("B1:D1", "E1:G1"))
    assert lines == [
        "OSL OSL | ZZ",
        "IES IES | ZZ",
        "NN Nobody is named in the table (replace) | ZZ",
        "A1 Survey | M1–M24 | NN+OSL+IES | OSL=2000 IES=900 OSL:10 IES:5",
        "A2 Pilot | M1–M24 | NN+OSL+IES | OSL=800 IES=1440 OSL:4 IES:8",
    ]
    assert "  C   Rate                               (not used)\n" in err


def test_titles_of_packages_beside_those_of_tasks_are_the_packages(read):
    rows = [
        ("WP", "WP title", "Task", "Lead", "Start", "End"),
        (1, "Management", "Meetings", "OSL", "M1", "M24"),
        (None, None, "Reports", "IES", "M12", "M24"),
        (2, "Survey", "Interviews", "IES", "M2", "M5"),
    ]
    lines, _err = read({"Plan": rows}, merged=("A2:A3", "B2:B3"))
    assert lines[2:] == [
        "WP1 Management",
        "WP2 Survey",
        "A1 Meetings | WP1 | M1–M24 | OSL",
        "A2 Reports | WP1 | M12–M24 | IES",
        "A3 Interviews | WP2 | M2–M5 | IES",
    ]


def test_risks_and_hours_worked_are_no_activities(read):
    sheets = {
        "Plan": [("Task", "Lead", "Start", "End"), ("a", "OSL", "M1", "M2")],
        "Register": [("Risk", "Owner", "Status"), ("Delay", "OSL", "open"), ("Staff", "IES", "open")],
        "Timesheet": [("Name", "Date", "Hours", "Task"), ("Ana", date(2026, 11, 2), 4, "a"), ("Ivan", None, 6, "a")],
    }
    lines, err = read(sheets)
    assert [line for line in lines if line.startswith("A")] == ["A1 a | M1–M2 | OSL"]
    assert "sheet Register: no table that is known, not used; Register begins with: Risk, Owner, Status\n" in err
    assert "sheet Timesheet: no table that is known, not used; Timesheet begins with: Name, Date, Hours, Task\n" in err


def test_the_legend_of_a_chart_is_no_activity_where_its_signs_stand_in_the_chart(read):
    rows = [("Task", "M1", "M2", "M3"), ("Survey",), ("Pilot",), (), ("Legend",), ("OSL",), ("IES",)]
    fills = [("B2:C2", "4472C4"), ("D3:D3", "70AD47"), ("B6:B6", "4472C4"), ("B7:B7", "70AD47")]
    lines, err = read({"Gantt": rows}, fills=fills)
    assert lines[1:] == ["A1 Survey | M1–M2 | NN", "A2 Pilot | M3–M3 | NN"]
    assert '  A6 "OSL": belongs to no entry; not used\n' in err


def test_names_in_bars_are_told_and_read_as_marks(read):
    rows = [
        ("Task", "Lead", "M1", "M2", "M3"),
        ("Survey", "OSL", "D1.1", None, "MS1"),
        ("Pilot", "IES", None, "x", "P"),
    ]
    lines, err = read({"Gantt": rows})
    assert lines[2:] == ["A1 Survey | M1–M1; M3–M3 | OSL", "A2 Pilot | M2–M3 | IES"]
    assert '  C2 "D1.1": a text in the chart, read as a mark\n  E2 "MS1": a text in the chart' in err


def test_one_sheet_can_be_asked_for(read):
    lines, err = read(SHEETS, "--sheet", "Milestones")
    assert lines[-1] == "MS1 Survey closed | WP2 | M5 | IES"
    assert "Partners" not in err


def test_a_hidden_sheet_is_named_and_not_used(read):
    lines, err = read(SHEETS, change=lambda book: setattr(book["Deliverables"], "sheet_state", "hidden"))
    assert not [line for line in lines if line.startswith("D2.1")]
    assert "sheet Deliverables: hidden, not used\n" in err


def test_the_overviews_of_eaceas_lump_sum_workbook(read):
    def overview(title, *rows):
        head = ("BE number", "Beneficiary short name", "WP1", "WP2", "WP3", "Total")
        return [(title,), (), (), (), (), head, *rows]

    money = overview("Costs", ("BE1", "OSL", 10000, 20000.5, 0, 30000.5), ("BE2", "IES", 5000, 25000, 15000, 45000))
    months = overview("Effort", ("BE1", "OSL", 1.5, 3, 0, 4.5), ("BE2", "IES", 1, 4, 2, 7))
    lines, err = read({"Instructions": [("Read me",)], "BE-WP Overview": money, "BE-WP Person Months": months})
    assert lines[2:] == [
        "WP1 WP1 | OSL=10000 IES=5000 OSL:1.5 IES:1",
        "WP2 WP2 | OSL=20000.5 IES=25000 OSL:3 IES:4",
        "WP3 WP3 | IES=15000 IES:2",
    ]
    assert "  figures are money, in EUR: WP1 of OSL = 10,000\n" in err
    assert "  figures are effort, in person-months: WP1 of OSL = 1.5\n" in err


def test_money_by_package_is_compared_with_that_of_the_activities_and_not_counted_twice(read):
    plan = [
        ("WP", "Activity", "Start", "End", "Lead", "OSL EUR", "IES EUR"),
        ("WP2", "Survey", "M1", "M4", "OSL", 5000, 4000),
    ]
    budget = [("Partner", "WP2", "Total"), ("OSL", 5000, 5000), ("IES", 4500, 4500)]
    budget = [(*row[:2], None, *row[2:]) for row in budget]
    budget[0] = ("Partner", "WP2", "WP3", "Total")
    lines, err = read({"Plan": plan, "Budget": budget})
    assert lines[-1] == "A1 Survey | WP2 | M1–M4 | OSL+IES | OSL=5000 IES=4000"
    assert "  Budget!B3, WP2 of IES: 4,500 is stated, the rows that were read add up to 4,000\n" in err


GROUPS = [
    ("OUTCLASS board",),
    ("All the work",),
    (),
    ("Management",),
    ("Name", "Person", "Status", "Timeline - Start", "Timeline - End", "Budget"),
    ("Kick-off", "Ana", "Done", "2026-11-02", "2026-11-05", 1000),
    ("Reports", "Ana", "Working on it", "2027-01-01", "2027-12-31", 500),
    (None, None, None, "2026-11-02", "2027-12-31", 1500),
    ("Needs",),
    ("Name", "Person", "Status", "Timeline - Start", "Timeline - End", "Budget"),
    ("Survey", "Ivan", "Stuck", "2026-12-01", "2027-03-31", 3000),
]


def test_groups_that_each_have_their_headings_again_become_work_packages(read):
    lines, err = read({"board": GROUPS})
    assert lines[2:] == [
        "WP1 Management",
        "WP2 Needs",
        "A1 Kick-off | WP1 | 2026-11-02–2026-11-05 | Ana | 1000 | done",
        "A2 Reports | WP1 | 2027-01-01–2027-12-31 | Ana | 500 | running",
        "A3 Survey | WP2 | 2026-12-01–2027-03-31 | Ivan | 3000 | running",
    ]
    assert "a row of sums, left out; it agrees with the rows" in err


GAN = """<?xml version="1.0" encoding="UTF-8"?>
<project name="OUTCLASS" view-date="2026-11-02" version="3.2.3240"><tasks empty-milestones="true">
<task id="0" name="Preparation" meeting="false" start="2026-11-02" duration="21" complete="0">
<task id="1" name="Survey" meeting="false" start="2026-11-02" duration="10" complete="100" cost-manual-value="2000">
<depend id="2" type="2" difference="3" hardness="Strong"/><notes><![CDATA[in schools]]></notes></task>
<task id="2" name="Modules" meeting="false" start="2026-11-19" duration="8" complete="50"/>
<task id="3" name="Ready" meeting="true" start="2026-12-01" duration="0" complete="0"/></task></tasks>
<resources><resource id="0" name="OSL"/><resource id="1" name="IES"/></resources>
<allocations><allocation task-id="1" resource-id="0" responsible="true" load="100.0"/>
<allocation task-id="2" resource-id="1" responsible="true" load="50.0"/></allocations></project>"""


def test_ganttprojects_own_file(tmp_path):
    (tmp_path / "plan.gan").write_text(GAN, encoding="utf-8")
    ran = run("new", "--from", tmp_path / "plan.gan", *TODAY)
    plan = plan_of(ran.out)
    assert plan.project.title == "OUTCLASS"
    assert summary(plan)[2:] == [
        "WP1 Preparation",
        "A1.1 Survey | WP1 | 2026-11-02–2026-11-13 | OSL | 2000 | 100 %",
        "A1.2 Modules | WP1 | 2026-11-19–2026-11-30 | IES | after A1.1 FS3d | 50 %",
        "MS1.3 Ready | WP1 | 2026-12-01",
    ]


def task(uid, number, level, name, start, finish, more=""):
    return (
        f"<Task><UID>{uid + 10}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineNumber>{number}</OutlineNumber>"
        f"<OutlineLevel>{level}</OutlineLevel><Start>{start}T08:00:00</Start><Finish>{finish}T17:00:00</Finish>{more}</Task>"
    )


LINK = (
    "<PredecessorLink><PredecessorUID>12</PredecessorUID><Type>1</Type>"
    "<LinkLag>{}</LinkLag><LagFormat>{}</LagFormat></PredecessorLink>"
)

MSPDI = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Project xmlns="http://schemas.microsoft.com/project"><Tasks>'
    + task(0, 0, 0, "OUTCLASS", "2026-11-02", "2027-03-26")
    + task(1, 1, 1, "Management", "2026-11-02", "2026-12-30", "<Cost>300000</Cost>")
    + task(
        2, "1.1", 2, "Kick-off", "2026-11-02", "2026-11-04", "<PercentComplete>100</PercentComplete><Cost>100000</Cost>"
    )
    + task(3, "1.2", 2, "Reporting", "2026-11-12", "2026-12-30", "<Cost>200000</Cost>" + LINK.format(24000, 7))
    + task(4, "1.3", 2, "Waiting", "2026-11-12", "2026-12-30", LINK.format(72000, 8))
    + task(5, 2, 1, "Report", "2026-12-30", "2026-12-30", "<Milestone>1</Milestone>")
    + "</Tasks><Resources><Resource><UID>1</UID><ID>1</ID><Name>OSL</Name></Resource></Resources>"
    + "<Assignments><Assignment><TaskUID>12</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments></Project>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_ms_projects_xml(tmp_path, encoding):
    text = MSPDI.replace("UTF-8", encoding)
    (tmp_path / "plan.xml").write_bytes(text.encode(encoding))
    ran = run("new", "--from", tmp_path / "plan.xml", *TODAY)
    plan = plan_of(ran.out)
    assert plan.project.title == "OUTCLASS"
    assert [line for line in summary(plan) if line[:2] not in ("OS", "NN")] == [
        "WP1 Management",
        "A1.1 Kick-off | WP1 | 2026-11-02–2026-11-04 | OSL | 1000 | 100 %",
        "A1.2 Reporting | WP1 | 2026-11-12–2026-12-30 | NN | 2000 | after A1.1 FS5d",
        "A1.3 Waiting | WP1 | 2026-11-12–2026-12-30 | NN | after A1.1 FS5d",
        "MS2 Report | 2026-12-30",
    ]
    assert 'C2 "Management": states a sum; it agrees with the rows below it' in ran.err


ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>
<style:style style:name="ce1" style:family="table-cell">
<style:table-cell-properties fo:background-color="#4472c4"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Plan"><table:table-row>
{heads}</table:table-row>{rows}
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def words(*texts):
    form = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(form.format(text) for text in texts)


def ods(heads, *rows):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        packed.writestr("content.xml", ODS_CONTENT.format(heads=heads, rows=lines))
    return file.getvalue()


def test_areas_that_are_merged_are_refused_where_they_have_more_cells_than_anybody_merges(tmp_path):
    area = 'office:value-type="string" table:number-columns-spanned="16384" table:number-rows-spanned="1000000"'
    (tmp_path / "plan.ods").write_bytes(
        ods(words("Title"), f"<table:table-cell {area}><text:p>x</text:p></table:table-cell>")
    )
    ran = run("new", "--from", tmp_path / "plan.ods", *TODAY)
    assert (ran.code, "the XML has more elements than any plan" in ran.err) == (3, True)


BEYOND = ("1e999999999", "1e-999999999", "0e-999999999")


@pytest.mark.parametrize("figure", BEYOND)
def test_a_figure_that_nobody_can_write_out_is_told_or_nothing_and_never_written_out(tmp_path, figure):
    kind = f'<table:table-cell office:value-type="float" office:value="{figure}"/>'
    (tmp_path / "plan.gan").write_text(GAN.replace('"2000"', f'"{figure}"'), encoding="utf-8")
    (tmp_path / "plan.xml").write_text(MSPDI.replace("200000<", f"{figure}<"), encoding="utf-8")
    (tmp_path / "plan.ods").write_bytes(
        ods(words("Title", "Start", "End", "Lead", "Budget"), words("Survey", "M1", "M2", "OSL") + kind)
    )
    for name in ("plan.gan", "plan.xml", "plan.ods"):
        ran = run("new", "--from", tmp_path / name, *TODAY)
        assert plan_of(ran.out).activities
        assert (figure in ran.err) == (figure[1:3] != "e-"), (name, ran.err)
        assert len(ran.out + ran.err) < 20_000


def test_an_opendocument_spreadsheet_with_its_types(tmp_path):
    values = (
        '<table:table-cell office:value-type="date" office:date-value="2026-11-01"/>'
        '<table:table-cell office:value-type="date" office:date-value="2027-02-28T00:00:00"/>'
        '<table:table-cell office:value-type="currency" office:currency="EUR" office:value="1250.5"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.4"><text:p>40 %</text:p></table:table-cell>'
    )
    heads = words("Aktivnost", "Nosilec", "Začetek", "Konec", "Znesek", "Napredek")
    (tmp_path / "plan.ods").write_bytes(ods(heads, words("Raziskava", "Šola") + values))
    ran = run("new", "--from", tmp_path / "plan.ods", *TODAY)
    assert summary(plan_of(ran.out))[1:] == ["A1 Raziskava | 2026-11-01–2027-02-28 | SOLA | 1250.5 | 40 %"]


def test_an_opendocument_chart_of_colours_and_repeated_cells(tmp_path):
    bar = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="2"/><table:table-cell/>'
    wide = '<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>x</text:p>'
    joint = f"<table:table-cell/>{wide}</table:table-cell><table:covered-table-cell/>"
    heads = words("Activity", "Lead", "M1", "M2", "M3")
    (tmp_path / "plan.ods").write_bytes(ods(heads, words("One", "P") + bar, words("Two", "P") + joint))
    ran = run("new", "--from", tmp_path / "plan.ods", *TODAY)
    assert summary(plan_of(ran.out))[1:] == ["A1 One | M1–M2 | P", "A2 Two | M2–M3 | P"]


TEXT = "Aktivnost;Začetek;Konec;Nosilec;Znesek\nRaziskava;1. 11. 2026;28. 2. 2027;Šola Čopič;1.250,50\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250"])
@pytest.mark.parametrize("divider", [";", "\t", "|"])
def test_text_of_every_usual_encoding_and_sign_between_cells(tmp_path, encoding, divider):
    (tmp_path / "t.csv").write_bytes(TEXT.replace(";", divider).encode(encoding))
    ran = run("new", "--from", tmp_path / "t.csv", *TODAY)
    assert summary(plan_of(ran.out)) == [
        "SC Šola Čopič | ZZ",
        "A1 Raziskava | 2026-11-01–2027-02-28 | SC | 1250.5",
    ]


OLDER = [
    ("cp1250", "Koordinacija šole Čopič", "Žiga Šuštaršič"),
    ("iso8859-2", "Koordinacija šole Čopič", "Žiga Šuštaršič"),
    ("cp1250", "Zarządzanie ośrodkiem", "Łódź, szkoła nr 3"),
    ("iso8859-2", "Zarządzanie ośrodkiem", "Łódź, szkoła nr 3"),
    ("cp1250", "Řízení příštího ročníku", "Škola Přerov"),
    ("cp1250", "Felmérés és értékelés", "Győr, Kőszegi út"),
    ("cp1252", "Gestión y evaluación", "Niño de España"),
    ("latin-1", "Attività di qualità", "Università di Forlì"),
    ("cp1252", "Réunion à l'école « été »", "Lycée Hélène Boucher"),
    ("latin-1", "Formação e avaliação", "Associação São João"),
    ("latin-1", "Utvärdering på distans", "Göteborgs folkhögskola"),
    ("cp1252", "Møde på skolen", "Ærø Højskole"),
    ("cp1252", "Prüfung für Schüler – Größe", "Schule Süd"),
]


@pytest.mark.parametrize(("encoding", "title", "lead"), OLDER)
def test_a_text_of_an_older_program_is_read_by_the_letters_of_its_language(encoding, title, lead, tmp_path):
    text = f'Task;Lead;Start;End\n"{title}";"{lead}";M1;M3\n'
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    plan = plan_of(run("new", "--from", tmp_path / "t.csv", *TODAY).out)
    assert plan.activities["A1"].title == title
    assert [partner.name for partner in plan.partners.values()] == [lead]


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
        b"<html><body>no</body></html>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><project><tasks/></project>',
        b"\x00\x01\x02\x03",
        b"Was;Bla\nx;y\n",
        b"Dear all,\nwe met.\n",
    ],
)
def test_what_is_no_table_is_refused_with_what_was_seen(tmp_path, data):
    (tmp_path / "t").write_bytes(data)
    ran = run("new", tmp_path / "plan.toml", "--from", tmp_path / "t", *TODAY)
    assert ran.code == 3
    assert ran.err.startswith(f"ka2plan: {tmp_path / 't'}: ")
    assert not (tmp_path / "plan.toml").exists()


def test_a_file_that_would_grow_without_end_is_refused(tmp_path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    (tmp_path / "t.xlsx").write_bytes(file.getvalue())
    ran = run("new", "--from", tmp_path / "t.xlsx", *TODAY)
    assert ran.code == 3
    assert "unpacks to" in ran.err


def test_an_xml_of_more_elements_than_any_plan_is_refused(tmp_path):
    (tmp_path / "t.gan").write_bytes(b'<project name=""><tasks>' + b"<task/>" * 1_100_000 + b"</tasks></project>")
    ran = run("new", "--from", tmp_path / "t.gan", *TODAY)
    assert (ran.code, ran.err.endswith("the XML has more elements than any plan\n")) == (3, True)


def test_a_part_that_is_several_sheets_is_not_read_as_often(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    book, packed = Workbook(), io.BytesIO()
    book.active.append(("Activity", "Start", "End", "Lead"))
    book.save(packed)
    with zipfile.ZipFile(packed) as parts, zipfile.ZipFile("table.xlsx", "w") as shared:
        for name in parts.namelist():
            data = parts.read(name)
            one = data[data.find(b"<sheet ") : data.find(b"</sheets>")] if name == "xl/workbook.xml" else b""
            shared.writestr(name, data.replace(b"</sheets>", one.replace(b'"Sheet"', b'"Again"') + b"</sheets>"))
    ran = run("new", "--from", "table.xlsx", *TODAY)
    assert (ran.code, ran.out) == (3, "")
    assert "more than 300,000 cells" in ran.err
