"""Names of columns in few narrow lines: whole where there is room, told where they are cut, never too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ka2plan.tui.editor.amounts.name_lines import in_lines, width_in_lines
from ka2plan.words.visible import cells, visible

NAMES = st.text("ab č漢字é-", max_size=40).map(lambda text: visible(text, 80))


def test_lines_break_between_words_and_long_words_where_both_parts_are_worth_a_line():
    assert in_lines("Training week for teachers", 8, 4) == ["Training", "week for", "teachers"]
    assert in_lines("Project management", 6, 4) == ["Proj-", "ect", "manag-", "ement"]
    assert in_lines("Training week for teachers", 8, 2) == ["Training", "week fo…"]
    assert in_lines("Training", 7, 4) == ["Train-", "ing"]
    assert in_lines("Needs", 8, 0) == []


@given(NAMES, st.integers(3, 20), st.integers(0, 6))
def test_no_line_is_wider_and_nothing_is_lost_untold(name, width, most):
    lines = in_lines(name, width, most)
    assert len(lines) <= most
    assert all(0 < cells(line) <= width for line in lines)
    whole = in_lines(name, width, 100)
    if len(whole) <= most:
        assert lines == whole
    elif lines:
        assert lines[-1].endswith("…")


@given(NAMES, st.integers(1, 6))
def test_in_the_width_it_asks_for_a_name_stands_whole_and_unbroken(name, most):
    lines = in_lines(name, max(3, width_in_lines(name, most)), most)
    assert " ".join(lines) == " ".join(name.split())
