"""One plan looks alike wherever its chart is drawn."""

from __future__ import annotations

import io
import re
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ka2plan.balance.balance import Balance
from ka2plan.charts.bars import cells_of
from ka2plan.charts.chart import forecast_words
from ka2plan.charts.rows import chart_of, done_part
from ka2plan.charts.scale import MONTH, scale_of
from ka2plan.charts.signs import ASCII, UNICODE, Signs
from ka2plan.document import Document
from ka2plan.export import Material
from ka2plan.export.page_chart import COLOURS
from ka2plan.export.pdf import PAGES, plan_data
from ka2plan.figures.status import late_of, state_of
from ka2plan.plan import read_plan
from ka2plan.print.show import show_json
from ka2plan.print.timeline import timeline
from ka2plan.print.timeline_json import timeline_json
from ka2plan.rules import check
from ka2plan.schedule import Network
from ka2plan.schedule.brief import brief_of
from ka2plan.session import Session
from ka2plan.tui.editor.outline import Shown, rows_of
from ka2plan.tui.plan.gantt import Gantt
from ka2plan.tui.toolkit.theme import load_look
from ka2plan.words.figures import day
from tests.export.making import SAMPLES, book

EXPORTS = Path(__file__).parents[1] / "export" / "plans"
STRETCHES, NO_PACKAGE = EXPORTS / "stretches.toml", EXPORTS / "no-package.toml"
SCHOOL = next(path for path in SAMPLES if path.stem == "ka220-school")
PLANS = (STRETCHES, NO_PACKAGE, *SAMPLES)
DAYS = (
    date(2026, 10, 31),
    date(2026, 12, 31),
    date(2027, 1, 31),
    date(2027, 2, 1),
    date(2027, 6, 15),
    date(2027, 12, 15),
    date(2029, 1, 1),
)

LATE, DONE = UNICODE.late, UNICODE.ticked

SVG = "{http://www.w3.org/2000/svg}"


def plan_in(path):
    return read_plan(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)).plan


def snapshot_of(path, today, folder):
    session = Session.open(str(path), today=today, journal_in=str(folder), read_only=True)
    try:
        return session.snapshot
    finally:
        session.close()


def of_timeline(path, today, sign):
    plan = plan_in(path)
    lines = timeline(plan, None, width=200, today=today).splitlines()
    behind = (line.split()[1] for line in lines if line.startswith(f"{sign} "))
    return {id for id in behind if plan.entry(id)}


def of_json(path, today, sign):
    rows = timeline_json(plan_in(path), None, today=today)["rows"]
    return {row["id"] for row in rows if (row["late"] if sign == LATE else row["status"] == "done")}


def of_svg(path, today, sign):
    from ka2plan.export.svg import write

    material = Material(plan_in(path), book(), today=today)
    texts = [element.text for element in ET.fromstring(write(material)).iter(f"{SVG}text")]
    pairs = pairwise(texts)
    return {after for before, after in pairs if before == sign and material.plan.entry(after)}


def of_pdf(path, today, sign):
    data = plan_data(Material(plan_in(path), book(), today=today), PAGES, with_tables=False)
    return {bar["id"] for page in data["chart"]["pages"] for bar in page if bar["sign"] == sign}


