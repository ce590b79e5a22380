"""What the organisations lose by a score adds up, to the cent, to what all lose."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from ka2plan.figures import money_of
from ka2plan.print.payment import payment
from ka2plan.rules import call_of
from tests.export.making import book, plan_of

HEAD = """format = 1
[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 120_000
coordinator = "P0"
"""


def drawn(seed: int, *, all_split: bool) -> str:
    """A plan with odd cents; without ``all_split`` one activity has an amount that nobody has yet."""
    rng = random.Random(seed)
    ids = [f"P{number}" for number in range(rng.randint(2, 7))]
    text = HEAD + "".join(f'[partners.{id}]\nname = "{id}"\ncountry = "SI"\n' for id in ids)
    for number in range(1, rng.randint(3, 5)):
        text += f'[work_packages.WP{number}]\ntitle = "WP{number}"\nlead = "P0"\n'
        text += "".join(f"budget.{id} = {rng.randint(1, 999_999) / 100:.2f}\n" for id in ids)
        shares = "".join(f"budget.{id} = {rng.randint(1, 99_999) / 100:.2f}\n" for id in ids if rng.random() < 0.7)
        text += (
            f'[activities.A{number}]\nwp = "WP{number}"\ntitle = "A"\nstart = "M1"\nend = "M2"\nlead = "P0"\n{shares}'
        )
    if not all_split:
        text += '[activities.A9]\nwp = "WP2"\ntitle = "A"\nstart = "M1"\nend = "M2"\nlead = "P0"\namount = 333.33\n'
    return text


@pytest.mark.parametrize("rule", ["whole", "packages"])
@pytest.mark.parametrize("all_split", [True, False])
def test_losses_add_up_to_the_cent(rule, all_split):
    seen = 0
    for seed in range(60):
        plan = plan_of(drawn(seed, all_split=all_split))
        call = call_of(plan, book())
        money, scale = money_of(plan, call.management_wp), call.payment
        scored = [id for id in plan.work_packages if id != call.management_wp]
        scores = {"project": 67} if rule == "whole" else dict.fromkeys(scored[:1], 40 + 7 * (seed % 5))
        scores |= {} if rule == "whole" else {"project": 90}
        paid = payment(scale, money, call.management_wp, scores, {})
        assert paid.rule == rule, seed
        told = sum(paid.by_partner.values(), Decimal(0))
        assert paid.lost, seed
        if all_split:
            assert told == paid.lost, seed
        else:
            assert Decimal(0) < paid.lost - told <= Decimal("333.33"), seed
        seen += len(paid.by_partner)
    assert seen > 120
