"""Charts of thousands of rows: what they take is said before they are drawn."""

from __future__ import annotations

import pytest

from ka2plan.export import FORMATS, memory_told
from tests.benchmarks.shell import plan_text
from tests.export.making import SOUND, plan_in, plan_of


@pytest.mark.parametrize("name", ["pdf", "png"])
def test_the_memory_for_thousands_of_rows_is_told_and_that_for_a_usual_plan_is_not(name):
    wanted = next(known for known in FORMATS if known.name == name)
    large = memory_told(wanted, plan_of(plan_text(3_000, linked=True)))
    assert "3,300 rows" in large
    assert memory_told(wanted, plan_in(SOUND)) is None


def test_a_text_of_thousands_of_rows_is_written_without_a_word():
    wanted = next(known for known in FORMATS if known.name == "svg")
    assert memory_told(wanted, plan_of(plan_text(3_000, linked=True))) is None
