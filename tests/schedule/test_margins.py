"""Spreading over rows and columns, held against linear programming."""

from __future__ import annotations

import random

import numpy as np
import pytest
from scipy.optimize import linprog

from ka2plan.schedule.margins import Amount, Margins, Range, range_of, spread


def random_problem(seed: int) -> tuple[dict[int, Amount], Margins]:
    """Amounts in a few rows and columns, margins of some that they had before, and one row that shall have another."""
    rng = random.Random(seed)
    rows, columns = rng.randint(1, 4), rng.randint(1, 4)
    cells = [(row, column) for row in range(rows) for column in range(columns) if rng.random() < 0.7] or [(0, 0)]
    amounts = {
        key: Amount(f"r{row}", f"c{column}", rng.randint(0, 50))
        for key, (row, column) in enumerate(cells * rng.choice((1, 1, 2)))
    }
    by_column: dict[str, int] = {}
    for one in amounts.values():
        by_column[one.column] = by_column.get(one.column, 0) + one.wanted
    return amounts, Margins(sum(by_column.values()), {"r0": rng.randint(0, 60)}, by_column)


def by_programming(amounts: dict[int, Amount], margins: Margins) -> float | None:
    """The least sum of differences from what is wanted; None where nothing adds up."""
    keys = list(amounts)
    lines = [*(("row", name, size) for name, size in margins.rows.items())]
    lines += [("column", name, size) for name, size in margins.columns.items()]
    equal = np.array(
        [[float(getattr(amounts[key], kind) == name) for key in keys] + [0.0] * len(keys) for kind, name, _ in lines]
    )
    unit = np.eye(len(keys))
    above, below = np.hstack([unit, -unit]), np.hstack([-unit, -unit])
    wanted = np.array([amounts[key].wanted for key in keys])
    found = linprog(
        [0] * len(keys) + [1] * len(keys),
        A_ub=np.vstack([above, below]),
        b_ub=np.concatenate([wanted, -wanted]),
        A_eq=equal,
        b_eq=[size for _kind, _name, size in lines],
    )
    return found.fun if found.success else None


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_amounts_add_up_and_are_the_nearest_where_there_are_any(first):
    for seed in range(first, first + 50):
        amounts, margins = random_problem(seed)
        found, least = spread(amounts, margins), by_programming(amounts, margins)
        assert (found is None) == (least is None), seed
        if found is None:
            continue
        for kind, sizes in (("row", margins.rows), ("column", margins.columns)):
            for name, size in sizes.items():
                assert sum(found[key] for key, one in amounts.items() if getattr(one, kind) == name) == size, seed
        assert min(found.values()) >= 0
        assert sum(abs(found[key] - one.wanted) for key, one in amounts.items()) == pytest.approx(least), seed


@pytest.mark.parametrize("first", range(0, 100, 50))
def test_what_a_row_can_add_up_to_is_just_what_can_be_spread(first):
    for seed in range(first, first + 50):
        amounts, margins = random_problem(seed)
        can = range_of("r0", amounts, margins.columns)
        inside = can.least <= margins.rows["r0"] <= can.most
        assert (spread(amounts, margins) is not None) == inside, seed


def test_who_is_alone_in_a_column_can_give_nothing_of_it():
    amounts = {1: Amount("A", "WP1", 10), 2: Amount("A", "WP2", 5), 3: Amount("B", "WP2", 20)}
    assert range_of("A", amounts, {"WP1": 10, "WP2": 25}) == Range(10, 35)
