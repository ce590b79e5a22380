"""Pairs are chosen so that their worths have the greatest sum, and it is told how sure each is."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from ka2plan.merge.assignment import weighed_pairs


def greatest_sum(worth, lefts, rights):
    padded = [*rights, *[None] * len(lefts)]
    return max(
        sum(worth.get((left, right), 0) for left, right in zip(lefts, order, strict=False))
        for order in set(permutations(padded, len(lefts)))
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_other_way_to_pair_is_worth_more(seed):
    random = Random(seed)
    lefts, rights = range(random.randint(1, 4)), range(10, 10 + random.randint(1, 4))
    worth = {
        (left, right): random.choice([0.1, 0.3, 0.5, 0.9, 1.2])
        for left in lefts
        for right in rights
        if random.random() < 0.6
    }
    pairs = {left: right for left, right, _lost in weighed_pairs(worth)}
    assert len(set(pairs.values())) == len(pairs)
    total = sum(worth[pair] for pair in pairs.items())
    assert total == pytest.approx(greatest_sum(worth, list(lefts), list(rights)))


@pytest.mark.parametrize("seed", range(20))
def test_what_a_pair_is_worth_is_what_the_best_way_without_it_loses(seed):
    random = Random(seed)
    lefts, rights = [0, 1, 2], [10, 11, 12]
    worth = {(left, right): random.choice([0.2, 0.5, 0.9]) for left in lefts for right in rights}
    total = greatest_sum(worth, lefts, rights)
    for left, right, lost in weighed_pairs(worth):
        without = {pair: value for pair, value in worth.items() if pair != (left, right)}
        assert lost == pytest.approx(total - greatest_sum(without, lefts, rights))


def test_many_are_paired_in_time_that_grows_with_the_pairs():
    worth = {(left, left + step): 1.0 - step / 10 for left in range(3_000) for step in range(3)}
    pairs = {left: right for left, right, _lost in weighed_pairs(worth)}
    assert all(left == right for left, right in pairs.items())
    assert len(pairs) == 3_000
