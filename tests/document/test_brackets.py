"""Members of a list or an inline table put in and taken out, in every layout that people write them in."""

from __future__ import annotations

import pytest

from ka2plan.document import Batch, Document, ListInsert, ListRemove, SetValue, Unset, brackets
from tests.work import lines_run

TAKEN_OUT = {
    "x = [1, 2, 3]\n": ("x = [2, 3]\n", "x = [1, 3]\n", "x = [1, 2]\n"),
    "x = [1, 2, 3,]\n": ("x = [2, 3,]\n", "x = [1, 3,]\n", "x = [1, 2,]\n"),
    "x = [ 1 , 2 , 3 ]\n": ("x = [ 2 , 3 ]\n", "x = [ 1 , 3 ]\n", "x = [ 1 , 2  ]\n"),
    "x = [ 1 , 2 , 3 , ]\n": ("x = [ 2 , 3 , ]\n", "x = [ 1 , 3 , ]\n", "x = [ 1 , 2 , ]\n"),
    "x = [\n  1,\n  2,\n  3,\n]\n": ("x = [\n  2,\n  3,\n]\n", "x = [\n  1,\n  3,\n]\n", "x = [\n  1,\n  2,\n]\n"),
    "x = [\n  1,\n  2,\n  3\n]\n": ("x = [\n  2,\n  3\n]\n", "x = [\n  1,\n  3\n]\n", "x = [\n  1,\n  2\n]\n"),
    "x = [\n  1, # one\n  # over two\n  2, # two\n  3 # three\n]\n": (
        "x = [\n  # over two\n  2, # two\n  3 # three\n]\n",
        "x = [\n  1, # one\n  3 # three\n]\n",
        "x = [\n  1, # one\n  # over two\n  2 # two\n]\n",
    ),
    "x = [1,\n  2,\n  3]\n": ("x = [\n  2,\n  3]\n", "x = [1,\n  3]\n", "x = [1,\n  2\n]\n"),
    "x = [1, # one\n  2, # two\n  3, # three\n]\n": (
        "x = [\n  2, # two\n  3, # three\n]\n",
        "x = [1, # one\n  3, # three\n]\n",
        "x = [1, # one\n  2, # two\n]\n",
    ),
    "x = [1, 2, 3, # row\n]\n": ("x = [2, 3, # row\n]\n", "x = [1, 3, # row\n]\n", "x = [1, 2, # row\n]\n"),
    "x = [\n  1, 2, 3, # row\n]\n": (
        "x = [\n  2, 3, # row\n]\n",
        "x = [\n  1, 3, # row\n]\n",
        "x = [\n  1, 2, # row\n]\n",
    ),
    "x = [\n  1, 2,\n  3, # three\n]\n": (
        "x = [\n  2,\n  3, # three\n]\n",
        "x = [\n  1,\n  3, # three\n]\n",
        "x = [\n  1, 2,\n]\n",
    ),
    "x = [\n  # over one\n  1, 2, 3\n]\n": (
        "x = [\n  2, 3\n]\n",
        "x = [\n  # over one\n  1, 3\n]\n",
        "x = [\n  # over one\n  1, 2\n]\n",
    ),
    "x = [\n1, 2, 3]\n": ("x = [\n2, 3]\n", "x = [\n1, 3]\n", "x = [\n1, 2]\n"),
}
"""A list of 1, 2 and 3 as it is written, and what is left when the first, second or third goes."""

