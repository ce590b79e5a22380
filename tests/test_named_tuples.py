"""Records are built as typing's own: with the same calls the same values, and refused where those are refused."""

from __future__ import annotations

import typing
from itertools import product

import pytest

from ka2plan.named_tuples import NamedTuple


class Own(NamedTuple):
    first: int
    second: int
    third: int = 3
    fourth: int = 4


class Standard(typing.NamedTuple):
    first: int
    second: int
    third: int = 3
    fourth: int = 4


NAMES = (*Own._fields, "unknown")
CALLS = [
    (tuple(range(10, 10 + count)), {name: 20 for name, is_given in zip(NAMES, given, strict=True) if is_given})
    for count in range(6)
    for given in product((False, True), repeat=len(NAMES))
]


def made(record, values, named):
    try:
        return tuple(record(*values, **named))
    except TypeError:
        return TypeError


@pytest.mark.parametrize(("values", "named"), CALLS, ids=str)
def test_every_way_of_calling_gives_what_typing_s_own_gives(values, named):
    assert made(Own, values, named) == made(Standard, values, named)


def test_there_are_calls_of_both_kinds():
    outcomes = [made(Own, values, named) for values, named in CALLS]
    assert TypeError in outcomes
    assert any(isinstance(outcome, tuple) for outcome in outcomes)