def of_workbook(path, today, sign):
    openpyxl = pytest.importorskip("openpyxl")
    from ka2plan.export.xlsx import write

    sheet = openpyxl.load_workbook(io.BytesIO(write(Material(plan_in(path), book(), today=today))))["Gantt"]
    return {row[0].value for row in sheet.iter_rows(min_row=2) if row[3].value == sign}


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_formats_of_other_programs_and_the_list_of_milestones_say_what_is_late(path, today):
    from ka2plan.export.mermaid import write as mermaid
    from ka2plan.export.taskjuggler import identifiers
    from ka2plan.export.taskjuggler import write as taskjuggler

    plan, made = plan_in(path), Material(plan_in(path), book(), today=today)
    entries = {**plan.activities, **plan.milestones, **plan.deliverables}
    dated = {id for id, entry in entries.items() if getattr(entry, "stretches", None) or getattr(entry, "due", None)}
    late = {id for id in dated if late_of(entries[id], today)}
    labels = [line.split(" :")[0] for line in mermaid(made).splitlines() if " :" in line]
    assert {label.split()[0] for label in labels if label.endswith("(late)")} == late
    names = {name: id for id, name in identifiers(entries).items()}
    tasks = re.findall(r'task (\w+) "[^\n]*\n(?: +responsible \w+\n)? +note "late"', taskjuggler(made))
    assert {names[name] for name in tasks} == late
    listed = {one["id"] for one in show_json(plan, "milestones", today=today)["milestones"] if one["late"]}
    assert listed == late - set(plan.activities)


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_surface_says_the_same_of_what_is_late_and_what_is_done(path, today, tmp_path):
    plan = plan_in(path)
    entries = [*plan.activities.values(), *plan.milestones.values(), *plan.deliverables.values()]
    late = {entry.id for entry in entries if late_of(entry, today)}
    done = {entry.id for entry in (*plan.work_packages.values(), *entries) if state_of(entry) == "done"}
    snapshot = snapshot_of(path, today, tmp_path)
    rows = rows_of(snapshot, Shown())
    assert {row.id for row in rows if row.bar.late} == late
    assert {item.id for item in snapshot.late} == late  # what the first line counts
    assert {row.id for row in rows if row.status == "done"} == done
    assert {one["id"] for one in show_json(plan, "status", today=today)["late"]} == late
    for surface in (of_timeline, of_json, of_svg, of_pdf, of_workbook):
        assert surface(path, today, LATE) == late, surface.__name__
        assert surface(path, today, DONE) == done, surface.__name__


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_surface_says_the_same_of_who_has_too_much_and_promises_no_month_that_is_over(path, today, tmp_path):
    plan, snapshot = plan_in(path), snapshot_of(path, today, tmp_path)
    balance = Balance(Document(path.read_text(encoding="utf-8")), today, lambda _reading: set())
    over = {(one.partner, one.month) for one in balance.overloads}
    assert {(one.partner, one.month) for one in snapshot.workload.overloads} == over
    loads = show_json(plan, "workload", today=today)["partners"]
    first = snapshot.workload.first_month
    cells = {
        (id, month): (can, booked)
        for id, own in loads.items()
        for month, (can, booked) in enumerate(zip(own["capacity_by_month"], own["by_month"], strict=True), 1)
    }
    left = {cell for cell, effort in snapshot.workload.left.items() if effort and cell[1] >= first}
    too_much = {cell for cell, (can, booked) in cells.items() if can is not None and booked > can}
    assert too_much & left == over
    assert all(cells[one.partner, one.month] == (float(one.capacity), one.load) for one in balance.overloads)
    for proposal in balance.proposals:
        assert all(load.month >= first for load in proposal.left)
    found = check(read_plan_of(path), book(), today).findings
    assert {one.where[1] for one in found if one.code == "WRK104"} == {partner for partner, _month in over}
    briefs = {id: brief_of(plan, partner, today).overloads for id, partner in plan.partners.items()}
    assert {(id, one.month) for id, own in briefs.items() for one in own} == over


def read_plan_of(path):
    return read_plan(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))


def test_somebody_has_too_much_on_the_days_that_are_compared():
    over = {today for today in DAYS if Network(plan_in(SCHOOL)).workload(today).overloads}
    assert date(2026, 10, 31) not in over
    assert {date(2027, 6, 15), date(2027, 12, 15)} <= over


def forecast_in_svg(path, today):
    """Ids with the days that the drawing tells of them, of what comes to lie elsewhere than planned."""
    from ka2plan.export.svg import write

    root = ET.fromstring(write(Material(plan_in(path), book(), today=today)))
    told = (element.text.partition(": forecast ") for element in root.iter(f"{SVG}title") if element.text)
    return {id: days for id, _word, days in told if days}


