"""What flows say of the partners' balance, held against linear programming, which knows no graph."""

from __future__ import annotations

import os
from datetime import date

import numpy as np
import pytest
from scipy.optimize import linprog

from ka2plan.plan import read_plan
from ka2plan.schedule.remaining_work import RemainingWork
from ka2plan.schedule.sharing import OTHER_MONTH, OTHER_PARTNER, bottlenecks, parts_with_too_much, shares_of
from ka2plan.toml import parse
from tests.balance.random_plans import random_day, random_plan

PLANS = int(os.environ.get("KA2PLAN_BALANCE_PLANS", "300"))
"""How many random plans are held against the other solver; 1,000 and more take minutes."""

TODAY = date(2027, 2, 10)


def work_of(seed: int) -> RemainingWork:
    return RemainingWork(read_plan(parse(random_plan(seed))).plan, random_day(seed))


def cells_of(task, *, between_partners=True):
    partners = task.partners if between_partners else [id for id in task.partners if task.of(id)]
    return [cell for cell in task.cells if cell[0] in partners]


class Program:
    """Moves of hundredths from where they lie to where they could lie, and what is above capacity."""

    def __init__(self, work: RemainingWork, *, between_partners: bool = True) -> None:
        self.moves = [
            (task.entry, one, other)
            for task in work.tasks
            for one in task.present
            for other in (cells_of(task, between_partners=between_partners) if task.can_change else [one])
            if between_partners or one[0] == other[0]
        ]
        bounded = {cell for _, _, cell in self.moves if work.room(cell) is not None}
        self.over = sorted(bounded)
        count = len(self.moves) + len(self.over)
        sources = {(task.entry, cell): effort for task in work.tasks for cell, effort in task.present.items()}
        self.equal = np.zeros((len(sources), count))
        self.present = np.array(list(sources.values()))
        self.below = np.zeros((len(self.over), count))
        self.rooms = np.array([work.room(cell) for cell in self.over])
        rows = {key: row for row, key in enumerate(sources)}
        rooms = {cell: row for row, cell in enumerate(self.over)}
        for column, (entry, one, other) in enumerate(self.moves):
            self.equal[rows[entry, one], column] = 1
            if other in rooms:
                self.below[rooms[other], column] = 1
        for row in range(len(self.over)):
            self.below[row, len(self.moves) + row] = -1
        self.change = np.array(
            [OTHER_PARTNER * (one[0] != other[0]) + OTHER_MONTH * (one[1] != other[1]) for _, one, other in self.moves]
            + [0] * len(self.over)
        )
        self.excess = np.array([0] * len(self.moves) + [1] * len(self.over))

    def least(self, costs, most_excess=None) -> float:
        """The least of the costs, with no more above capacity than that."""
        below, rooms = self.below, self.rooms
        if most_excess is not None:
            below = np.vstack([below, self.excess]) if len(below) else self.excess.reshape(1, -1)
            rooms = np.append(rooms, most_excess)
        found = linprog(costs, A_ub=below if len(rooms) else None, b_ub=rooms if len(rooms) else None,
                        A_eq=self.equal, b_eq=self.present)  # fmt: skip
        assert found.success
        return found.fun


def cost_of(task, shares) -> float:
    """What it costs at the least to bring one task's work from its present shares to others."""
    one, other = list(task.present), list(shares)
    costs = [OTHER_PARTNER * (a[0] != b[0]) + OTHER_MONTH * (a[1] != b[1]) for a in one for b in other]
    rows = [[float(a == place // len(other)) for place in range(len(costs))] for a in range(len(one))]
    columns = [[float(b == place % len(other)) for place in range(len(costs))] for b in range(len(other))]
    found = linprog(costs, A_eq=np.array(rows + columns), b_eq=[*task.present.values(), *shares.values()])
    assert found.success
    return found.fun


@pytest.mark.parametrize("seeds", [range(first, PLANS, 10) for first in range(10)], ids=lambda seeds: f"{seeds[0]}")
def test_sharing_out_is_possible_just_where_linear_programming_finds_a_way(seeds):
    for seed in seeds:
        work = work_of(seed)
        if not work.tasks:
            continue
        program = Program(work)
        missing = program.least(program.excess)
        found = bottlenecks(work, parts_with_too_much(work))
        assert bool(found) == (missing > 0.5), seed
        assert sum(one.missing for one in found) == pytest.approx(missing), seed
        by_entry = {task.entry: task for task in work.tasks}
        for one in found:
            tasks = [by_entry[id] for id in one.tasks]
            if all(task.can_change for task in tasks):
                assert {cell for task in tasks for cell in cells_of(task)} == set(one.cells), seed
                assert one.need == sum(task.effort for task in tasks), seed
            assert one.can == sum(work.room(cell) for cell in one.cells), seed
            assert one.missing > 0, seed


@pytest.mark.parametrize("between_partners", [True, False])
@pytest.mark.parametrize("seeds", [range(first, PLANS, 10) for first in range(10)], ids=lambda seeds: f"{seeds[0]}")
def test_no_change_with_as_little_too_much_is_cheaper(seeds, between_partners):
    for seed in seeds:
        work = work_of(seed)
        if not work.tasks:
            continue
        shares = shares_of(work, parts_with_too_much(work, between_partners=between_partners))
        for task in work.tasks:
            assert sum(shares.by_task[task.entry].values()) == task.effort, seed
            assert set(shares.by_task[task.entry]) <= set(cells_of(task)), seed
        program = Program(work, between_partners=between_partners)
        excess = program.least(program.excess)
        assert sum(shares.too_much.values()) == pytest.approx(excess, abs=1e-6), seed
        cost = sum(cost_of(task, shares.by_task[task.entry]) for task in work.tasks)
        assert cost == pytest.approx(program.least(program.change, excess + 1e-6), abs=0.01), seed


@pytest.mark.parametrize("seeds", [range(first, PLANS, 10) for first in range(10)], ids=lambda seeds: f"{seeds[0]}")
def test_no_work_lies_or_is_laid_where_a_partner_is_not_there(seeds):
    for seed in seeds:
        work = work_of(seed)
        partners, calendar = work.plan.partners, work.plan.calendar
        for task in work.tasks:
            for id, month in task.cells:
                joins, leaves = partners[id].since, partners[id].until
                assert joins is None or joins <= calendar.end_of(month), seed
                assert leaves is None or leaves >= calendar.start_of(month), seed


def test_the_random_plans_are_of_every_kind():
    kinds = set()
    for seed in range(200):
        work = work_of(seed)
        stays = any(one.since or one.until for one in work.plan.partners.values())
        kinds.add(
            (
                bool(work.overloads),
                bool(bottlenecks(work, parts_with_too_much(work))) if work.tasks else None,
                work.first_month > 1,
                stays,
            )
        )
    assert len(kinds) >= 12
