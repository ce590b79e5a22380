"""Cycles: one is found and named in linear time, however many there are."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.plan import Activity, Link, Plan, Project
from ka2plan.schedule import Network
from ka2plan.schedule.graph_questions import tangles
from tests.schedule.building import FIRST_DAY, activity, milestone, plan_of


def plan_with(edges: list[tuple[str, str]]) -> Plan:
    """Activities of a day, linked from the first of each pair to the second."""
    ids = dict.fromkeys(id for edge in edges for id in edge)
    after = {id: tuple(Link(first) for first, second in edges if second == id) for id in ids}
    activities = {id: Activity(id, start=FIRST_DAY, end=FIRST_DAY, after=links) for id, links in after.items()}
    return Plan(Project(start=FIRST_DAY, months=24), activities=activities)


def is_cycle_of(cycle, edges) -> bool:
    steps = zip(cycle, (*cycle[1:], cycle[0]), strict=True)
    return len(set(cycle)) == len(cycle) and all(step in edges for step in steps)


def test_a_cycle_of_three_names_all_three_in_the_order_of_their_links():
    text = activity("A1", "M1", "M2", "A3") + activity("A2", "M3", "M4", "A1") + activity("A3", "M5", "M6", "A2")
    network = Network(plan_of(text))
    assert network.cycle == ("A1", "A2", "A3")
    assert (network.schedule, network.length_days, network.end, network.critical) == (
        {},
        None,
        None,
        frozenset(),
    )


def test_a_plan_without_cycle_has_none_and_all_entries_in_order():
    network = Network(plan_of(activity("B", "M3", "M4", "A") + activity("A", "M1", "M2")))
    assert network.cycle is None
    assert network.order == ("A", "B")


def test_an_entry_that_waits_for_itself_is_a_cycle_of_one():
    assert Network(plan_of(activity("A", "M1", "M2", "A"))).cycle == ("A",)


def test_a_cycle_through_work_packages_and_milestones_names_them():
    text = (
        '[work_packages.WP2]\ntitle = "Modules"\n'
        + activity("A", "M1", "M2", "MS1", more='wp = "WP2"')
        + milestone("MS1", "M4", "B")
        + activity("B", "M3", "M4", "WP2")
    )
    assert Network(plan_of(text)).cycle == ("A", "WP2", "B", "MS1")


def test_an_activity_that_waits_for_its_own_work_package_is_a_cycle():
    text = '[work_packages.WP2]\ntitle = "Modules"\n' + activity("A", "M1", "M2", "WP2", more='wp = "WP2"')
    assert Network(plan_of(text)).cycle == ("A", "WP2")


def test_links_to_what_is_cancelled_close_no_cycle():
    text = activity("A", "M1", "M2", "B") + activity("B", "M3", "M4", "A", more='status = "cancelled"')
    assert Network(plan_of(text)).cycle is None


def test_a_ring_of_twenty_diamonds_is_named_without_listing_its_million_cycles():
    edges = []
    for place in range(20):
        here, there = f"N{place}", f"N{(place + 1) % 20}"
        edges += [(here, f"{here}a"), (here, f"{here}b"), (f"{here}a", there), (f"{here}b", there)]
    network = Network(plan_with(edges))
    assert len(network.cycle) == 40
    assert is_cycle_of(network.cycle, edges)
    (tangle,) = tangles(network)
    assert len(tangle.members) == 60
    assert is_cycle_of(tangle.cycle, edges)


@pytest.mark.parametrize("seed", range(100))
def test_a_real_cycle_is_named_in_a_random_graph_that_has_one(seed):
    chance = random.Random(seed)
    ids = [f"N{number}" for number in range(60)]
    ring = chance.sample(ids, chance.randint(2, 12))
    edges = {(chance.choice(ids), chance.choice(ids)) for _ in range(chance.randint(0, 200))}
    edges |= set(zip(ring, ring[1:] + ring[:1], strict=True))
    network = Network(plan_with(sorted(edges)))
    assert is_cycle_of(network.cycle, edges)
    for tangle in tangles(network):
        assert is_cycle_of(tangle.cycle, edges)
        assert set(tangle.cycle) <= set(tangle.members)
    assert any(set(ring) <= set(tangle.members) for tangle in tangles(network))


SMALL = st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), min_size=1, max_size=14)


@given(SMALL, st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF"))
def test_a_link_that_would_close_a_cycle_is_known_before_it_is_made(edges, first, second):
    network = Network(plan_with([*edges, ("A", "G"), (first, "H"), (second, "I")]))
    if network.cycle:
        return
    with_link = Network(plan_with([*edges, ("A", "G"), (first, "H"), (second, "I"), (first, second)]))
    found = network.cycle_closed_by(first, second)
    assert (found is None) == (with_link.cycle is None)
    if found:
        assert is_cycle_of(found, {*edges, (first, second)})


def test_a_link_to_a_work_package_that_would_close_a_cycle_is_known_before_it_is_made():
    text = (
        '[work_packages.WP2]\ntitle = "Modules"\n'
        + activity("A", "M1", "M2", more='wp = "WP2"')
        + activity("B", "M3", "M4", "A")
        + activity("C", "M5", "M6", "B", more='wp = "WP2"')
        + milestone("MS1", "M9", more='wp = "WP2"')
    )
    network = Network(plan_of(text))
    assert network.cycle_closed_by("WP2", "B") == ("B", "C", "WP2")
    assert network.cycle_closed_by("WP2", "A") == ("A", "WP2")
    assert network.cycle_closed_by("WP2", "MS1") is None
    assert network.cycle_closed_by("C", "B") == ("B", "C")
    assert network.cycle_closed_by("nothing", "B") is None
