"""A partner's part is sent out as a sheet, filled in, and taken back as a three-way merge."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ka2plan.document import AddEntry, Batch, Document, RemoveEntry, RenameEntry, SetValue
from ka2plan.export.fillin_fields import look_of
from ka2plan.imports import fillin
from ka2plan.merge.plain_values import value_at
from ka2plan.toml import parse, parse_path
from tests.cli.running import TODAY, run
from tests.export.making import FORMULAS, ROOT, SAMPLES, SMALL, SOUND
from tests.imports.filling_in import Returning, saved_by_libreoffice

SCHOOL = SOUND.read_text(encoding="utf-8")
TWO_LIBRARIES = SMALL.read_text(encoding="utf-8")


@pytest.fixture
def ies(tmp_path: Path) -> Returning:
    """The sheet of a partner that leads a work package."""
    return Returning(tmp_path, SCHOOL, "IES")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_sheets_that_come_back_as_they_were_sent_change_nothing(sample: Path, tmp_path: Path) -> None:
    plan, folder = tmp_path / "plan.toml", tmp_path / "sheets"
    plan.write_bytes(sample.read_bytes())
    assert run("export", "fillin", str(plan), "--partner", "all", "-o", str(folder), *TODAY).code == 0
    sheets = sorted(map(str, folder.iterdir()))
    assert len(sheets) == len(parse(plan.read_text(encoding="utf-8"))["partners"])
    ran = run("import", str(plan), *sheets, *TODAY)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("nothing to change\n")
    assert "no answer" not in ran.err
    assert plan.read_bytes() == sample.read_bytes()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize(("sample", "partner"), [(SOUND, "IES"), (SMALL, "CIT")], ids=["school", "libraries"])
def test_what_libreoffice_saved_changes_nothing(sample: Path, partner: str, kind: str, tmp_path: Path) -> None:
    sheet = Returning(tmp_path, sample.read_text(encoding="utf-8"), partner)
    saved = saved_by_libreoffice(sheet.file, kind)
    ran = run("import", str(sheet.plan), str(saved), *TODAY)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("changed nothing\nnothing to change\n")
    assert sheet.text == sheet.sent


CHANGES: dict[str, tuple[Any, Any]] = {
    "partners.IES.name": ("IES Tavernes", "IES Tavernes"),
    "partners.IES.country": ("Portugal", "PT"),
    "partners.IES.capacity": ("22,5", "22.5"),
    "partners.IES.newcomer": ("no", False),
    "partners.IES.website": ("https://ies.example", "https://ies.example"),
    "partners.IES.papers.mandate": (dt.datetime(2026, 11, 2), dt.date(2026, 11, 2)),
    'activities."A3.1".start': ("m12", "M12"),
    'activities."A3.1".end': (dt.datetime(2028, 1, 31), "M15"),
    'activities."A2.3".start': ("17.8.2027", dt.date(2027, 8, 17)),
    'activities."A3.1".budget.IES': ("15.500", 15_500),
    'activities."A3.1".effort.IES': (67.5, "67.5"),
    'activities."A3.1".note': ("First line\r\nsecond line ", "First line\nsecond line"),
    'activities."A3.1".status': ("running", "running"),
    'activities."A3.1".progress': (25, 25),
    'activities."A3.1".actual.start': ("2.9.2027", dt.date(2027, 9, 2)),
    "work_packages.WP1.budget.IES": (10_500, 10_500),
    "texts.WP3.objectives": ("Twelve schools try it.", "Twelve schools try it."),
    "texts.IES.presentation": ("A school by the sea.", "A school by the sea."),
}


@pytest.mark.parametrize("place", CHANGES)
def test_one_changed_cell_is_exactly_that_change(place: str, ies: Returning) -> None:
    typed, meant = CHANGES[place]
    path = tuple(map(str, parse_path(place)))
    ies.put(typed, *path)
    ran = ies.give_back()
    value: Any = parse(ies.text)
    for name in path:
        value = value[name]
    assert value == meant or str(value) == meant
    gone, came = ies.changed_lines()
    assert len(gone) <= 1
    assert len([line for line in came if line]) <= (2 if path[0] == "texts" else 3 if "\n" in str(meant) else 1)
    assert "1 change from IES (" in ran.err
    again = ies.give_back()
    assert again.err.endswith("nothing to change\n")


def test_what_is_declared_for_the_project_is_asked_of_the_coordinator_alone(tmp_path: Path) -> None:
    osl, ies = (Returning(tmp_path / id, SCHOOL, id) for id in ("OSL", "IES") if (tmp_path / id).mkdir() is None)
    asked = {place for place, _cell in osl.open_cells() if ".papers." in place or place.startswith("project")}
    assert "project.papers.nobody_paid" in asked
    assert "partners.OSL.papers.nobody_paid" not in asked
    assert not [place for place, _cell in ies.open_cells() if "nobody_paid" in place]
    osl.put("yes", "project", "papers", "nobody_paid")
    osl.give_back()
    assert parse(osl.text)["project"]["papers"] == {"nobody_paid": True}


def test_an_emptied_cell_takes_the_value_out(ies: Returning) -> None:
    ies.put(None, "partners", "IES", "region")
    ies.put(None, "activities", "A3.1", "effort", "IES")
    ies.give_back()
    data = parse(ies.text)
    assert "region" not in data["partners"]["IES"]
    assert "IES" not in data["activities"]["A3.1"]["effort"]


def test_what_the_plan_must_have_cannot_be_emptied(ies: Returning) -> None:
    address = ies.put(None, "partners", "IES", "name")
    ran = ies.give_back()
    assert f"{address}: it cannot be empty" in ran.err
    assert ies.text == ies.sent


UNREAD = {
    ("activities", "A3.1", "budget", "IES"): "a lot",
    ("activities", "A3.1", "start"): "soon",
    ("activities", "A3.1", "progress"): 130,
    ("activities", "A3.1", "effort", "IES"): "1.234",
    ("activities", "A3.1", "status"): "maybe",
    ("partners", "IES", "capacity"): dt.datetime(2027, 5, 3),
    ("partners", "IES", "country"): "Atlantis",
    ("activities", "A3.2", "budget", "IES"): "=1+1",
}


def test_each_cell_that_is_not_understood_is_told_by_its_address_and_the_rest_taken(ies: Returning) -> None:
    addresses = [ies.put(value, *path) for path, value in UNREAD.items()]
    ies.put(4_200, "activities", "A2.1", "budget", "IES")
    ran = ies.give_back()
    for address in addresses:
        assert f"  {address}: " in ran.err
    assert ies.text.replace("budget.IES = 4_200", "budget.IES = 4_000", 1) == ies.sent


def test_a_locked_cell_that_was_changed_anyhow_is_told_and_not_taken(ies: Returning) -> None:
    address = ies.put("Another title", "activities", "A3.1", "title")
    ran = ies.give_back()
    assert f"{address}: this cell is not to be changed" in ran.err
    assert ies.text == ies.sent


def test_what_others_changed_meanwhile_is_kept(ies: Returning) -> None:
    ies.put(16_000, "activities", "A3.1", "budget", "IES")
    now = Document(SCHOOL).apply(
        Batch((SetValue(("activities", "A3.1", "budget", "OSL"), 1), SetValue(("activities", "A3.1", "end"), "M15")))
    )
    ies.plan.write_text(now.text, encoding="utf-8")
    ies.give_back()
    assert ies.text == now.text.replace("budget.IES = 15_000", "budget.IES = 16_000")


def test_a_field_that_both_changed_clashes_and_is_settled_by_resolve(ies: Returning) -> None:
    ies.put("M15", "activities", "A3.1", "end")
    ies.put("Valencia", "partners", "IES", "region")
    now = Document(SCHOOL).apply(SetValue(("activities", "A3.1", "end"), "M16")).text
    ies.plan.write_text(now, encoding="utf-8")
    ran = ies.give_back("--dry-run", code=4)
    assert ies.text == now
    ran = ies.give_back(code=4)
    assert "A3.1" in ran.err
    assert "theirs (IES)" in ies.text
    assert 'region = "Valencia"' in ies.text
    assert run("resolve", str(ies.plan), "A3.1.end=theirs", *TODAY).code == 0
    assert ies.text == now.replace('"M16"', '"M15"', 1).replace(
        'region = "Comunitat Valenciana"', 'region = "Valencia"'
    )


def test_sheets_that_clash_wait_for_one_another_while_the_others_are_taken(tmp_path: Path) -> None:
    sheets = [Returning(tmp_path, SCHOOL, id) for id in ("IES", "PHS", "ZAV")]
    for sheet, end in zip(sheets[:2], ("M5", "M6"), strict=True):
        sheet.put(end, "activities", "A2.1", "end")
    sheets[2].put("Celje", "partners", "ZAV", "city")
    for sheet in sheets:
        sheet.book.save(sheet.file)
    now = Document(SCHOOL).apply(SetValue(("activities", "A2.1", "end"), "M3")).text
    plan = sheets[0].plan
    plan.write_text(now, encoding="utf-8")
    ran = run("import", str(plan), *(str(sheet.file) for sheet in sheets), *TODAY)
    assert ran.code == 4
    assert f"then import {sheets[1].file}" in ran.err
    assert 'city = "Celje"' in plan.read_text(encoding="utf-8")


def test_who_has_not_answered_is_named(tmp_path: Path) -> None:
    sheets = [Returning(tmp_path, SCHOOL, id) for id in ("IES", "PHS")]
    ran = run("import", str(sheets[0].plan), *(str(sheet.file) for sheet in sheets), *TODAY)
    assert "no answer from ZAV\n" in ran.err


def test_a_change_follows_an_activity_that_was_renumbered_meanwhile(ies: Returning) -> None:
    ies.put(11_500, "activities", "A3.2", "budget", "IES")
    edits = (RenameEntry("activities", "A3.2", "A3.9"), RenameEntry("activities", "A3.1", "A3.2"))
    now = Document(SCHOOL).apply(Batch(edits)).text
    ies.plan.write_text(now, encoding="utf-8")
    ies.give_back()
    budgets = {
        id: entry["budget"]["IES"] for id, entry in parse(ies.text)["activities"].items() if "IES" in entry["budget"]
    }
    assert (budgets["A3.2"], budgets["A3.9"]) == (15_000, 11_500)


def test_an_activity_that_was_taken_out_meanwhile_clashes(ies: Returning) -> None:
    ies.put(3_600, "activities", "A4.2", "budget", "IES")
    now = Document(SCHOOL).apply(RemoveEntry("activities", "A4.2", unlink=True)).text
    ies.plan.write_text(now, encoding="utf-8")
    ran = ies.give_back(code=4)
    assert "A4.2" in ran.err


def test_a_text_about_what_is_another_thing_by_now_is_told_as_a_clash(ies: Returning) -> None:
    ies.put("Twelve schools try it.", "texts", "WP3", "objectives")
    ies.put("Valencia", "partners", "IES", "region")
    other = {"title": "Accounts", "lead": "OSL", "start": "M1", "end": "M2", "note": "Other work."}
    edits = (
        RenameEntry("work_packages", "WP3", "WP8"),
        AddEntry("work_packages", "WP3", other),
        RemoveEntry("work_packages", "WP8"),
    )
    now = Document(SCHOOL).apply(Batch(edits)).text
    ies.plan.write_text(now, encoding="utf-8")
    ran = ies.give_back(code=4)
    assert "texts.WP3.objectives: the id now belongs to something else" in ran.err
    assert ies.text == now.replace('region = "Comunitat Valenciana"', 'region = "Valencia"')


def test_a_proposed_activity_is_added_once_and_named_with_who_proposes_it(ies: Returning) -> None:
    values = {"wp": "WP3", "title": "Open garden day", "start": "M18", "end": dt.datetime(2028, 4, 30)}
    for key, value in {**values, "note": "In spring."}.items():
        ies.put(value, "new", "2", key)
    ies.put("1.200", "new", "2", "budget", "IES")
    ran = ies.give_back()
    assert "A3.4 is new, proposed by IES: Open garden day" in ran.err
    entry = parse(ies.text)["activities"]["A3.4"]
    assert entry == {
        "wp": "WP3",
        "title": "Open garden day",
        "start": "M18",
        "end": dt.date(2028, 4, 30),
        "lead": "IES",
        "budget": {"IES": 1_200},
        "note": "Proposed by IES.\nIn spring.",
    }
    text = ies.text
    again = ies.give_back()
    assert "is in the plan already, as A3.4" in again.err
    assert ies.text == text


def test_a_row_for_a_new_activity_without_a_title_is_told(ies: Returning) -> None:
    address = ies.put("M3", "new", "1", "start")
    ran = ies.give_back()
    assert f"{address}: a new activity needs a title" in ran.err
    assert ies.text == ies.sent


def page_of(sheet: Returning) -> Any:
    return sheet.at("activities", "A3.1", "start").parent


def test_rows_may_be_sorted_put_in_between_and_the_sheet_renamed(ies: Returning) -> None:
    ies.put(16_000, "activities", "A3.1", "budget", "IES")
    page = page_of(ies)
    page.title = "Our work"
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=6, max_row=17)]
    for number, row in enumerate(reversed(rows), 6):
        for place, value in enumerate(row, 1):
            page.cell(number, place).value = value
    page.insert_rows(8, 2)
    ies.give_back()
    assert ies.text == SCHOOL.replace("budget.IES = 15_000", "budget.IES = 16_000")


def test_rows_that_were_sorted_without_the_hidden_column_are_known_by_what_they_show(ies: Returning) -> None:
    ies.put(16_000, "activities", "A3.1", "budget", "IES")
    page = page_of(ies)
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=6, max_row=17, min_col=2)]
    for number, row in enumerate(reversed(rows), 6):
        for place, value in enumerate(row, 2):
            page.cell(number, place).value = value
    ies.give_back()
    assert ies.text == SCHOOL.replace("budget.IES = 15_000", "budget.IES = 16_000")


def test_columns_may_change_places(ies: Returning) -> None:
    ies.put(16_000, "activities", "A3.1", "budget", "IES")
    page = page_of(ies)
    for row in page.iter_rows(min_col=10, max_col=11):
        row[0].value, row[1].value = row[1].value, row[0].value
    ies.give_back()
    assert ies.text == SCHOOL.replace("budget.IES = 15_000", "budget.IES = 16_000")


def test_a_row_that_is_gone_is_told_and_changes_nothing(ies: Returning) -> None:
    page, row = page_of(ies), ies.at("activities", "A3.1", "start").row
    page.delete_rows(row)
    ran = ies.give_back()
    assert 'activities."A3.1"' in ran.err
    assert ies.text == ies.sent


HABITS = {
    "numbers as texts": lambda value: str(value) if isinstance(value, (int, float)) else value,
    "thousands in texts": lambda value: f"{value:,}" if isinstance(value, int) and value >= 1000 else value,
    "days as numbers": lambda value: (
        (value - dt.datetime(1899, 12, 30)).days if isinstance(value, dt.datetime) else value
    ),
    "days with midnight": lambda value: str(value) if isinstance(value, dt.datetime) else value,
    "blanks at the end": lambda value: f"{value}  \n" if isinstance(value, str) else value,
    "hard blanks": lambda value: value.replace(" ", "\xa0") if isinstance(value, str) else value,
}


@pytest.mark.parametrize("habit", HABITS)
def test_what_programs_make_of_a_value_changes_nothing(habit: str, ies: Returning) -> None:
    for _place, cell in ies.open_cells():
        changed = HABITS[habit](cell.value)
        if changed != cell.value:
            cell.number_format = "General"
            cell.value = changed
    ran = ies.give_back()
    assert ran.err.endswith("changed nothing\nnothing to change\n")
    assert ies.text == ies.sent


def test_the_keys_that_are_hidden_must_be_there(ies: Returning) -> None:
    for page in ies.book.worksheets:
        if page["A1"].value == "ka2plan":
            page.delete_rows(1)
    ran = ies.give_back(code=3)
    assert "hidden rows and columns are gone" in ran.err


def test_a_sheet_of_another_plan_is_refused(ies: Returning) -> None:
    ies.put("M15", "activities", "A3.1", "end")
    ies.plan.write_text(TWO_LIBRARIES, encoding="utf-8")
    ran = ies.give_back(code=3)
    assert "was it sent out for another one?" in ran.err
    assert ies.text == TWO_LIBRARIES


def test_the_sheet_that_is_hidden_must_be_there(ies: Returning) -> None:
    del ies.book["ka2plan"]
    ran = ies.give_back(code=3)
    assert "the hidden sheet with what was sent is gone" in ran.err
    assert ies.text == ies.sent


def test_what_was_sent_and_was_damaged_is_refused(ies: Returning) -> None:
    kept = ies.book["ka2plan"]
    kept["A1"].value = kept["A1"].value.replace("IES", "OSL", 1)
    ran = ies.give_back(code=3)
    assert "damaged" in ran.err
    assert ies.text == ies.sent


def test_a_sheet_cannot_reach_what_is_not_the_partners(ies: Returning) -> None:
    page = page_of(ies)
    cell = ies.at("activities", "A3.1", "budget", "IES")
    page.cell(1, cell.column).value = "budget.OSL"
    cell.value = 99
    page.cell(1, ies.at("activities", "A3.1", "note").column).value = "lead"
    ies.at("activities", "A3.1", "lead").value = "OSL"
    ies.give_back()
    assert "99" not in ies.text
    assert ies.text == ies.sent


def test_a_sheet_that_somebody_filled_in_is_not_written_over(ies: Returning) -> None:
    words = ("export", "fillin", str(ies.plan), "--partner", "IES", "-o", str(ies.file))
    assert run(*words).code == 0
    ies.put("M15", "activities", "A3.1", "end")
    ies.book.save(ies.file)
    ran = run(*words)
    assert (ran.code, "has been filled in" in ran.err) == (2, True)


@pytest.mark.parametrize("words", [(), ("--partner", "XYZ"), ("--partner", "all")])
def test_whose_sheet_it_is_must_be_said(words: tuple[str, ...], ies: Returning) -> None:
    assert run("export", "fillin", str(ies.plan), *words).code == 2


def test_two_partners_never_get_one_file(tmp_path: Path) -> None:
    plan, folder = tmp_path / "plan.toml", tmp_path / "sheets"
    more = '[partners.ies]\nname = "Another"\ncountry = "ES"\n\n[partners.ZAV]'
    plan.write_text(SCHOOL.replace("[partners.ZAV]", more), encoding="utf-8")
    assert run("export", "fillin", str(plan), "--partner", "all", "-o", str(folder)).code == 0
    names = [file.name.casefold() for file in folder.iterdir()]
    assert len(set(names)) == len(names) == 5


def test_a_sheet_that_stays_as_it_is_is_not_read_before_it_is_written_again(
    ies: Returning, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("export", "fillin", str(ies.plan), "--partner", "IES", "-o", str(ies.file), *TODAY)
    assert run(*words).code == 0
    monkeypatch.setattr("ka2plan.imports.table_file.read_tables", lambda _data: pytest.fail("it was read"))
    assert run(*words).code == 0


def test_the_plan_itself_is_never_written_over(ies: Returning) -> None:
    ran = run("export", "fillin", str(ies.plan), "--partner", "IES", "-o", str(ies.plan))
    assert ran.code == 2
    assert ies.text == ies.sent


def test_no_other_partners_money_is_in_the_file(tmp_path: Path) -> None:
    sheet = Returning(tmp_path, SCHOOL.replace("budget.OSL = 4_000", "budget.OSL = 4_321"), "IES")
    for page in sheet.book.worksheets:
        assert not [cell for row in page.iter_rows() for cell in row if "4321" in str(cell.value)]
    assert "budget" in str(sheet.book["ka2plan"]["A1"].value)


def test_the_sheets_are_protected_and_only_the_partners_cells_open(ies: Returning) -> None:
    pages = {page.title: page for page in ies.book.worksheets}
    assert all(page.protection.sheet for page in pages.values())
    assert pages["ka2plan"].sheet_state == pages["Lists"].sheet_state == "hidden"
    assert {place.split(".")[0] for place, _cell in ies.open_cells()} == {
        *("partners", "work_packages", "activities", "new", "texts", "milestones", "indicators")
    }
    assert ies.at("activities", "A3.1", "title").protection.locked
    assert ies.at("activities", "A2.1", "status").protection.locked


def test_before_a_project_begins_there_is_nothing_to_report(tmp_path: Path) -> None:
    text = SCHOOL.replace('status = "running"\n', "").replace("actual = { start = 2026-11-03 }\n", "")
    sheet = Returning(tmp_path, text, "IES")
    assert not [place for place, _cell in sheet.open_cells() if place.endswith((".status", ".progress", ".achieved"))]
    with pytest.raises(KeyError):
        sheet.at("milestones", "MS3", "reached")


def test_an_amount_without_a_split_is_the_leads_to_change(tmp_path: Path) -> None:
    sheet = Returning(tmp_path, TWO_LIBRARIES, "CIT")
    assert not sheet.at("activities", "A2", "amount").protection.locked
    assert sheet.at("activities", "A1", "amount").protection.locked
    sheet.put(3_600, "activities", "A2", "amount")
    sheet.give_back()
    assert sheet.text == TWO_LIBRARIES.replace("amount = 3_500", "amount = 3_600", 1)


def random_value(place: str, chance: random.Random) -> Any:
    """Something that a partner could write into a cell, with what it means, by the type of the key."""
    look = look_of(parse_path(place))
    number, month = chance.randrange(1, 90), f"M{chance.randrange(1, 24)}"
    day = dt.date(2027, chance.randrange(1, 13), chance.randrange(1, 28))
    status, text = chance.choice(["running", "done"]), f"Text {number}"
    country, flag = chance.choice([("Italy", "IT"), ("Malta", "MT")]), chance.choice([("yes", True), ("no", False)])
    return {
        **dict.fromkeys(("money", "number", "effort", "effort_by_month", "capacity", "percent"), (number, number)),
        **dict.fromkeys(("date", "paper"), (dt.datetime(day.year, day.month, day.day), day)),
        "moment": (month, month),
        "choice": (status, status),
        "country": country,
        "boolean": flag,
    }.get(look, (text, text))


@pytest.mark.parametrize("seed", [*range(11), 42])
def test_random_answers_and_random_edits_of_the_plan_end_as_a_model_says(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    sheet = Returning(tmp_path, SCHOOL, chance.choice(["IES", "PHS", "ZAV", "OSL"]))
    cells = [(place, cell) for place, cell in sheet.open_cells() if not place.startswith("new.")]
    before = Document(SCHOOL).data
    answers = {}
    for place, cell in chance.sample(cells, 7):
        cell.value, value = random_value(place, chance)
        if value_at(before, parse_path(place)) != value:
            answers[place] = value
    edited = [*chance.sample(cells, 5), *((place, None) for place in chance.sample(sorted(answers), seed % 3))]
    now = {place: random_value(place, chance)[1] for place, _cell in edited}
    same = {place for place, value in now.items() if value_at(before, parse_path(place)) == value}
    clashing = {place for place in now.keys() & answers.keys() if now[place] != answers[place]} - same
    renumber, renumber_place = (_renumbered, _place_now) if seed % 3 == 0 else (str, str)
    moved_on = renumber(_with(SCHOOL, now))
    sheet.plan.write_text(moved_on, encoding="utf-8")
    ran = sheet.give_back(code=4 if clashing else 0)
    if clashing:
        assert f"{len(clashing)} conflict" in ran.err
        settled = run(
            "resolve", str(sheet.plan), *(f"{place}=theirs" for place in map(renumber_place, clashing)), *TODAY
        )
        assert settled.code == 0, settled.err
    assert parse(sheet.text) == parse(renumber(_with(_with(SCHOOL, now), answers)))


def _renumbered(text: str) -> str:
    """A plan in which an activity has the id that another one had."""
    edits = (RenameEntry("activities", "A3.2", "A3.9"), RenameEntry("activities", "A3.1", "A3.2"))
    return Document(text).apply(Batch(edits)).text


def _with(text: str, values: dict[str, Any]) -> str:
    """A plan with other values."""
    edits = tuple(SetValue(parse_path(place), value) for place, value in values.items())
    return Document(text).apply(Batch(edits)).text


def _place_now(place: str) -> str:
    return place.replace('"A3.2"', '"A3.9"').replace('"A3.1"', '"A3.2"')


def test_a_formula_counts_as_the_value_that_a_program_worked_out(ies: Returning) -> None:
    ies.put("=15000+500", "activities", "A3.1", "budget", "IES")
    ies.book.save(ies.file)
    ran = run("import", str(ies.plan), str(saved_by_libreoffice(ies.file)), *TODAY)
    assert ran.code == 0
    assert ies.text == SCHOOL.replace("budget.IES = 15_000", "budget.IES = 15_500")


def test_two_sheets_of_one_plan_are_the_same_bytes(ies: Returning, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    assert run("export", "fillin", str(ies.plan), "--partner", "IES", "-o", str(again), *TODAY).code == 0
    assert again.read_bytes() == ies.file.read_bytes()


def test_no_text_of_the_plan_becomes_a_formula_and_each_comes_back_as_it_was(tmp_path: Path) -> None:
    texts = iter(FORMULAS * 2)
    places = ["partners.IES.contact", "partners.IES.kind", 'activities."A3.1".note', 'activities."A3.2".note']
    places += ["texts.WP3.objectives", "texts.IES.experience", 'activities."A3.1".results', "work_packages.WP3.note"]
    places += ["partners.IES.website", 'activities."A3.1".title', "project.title", "partners.OSL.name"]
    text = _with(SCHOOL, {place: next(texts).strip() for place in places})
    sheet = Returning(tmp_path, text, "IES")
    ours = ("SUM", "IF", "LEN", "J", "K")
    for page in sheet.book.worksheets:
        cells = [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        assert not [cell.value for cell in cells if not cell.value.lstrip("=").startswith(ours)]
    ran = sheet.give_back()
    assert ran.err.endswith("changed nothing\nnothing to change\n")
    assert sheet.text == text


def test_a_text_that_no_cell_holds_is_shown_and_cannot_be_changed(tmp_path: Path) -> None:
    text = _with(SCHOOL, {"texts.WP3.objectives": "Gardens. " * 4_000})
    sheet = Returning(tmp_path, text, "IES")
    assert sheet.at("texts", "WP3", "objectives").protection.locked
    ran = sheet.give_back()
    assert ran.err.endswith("changed nothing\nnothing to change\n")
    assert sheet.text == text


def test_the_partner_may_have_another_id_by_now(ies: Returning, tmp_path: Path) -> None:
    other = Returning(tmp_path, SCHOOL, "PHS")
    ies.put(16_000, "activities", "A3.1", "budget", "IES")
    ies.book.save(ies.file)
    now = Document(SCHOOL).apply(RenameEntry("partners", "IES", "MAR")).text
    ies.plan.write_text(now, encoding="utf-8")
    ran = run("import", str(ies.plan), str(ies.file), str(other.file), *TODAY)
    assert "no answer from ZAV\n" in ran.err
    assert ies.text == now.replace("budget.MAR = 15_000", "budget.MAR = 16_000")


def test_a_workbook_of_another_kind_is_still_read_as_a_table(tmp_path: Path) -> None:
    plan, table = tmp_path / "plan.toml", tmp_path / "table.xlsx"
    plan.write_text(SCHOOL, encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(["Id", "Activity", "End"])
    book.active.append(["A3.1", "Pilot courses, autumn", "M15"])
    book.save(table)
    assert run("import", str(plan), str(table), *TODAY).code == 0
    assert plan.read_text(encoding="utf-8") != SCHOOL
    ies = Returning(tmp_path, SCHOOL, "IES")
    ran = run("import", str(plan), str(table), str(ies.file), *TODAY)
    assert (ran.code, "separately, without" in ran.err) == (2, True)


EVIDENCE = """
import sys
from tests.imports.filling_in import Returning
from pathlib import Path
text = Path(sys.argv[1]).read_text(encoding="utf-8")
title = 'title = "Pilot courses, autumn"\\n'
text = text.replace(title, title + 'evidence = { lists = true }\\n')
sheet = Returning(Path(sys.argv[2]), text, "IES")
sheet.put("no", "activities", "A3.1", "evidence", "lists")
sheet.cell('new.evidence."A3.1"', "label").value = "photographs"
sheet.cell('new.evidence."A3.1"').value = "3.10.2027"
sheet.give_back()
print([line for line in sheet.text.splitlines() if "evidence" in line][0])
print(sheet.give_back().err.splitlines()[-1])
"""


def test_what_proves_an_activity_has_a_sheet_once_the_plan_knows_it(tmp_path: Path) -> None:
    """The key is put into a copy of the program, for the plan of this one may not have it."""
    shutil.copytree(ROOT / "ka2plan", tmp_path / "ka2plan", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tests", "samples", "themes"):
        (tmp_path / name).symlink_to(ROOT / name)
    schema, model = tmp_path / "ka2plan/plan/schema.py", tmp_path / "ka2plan/plan/model.py"
    if '"evidence"' not in schema.read_text(encoding="utf-8"):
        line = '        Key("actual", "actual", N_("actual dates"), heading=PROGRESS),\n'
        more = '        Key("evidence", "papers", N_("evidence"), heading=PROGRESS),\n'
        schema.write_text(schema.read_text(encoding="utf-8").replace(line, line + more), encoding="utf-8")
        field = "    actual: Actual = Actual()\n"
        text = model.read_text(encoding="utf-8").replace(
            field, f"{field}    evidence: Mapping[str, bool | date] = {{}}\n"
        )
        model.write_text(text, encoding="utf-8")
    words = [sys.executable, "-c", EVIDENCE, str(SOUND), str(tmp_path)]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path), "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(words, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    assert ran.stderr == ""
    assert ran.stdout == "evidence = { lists = false, photographs = 2027-10-03 }\nnothing to change\n"


def test_every_open_cell_with_a_moment_or_a_figure_has_its_rule_and_a_column_has_few(ies: Returning) -> None:
    """One rule stands for all cells of a column that have the same: a formula in it is of the uppermost."""
    held = set()
    for page in openpyxl.load_workbook(ies.file).worksheets:
        rules = {
            cell: rule
            for rule in page.data_validations.dataValidation
            for rows in rule.cells.ranges
            for cell in rows.cells
        }
        assert len(page.data_validations.dataValidation) <= 3 * page.max_column
        keys = {column: str(page.cell(1, column).value) for column in range(1, page.max_column + 1)}
        for row in page.iter_rows(min_row=6):
            for cell in row:
                key = keys[cell.column]
                if cell.protection.locked or not page.cell(cell.row, 1).value:
                    assert (cell.row, cell.column) not in rules
                elif key in ("start", "end"):
                    rule = rules[cell.row, cell.column]
                    held.add(rule.type)
                    first = min(rule.cells.ranges, key=lambda rows: rows.min_row).coord.split(":")[0]
                    assert (rule.type, f"ISNUMBER({first})" in rule.formula1) == ("custom", True)
                elif key.startswith(("budget.", "effort.")):
                    rule = rules[cell.row, cell.column]
                    held.add(rule.type)
                    assert (rule.type, rule.formula1) == ("decimal", "0")
    assert held == {"custom", "decimal"}


def test_a_sheet_with_more_rows_than_are_read_says_so_and_takes_none_for_gone(tmp_path: Path) -> None:
    packages = "".join(f'[work_packages.W{number}]\ntitle = "w"\nlead = "IES"\n' for number in range(700))
    sheet = Returning(tmp_path, SCHOOL + packages, "IES")
    ran = sheet.give_back()
    assert "only the first 5,000 rows and 200 columns of a sheet were read" in ran.err + ran.out
    assert "gone" not in ran.err + ran.out
    assert sheet.text == sheet.sent


def test_of_many_cells_that_are_not_taken_the_first_are_told_and_how_many_more(tmp_path: Path) -> None:
    packages = "".join(f'[work_packages.W{number}]\ntitle = "w"\nlead = "IES"\n' for number in range(150))
    sheet = Returning(tmp_path, SCHOOL + packages, "IES")
    for number in range(150):
        sheet.cell(f"work_packages.W{number}", "start").value = "whenever"
    ran = sheet.give_back()
    assert ran.err.count("this cell is not to be changed") == 100
    assert "and 50 more" in ran.err


def test_rows_that_all_show_another_title_are_known_without_holding_each_against_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compared(count: int) -> int:
        text = SCHOOL + "".join(f'[work_packages.W{number}]\ntitle = "w"\nlead = "IES"\n' for number in range(count))
        sheet, calls = Returning(tmp_path, text, "IES"), 0
        for number in range(count):
            sheet.cell(f"work_packages.W{number}", "title").value = "other"
        differing = fillin._Page.differing

        def counted(*words: Any) -> list[Any]:
            nonlocal calls
            calls += 1
            return differing(*words)

        with monkeypatch.context() as patch:
            patch.setattr(fillin._Page, "differing", counted)
            sheet.give_back()
        return calls

    few = compared(60)
    assert few >= 60
    assert compared(120) < 3 * few


@pytest.mark.parametrize("figure", ["9" * 390, "1000000000000000", "0.0000000000000000001", "1e40", "nan", "inf"])
def test_a_figure_that_no_cell_holds_is_shown_and_cannot_be_changed(figure: str, tmp_path: Path) -> None:
    text = SCHOOL.replace("budget.IES = 9_000", f"budget.IES = {figure}", 1)
    sheet = Returning(tmp_path, text, "IES")
    assert sheet.at("activities", "A2.2", "budget", "IES").protection.locked
    assert sheet.give_back().err.endswith("changed nothing\nnothing to change\n")
    assert sheet.text == text != SCHOOL
