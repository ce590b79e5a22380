"""Key paths are written as TOML writes keys, and read back the same."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.toml import format_path, parse_path

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("activities", "A2.1", "budget", "OSL"), 'activities."A2.1".budget.OSL'),
        (("project", "topics", 0), "project.topics[0]"),
        (("activities", "A1", "after", 1, "id"), "activities.A1.after[1].id"),
        (("ignored", "WRK104 partners.ZAV"), 'ignored."WRK104 partners.ZAV"'),
        (("x", 'a"b\\c\n\x1b'), 'x."a\\"b\\\\c\\n\\u001b"'),
        (("x", "", "é"), 'x.""."é"'),
        ((), ""),
    ],
)
def test_a_path_is_written_as_a_dotted_key(path, text):
    assert format_path(path) == text
    if path:
        assert parse_path(text) == path


@given(st.lists(st.one_of(NAMES, st.integers(0, 10**6)), max_size=5), NAMES)
def test_any_path_reads_back(rest, first):
    path = (first, *rest)
    assert parse_path(format_path(path)) == path


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_tomllib_takes_a_written_path_for_the_same_key(names):
    data = tomllib.loads(format_path(tuple(names)) + " = 1")
    for name in names:
        data = data[name]
    assert data == 1


def test_blanks_round_the_dots_and_literal_quotes_are_toml_too():
    assert parse_path("a . 'b.c'[2] . d") == ("a", "b.c", 2, "d")


@pytest.mark.parametrize(
    "text", ["", " ", ".a", "a.", "a..b", "[0]", "a[x]", "a[-1]", 'a."b', "a b", "é", '"\\q"', "a[0]b", "a.[0]"]
)
def test_what_is_no_path_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="key path"):
        parse_path(text)
