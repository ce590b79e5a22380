"""Of several cycles always the same one is told, whatever the order of the tables and of the links in them."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from ka2plan.calls import load_calls
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.schedule import Network
from ka2plan.schedule.forms import dependencies_json
from ka2plan.schedule.graph_questions import tangles
from ka2plan.schedule.order import natural

BOOK, TODAY = load_calls(), date(2026, 11, 24)

HEAD = {
    "format": 1,
    "project": {"title": "T", "type": "KA220-SCH", "call": 2026, "months": 24, "coordinator": "X"},
    "work_packages": {"WP1": {"title": "w", "lead": "X"}, "WP2": {"title": "v", "lead": "X"}},
}


def shuffled(random, links):
    ids = sorted({*links, *(other for others in links.values() for other in others if not other.startswith("WP"))})
    random.shuffle(ids)
    activities = {}
    for id in ids:
        after = list(links.get(id, ()))
        random.shuffle(after)
        wp = "WP2" if id.startswith("B") else "WP1"
        activities[id] = {"title": id, "start": "M1", "end": "M2", "lead": "X", "wp": wp, "after": after}
    return read_plan({**HEAD, "activities": activities})


def told(reading):
    network = Network(reading.plan)
    found = [finding for finding in check(reading, BOOK, TODAY).findings if finding.code == "DEP101"]
    return (
        network.cycle,
        dependencies_json(network)["cycle"],
        tangles(network),
        sorted((finding.message, finding.where[:2]) for finding in found),
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_same_cycle_is_told_in_any_order(seed):
    random = Random(seed)
    ids = [f"{random.choice('AB')}{number}" for number in range(1, random.randint(3, 14))]
    links = {id: random.sample([*ids, "WP1", "WP2"], random.randint(0, 3)) for id in ids}
    first = told(shuffled(random, links))
    assert all(told(shuffled(random, links)) == first for _time in range(6))


def test_ids_are_in_the_order_of_their_numbers():
    ids = ["A10", "A2", "A2.10", "A2.9", "A", "A02", "B1", "1", "²"]
    assert sorted(ids, key=natural) == ["1", "A", "A02", "A2", "A2.9", "A2.10", "A10", "B1", "²"]
