"""One renumbers, another one edits: every change arrives at the thing it was made of, told by its title.

``KA2PLAN_MERGES=10000`` tries that many instead of a few hundred.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from random import Random
from typing import NamedTuple

import pytest

from ka2plan.errors import EditError
from ka2plan.merge.conflicts import read_conflicts
from ka2plan.merge.data_merge import DataMerge
from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import TomlFault, parse
from tests.merge.renumbering import by_title, edit, plan, renumbered, under_titles, unordered

MERGES = int(os.environ.get("KA2PLAN_MERGES", "300"))
CHUNKS = 10

MOST_ASKED = 0.1
"""The part of the merges that may ask."""


class Tried(NamedTuple):
    """One random renumbering against random edits."""

    seed: int
    what: str
    base: str
    renumbered: str
    edited: str
    wanted: str | None
    """The text that means both; None where an edited thing was taken out."""


def tried(seed: int) -> Tried | None:
    random = Random(seed)
    base = plan(random)
    numbers = renumbered(random, base)
    edited, wanted, names = base, numbers.text, [numbers.name]
    is_possible = True
    for _turn in range(random.randint(1, 3)):
        one = edit(random, base)
        try:
            changed = one.apply(edited)
        except (EditError, KeyError):
            continue
        if changed == edited:
            continue
        edited = changed
        names.append(one.name)
        try:
            wanted = one.apply(wanted)
        except (EditError, KeyError):
            is_possible &= one.name.startswith("taken out")  # which the other side has done as well
    if edited == base:
        return None
    return Tried(seed, ", ".join(names), base, numbers.text, edited, wanted if is_possible else None)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_change_lands_on_another_thing_and_few_are_asked_about(chunk):
    size = max(MERGES // CHUNKS, 20)
    cases = [case for seed in range(chunk * size, (chunk + 1) * size) if (case := tried(seed))]
    asked = 0
    for case in cases:
        one = merge_texts(case.base, case.renumbered, case.edited)
        other = merge_texts(case.base, case.edited, case.renumbered)
        assert bool(one.clashes) == bool(other.clashes), case
        if case.wanted is None:
            assert one.clashes, case
        elif one.clashes:
            asked += 1
        else:
            assert by_title(one.text) == by_title(case.wanted), case
            assert by_title(other.text) == by_title(case.wanted), case
    assert asked <= MOST_ASKED * len(cases)


def worked_on(random, base, who):
    """What one partner makes of a plan: a change or two, and mostly a renumbering."""
    text = base
    for _turn in range(random.randint(0, 2)):
        one = edit(random, base)
        if not one.name.startswith(("title", "name")):
            with suppress(EditError, KeyError):
                text = one.apply(text)
    if random.random() < 0.8:
        with suppress(EditError, KeyError, StopIteration, TomlFault):
            changed = renumbered(random, text).text
            parse(changed)  # what was taken out may leave a number that is wanted twice
            text = changed
    return re.sub(r'"(New|Newcomer|Something new|Added)"', rf'"\1 of {who}"', text)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_where_both_renumber_every_thing_is_merged_as_if_its_title_were_its_id(chunk):
    size = max(MERGES // CHUNKS, 20)
    for seed in range(chunk * size, (chunk + 1) * size):
        random = Random(seed)
        base = plan(random)
        ours, theirs = worked_on(random, base, "ours"), worked_on(random, base, "theirs")
        merged = merge_texts(base, ours, theirs)
        rule = DataMerge()
        wanted = rule.table((), *map(under_titles, (base, ours, theirs)))
        assert merged.clashes or not rule.clashes, seed
        if not merged.clashes:
            assert by_title(merged.text) == unordered(wanted), seed
        else:
            found = read_conflicts(merged.text)
            assert found is not None, seed
            assert {clash.where for clash in found.clashes}, seed


def test_a_side_that_did_nothing_gives_the_renumbered_bytes():
    for seed in range(max(MERGES // 10, 20)):
        case = tried(seed)
        if case:
            assert merge_texts(case.base, case.renumbered, case.base).text == case.renumbered
            assert merge_texts(case.base, case.base, case.renumbered).text == case.renumbered
            assert merge_texts(case.base, case.renumbered, case.renumbered).text == case.renumbered
