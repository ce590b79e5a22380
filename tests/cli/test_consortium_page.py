"""The manual's page on four partners: its blocks are pasted into shells, one after the other, and do what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from ka2plan.plan import Plan
from tests.cli.running import run
from tests.export.making import ROOT, SILENT, plan_of

PAGE = (ROOT / "ka2plan/manual/consortium.md").read_text(encoding="utf-8")

NOTE = "Twelve schools"
"""What IES finds below the questions, and changes."""

TEXTS = f'\n[texts.project]\nmotivation = "{NOTE} teach behind desks."\n'


def blocks(heading: str) -> list[str]:
    """The blocks to paste of a section of the page."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    pieces = re.findall(r"(?m)(?:^    .*\n)+", section)
    return ["".join(line[4:] for line in piece.splitlines(keepends=True)) for piece in pieces]


class Desk:
    """What one partner has in front of them: a folder, a shell, and editors that make one edit."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.edit = ""

    @property
    def plan(self) -> Plan:
        """The plan in the folder."""
        return plan_of((self.folder / "plan.toml").read_text(encoding="utf-8"))

    def paste(self, block: str, code: int = 0) -> str:
        """Pastes a block; what it printed."""
        program = shlex.join([sys.executable, "-m", "ka2plan"])
        shell = (
            f'ka2plan() {{ if [ "$#" = 1 ]; then {program} set "$1" {self.edit or "project.title x"};'
            f' elif [ "$1" = new ]; then cp {self.root}/texts plan.toml;'
            f' else {program} "$@"; fi; }}\ncode() {{ ka2plan "$1"; }}\nset -e\n'
        )
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "HOME": str(self.root),
            "GIT_CONFIG_GLOBAL": str(self.root / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONPATH": str(ROOT),
        }
        words = ["bash", "-c", shell + block.replace("ADDRESS", str(self.root / "hub.git"))]
        ran = subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == code, ran.stdout + ran.stderr
        return ran.stdout + ran.stderr


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    """Those of OSL and IES, which have done what is to be done once."""
    (tmp_path / "texts").write_text(SILENT + TEXTS, encoding="utf-8")
    (tmp_path / "gitconfig").write_text(
        "[user]\nname = P\nemail = p@example.org\n[init]\ndefaultBranch = main\n", encoding="utf-8"
    )
    (tmp_path / "osl").mkdir()
    osl, ies = Desk(tmp_path, tmp_path / "osl"), Desk(tmp_path, tmp_path)
    osl.paste(f"git init -q --bare {tmp_path}/hub.git")
    osl.paste(*blocks("OSL, once"))
    ies.paste(*blocks("IES, once"))
    ies.folder = tmp_path / "plan"
    return osl, ies


def test_the_page_is_in_the_manual():
    assert run("manual", "consortium").out.split() == PAGE.split()
    assert "consortium" in run("manual").out


def test_the_editor_and_vs_code_meet_in_git(desks):
    osl, ies = desks
    osl.edit, ies.edit = "A2.1.results 'A report'", "A3.1.results 'Two courses'"
    osl.paste(*blocks("OSL, day by day: the editor"))
    [days, _conflict] = blocks("IES, day by day: VS Code and git")
    ies.paste(days.replace("git pull\n", "", 1))  # IES began before OSL pushed
    assert [ies.plan.activities[id].results for id in ("A2.1", "A3.1")] == ["A report", "Two courses"]


def test_what_conflicts_between_them_is_settled_as_the_page_says(desks):
    osl, ies = desks
    osl.edit, ies.edit = "A2.1.results 'A report'", "A2.1.results 'Two reports'"
    osl.paste(*blocks("OSL, day by day: the editor"))
    [days, conflict] = blocks("IES, day by day: VS Code and git")
    assert "A2.1" in ies.paste(days.replace("git pull\n", "", 1), code=1)
    listed, _editor, *rest = conflict.splitlines(keepends=True)
    assert "Two reports" in ies.paste(listed, code=4)
    ies.paste("ka2plan resolve plan.toml A2.1.results=ours\n" + "".join(rest))
    assert ies.plan.activities["A2.1"].results == "Two reports"


def test_a_sheet_goes_out_and_comes_back(desks):
    osl, _ies = desks
    [out, back] = blocks("PHS: a spreadsheet")
    osl.paste(out)
    book = openpyxl.load_workbook(osl.folder / "PHS.xlsx")
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    cell = next(cell for cell in cells if cell.value == "Graz" and not cell.protection.locked)
    cell.value = "Leoben"
    book.save(osl.folder / "PHS.xlsx")
    osl.paste(back)
    assert osl.plan.partners["PHS"].city == "Leoben"


def test_a_form_goes_out_and_comes_back_and_clashes_are_settled(desks):
    osl, ies = desks
    [out, back] = blocks("ZAV: Word")
    osl.paste(out)
    document = Document(osl.folder / "form.docx")
    answer = next(one for one in document.paragraphs if one.text.startswith(NOTE))
    answer.text = f"{NOTE} teach outdoors."
    document.save(osl.folder / "form-ZAV.docx")
    osl.paste(back)
    assert osl.plan.texts["project"]["motivation"] == answer.text
    answer.text = "Ten schools teach by the sea."
    document.save(osl.folder / "form-ZAV.docx")
    take = "ka2plan import plan.toml form-ZAV.docx"
    assert "Ten schools" in osl.paste(take, code=4)
    [listed, settled] = blocks("When two people changed the same field")
    assert "texts.project.motivation" in osl.paste(listed, code=4)
    osl.paste(settled)
    ies.paste("git pull")
    assert ies.plan.texts["project"]["motivation"] == "Ten schools teach by the sea."
