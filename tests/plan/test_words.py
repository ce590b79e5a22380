"""What is said of a file full of slips, as a whole: it stands in `slips.txt` beside `slips.toml`."""

from __future__ import annotations

from pathlib import Path

from ka2plan.plan import read_plan
from tests.plan.plans import data_of, lines_of, said

CASES = Path(__file__).parent / "cases"


def test_a_file_full_of_slips_is_answered_in_the_words_written_beside_it():
    reading = read_plan(data_of((CASES / "slips.toml").read_text(encoding="utf-8")))
    lines = [f"{line}\n    {words}" for line, words in zip(lines_of(reading), said(reading), strict=True)]
    assert "\n".join(lines) + "\n" == (CASES / "slips.txt").read_text(encoding="utf-8")
