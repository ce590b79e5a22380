"""Lines that differ are told as other programs tell them; of thousands none is compared with all others."""

from __future__ import annotations

import random
from difflib import unified_diff

import pytest

from ka2plan.merge import diff3
from ka2plan.merge.diff3 import edits_between
from ka2plan.merge.hunks import changed_lines, unified
from tests.benchmarks.shell import plan_text


def texts(seed):
    """Two texts of lines that come again, one made of the other by a few changes."""
    draw = random.Random(seed)
    old = [draw.choice("abcde") * draw.randint(1, 2) for _line in range(draw.randint(0, 40))]
    new = list(old)
    for _change in range(draw.randint(0, 5)):
        place = draw.randint(0, len(new))
        new[place : place + draw.randint(0, 3)] = [draw.choice("abcxy") for _line in range(draw.randint(0, 3))]
    return "\n".join(old), "\n".join(new)


@pytest.mark.parametrize("context", [0, 1, 2, 3])
def test_a_unified_diff_is_that_of_the_standard_library(context):
    for seed in range(400):
        old, new = texts(seed)
        expected = list(unified_diff(old.splitlines(), new.splitlines(), "p", "p", lineterm="", n=context))
        assert list(unified(old, new, "p", context)) == expected, (old, new)


def test_lines_that_go_and_come_are_those_of_a_diff_without_context():
    for seed in range(200):
        old, new = texts(seed)
        lines = list(unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))[2:]
        assert list(changed_lines(old, new)) == [line for line in lines if not line.startswith("@@")]


def put_together(old, edits):
    made, position = [], 0
    for edit in edits:
        made += [*old[position : edit.first], *edit.new]
        position = edit.last
    return made + old[position:]


def compared(monkeypatch, old, new):
    """How many lines are compared with how many, over all parts; and that the edits make the new lines."""
    steps = []
    of_part = diff3._edits_of_part

    def counted(base, changed):
        steps.append(min(len(base) * len(changed), diff3.MOST_COMPARED))
        return of_part(base, changed)

    monkeypatch.setattr(diff3, "_edits_of_part", counted)
    assert put_together(old, list(edits_between(old, new))) == new
    monkeypatch.undo()
    return sum(steps)


def test_a_change_in_every_activity_of_thousands_is_told_activity_by_activity(monkeypatch):
    work = []
    for count in (300, 3_000):
        old = plan_text(count, linked=True).splitlines()
        work.append(compared(monkeypatch, old, [line.replace('"P1"', '"ZZZ"') for line in old]))
    assert work[1] < 15 * work[0]


def test_lines_that_all_come_again_are_not_compared_one_with_all(monkeypatch):
    draw = random.Random(1)
    old, new = ([draw.choice("ab") for _line in range(20_000)] for _side in range(2))
    assert compared(monkeypatch, old, new) <= diff3.MOST_COMPARED
    assert len(list(changed_lines("\n".join(old), "\n".join(new)))) <= 40_000