PUT_IN = {
    "x = [1, 2, 3]\n": ("x = [9, 1, 2, 3]\n", "x = [1, 9, 2, 3]\n", "x = [1, 2, 3, 9]\n"),
    "x = [1, 2, 3,]\n": ("x = [9, 1, 2, 3,]\n", "x = [1, 9, 2, 3,]\n", "x = [1, 2, 3, 9,]\n"),
    "x = [ 1 , 2 , 3 ]\n": ("x = [ 9, 1 , 2 , 3 ]\n", "x = [ 1 , 9, 2 , 3 ]\n", "x = [ 1 , 2 , 3, 9 ]\n"),
    "x = [ 1 , 2 , 3 , ]\n": ("x = [ 9, 1 , 2 , 3 , ]\n", "x = [ 1 , 9, 2 , 3 , ]\n", "x = [ 1 , 2 , 3 , 9, ]\n"),
    "x = [\n  1,\n  2,\n  3,\n]\n": (
        "x = [\n  9,\n  1,\n  2,\n  3,\n]\n",
        "x = [\n  1,\n  9,\n  2,\n  3,\n]\n",
        "x = [\n  1,\n  2,\n  3,\n  9,\n]\n",
    ),
    "x = [\n  1,\n  2,\n  3\n]\n": (
        "x = [\n  9,\n  1,\n  2,\n  3\n]\n",
        "x = [\n  1,\n  9,\n  2,\n  3\n]\n",
        "x = [\n  1,\n  2,\n  3,\n  9\n]\n",
    ),
    "x = [\n  1, # one\n  # over two\n  2, # two\n  3 # three\n]\n": (
        "x = [\n  9,\n  1, # one\n  # over two\n  2, # two\n  3 # three\n]\n",
        "x = [\n  1, # one\n  9,\n  # over two\n  2, # two\n  3 # three\n]\n",
        "x = [\n  1, # one\n  # over two\n  2, # two\n  3, # three\n  9\n]\n",
    ),
    "x = [1,\n  2,\n  3]\n": ("x = [9, 1,\n  2,\n  3]\n", "x = [1,\n  9,\n  2,\n  3]\n", "x = [1,\n  2,\n  3, 9]\n"),
    "x = [1, # one\n  2, # two\n  3, # three\n]\n": (
        "x = [9,\n  1, # one\n  2, # two\n  3, # three\n]\n",
        "x = [1, # one\n  9,\n  2, # two\n  3, # three\n]\n",
        "x = [1, # one\n  2, # two\n  3, # three\n  9,\n]\n",
    ),
    "x = [1, 2, 3, # row\n]\n": (
        "x = [9, 1, 2, 3, # row\n]\n",
        "x = [1, 9, 2, 3, # row\n]\n",
        "x = [1, 2, 3, # row\n  9,\n]\n",
    ),
    "x = [\n  1, 2, 3, # row\n]\n": (
        "x = [\n  9,\n  1, 2, 3, # row\n]\n",
        "x = [\n  1, 9, 2, 3, # row\n]\n",
        "x = [\n  1, 2, 3, # row\n  9,\n]\n",
    ),
    "x = [\n  1, 2,\n  3, # three\n]\n": (
        "x = [\n  9,\n  1, 2,\n  3, # three\n]\n",
        "x = [\n  1, 9, 2,\n  3, # three\n]\n",
        "x = [\n  1, 2,\n  3, # three\n  9,\n]\n",
    ),
    "x = [\n  # over one\n  1, 2, 3\n]\n": (
        "x = [\n  9,\n  # over one\n  1, 2, 3\n]\n",
        "x = [\n  # over one\n  1, 9, 2, 3\n]\n",
        "x = [\n  # over one\n  1, 2, 3, 9\n]\n",
    ),
    "x = [\n1, 2, 3]\n": ("x = [\n9,\n1, 2, 3]\n", "x = [\n1, 9, 2, 3]\n", "x = [\n1, 2, 3, 9]\n"),
    "x = [ 1\n    , 2\n, 3\n]\n": (
        "x = [ 9, 1\n    , 2\n, 3\n]\n",
        "x = [ 1\n    , 9, 2\n, 3\n]\n",
        "x = [ 1\n    , 2\n, 3, 9\n]\n",
    ),
}
"""The same lists, and what becomes of them when 9 is put first, second or last."""

