"""What one side adds stands with what is like it, also where the other side moves its neighbours."""

from __future__ import annotations

from ka2plan.merge.three_way import merge_texts
from tests.merge.coediting import A21, A31, A32, BASE, activity, before, behind, changed


def merged_both_ways(base, ours, theirs):
    sides = (changed(base, ours), changed(base, theirs))
    one, other = merge_texts(base, *sides), merge_texts(base, *reversed(sides))
    assert not one.clashes
    assert one.text == other.text
    return one.text


def test_the_first_of_its_kind_does_not_go_along_with_the_last_of_another_kind():
    base = changed(BASE, (behind("milestones.MS2", '[indicators.I2]\ntitle = "Pupils"\n'),))
    added = behind("milestones.MS2", '[indicators.I1]\ntitle = "Schools"\n')
    moved = before("milestones.MS2", A31)
    text = merged_both_ways(base, (added,), (moved,))
    assert text == changed(base, (added, moved))
    assert 'title = "Schools"\n\n[indicators.I2]' in text


def test_what_is_added_to_entries_of_its_own_kind_goes_along_with_them():
    added = behind(A32, activity("A3.3", "Evaluation"))
    moved = (before(A31, A21), before(A32, A21))
    text = merged_both_ways(BASE, (added,), moved)
    assert text == changed(BASE, (added, before(A31, A21), before(A32, A21), before('activities."A3.3"', A21)))
