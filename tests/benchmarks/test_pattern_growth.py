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
from tests.benchmarks.patterns import growth as growth_of_pattern
from tests.benchmarks.patterns import patterns, seconds, use_of

MOST_GROWTH = 8

BOUNDED = {
    "ka2plan.plan.types.sums _SIGN": "200 characters of a sum",
    "ka2plan.plan.types.effort _UNIT": "80 characters of an effort",
    "ka2plan.plan.types.effort _SIGN": "80 characters of a sum",
    "ka2plan.plan.types.by_month _PART": "2,000 characters of months",
    "ka2plan.plan.types.by_partner _PART": "2,000 characters of a budget",
    "ka2plan.plan.types.link _PARTS": "200 characters of a link",
    "ka2plan.rules.typed_limits _BETWEEN_SUMS": "blanks are one before",
    "ka2plan.rules.typed_limits _BETWEEN": "blanks are one before",
    "ka2plan.rules.typed_limits _BLANKS": "blanks of a typed text",
    "ka2plan.toml.tokens KEY_PART": "what was matched as a key",
    "ka2plan.toml.tokens _PATH_PART": "asked for at one place",
}
"""Patterns that grow faster, and what keeps them from long texts."""

SLOW = ('"\\', '\\"', "'", "'\\", "a", "a.", "a ", '""a', "''a", "#", "=a")


EVERY = [one for one in patterns() if one.name not in BOUNDED]


@pytest.mark.parametrize("tried", EVERY, ids=[f"{one.name} {one.way}" for one in EVERY])
def test_every_pattern_takes_time_that_grows_with_the_text(tried):
    times, long, text = growth_of_pattern(use_of(tried.pattern, tried.way))
    assert times < MOST_GROWTH or long < 0.005, text


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
