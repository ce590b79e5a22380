"""Many plans at once: exit codes, what is passed over, and the bar that shows only on a terminal."""

from __future__ import annotations

import io
import json
import re
import shutil

import pytest

from ka2plan.cli.progress import PATIENCE, Progress
from tests.cli.running import run
from tests.export.case_files import PLANS
from tests.export.making import SAMPLES, SOUND

TODAY = ("--today", "2026-01-20")
FOLDER = PLANS / "portfolio"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def drawn(stream, seconds_a_step):
    now = [0.0]

    def clock():
        now[0] += seconds_a_step
        return now[0]

    with Progress(20, stream, clock) as progress:
        for number in range(20):
            progress.at(f"plan \x1b{number}.toml")
    return stream.getvalue()


def test_a_bar_is_drawn_on_a_terminal_when_it_takes_long_and_taken_away_at_the_end():
    text = drawn(Terminal(), PATIENCE)
    frames = text.split("\r")
    assert "[########################]   20/20" in frames[-3]
    assert frames[-2].strip() == ""
    assert frames[-1] == ""
    assert len({len(frame) for frame in frames[:-1]}) <= 2
    assert "\x1b" not in text
    assert "\n" not in text


def test_no_bar_is_drawn_where_it_is_quick_or_where_there_is_no_terminal():
    assert drawn(Terminal(), PATIENCE / 1000) == ""
    assert drawn(io.StringIO(), PATIENCE) == ""


def test_a_pipe_gets_nothing_but_the_table():
    ran = run("portfolio", *SAMPLES, *TODAY)
    assert (ran.code, ran.err) == (0, "")


def test_a_broken_plan_is_a_row_and_makes_the_exit_code_and_all_others_are_there():
    ran = run("portfolio", FOLDER, "--json", *TODAY)
    plans = {plan["path"].rpartition("/")[2]: plan for plan in json.loads(ran.out)["plans"]}
    assert ran.code == 3
    assert {name for name, plan in plans.items() if plan["fault"]} == {"broken.toml", "conflict.toml"}
    assert len(plans) == 10
    assert "other.toml" not in plans
    assert "merge conflict" in plans["conflict.toml"]["fault"]


@pytest.mark.parametrize("what", ["missing.toml", "latin.toml"])
def test_what_cannot_be_read_is_a_row_too(tmp_path, what):
    shutil.copy(SOUND, tmp_path / "plan.toml")
    (tmp_path / "latin.toml").write_bytes(b'format = 1\n[project]\ntitle = "\xe9"\n')
    ran = run("portfolio", tmp_path / "plan.toml", tmp_path / what, "--json", *TODAY)
    assert ran.code == 3
    assert [bool(plan["fault"]) for plan in json.loads(ran.out)["plans"]] == [False, True]


def test_with_check_an_error_of_a_plan_or_of_an_organisation_is_an_exit_code():
    assert run("portfolio", SOUND, *TODAY).code == 0
    assert run("portfolio", SOUND, "--check", *TODAY).code == 0
    assert run("portfolio", FOLDER / "small-1.toml", *TODAY).code == 0
    assert run("portfolio", FOLDER / "small-1.toml", "--check", *TODAY).code == 1
    assert run("portfolio", FOLDER, "--check", *TODAY).code == 3


def test_the_same_file_named_twice_counts_once(tmp_path):
    (tmp_path / "link.toml").symlink_to(SOUND)
    ran = run("portfolio", SOUND, SOUND.parent, tmp_path / "link.toml", "--json", *TODAY)
    paths = [plan["path"] for plan in json.loads(ran.out)["plans"]]
    assert len(paths) == len(list(SOUND.parent.rglob("*.toml")))


def test_hidden_folders_are_passed_over_and_a_folder_without_plans_is_told(tmp_path):
    (tmp_path / ".git").mkdir()
    shutil.copy(SOUND, tmp_path / ".git" / "plan.toml")
    ran = run("portfolio", tmp_path)
    assert ran.code == 3
    assert "there is no plan" in ran.err


def test_an_organisation_is_over_its_cap_from_the_first_application_too_many():
    small = [FOLDER / f"small-{number}.toml" for number in range(1, 7)]
    for count, severity in ((5, None), (6, "error")):
        form = json.loads(run("portfolio", *small[:count], "--json", *TODAY).out)
        busy = next(one for one in form["organisations"] if one["oid"] == "E10099001")
        (applications,) = busy["applications"]
        assert (len(applications["plans"]), applications["limit"]["value"]) == (count, 5)
        assert applications["severity"] == severity


def test_effort_of_all_plans_adds_up_month_by_month():
    form = json.loads(run("portfolio", FOLDER, "--json", *TODAY).out)
    busy = next(one for one in form["organisations"] if one["oid"] == "E10099001")
    (booked,) = busy["effort"]
    assert sum(booked["by_month"].values()) == pytest.approx(6 * 50 + 100 + 24, abs=1e-3)
    for overload in booked["overloads"]:
        assert overload["effort"] > booked["capacity"]
        assert sum(overload["plans"].values()) == pytest.approx(overload["effort"], abs=1e-5)