CHANGED = [
    ("x = [\n  1, # one\n  2,\n  3\n]\n", [2, 3, 1], "x = [\n  2,\n  3,\n  1 # one\n]\n"),
    ("x = [\n  1, # one\n  2,\n  3\n]\n", [3, 1, 2], "x = [\n  3,\n  1, # one\n  2\n]\n"),
    ("x = [\n  # over one\n  1, # one\n  2, 3\n]\n", [2, 3, 1], "x = [\n  2, 3,\n  # over one\n  1 # one\n]\n"),
    ("x = [\n  # over one\n  1, # one\n  2, 3\n]\n", [2, 1, 3], "x = [\n  2,\n  # over one\n  1, # one\n  3\n]\n"),
    ("x = [1, # one\n  2,\n  3]\n", [2, 3, 1], "x = [\n  2,\n  3,\n  1, # one\n]\n"),
    ("x = [1, # one\n  2,\n  3]\n", [3, 1, 2], "x = [3,\n  1, # one\n  2\n]\n"),
    ("x = [1, 2,\n  # over three\n  3, # three\n]\n", [3, 1], "x = [\n  # over three\n  3, # three\n  1,\n]\n"),
    ("x = [1, 2,\n  # over three\n  3, # three\n]\n", [1, 3, 2], "x = [1,\n  # over three\n  3, # three\n  2,\n]\n"),
    ("x = [1, # one\n  2]\n", [2, 1], "x = [2,\n  1 # one\n]\n"),
    ("x = [ # open\n  1, # one\n  2, 3]\n", [2, 3, 1], "x = [ # open\n  2, 3,\n  1, # one\n]\n"),
    ("x = [\n  1, # one\n]\n", [2], "x = [\n  2, # one\n]\n"),
    ("x = [\n  # over\n  1, 2]\n", [2], "x = [\n  2]\n"),
    ("x = [1,\n  # over\n  2]\n", [1], "x = [1\n]\n"),
    ("x = [1,\n  # over\n  2,]\n", [1], "x = [1,\n]\n"),
]
"""A list, what it is to hold, and how that is written."""

EMPTIED = {
    "x = [1]\n": "x = []\n",
    "x = [ 1, ]\n": "x = []\n",
    "x = [\n  1, # one\n]\n": "x = [\n]\n",
    "x = [\n  1\n]\n": "x = [\n]\n",
    "x = [ # open\n  1]\n": "x = [ # open\n]\n",
    "x = [1, # one\n  # below\n]\n": "x = [\n  # below\n]\n",
    "x = [1 # one\n]\n": "x = [\n]\n",
    "x = [1\n]\n": "x = [\n]\n",
}
"""A list of 1, and what is left when that goes."""

FILLED = {
    "x = []\n": "x = [9]\n",
    "x = [ ]\n": "x = [9]\n",
    "x = [\n]\n": "x = [\n  9,\n]\n",
    "x = [ # open\n]\n": "x = [ # open\n  9,\n]\n",
    "  x = [ # open\n  ]\n": "  x = [ # open\n    9,\n  ]\n",
    "\n  x = [ # open\n  ]\n": "\n  x = [ # open\n    9,\n  ]\n",
    "x = [ # open\r\n]\r\n": "x = [ # open\r\n  9,\r\n]\r\n",
}
"""An empty list, and what becomes of it when 9 is put in."""

