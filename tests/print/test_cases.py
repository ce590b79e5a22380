"""What reports show, to the letter."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.print.case_files import CASES, read_case, shown_by

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_report_shows_what_its_case_says(path: Path) -> None:
    case = read_case(path)
    shown = shown_by(case)
    if os.environ.get("KA2PLAN_UPDATE_CASES"):
        path.write_text(case._replace(shown=shown).text(), encoding="utf-8")
    assert shown == read_case(path).shown