def test_the_same_partners_twice_in_a_round_are_told_and_an_error_for_check(tmp_path):
    text = re.sub(r"^(status|progress|actual).*\n", "", SOUND.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name in ("ONE", "TWO"):
        (tmp_path / f"{name}.toml").write_text(text.replace('"OUTCLASS"', f'"{name}"'), encoding="utf-8")
    third = text.replace('"OUTCLASS"', '"THREE"').replace("E10023456", "E10099999")
    (tmp_path / "THREE.toml").write_text(third, encoding="utf-8")
    ran = run("portfolio", tmp_path, *TODAY)
    assert "ONE and TWO, KA220 2026, round 1: The same partners apply once" in ran.out
    told = json.loads(run("portfolio", tmp_path, "--json", *TODAY).out)["same_partners"]
    assert [(one["type"], [path[-8:] for path in one["plans"]], one["severity"]) for one in told] == [
        ("KA220", ["ONE.toml", "TWO.toml"], "error")
    ]
    assert run("portfolio", tmp_path, "--check", *TODAY).code == 1
    (tmp_path / "TWO.toml").unlink()
    assert run("portfolio", tmp_path, "--check", *TODAY).code == 0


def workbook_of(target, *words):
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    ran = run("portfolio", *words, "--xlsx", target, *TODAY)
    return ran, openpyxl.load_workbook(target), openpyxl.load_workbook(target, data_only=True)


def rows_of(sheet):
    heads, *rows, _total = list(sheet.iter_rows(values_only=True))
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_one_workbook_has_the_budgets_of_all_plans_by_organisation_and_work_package(tmp_path):
    ran, formulas, book = workbook_of(tmp_path / "all.xlsx", *SAMPLES)
    assert ran.code == 0
    amounts = rows_of(book["Amounts"])
    for number, plan in enumerate(SAMPLES, 1):
        budget = json.loads(run("show", "budget", plan, "--json").out)
        own = [row for row in amounts if row["Plan no."] == number]
        assert sum(row["EUR"] for row in own) == budget["total"]
        for id, money in budget["by_partner"].items():
            assert sum(row["EUR"] for row in own if row["Partner"] == id) == money
        for wp, figures in (budget["by_wp"] or {}).items():
            assert sum(row["EUR"] for row in own if row["WP"] == wp) == figures["total"]
        row = rows_of(book["Plans"])[number - 1]
        assert (row["Planned, EUR"], row["Lump sum, EUR"]) == (budget["total"], budget["lump_sum"])
        assert formulas["Plans"].cell(number + 1, 8).value == (
            f"=SUMIF('Amounts'!$A$2:$A${len(amounts) + 1},{number},'Amounts'!$K$2:$K${len(amounts) + 1})"
        )
    assert sum(row["EUR"] or 0 for row in rows_of(book["Organisations"])) == sum(
        row["EUR"] for row in amounts if row["Organisation no."]
    )


def test_the_workbook_says_who_is_over_its_cap_and_whose_applications_cannot_be_counted(tmp_path):
    ran, _formulas, book = workbook_of(tmp_path / "all.xlsx", FOLDER, "--check")
    assert ran.code == 3
    told = {row["Name"]: row["Applications and their limit"] for row in rows_of(book["Organisations"])}
    assert "has more applications than allowed in KA210 2026" in told["Zavod Mreža"]
    assert "no OID: its applications are not counted" in told.values()
    assert sum("merge conflict" in (row["Not read"] or "") for row in rows_of(book["Plans"])) == 1


def test_no_text_of_a_plan_becomes_a_formula_of_the_workbook_and_the_bytes_repeat(tmp_path):
    text = SOUND.read_text(encoding="utf-8").replace('"OUTCLASS"', '"=1+1"')
    (tmp_path / "=2.toml").write_text(text, encoding="utf-8")
    _ran, formulas, _book = workbook_of(tmp_path / "one.xlsx", tmp_path)
    cells = [cell for sheet in formulas for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert cells
    assert all(cell.value.startswith(("=SUMIF('Amounts'!", "=SUBTOTAL(109,", "=H")) for cell in cells)
    run("portfolio", tmp_path, "--xlsx", tmp_path / "two.xlsx", *TODAY)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_workbook_overwrites_no_plan_that_was_read(tmp_path):
    plan = tmp_path / "plan.toml"
    shutil.copy(SOUND, plan)
    assert run("portfolio", plan, "--xlsx", plan, *TODAY).code == 2
    assert plan.read_bytes() == SOUND.read_bytes()


def test_the_table_ends_with_what_all_plans_ask_for():
    total = run("portfolio", *SAMPLES, *TODAY).out.partition("\n\n")[0].splitlines()[-1]
    asked = sum(plan["lump_sum"] for plan in json.loads(run("portfolio", *SAMPLES, "--json", *TODAY).out)["plans"])
    assert total.split()[:3] == [str(len(SAMPLES)), "plans", f"{asked:,}"]


def test_the_project_table_of_another_program_is_no_plan(tmp_path):
    shutil.copy(SOUND, tmp_path / "plan.toml")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'else'\nversion = '1'\n", encoding="utf-8")
    assert len(json.loads(run("portfolio", tmp_path, "--json", *TODAY).out)["plans"]) == 1
    (tmp_path / "draft.toml").write_text("format = 1\n[project]\ntitle = 'Begun'\n", encoding="utf-8")
    assert len(json.loads(run("portfolio", tmp_path, "--json", *TODAY).out)["plans"]) == 2