TAKEN_OUT_TOGETHER = [
    ("x = [0, 1, 2, 3, 4]\n", [0, 4], "x = [1, 2, 3]\n"),
    ("x = [0, 1, 2, 3, 4]\n", [1, 2], "x = [0, 3, 4]\n"),
    ("x = [0, 1, 2, 3, 4]\n", [3, 4], "x = [0, 1, 2]\n"),
    ("x = [0, 1, 2, 3, 4]\n", [0, 1], "x = [2, 3, 4]\n"),
    ("x = [0, 1, 2, 3, 4]\n", [1, 2, 3, 4], "x = [0]\n"),
    ("x = [0, 1, 2, 3, 4]\n", [0, 1, 3, 4], "x = [2]\n"),
    ("x = [0, 1, 2, 3, 4]\n", [0, 1, 2, 3, 4], "x = []\n"),
    ("x = [ 0, 1, 2, 3, 4, ]\n", [0, 4], "x = [ 1, 2, 3, ]\n"),
    ("x = [ 0, 1, 2, 3, 4, ]\n", [1, 2], "x = [ 0, 3, 4, ]\n"),
    ("x = [ 0, 1, 2, 3, 4, ]\n", [3, 4], "x = [ 0, 1, 2, ]\n"),
    ("x = [ 0, 1, 2, 3, 4, ]\n", [0, 1], "x = [ 2, 3, 4, ]\n"),
    ("x = [ 0, 1, 2, 3, 4, ]\n", [1, 2, 3, 4], "x = [ 0, ]\n"),
    ("x = [ 0, 1, 2, 3, 4, ]\n", [0, 1, 3, 4], "x = [ 2, ]\n"),
    ("x = [ 0, 1, 2, 3, 4, ]\n", [0, 1, 2, 3, 4], "x = []\n"),
    ("x = [\n  0, # no\n  1,\n  # over two\n  2,\n  3,\n  4\n]\n", [0, 4], "x = [\n  1,\n  # over two\n  2,\n  3\n]\n"),
    ("x = [\n  0, # no\n  1,\n  # over two\n  2,\n  3,\n  4\n]\n", [1, 2], "x = [\n  0, # no\n  3,\n  4\n]\n"),
    (
        "x = [\n  0, # no\n  1,\n  # over two\n  2,\n  3,\n  4\n]\n",
        [3, 4],
        "x = [\n  0, # no\n  1,\n  # over two\n  2\n]\n",
    ),
    ("x = [\n  0, # no\n  1,\n  # over two\n  2,\n  3,\n  4\n]\n", [0, 1], "x = [\n  # over two\n  2,\n  3,\n  4\n]\n"),
    ("x = [\n  0, # no\n  1,\n  # over two\n  2,\n  3,\n  4\n]\n", [1, 2, 3, 4], "x = [\n  0 # no\n]\n"),
    ("x = [\n  0, # no\n  1,\n  # over two\n  2,\n  3,\n  4\n]\n", [0, 1, 3, 4], "x = [\n  # over two\n  2\n]\n"),
    ("x = [\n  0, # no\n  1,\n  # over two\n  2,\n  3,\n  4\n]\n", [0, 1, 2, 3, 4], "x = [\n]\n"),
    ("x = [\n  0,\n  1,\n  2,\n  3,\n  4,\n]\n", [0, 4], "x = [\n  1,\n  2,\n  3,\n]\n"),
    ("x = [\n  0,\n  1,\n  2,\n  3,\n  4,\n]\n", [1, 2], "x = [\n  0,\n  3,\n  4,\n]\n"),
    ("x = [\n  0,\n  1,\n  2,\n  3,\n  4,\n]\n", [3, 4], "x = [\n  0,\n  1,\n  2,\n]\n"),
    ("x = [\n  0,\n  1,\n  2,\n  3,\n  4,\n]\n", [0, 1], "x = [\n  2,\n  3,\n  4,\n]\n"),
    ("x = [\n  0,\n  1,\n  2,\n  3,\n  4,\n]\n", [1, 2, 3, 4], "x = [\n  0,\n]\n"),
    ("x = [\n  0,\n  1,\n  2,\n  3,\n  4,\n]\n", [0, 1, 3, 4], "x = [\n  2,\n]\n"),
    ("x = [\n  0,\n  1,\n  2,\n  3,\n  4,\n]\n", [0, 1, 2, 3, 4], "x = [\n]\n"),
    ("x = [\n  0, 1,\n  2, 3,\n  4,\n]\n", [0, 4], "x = [\n  1,\n  2, 3,\n]\n"),
    ("x = [\n  0, 1,\n  2, 3,\n  4,\n]\n", [1, 2], "x = [\n  0,\n  3,\n  4,\n]\n"),
    ("x = [\n  0, 1,\n  2, 3,\n  4,\n]\n", [3, 4], "x = [\n  0, 1,\n  2,\n]\n"),
    ("x = [\n  0, 1,\n  2, 3,\n  4,\n]\n", [0, 1], "x = [\n  2, 3,\n  4,\n]\n"),
    ("x = [\n  0, 1,\n  2, 3,\n  4,\n]\n", [1, 2, 3, 4], "x = [\n  0,\n]\n"),
    ("x = [\n  0, 1,\n  2, 3,\n  4,\n]\n", [0, 1, 3, 4], "x = [\n  2,\n]\n"),
    ("x = [\n  0, 1,\n  2, 3,\n  4,\n]\n", [0, 1, 2, 3, 4], "x = [\n]\n"),
    ("x = [0, 1,\n  2,\n  3,\n  4]\n", [0, 4], "x = [1,\n  2,\n  3\n]\n"),
    ("x = [0, 1,\n  2,\n  3,\n  4]\n", [1, 2], "x = [0,\n  3,\n  4]\n"),
    ("x = [0, 1,\n  2,\n  3,\n  4]\n", [3, 4], "x = [0, 1,\n  2\n]\n"),
    ("x = [0, 1,\n  2,\n  3,\n  4]\n", [0, 1], "x = [\n  2,\n  3,\n  4]\n"),
    ("x = [0, 1,\n  2,\n  3,\n  4]\n", [1, 2, 3, 4], "x = [0\n]\n"),
    ("x = [0, 1,\n  2,\n  3,\n  4]\n", [0, 1, 3, 4], "x = [\n  2\n]\n"),
    ("x = [0, 1,\n  2,\n  3,\n  4]\n", [0, 1, 2, 3, 4], "x = [\n]\n"),
]
"""A list of 0 to 4, which of them go in one edit, and what is left."""

