"""A remark stays with what it stands at, whatever the other side does to the list round it."""

from __future__ import annotations

from itertools import product

import pytest

from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import parse

LIST = """\
[activities.A1] # ours and theirs know it
title = "Courses"
partners = [ # in the order of their letters
    # half time
    "P1",
    "P2", # from month 6
    "P3",
    # who else?
] # to be signed
budget.P1 = 100

[activities.A2]
title = "Links"
after = [
    { id = "A1", lag = "1m" }, # the summer between
    "A3",
]
"""

REMARKS = {
    "added above an element": ('    "P2"', '    # a school\n    "P2"', "# a school"),
    "added behind an element": ('    "P3",\n', '    "P3", # maybe\n', "# maybe"),
    "added behind the bracket": ('title = "Links"\nafter = [', 'title = "Links"\nafter = [ # two', "# two"),
    "changed above an element": ("# half time", "# a third of the time", "# a third of the time"),
    "changed behind an element": ("# from month 6", "# from month 7", "# from month 7"),
    "changed behind the bracket": ("# in the order of their letters", "# as they signed", "# as they signed"),
    "changed before the end": ("# who else?", "# nobody else", "# nobody else"),
    "changed behind the end": ("# to be signed", "# signed", "# signed"),
    "changed at a link": ("# the summer between", "# two months", "# two months"),
    "changed behind a header": ("# ours and theirs know it", "# known", "# known"),
}

CHANGES = {
    "one added in front": ('    # half time\n    "P1"', '    "P0",\n    # half time\n    "P1"'),
    "one added at the end": ("    # who else?", '    "P4",\n    # who else?'),
    "one taken out": ('    "P3",\n', ""),
    "the order turned": (
        '    # half time\n    "P1",\n    "P2", # from month 6\n    "P3",\n',
        '    "P3",\n    "P2", # from month 6\n    # half time\n    "P1",\n',
    ),
    "a lag changed": ('lag = "1m"', 'lag = "2m"'),
    "a link added": ('    "A3",\n', '    "A3",\n    "A4",\n'),
    "money changed": ("= 100", "= 200"),
}

PAIRS = [
    pair
    for pair in product(REMARKS, CHANGES)
    if not (pair[1] == "one taken out" and pair[0] == "added behind an element")
]


def changed(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(("remark", "change"), PAIRS, ids=" ".join)
def test_a_remark_is_kept_where_the_other_side_changes_the_list(remark, change):
    old, new, words = REMARKS[remark]
    ours = changed(LIST, old, new)
    theirs = changed(LIST, *CHANGES[change])
    for merged in (merge_texts(LIST, ours, theirs), merge_texts(LIST, theirs, ours)):
        assert merged.clashes == ()
        assert parse(merged.text) == parse(theirs)
        assert merged.text.count(words) == 1
        kept = [line for line in LIST.split("\n") if "#" in line and line.partition("#")[2].strip() not in old]
        for line in kept:
            assert f"#{line.partition('#')[2]}" in merged.text


def test_remarks_of_both_at_one_place_stand_one_behind_the_other():
    for where in ("# ours and theirs know it", "# from month 6", "# in the order of their letters", "# to be signed"):
        merged = merge_texts(LIST, changed(LIST, where, "# one"), changed(LIST, where, "# two"))
        assert "# one  # two" in merged.text
    merged = merge_texts(LIST, changed(LIST, "# half time", "# one"), changed(LIST, "# half time", "# two"))
    assert "    # one\n    # two\n" in merged.text


def test_a_remark_that_one_side_takes_out_is_gone():
    without = LIST.replace(" # from month 6", "")
    merged = merge_texts(LIST, without, changed(LIST, '    "P3",\n', '    "P3",\n    "P4",\n'))
    assert merged.text == changed(without, '    "P3",\n', '    "P3",\n    "P4",\n')


def test_other_blanks_before_a_remark_are_no_other_words():
    wide = LIST.replace('"P2", # from', '"P2",     # from').replace("] # to be", "]  # to be")
    for old, new in (("# from month 6", "# from month 7"), ("# to be signed", "# signed")):
        words = changed(LIST, old, new)
        assert merge_texts(LIST, wide, words).text == merge_texts(LIST, words, wide).text == changed(wide, old, new)
    without = changed(LIST, " # to be signed", "")
    merged = merge_texts(LIST, wide, without)
    assert merged.text == merge_texts(LIST, without, wide).text == changed(wide, "  # to be signed", "")
