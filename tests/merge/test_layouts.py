"""What one side lays out anew without saying anything else by it stays so, whatever the other side changes."""

from __future__ import annotations

import pytest

from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import parse
from tests.merge.coediting import indented

BASE = '''\
[partners.OSL]
name = "Ledina"

# Ana signs
[activities."A2.1"] # the first
wp = "WP2"
title = "Needs survey"
start = "M1"
partners = ["OSL", "IES"]
after = [
    "A1.1",
    "A1.2", # a draft is enough
]
budget = { OSL = 12_000, IES = 3_000 }
serves = ["O1"]
progress = 1_000
note = """
The schools come back.
Ask the ministry.
"""

[activities."A2.2"]
title = "Modules"
'''

LONG = '"""\nThe schools come back.\nAsk the ministry.\n"""'

SPELLED_OUT = ("budget = { OSL = 12_000, IES = 3_000 }", "budget.OSL = 12_000\nbudget.IES = 3_000")
IN_LINES = ('["OSL", "IES"]', '[\n    "OSL",\n    "IES",\n]')
MOST_IN_LINES = ('["OSL", "IES"]', '[\n    "OSL",\n    "IES",\n    "PHS",\n]')


def changed(text, *pairs):
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def merged_both_ways(ours, theirs, base=BASE):
    merged = [merge_texts(base, ours, theirs), merge_texts(base, theirs, ours)]
    assert all(not one.clashes for one in merged)
    assert merged[0].text == merged[1].text
    return merged[0].text


@pytest.mark.parametrize(
    ("layout", "change", "expected"),
    [
        (IN_LINES, ('["OSL", "IES"]', '["OSL", "IES", "PHS"]'), MOST_IN_LINES),
        (
            ('[\n    "A1.1",\n    "A1.2", # a draft is enough\n]', '["A1.1", "A1.2"]'),
            ('    "A1.2", # a draft is enough\n', ""),
            ('[\n    "A1.1",\n    "A1.2", # a draft is enough\n]', '["A1.1"]'),
        ),
        (('"Needs survey"', "'Needs survey'"), ("Needs survey", "Survey"), ('"Needs survey"', "'Survey'")),
        (('"Needs survey"', "'Needs survey'"), ("Needs survey", "School's"), ('"Needs survey"', '"School\'s"')),
        (
            ("{ OSL = 12_000, IES = 3_000 }", "{OSL = 12_000, IES = 3_000}"),
            ("IES = 3", "IES = 4"),
            ("{ OSL = 12_000, IES = 3_000 }", "{OSL = 12_000, IES = 4_000}"),
        ),
        (
            (LONG, LONG.replace('"', "'")),
            ("the ministry", "Ana"),
            (LONG, LONG.replace('"', "'").replace("the ministry", "Ana")),
        ),
        (("= 1_000", "= 1000"), ("= 1_000", "= 2_000"), ("= 1_000", "= 2000")),
        (
            ("OSL = 12_000,", "OSL = 12000,"),
            ("IES = 3_000", "IES = 4_000"),
            ("12_000, IES = 3_000", "12000, IES = 4_000"),
        ),
    ],
)
def test_a_new_value_is_laid_out_as_the_other_side_lays_out_the_old_one(layout, change, expected):
    assert merged_both_ways(changed(BASE, layout), changed(BASE, change)) == changed(BASE, expected)


@pytest.mark.parametrize("where", ['[activities."A2"]', "# the end"])
def test_blank_lines_that_one_side_takes_out_everywhere_do_not_come_back_with_what_the_other_adds(where):
    entries = "".join(f'\n[activities."A{number}"]\ntitle = "Part {number}"\n' for number in (1, 2, 3))
    base = f'format = 1\n{entries}\n# the end\n\n[milestones.MS1]\ntitle = "Done"\n'
    added = base.replace(f"\n{where}", f'\n[activities."A4"]\ntitle = "Part 4"\n\n{where}')
    close = [text.replace("\n\n[", "\n[") for text in (base, added)]
    assert merged_both_ways(close[0], added, base) == close[1]


def test_a_key_added_to_lines_that_the_other_side_indents_is_indented():
    added = ('start = "M1"\n', 'start = "M1"\nend = "M2"\n')
    assert merged_both_ways(indented(BASE), changed(BASE, added)) == indented(changed(BASE, added))


@pytest.mark.parametrize(
    "change",
    [
        ("# Ana signs", "# Ivo signs"),
        ("# the first", "# the second"),
        ('["OSL", "IES"]', '[\n    "OSL", # half\n    "IES",\n]'),
        ('    "A1.2", # a', '    "A1.0", # or this\n    "A1.2", # a'),
        ('"A1.2", # a draft', '"A1.2", # a rough draft'),
        ('[activities."A2.1"]', "[activities.'A2.1']"),
        ('title = "Needs survey"', "title    = 'Needs survey'"),
    ],
)
def test_an_entry_that_one_side_spells_out_keeps_what_the_other_does_to_its_other_lines(change):
    assert merged_both_ways(changed(BASE, SPELLED_OUT), changed(BASE, change)) == changed(BASE, SPELLED_OUT, change)


def test_an_entry_that_one_side_spells_out_is_indented_with_the_rest():
    assert merged_both_ways(changed(BASE, SPELLED_OUT), indented(BASE)) == indented(changed(BASE, SPELLED_OUT))


def test_a_remark_in_a_list_that_only_one_side_has_is_not_lost_where_the_other_spells_the_entry_out():
    added = ('serves = ["O1"]\n', 'serves = ["O1"]\nresults_for = [ # whom\n    "OSL", # by hand\n]\n')
    text = merged_both_ways(changed(BASE, SPELLED_OUT), changed(BASE, added))
    assert parse(text) == parse(changed(BASE, added))
    assert text.count("# by hand") == text.count("# whom") == 1
