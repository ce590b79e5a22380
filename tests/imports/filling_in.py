"""A partner that fills in a sheet: cells are found by the keys that the sheet hides."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ka2plan.export.fillin_workbook import HERE, KEYS
from ka2plan.toml import format_path
from tests.cli.running import TODAY, Ran, run

WRITTEN: dict[tuple[str, str], bytes] = {}
"""The sheets of plans and partners that were written already: the same every time."""


class Returning:
    """One plan, and the sheet of one of its partners."""

    def __init__(self, folder: Path, text: str, partner: str) -> None:
        self.plan = folder / "plan.toml"
        self.file = folder / f"{partner}.xlsx"
        self.partner = partner
        self.sent = text
        self.plan.write_text(text, encoding="utf-8", newline="")
        if (text, partner) not in WRITTEN:
            ran = run("export", "fillin", str(self.plan), "--partner", partner, "-o", str(self.file), *TODAY)
            assert ran.code == 0, ran.err
            WRITTEN[text, partner] = self.file.read_bytes()
        self.file.write_bytes(WRITTEN[text, partner])
        self.book: Any = openpyxl.load_workbook(self.file)

    @property
    def text(self) -> str:
        """The plan now."""
        return self.plan.read_text(encoding="utf-8")

    def cell(self, row: str, column: str = HERE) -> Any:
        """The cell at which a row and a column cross."""
        for page in self.book.worksheets:
            if page["A1"].value == KEYS:
                rows = [number for number in range(2, page.max_row + 1) if page.cell(number, 1).value == row]
                columns = [place for place in range(2, page.max_column + 1) if page.cell(1, place).value == column]
                if rows and columns:
                    return page.cell(rows[0], columns[0])
        raise KeyError(row, column)

    def at(self, *path: str) -> Any:
        """The cell of a key path."""
        for length in (2, len(path)):
            try:
                return self.cell(format_path(path[:length]), format_path(path[length:]) or HERE)
            except KeyError:
                continue
        raise KeyError(path)

    def put(self, value: Any, *path: str) -> str:
        """Writes into the cell of a key path; gives its address."""
        cell = self.at(*path)
        cell.value = value
        return f"{cell.parent.title}!{cell.coordinate}"

    def open_cells(self) -> list[tuple[str, Any]]:
        """All cells that are not locked, with what their row and column name."""
        found = []
        for page in self.book.worksheets:
            if page["A1"].value != KEYS:
                continue
            for row in page.iter_rows(min_row=2, min_col=2):
                for cell in row:
                    if not cell.protection.locked:
                        key, column = page.cell(cell.row, 1).value, page.cell(1, cell.column).value
                        found.append((key if column == HERE else f"{key}.{column}", cell))
        return found

    def give_back(self, *words: str, code: int = 0) -> Ran:
        """Saves the sheet and imports it."""
        self.book.save(self.file)
        ran = run("import", str(self.plan), str(self.file), *words, *TODAY)
        assert ran.code == code, (ran.code, ran.out, ran.err)
        return ran

    def changed_lines(self, before: str | None = None) -> tuple[list[str], list[str]]:
        """The lines that went and those that came."""
        old, new = (before or self.sent).splitlines(), self.text.splitlines()
        return [line for line in old if line not in new], [line for line in new if line not in old]


def saved_by_libreoffice(file: Path, kind: str = "xlsx") -> Path:
    """The file as LibreOffice saves it; skips the test where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = file.parent / "saved"
    home = f"-env:UserInstallation=file://{file.parent}/office"
    words = [office, home, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return folder / f"{file.stem}.{kind}"
