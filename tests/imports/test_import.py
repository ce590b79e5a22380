"""``import``: what a table says goes into the plan, told as a difference; what it does not say stays."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.running import run
from tests.export.making import ROOT, SAMPLES, SOUND, exported, plan_in, plan_of
from tests.imports.summary import summary

TODAY = ("--today", "2026-01-15")
PLANS = [*SAMPLES, *sorted((ROOT / "tests" / "exports" / "plans").glob("*.toml"))]

PLAN = """\
# A comment that stays.
format = 1
[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 120_000
coordinator = "OSL"

[partners.OSL]
name = "Osnovna šola Ledina"
country = "SI"

[partners.IES]
name = "IES Tavernes"
country = "ES"

[work_packages.PM]
title = "Project management"

[work_packages.WP2]
title = "Needs"

[activities."A2.1"]  # the first
wp = "WP2"
title = "Survey"
start = "M1"
end = "M4"
lead = "OSL"
partners = ["IES"]
budget.OSL = 4_000
budget.IES = 1_000
results = "Report"

[activities."A2.2"]
wp = "WP2"
title = "Pilot"
start = 2027-03-01
end = 2027-06-30
lead = "IES"
after = ["A2.1"]

[milestones.MS1]
title = "Survey closed"
due = "M4"
wp = "WP2"
"""


@pytest.fixture
def taken(tmp_path, monkeypatch):
    """Imports a table into the plan: what was printed, and the plan's text before and after."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")

    def taking(table, *words, code=0):
        (tmp_path / "table.csv").write_text(table, encoding="utf-8", newline="")
        ran = run("import", "plan.toml", "table.csv", *words, *TODAY)
        assert ran.code == code, ran.err
        return ran, (tmp_path / "plan.toml").read_text(encoding="utf-8")

    return taking


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_our_own_tables_change_nothing(path, form, tmp_path):
    plan, table = tmp_path / "plan.toml", tmp_path / f"table.{form}"
    shutil.copy(path, plan)
    table.write_bytes(exported(form, plan_in(path)))
    if not plan_in(path).activities and form == "csv":
        pytest.skip("a table without a row")
    ran = run("import", plan, table, *TODAY)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("nothing to change\n")
    assert plan.read_bytes() == path.read_bytes()


def test_our_table_for_excel_changes_nothing_even_where_ids_look_like_numbers(tmp_path):
    plan, table = tmp_path / "plan.toml", tmp_path / "table.csv"
    text = SOUND.read_text(encoding="utf-8").replace('"A2.', '"2.').replace("MS1", "MAR1")
    plan.write_text(text, encoding="utf-8")
    table.write_bytes(exported("csv", plan_of(text), excel=True))
    assert run("import", plan, table, *TODAY).err.endswith("nothing to change\n")


def test_one_changed_cell_is_exactly_that_change(tmp_path):
    plan, table = tmp_path / "plan.toml", tmp_path / "table.csv"
    shutil.copy(SOUND, plan)
    rows = exported("csv", plan_in(SOUND)).decode().replace("2027-08-20,ZAV", "2027-08-21,ZAV")
    table.write_text(rows, encoding="utf-8", newline="")
    ran = run("import", plan, table, *TODAY)
    assert ran.code == 0
    before, after = SOUND.read_text(encoding="utf-8"), plan.read_text(encoding="utf-8")
    assert after == before.replace("end = 2027-08-20", "end = 2027-08-21")
    assert "A2.3" in ran.out


def test_columns_overwrite_empty_cells_change_nothing_and_new_rows_are_added(taken):
    table = "Id,Activity,Start,End,Lead,OSL EUR,IES EUR\nA2.1,,M2,,IES,,1500\nA2.3,Report,M7,M8,IES,,2000\n"
    ran, text = taken(table)
    changed = PLAN.replace('start = "M1"', 'start = "M2"')
    changed = changed.replace('lead = "OSL"\npartners = ["IES"]', 'lead = "IES"\npartners = ["OSL"]')
    changed = changed.replace("budget.IES = 1_000", "budget.IES = 1_500")
    added = '[activities."A2.3"]\nwp = "WP2"\ntitle = "Report"\nstart = "M7"\nend = "M8"\n'
    added += 'lead = "IES"\nbudget.IES = 2_000\n'
    assert text.startswith(changed.partition("[milestones")[0].rstrip("\n"))
    assert added in text
    assert "A2.1" in ran.out
    assert "A2.3" in ran.out


def test_rows_without_an_id_match_by_their_title_and_dates_stay_in_the_form_they_had(taken):
    _ran, text = taken("Activity,Start,End\nsurvey,01.12.2026,31.03.2027\nPilot,M6,M9\nSurvey closed,,31.03.2027\n")
    assert 'title = "Survey"\nstart = "M2"\nend = "M5"' in text
    assert 'title = "Pilot"\nstart = "M6"\nend = "M9"' in text


MONTHS = "WP,Osnovna šola Ledina (PM),IES Tavernes (PM)\nWP2,2,1.25\n"


def test_efforts_in_another_unit_are_told_and_not_taken_unless_it_is_said_how(taken):
    ran, text = taken(MONTHS)
    assert text == PLAN
    assert "effort is in another unit than the plan's; it was not read (`--days-per-month 20` would" in ran.err
    ran, text = taken(MONTHS, "--days-per-month", "20")
    assert "effort was converted from months to days: 1 month is 20 days" in ran.err
    assert "effort.OSL = 40" in text
    assert "effort.IES = 25" in text


@pytest.mark.parametrize("days", ["0", "32", "many", "-1"])
def test_days_of_a_month_are_from_1_to_31(taken, days):
    _ran, text = taken(MONTHS, "--days-per-month", days, code=2)
    assert text == PLAN


def test_packages_beside_full_names_are_figures_of_the_partners_who_are_called_so(taken):
    ran, text = taken("Work package,Osnovna šola Ledina,IES Tavernes,Total\nWP2,4000,2500,6500\n")
    assert "budget.OSL = 4_000" in text
    assert "budget.IES = 2_500" in text
    assert "is new" not in ran.out


def test_work_packages_match_by_their_title_too(taken):
    _ran, text = taken("WP,Activity,Start,End,Lead\nProject management,Meetings,M1,M24,Osnovna šola Ledina\n")
    activity = plan_of(text).activities["A1"]
    assert (activity.wp, activity.lead) == ("PM", "OSL")
    assert list(plan_of(text).work_packages) == ["PM", "WP2"]


def test_a_link_can_lead_to_what_only_the_plan_has(taken):
    _ran, text = taken("Id,Activity,Start,End,Lead,After\nA9,Close,M20,M24,OSL,A2.2FS+1 month; Survey closed\n")
    links = [(link.id, link.type, str(link.lag)) for link in plan_of(text).activities["A9"].after]
    assert links == [("A2.2", "FS", "1m"), ("MS1", "FS", "0d")]


def test_what_cannot_be_read_is_told_with_its_cell_and_the_rest_is_taken(taken):
    ran, text = taken("Id,Activity,Start,End\nA2.1,Survey,soon,M6\n")
    assert '  C2 "soon": no date, and no project month such as M7\n' in ran.err
    assert 'start = "M1"\nend = "M6"' in text


def test_stretches_replace_start_and_end_and_the_other_way_round(taken, tmp_path):
    _ran, text = taken('Id,Activity,Period\nA2.1,Survey,"M1-M2, M5-M6"\n')
    assert 'periods = [{ start = "M1", end = "M2" }, { start = "M5", end = "M6" }]' in text
    assert [str(one.start_written) for one in plan_of(text).activities["A2.1"].periods] == ["M1", "M5"]
    (tmp_path / "table.csv").write_text("Id,Activity,Start,End\nA2.1,Survey,M1,M7\n", encoding="utf-8")
    assert run("import", "plan.toml", "table.csv", *TODAY).code == 0
    activity = plan_of((tmp_path / "plan.toml").read_text(encoding="utf-8")).activities["A2.1"]
    assert (str(activity.start_written), str(activity.end_written), activity.periods) == ("M1", "M7", ())


def test_an_amount_does_not_contradict_what_the_partners_have(taken):
    ran, text = taken("Id,Activity,Amount\nA2.1,Survey,9000\nA2.2,Pilot,700\n")
    assert "A2.1: the plan has its money by partner, with another sum" in ran.err
    assert text == PLAN.replace('after = ["A2.1"]', 'amount = 700\nafter = ["A2.1"]')


def test_effort_in_another_unit_than_the_plans_is_told_and_not_taken(taken):
    ran, text = taken("Id,Activity,OSL (PM),IES (PM)\nA2.1,Survey,2,1\n")
    assert "effort is in another unit than the plan's; it was not read" in ran.err
    assert text == PLAN


def test_a_list_of_organisations_changes_those_that_are_there_and_adds_others(taken):
    table = "Acronym,Organisation,Country,OID\nOSL,Osnovna šola Ledina,SI,E10012345\nPHS,Hochschule,Austria,\n"
    _ran, text = taken(table)
    assert [line for line in summary(plan_of(text)) if line[:3] in ("OSL", "IES", "PHS")] == [
        "OSL Osnovna šola Ledina | SI | E10012345",
        "IES IES Tavernes | ES",
        "PHS Hochschule | AT",
    ]


@pytest.mark.parametrize(
    ("heading", "cells", "told"),
    [
        ("OSL (person-days)", ["2 months", "8 hours", "7 \u20ac", "3 days"], 3),
        ("OSL (person-months)", ["2 days", "1 PM"], 1),
        ("Budget OSL (EUR)", ["12 days", "3 PM", "7 \u20ac"], 2),
        ("Progress", ["5 \u20ac", "5 days", "5 %"], 2),
    ],
)
def test_a_figure_in_another_unit_than_its_column_is_told_and_not_taken(taken, heading, cells, told):
    rows = "".join(f"A2.{place};{cell}\n" for place, cell in enumerate(cells, 1))
    ran, text = taken(f"Id;{heading}\n{rows}")
    assert ran.err.count("in another unit than the column") + ran.err.count("no per cent") == told
    assert not {"effort.OSL = 2", "effort.OSL = 8", "effort.OSL = 7", "amount = 12"} & {*text.splitlines()}


def test_per_cent_may_have_any_of_its_signs(taken):
    _ran, text = taken("Id;Progress\nA2.1;5 per cent\nA2.2;\uff17 \uff05\n")
    assert "progress = 5\n" in text
    assert "progress = 7\n" in text


def test_days_may_be_written_in_other_digits(taken):
    _ran, text = taken("Id;Title;Start;End\nA2.2;Pilot;\u0661/\u0663/\u0662\u0660\u0662\u0667;\uff2d\uff19\n")
    assert 'start = 2027-03-01\nend = "M9"\n' in text


def test_a_dry_run_tells_the_same_and_writes_nothing(taken):
    table = "Id,Activity,Start,End\nA2.1,Survey,M1,M6\n"
    dry, same = taken(table, "--dry-run")
    assert same == PLAN
    assert dry.err.endswith("nothing was written\n")
    wet, text = taken(table)
    assert (dry.out, text != PLAN) == (wet.out, True)
    assert "A2.1" in dry.out


def test_a_file_that_is_not_understood_writes_nothing(taken):
    ran, text = taken("Dear all,\nwe met.\n", code=3)
    assert text == PLAN
    assert ran.err.startswith("ka2plan: table.csv: no table that is known")


def test_several_files_are_one_edit(taken, tmp_path):
    (tmp_path / "more.csv").write_text("Milestone,Due date\nSurvey closed,M5\n", encoding="utf-8")
    _ran, text = taken("Id,Activity,Start,End\nA2.1,Survey,M1,M5\n", "more.csv")
    assert text == PLAN.replace('end = "M4"', 'end = "M5"').replace('due = "M4"', 'due = "M5"')


def test_two_activities_of_one_title_are_told_apart_by_nothing_and_a_new_one_is_added(taken, tmp_path):
    twice = PLAN + '\n[activities.X]\ntitle = "Survey"\nstart = "M9"\nend = "M9"\nlead = "OSL"\n'
    (tmp_path / "plan.toml").write_text(twice, encoding="utf-8")
    (tmp_path / "t.csv").write_text("Activity,Start,End,Lead\nSurvey,M10,M11,IES\n", encoding="utf-8")
    assert run("import", "plan.toml", "t.csv", *TODAY).code == 0
    plan = plan_of((tmp_path / "plan.toml").read_text(encoding="utf-8"))
    assert list(plan.activities) == ["A2.1", "A2.2", "X", "A1"]
