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


class Looked(int):
    """A thing to pair that counts how often it is looked up."""

    times = 0

    def __hash__(self):
        Looked.times += 1
        return int.__hash__(self)


def looked_up(count):
    things = [Looked(number) for number in range(count + 2)]
    worth = {(things[left], things[left + step]): 1.0 - step / 10 for left in range(count) for step in range(3)}
    Looked.times = 0
    pairs = {left: right for left, right, _lost in weighed_pairs(worth)}
    assert all(left == right for left, right in pairs.items())
    assert len(pairs) == count
    return Looked.times


def test_many_are_paired_in_work_that_grows_with_the_pairs():
    assert looked_up(1_000) < 4.1 * looked_up(250)


@pytest.mark.parametrize("seed", range(20))
def test_in_a_large_group_a_pair_is_weighed_against_its_next_with_a_free_element(seed):
    random = Random(seed)
    worth = {(left, right): random.random() for left in range(50) for right in random.sample(range(60), 4)}
    weighed = {(left, right): lost for left, right, lost in weighed_pairs(worth)}
    lefts, rights = ({pair[side] for pair in weighed} for side in (0, 1))
    for (left, right), lost in weighed.items():
        free = [worth[left, other] for other in range(60) if (left, other) in worth and other not in rights]
        free += [worth[other, right] for other in range(50) if (other, right) in worth and other not in lefts]
        assert lost == pytest.approx(worth[left, right] - max(free, default=0))
