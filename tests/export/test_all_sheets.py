"""The sheets to fill in of all partners at once: what they have in common is made once, and too many are refused."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter.worksheet import Worksheet as XlsxWorksheet

from ka2plan.cli import export_fillin
from ka2plan.export.fillin import rows_of_all, write
from ka2plan.export.fillin_part import Whole
from ka2plan.plan.schema import PARTNERS
from ka2plan.toml import parse
from tests.cli.running import run
from tests.export.making import material, plan_of


def consortium(partners: int, activities: int) -> str:
    """A plan in which every partner takes part in every activity."""
    ids = [f"P{number}" for number in range(partners)]
    project = 'format = 1\n[project]\ntype = "KA220-SCH"\ncall = 2026\nstart = 2026-11-01\nmonths = 24\n'
    each = f'title = "a"\nstart = "M1"\nend = "M2"\nlead = "P0"\npartners = {ids[1:]}\n'
    return (
        f'{project}coordinator = "P0"\n'
        + "".join(f'[partners.{id}]\nname = "{id}"\ncountry = "SI"\n' for id in ids)
        + "".join(f"[activities.A{number}]\n{each}" for number in range(activities))
    )


def whole_of(text: str) -> Whole:
    return Whole(material(plan_of(text)), parse(text))


def test_more_sheets_than_are_written_at_once_are_refused_before_the_first(tmp_path: Path) -> None:
    plan, folder = tmp_path / "plan.toml", tmp_path / "sheets"
    plan.write_text(consortium(900, 1), encoding="utf-8")
    ran = run("export", "fillin", str(plan), "--partner", "all", "-o", str(folder))
    assert (ran.code, ran.out, folder.exists()) == (2, "", False)
    assert ran.err.startswith("ka2plan: the sheets of all 900 partners would have about ")
    assert ran.err.endswith("at most 20,000 are written at once; ask for one partner at a time, such as --partner P0\n")
    assert run("export", "fillin", str(plan), "--partner", "P0", "-o", str(tmp_path / "p0.xlsx")).code == 0


def test_a_hundred_partners_with_a_hundred_activities_each_are_not_too_many() -> None:
    assert (
        rows_of_all(whole_of(consortium(100, 100)))
        <= export_fillin.MOST_ROWS
        < rows_of_all(whole_of(consortium(300, 1)))
    )


def test_the_rows_that_are_counted_are_those_that_are_written(tmp_path: Path) -> None:
    """Both grow by as many for one more activity in which all take part."""
    counted, written = [], []
    for activities in (3, 4):
        whole = whole_of(consortium(3, activities))
        counted.append(rows_of_all(whole))
        books = (openpyxl.load_workbook(io.BytesIO(write(whole, id))) for id in whole.plan.partners)
        written.append(sum(book["Activities"].max_row for book in books))
    assert counted[1] - counted[0] == written[1] - written[0] == 3


def test_what_is_the_same_in_all_sheets_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formulas and the cells of values that all are shown; only what is the partner's own comes with each."""
    made: list[str] = []
    prepare, field = XlsxWorksheet._prepare_formula, Whole.new_field
    monkeypatch.setattr(XlsxWorksheet, "_prepare_formula", lambda *words: made.append(words[1]) or prepare(*words))
    monkeypatch.setattr(Whole, "new_field", lambda *words, **more: made.append(str(words[1])) or field(*words, **more))
    whole = whole_of(consortium(4, 30))
    counts = []
    for partner in whole.plan.partners:
        made.clear()
        write(whole, partner)
        counts.append(len(made))
    own = 2 * 30 + len(PARTNERS.keys)
    assert counts[0] > 5 * 30
    assert max(counts[1:]) <= own + 10