BEHIND_THE_LAST = {
    "x = [1]\n": "x = [1, 9]\n",
    "x = [1,]\n": "x = [1, 9,]\n",
    "x = [1\n]\n": "x = [1, 9\n]\n",
    "x = [1,\n]\n": "x = [1, 9,\n]\n",
    "x = [1 # one\n]\n": "x = [1, # one\n  9\n]\n",
    "x = [1, # one\n]\n": "x = [1, # one\n  9,\n]\n",
    "x = [\n    1, # one\n]\n": "x = [\n    1, # one\n    9,\n]\n",
    "\tx = [1, # one\n]\n": "\tx = [1, # one\n\t  9,\n]\n",
    "x = [\r\n    1 # one\r\n]\r\n": "x = [\r\n    1, # one\r\n    9\r\n]\r\n",
}
"""A list of 1, and what becomes of it when 9 is put behind it."""

IN_TABLES = [
    (SetValue(("t", "c"), 3), "t = { a = 1, b = 2 }\n", "t = { a = 1, b = 2, c = 3 }\n"),
    (SetValue(("t", "c"), 3), "t = {a = 1, b = 2}\n", "t = {a = 1, b = 2, c = 3}\n"),
    (SetValue(("t", "c"), 3), "t = {}\n", "t = { c = 3 }\n"),
    (SetValue(("t", "c"), 3), "t = { }\n", "t = { c = 3 }\n"),
    (Unset(("t", "a")), "t = { a = 1, b = 2 }\n", "t = { b = 2 }\n"),
    (Unset(("t", "b")), "t = { a = 1, b = 2 }\n", "t = { a = 1 }\n"),
    (Unset(("t", "a")), "t = {a = 1, b = 2}\n", "t = {b = 2}\n"),
]
"""What is done to an inline table, before and after."""


@pytest.mark.parametrize(("before", "after"), TAKEN_OUT.items())
def test_an_item_that_goes_takes_its_comma_and_comments_along_and_leaves_the_layout(before, after):
    assert tuple(Document(before).apply(ListRemove(("x",), item)).text for item in (1, 2, 3)) == after