def forecast_in_pdf(path, today):
    """The same out of the text that a reader of the PDF finds in its tables."""
    pypdf = pytest.importorskip("pypdf")
    from ka2plan.export.pdf import write

    pages = pypdf.PdfReader(io.BytesIO(write(Material(plan_in(path), book(), today=today)))).pages
    return " ".join("".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("path", [STRETCHES, SCHOOL], ids=lambda path: path.stem)
def test_every_surface_says_the_same_of_where_it_comes_to_lie(path, today, tmp_path):
    plan = plan_in(path)
    forecast = Network(plan).forecast(today)
    live = {row.id: row for row in chart_of(plan, today).rows if forecast.dates(row.id)}
    iso = {id: tuple(one.isoformat() for one in forecast.dates(id)) for id in live}
    rows = rows_of(snapshot_of(path, today, tmp_path), Shown())
    assert {row.id: row.bar.forecast for row in rows if row.bar.forecast} == {id: forecast.dates(id) for id in live}
    told = timeline_json(plan, None, today=today)
    by_row = {row["id"]: (row["forecast_start"], row["forecast_end"]) for row in told["rows"] if row["forecast_end"]}
    assert by_row == iso
    network = show_json(plan, "dependencies", today=today)["activities"]
    assert {id: (one["forecast_start"], one["forecast_end"]) for id, one in network.items()} == {
        id: days for id, days in iso.items() if id in plan.activities
    }
    assert told["forecast_end"] == (forecast.end and forecast.end.isoformat())
    said = timeline(plan, None, width=100, today=today)
    assert ("the rest of the work ends on " + day(forecast.end) if forecast.end else "") in said
    moved = {id: forecast_words(row) for id, row in live.items() if row.expected}
    window = chart_of(plan, today).window
    seen = {id: days for id, days in moved.items() if live[id].forecast[0] <= window.last}
    drawn = forecast_in_svg(path, today)
    assert seen.items() <= drawn.items() <= moved.items()
    text = forecast_in_pdf(path, today)
    assert all(days in text for days in moved.values())
    assert ("Forecast" in text) == bool(moved)


def test_something_comes_to_lie_elsewhere_on_the_days_that_are_compared():
    assert {row.id for row in chart_of(plan_in(SCHOOL), date(2027, 6, 15)).rows if row.expected} >= {"A2.1", "MS1"}
    assert {row.id for row in chart_of(plan_in(STRETCHES), date(2027, 6, 15)).rows if row.happened} == {"A1.3", "MS1"}


def test_something_is_late_and_something_done_on_the_days_that_are_compared():
    assert of_json(STRETCHES, date(2027, 6, 15), LATE) == {"A1.2", "D1.1"}
    assert of_json(STRETCHES, date(2027, 6, 15), DONE) == {"A1.3", "MS1"}
    assert of_json(STRETCHES, date(2027, 2, 1), LATE) == {"A1.2"}
    assert of_json(STRETCHES, date(2027, 1, 31), LATE) == set()


@pytest.mark.parametrize("path", [STRETCHES, NO_PACKAGE], ids=lambda path: path.stem)
def test_timeline_and_editor_draw_the_same_cells(path, tmp_path):
    today = date(2027, 6, 15)
    snapshot = snapshot_of(path, today, tmp_path)
    chart = chart_of(snapshot.plan, today)
    scale = scale_of(chart.window, MONTH, 2)
    gantt = Gantt(snapshot, scale, load_look("dark", str(tmp_path)))
    figures = " 50 %"  # the timeline tells progress in figures as well
    drawn = timeline(snapshot.plan, None, width=80, today=today).replace(figures, " " * len(figures)).splitlines()
    for row, one in zip(rows_of(snapshot, Shown()), chart.rows, strict=True):
        cells = cells_of(one, scale, UNICODE, today)
        without_slack = [cell if cell[1] != "slack" else (" ", "") for cell in gantt.cells(row)]
        assert without_slack == cells
        bar = "".join(sign for sign, _style in cells).rstrip()
        assert not one.id or any(one.id in line and bar in line for line in drawn)


def test_the_gap_between_two_stretches_is_seen_and_the_first_is_done_before_the_second_begins():
    row = next(row for row in chart_of(plan_in(STRETCHES), date(2027, 6, 15)).rows if row.id == "A1.1")
    scale = scale_of(chart_of(plan_in(STRETCHES), date(2027, 6, 15)).window, MONTH, 1)
    line = "".join(sign for sign, _style in cells_of(row, scale, ASCII))
    assert line.rstrip() == "::::    ####"


@pytest.mark.parametrize("percent", range(0, 101, 7))
def test_the_done_part_has_its_share_of_the_days_and_lies_at_the_beginning(percent):
    first = date(2027, 1, 1)
    stretches = ((first, first + timedelta(9)), (first + timedelta(20), first + timedelta(24)))
    done = done_part(stretches, percent)
    days = [first + timedelta(n) for n in range(30) if any(a <= first + timedelta(n) <= b for a, b in stretches)]
    covered = [day for day in days if any(a <= day <= b for a, b in done)]
    assert covered == days[: len(days) * percent // 100]


def test_an_svg_leaves_the_gap_between_two_stretches_free():
    from ka2plan.export.svg import write

    root = ET.fromstring(write(Material(plan_in(STRETCHES), book(), today=date(2027, 6, 15))))
    named = [rect for rect in root.iter(f"{SVG}rect") if rect.findtext(f"{SVG}title") == "A1.1 Lessons in two terms"]
    first, second = sorted(named, key=lambda rect: float(rect.get("x")))
    width = float(first.get("width"))
    assert float(first.get("x")) + width + 0.9 * width < float(second.get("x"))
    assert first.get("fill") == second.get("fill") == COLOURS["critical"]


@pytest.mark.parametrize("signs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_a_sign_has_one_meaning_and_takes_one_cell(signs):
    meant = signs[: Signs._fields.index("advice") + 1]
    assert len(set(meant)) == len(meant)
    assert {len(sign) for sign in meant} == {1}
    assert signs is UNICODE or "".join(signs).isascii()
