"""Positions are the protocol's in every encoding, and edits lead from one text to the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ka2plan.lsp.differences import text_edits
from ka2plan.lsp.lines import UTF_8, UTF_16, UTF_32, Lines
from tests.lsp.client import applied, position

PIECES = ["a", "b", "č", "\u0301", "🌲", "\u2028", "\x0b", "\x85", "\n", "\r\n", " ", "é", "\u200d"]

texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(texts, st.sampled_from([UTF_8, UTF_16, UTF_32]))
def test_a_position_leads_back_to_its_offset(text, encoding):
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert lines.offset(lines.position(offset)) == offset


@given(texts)
def test_columns_are_units_of_utf_16_and_only_line_feeds_and_returns_end_lines(text):
    lines = Lines(text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert lines.position(offset) == position(text, offset)


def test_a_position_beyond_the_line_or_the_text_is_its_end():
    from lsprotocol.types import Position

    lines = Lines("ab\n🌲c")
    assert lines.offset(Position(0, 99)) == 2
    assert lines.offset(Position(1, 99)) == 5
    assert lines.offset(Position(7, 0)) == 5


@given(texts, texts)
def test_edits_lead_from_one_text_to_the_other(old, new):
    edits = text_edits(Lines(old), new)
    assert applied(old, edits) == new


@given(texts, texts, st.lists(st.sampled_from(["x\n", "y\n", "z\n"]), min_size=4, max_size=9))
def test_lines_that_both_texts_have_are_not_written_again(old, new, between):
    middle = "".join(between)
    edits = text_edits(Lines(f"{old}\n{middle}k\n"), f"{new}\n{middle}k\n")
    assert not any("k" in edit.new_text for edit in edits)
    assert applied(f"{old}\n{middle}k\n", edits) == f"{new}\n{middle}k\n"
