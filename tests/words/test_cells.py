"""Columns stay straight whatever script a text is in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from ka2plan.words.visible import _characters_of_one_cell, ascii_only, cells, cut, fit, visible

SHOWN = st.text(st.one_of(st.characters(), st.sampled_from("aš中👍🏽🇸🇮e\u0301❤\ufe0f한"))).map(visible)

WIDTHS = [
    ("", 0),
    ("WP2 Needs", 9),
    ("šola…", 5),
    ("教室", 4),
    ("한국", 4),
    ("e\u0301", 1),
    ("👍", 2),
    ("👍🏽", 2),
    ("🇸🇮", 2),
    ("❤️", 2),
    ("█▒◆¦─", 5),
]

CUTS = [
    ("Needs survey in twelve schools", 20, "Needs survey in twe…"),
    ("Needs survey", 12, "Needs survey"),
    ("教室教室", 5, "教室…"),
    ("教室教室", 4, "教…"),
    ("教室教室", 8, "教室教室"),
    ("🇸🇮🇸🇮", 3, "🇸🇮…"),
    ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ("abc", 1, "…"),
    ("abc", 0, ""),
    ("abc", -1, ""),
]

ASCII = [
    ("Osnovna šola Čučkov Žiga", "Osnovna sola Cuckov Ziga"),
    ("Straße – „Łódź“ …", 'Strasse - "Lodz" ...'),
    ("½ € × m² ﬁ", "1/2 EUR x m2 fi"),
    ("e\u0301", "e"),
    ("Ελ 中", "?? ?"),
    ("█ ◆ →", "# * ->"),
]


@pytest.mark.parametrize(("text", "width"), WIDTHS)
def test_a_text_takes_as_many_cells_as_a_terminal_gives_it(text, width):
    assert cells(text) == width


def test_characters_measured_without_tables_take_one_cell_and_join_nothing():
    for character in _characters_of_one_cell():
        assert wcwidth(character) == 1, ascii(character)
        assert unicodedata.category(character) not in ("Mn", "Mc", "Me", "Cc", "Cf", "Cs"), ascii(character)


@given(SHOWN)
def test_widths_agree_with_the_unicode_tables(text):
    assert cells(text) == wcswidth(text)


@pytest.mark.parametrize(("text", "width", "expected"), CUTS)
def test_a_cut_text_ends_in_an_ellipsis_and_splits_no_character(text, width, expected):
    assert cut(text, width) == expected


@given(SHOWN, st.integers(0, 12), st.sampled_from(["…", ".", "..", ""]))
def test_a_cut_text_never_exceeds_its_width(text, width, ellipsis):
    shown = cut(text, width, ellipsis)
    assert cells(shown) <= width
    assert shown == text or (text.startswith(shown.removesuffix(ellipsis)) or width < len(ellipsis))


@given(SHOWN, st.integers(0, 12))
def test_a_fitted_text_takes_exactly_its_width(text, width):
    assert cells(fit(text, width)) == width


def test_a_text_in_front_of_blanks_that_it_cannot_fill_is_padded():
    assert fit("教室教室", 6) == "教室… "


@pytest.mark.parametrize(("text", "expected"), ASCII)
def test_letters_and_signs_get_their_likeness_in_ascii(text, expected):
    assert ascii_only(text) == expected


@given(SHOWN)
def test_an_ascii_text_is_ascii_and_shows_no_control(text):
    written = ascii_only(text)
    assert written.isascii()
    assert written.isprintable()


def test_text_of_europe_is_measured_and_shown_without_tables(run_python):
    program = (
        "import sys; from ka2plan.words.visible import *\n"
        "for text in ('OSL', 'Učilnica – šola…', 'Σχολείο', 'Училище', '█▒◆'):\n"
        "    assert visible(text) == text and cells(fit(text, 12)) == 12\n"
        "print([name for name in ('wcwidth', 'unicodedata', 're') if name in sys.modules])"
    )
    assert run_python(program).stdout == "[]\n"
