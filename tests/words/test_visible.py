"""Text out of a plan cannot do anything but be read."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.words.visible import MAX_MARKS, json_text, pasteable, visible

FORBIDDEN = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    "\u061c",
    *map(chr, range(0x200B, 0x2010)),
    "\u2028",
    "\u2029",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2060, 0x206A)),
    "\ufeff",
    *map(chr, range(0xD800, 0xE000)),
    *map(chr, range(0xE0000, 0xE0080)),
}

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs"]),
        st.sampled_from(sorted(FORBIDDEN)),
        st.sampled_from("a š\u0301\u0302\u20dd\ufe0f中👍\n\t"),
    )
)

HARMLESS = [
    "Outdoor classrooms for rural schools",
    "Osnovna šola Ledina, Ljubljana – učilnica na prostem…",
    "Ελληνικά σχολεία",
    "Български училища",
    "Öğrenme ve İçerik",
    "مدرسة ابتدائية",
    "学校の教室",
    "한국 학교",
    "👍 ❤️ 🇸🇮",
    "Workshop [online] [/x] {0} %s <b>",
    "Tiếng Việt: e\u0302\u0301",
    "no\xa0break",
    "\ue0b0 private use",
]

PAYLOADS = [
    ("\x1b]0;PWNED\x07", "␛]0;PWNED␇"),
    ("\x1b]52;c;cm0gLXJm\x1b\\", "␛]52;c;cm0gLXJm␛\\"),
    ("\x1b]8;;http://evil\x1b\\link", "␛]8;;http://evil␛\\link"),
    ("\x1b[2J\x1b[H", "␛[2J␛[H"),
    ("\x9b31m", r"\u009b31m"),
    ("a\rb\x08c\x00\x7f", "a␍b␈c␀␡"),
    ("two\nlines\tand a tab", "two␊lines␉and a tab"),
    ("abc\u202edef\u2066", r"abc\u202edef\u2066"),
    ("zero\u200bwidth\u200d\ufeff", r"zero\u200bwidth\u200d\ufeff"),
    ("line\u2028paragraph\u2029", r"line\u2028paragraph\u2029"),
    ("\udc9b", r"\udc9b"),
    ("tag\U000e0041", r"tag\U000e0041"),
    ("soft\xadhyphen\u3164", r"soft\u00adhyphen\u3164"),
    ("\u0301orphan", "\u25cc\u0301orphan"),
]


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_text_of_any_script_stays_as_it_is(text):
    assert visible(text) == text


@pytest.mark.parametrize(("payload", "shown"), PAYLOADS, ids=[ascii(payload) for payload, _ in PAYLOADS])
def test_what_could_act_is_shown_as_a_picture(payload, shown):
    assert visible(payload) == shown


@given(ANY_TEXT)
def test_no_text_keeps_a_control_a_bidi_or_a_zero_width_character(text):
    shown = visible(text)
    assert FORBIDDEN.isdisjoint(shown)
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(ANY_TEXT)
def test_only_line_feeds_and_tabs_survive_where_lines_are_wanted(text):
    assert FORBIDDEN.intersection(visible(text, multiline=True)) <= {"\n", "\t"}


@given(ANY_TEXT, st.booleans())
def test_what_is_visible_stays_as_it_is(text, multiline):
    shown = visible(text, multiline=multiline)
    assert visible(shown, multiline=multiline) == shown


@given(ANY_TEXT)
def test_no_base_carries_more_marks_than_allowed_and_no_mark_stands_alone(text):
    marks = MAX_MARKS
    for character in visible(text):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        assert marks <= MAX_MARKS


def test_five_hundred_marks_become_four():
    assert visible("e" + "\u0301" * 500 + "f") == "e" + "\u0301" * 4 + "f"


@given(ANY_TEXT, st.integers(0, 12))
def test_a_limit_bounds_the_length_and_an_ellipsis_tells_that_something_is_missing(text, limit):
    shown = visible(text, limit)
    assert len(shown) <= limit
    whole = visible(text)
    assert shown == whole or shown == whole[: max(limit - 1, 0)] + "…"[:limit]


@given(ANY_TEXT, st.integers(0, 12))
def test_a_limited_text_goes_through_unchanged(text, limit):
    shown = visible(text, limit)
    assert visible(shown, limit) == shown


def test_a_long_text_is_read_only_as_far_as_it_is_shown():
    assert visible("š" * 10_000_000, 5) == "šššš…"


def test_what_may_be_pasted_into_a_terminal_has_no_orders_to_it_and_keeps_all_else():
    assert pasteable("a\x1b[201~\x9b31m\x07\r\x7f\tb\nc") == "a␛[201~\\u009b31m␇␍␡\tb\nc"
    kept = "d\u200fe\u200df\u2066g"
    assert pasteable(kept) == kept


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
        lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner),
    )
)
def test_json_reads_back_as_the_same_values(values):
    assert json.loads(json_text(values)) == values


def test_json_is_laid_out_as_the_standard_library_does_it():
    values = {"a": [[], {}, [1, 2.5, None, True], {"b": {"c": "š"}}], "": '\\ " / \n'}
    assert json_text(values) == json.dumps(values, indent=2, ensure_ascii=False) + "\n"


def test_json_escapes_what_is_hidden():
    assert json_text(["\x7fa\u202e", {"\u009b": 1}]) == '[\n  "\\u007fa\\u202e",\n  {\n    "\\u009b": 1\n  }\n]\n'