@pytest.mark.parametrize(("before", "after"), PUT_IN.items())
def test_an_item_that_comes_stands_in_the_layout_of_its_neighbours_and_at_no_other_ones_comment(before, after):
    assert tuple(Document(before).apply(ListInsert(("x",), 9, index)).text for index in (0, 1, 3)) == after


@pytest.mark.parametrize(("before", "items", "after"), CHANGED)
def test_items_that_change_their_places_take_their_comments_along(before, items, after):
    assert Document(before).apply(SetValue(("x",), items)).text == after


@pytest.mark.parametrize(("before", "after"), EMPTIED.items())
def test_the_only_item_of_a_list_leaves_what_is_not_its_own(before, after):
    assert Document(before).apply(ListRemove(("x",), 1)).text == after


def test_the_only_item_takes_no_space_between_the_brackets_along_where_it_is_a_text_of_several_lines():
    assert Document('x = [ """one\ntwo""" ]\n').apply(ListRemove(("x",), "one\ntwo")).text == "x = [  ]\n"


@pytest.mark.parametrize(("before", "after"), FILLED.items())
def test_the_first_item_of_an_empty_list_stands_below_the_comment_at_its_bracket(before, after):
    assert Document(before).apply(ListInsert(("x",), 9, 0)).text == after


@pytest.mark.parametrize(("before", "after"), BEHIND_THE_LAST.items())
def test_an_item_behind_the_last_one_does_not_come_between_that_and_its_comment(before, after):
    assert Document(before).apply(ListInsert(("x",), 9, 1)).text == after


@pytest.mark.parametrize(("before", "gone", "after"), TAKEN_OUT_TOGETHER)
def test_items_that_go_together_leave_what_they_leave_when_they_go_one_by_one(before, gone, after):
    edits = tuple(Unset(("x", index)) for index in reversed(gone))
    assert Document(before).apply(Batch(edits)).text == after
    document = Document(before)
    for edit in edits:
        document = document.apply(edit)
    assert document.text == after


@pytest.mark.parametrize(
    ("before", "at_once"),
    [
        ("x = [0, 1, 2, 3]\n", True),
        ("x = [\n  0,\n  1, # one\n  2,\n  3\n]\n", True),
        ("x = [0, 1,\n  2,\n  3]\n", False),
        ("x = [\n  0,\n  1, 2,\n  3\n]\n", False),
    ],
)
@pytest.mark.parametrize("gone", [(1, 2), (1, 2, 3), (0, 1, 2, 3)])
def test_items_go_at_once_where_they_share_no_line_with_others(monkeypatch, before, at_once, gone):
    one_by_one = []
    removal = brackets.removal
    monkeypatch.setattr(brackets, "removal", lambda *where: one_by_one.append(where) or removal(*where))
    document = Document(before)
    document.apply(Batch(tuple(Unset(("x", index)) for index in reversed(gone))))
    assert one_by_one == [] if at_once else len(one_by_one) == len(gone)


@pytest.mark.parametrize(("edit", "before", "after"), IN_TABLES)
def test_a_key_of_an_inline_table_comes_and_goes_with_its_comma(edit, before, after):
    assert Document(before).apply(edit).text == after


@pytest.mark.parametrize(
    ("written", "between"),
    [("[{}]", ", "), ("[\n  {},\n]", ", "), ("[\n  {},\n]", ",  # one\n  # two\n  ")],
    ids=["on one line", "on a line between the brackets", "on lines of their own"],
)
def test_many_items_that_go_take_the_work_of_reading_the_list_and_leave_all_else(written: str, between: str) -> None:
    """Twice as many take twice the work, and what stays is written as it was."""
    work = []
    for count in (200, 400):
        document = Document(f"x = {written.format(between.join(map(str, range(count))))}\n")
        left = [0, count - 2, count - 1]
        changed = SetValue(("x",), left)
        assert document.apply(changed).text == f"x = {written.format(between.join(map(str, left)))}\n"
        work.append(lines_run(lambda document=document, changed=changed: document.apply(changed)))
    assert work[1] < 2.5 * work[0]
