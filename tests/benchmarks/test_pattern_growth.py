"""A text made to be slow takes four times as long where it is four times as long, not sixteen times.

Times have no place among the tests: ``python -m pytest tests/benchmarks/test_pattern_growth.py`` asks for them.
"""

from __future__ import annotations

import pytest

from ka2plan.plan.typed import value_from_text
from ka2plan.plan.types.around import NOWHERE
from ka2plan.rules.typed_limits import limit_from_text
from ka2plan.toml import TomlFault, parse
from ka2plan.tui.text.colours import coloured, lines_in_strings
from tests.benchmarks.patterns import seconds

MOST_GROWTH = 8

SLOW = ('"\\', '\\"', "'", "'\\", "a", "a.", "a ", '""a', "''a", "#", "=a")


def growth(use, part: str) -> float:
    short, long = ('x = "' + part * (length // len(part)) for length in (5_000, 20_000))
    return seconds(use, long, 5) / max(seconds(use, short, 5), 0.0002)


def read(text: str) -> None:
    with pytest.raises(TomlFault):
        parse(text)


@pytest.mark.parametrize("part", SLOW)
def test_a_string_that_is_not_closed_is_refused_in_time_that_grows_with_its_length(part):
    assert growth(read, part) < MOST_GROWTH


@pytest.mark.parametrize("part", SLOW)
def test_a_line_is_coloured_in_time_that_grows_with_its_length(part):
    assert (
        growth(lambda text: [lines_in_strings(text), list(coloured(text.partition('"')[2], None))], part) < MOST_GROWTH
    )


@pytest.mark.parametrize("key", ["periods", "after", "start", "partners", "serves", "budget", "effort", "status"])
@pytest.mark.parametrize("part", [" ", "\t", "1 ", "1e", "1-", "a", "m"])
def test_what_is_typed_is_understood_in_time_that_grows_with_its_length(key, part):
    assert growth(lambda text: value_from_text(("activities", "A1", key), text[5:] + "!", NOWHERE), part) < MOST_GROWTH


@pytest.mark.parametrize("part", [" ", "\t", "1 ", ", ", " -"])
def test_a_limit_is_understood_in_time_that_grows_with_its_length(part):
    assert growth(lambda text: limit_from_text("lump_sums", text[5:] + "!"), part) < MOST_GROWTH
