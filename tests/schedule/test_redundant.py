"""Redundant links: those without which the plan is bound as tightly."""

from __future__ import annotations

from datetime import timedelta

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.plan import Plan
from ka2plan.schedule import Network
from tests.schedule import naive
from tests.schedule.building import FIRST_DAY, LAGS, activity, link, plan_of, plans
from tests.schedule.test_cycles import plan_with
from tests.work import lines_run


def redundant(text: str) -> list[tuple[str, str, int]]:
    return [(found.predecessor, found.successor, found.place) for found in Network(plan_of(text)).redundant]


CHAIN = activity("A", "M1", "M1") + activity("B", "M2", "M2", "A")


def test_a_link_that_a_chain_of_others_implies_is_redundant():
    assert redundant(CHAIN + activity("C", "M3", "M3", "A", "B")) == [("A", "C", 0)]


@pytest.mark.parametrize("implied", [link("A", "SS"), link("A", "FF", "-1w"), link("A", "SF"), link("A", "FS", "-1m")])
def test_a_chain_implies_links_of_every_type_without_lag(implied):
    assert redundant(CHAIN + activity("C", "M3", "M3", implied, "B")) == [("A", "C", 0)]


@pytest.mark.parametrize("bound", [link("A", "FS", "1d"), link("A", "SS", "1w"), link("A", "FF", "1m")])
def test_a_link_with_a_lag_of_its_own_is_not_redundant(bound):
    assert redundant(CHAIN + activity("C", "M3", "M3", bound, "B")) == []


def test_a_chain_with_a_negative_lag_implies_nothing():
    text = CHAIN + activity("C", "M3", "M3", "A", link("B", "FS", "-1d"))
    assert redundant(text) == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (link("A"), link("A"), [1]),
        (link("A"), link("A", "FS", "0w"), [1]),
        (link("A", "FS", "0m"), link("A"), [1]),
        (link("A", "SS", "1w"), link("A", "SS", "7d"), [1]),
        (link("A", "SS", "1w"), link("A", "SS", "8d"), [0]),
        (link("A", "FF", "1m"), link("A", "FF", "-3d"), [1]),
        (link("A", "FF", "2m"), link("A", "FF", "3m"), [0]),
        (link("A", "SS", "1m"), link("A", "SS", "30d"), []),
        (link("A", "SS", "1w"), link("A", "FF", "1w"), []),
        (link("A", "SS"), link("A"), [0]),
    ],
)
def test_of_two_links_between_the_same_the_looser_is_redundant(first, second, found):
    text = activity("A", "M1", "M1") + activity("C", "M3", "M3", first, second)
    assert redundant(text) == [("A", "C", place) for place in found]


def test_what_is_in_a_work_package_is_implied_by_a_link_to_it():
    text = (
        '[work_packages.WP2]\ntitle = "Modules"\n'
        + activity("A", "M1", "M1", more='wp = "WP2"')
        + activity("C", "M3", "M3", "A", "WP2")
    )
    assert redundant(text) == [("A", "C", 0)]


def test_in_a_cycle_nothing_is_called_redundant():
    text = activity("A", "M1", "M1", "B", "B") + activity("B", "M1", "M1", "A")
    assert redundant(text) == []


@st.composite
def edges(draw):
    pairs = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])
    return draw(st.sets(pairs, min_size=1))


@given(edges())
def test_plain_links_are_redundant_where_the_transitive_reduction_leaves_them_out(edges):
    names = [(f"N{first}", f"N{second}") for first, second in edges]
    left = set(nx.transitive_reduction(nx.DiGraph(names)).edges)
    found = Network(plan_with(names)).redundant
    assert {(link.predecessor, link.successor) for link in found} == set(names) - left


@given(plans(), st.lists(st.integers(0, 300), min_size=8, max_size=8))
def test_dates_that_keep_all_other_links_keep_the_redundant_ones(plan, delays):
    gone = {(found.successor, found.place) for found in Network(plan).redundant}

    def lighter(table):
        return {
            id: entry._replace(after=tuple(link for link in entry.after if (id, link.place) not in gone))
            for id, entry in table.items()
        }

    less: Plan = plan._replace(activities=lighter(plan.activities), milestones=lighter(plan.milestones))
    not_before = {f"E{place}": FIRST_DAY + timedelta(delay) for place, delay in enumerate(delays)}
    assert naive.all_kept(plan, naive.earliest(less, not_before))


@given(st.lists(LAGS, min_size=2, max_size=2))
def test_two_links_never_both_make_the_other_redundant(lags):
    first, second = (link("A", "FS", str(lag)) for lag in lags)
    assert len(redundant(activity("A", "M1", "M1") + activity("C", "M9", "M9", first, second))) < 2


def test_of_thousands_that_wait_for_one_each_is_looked_at_once():
    def work(count: int) -> int:
        waiting = "".join(activity(f"X{place}", "M2", "M2", "A") for place in range(count))
        network = Network(plan_of(activity("A", "M1", "M1") + waiting))
        return lines_run(lambda: network.redundant)

    assert work(400) < 5 * work(100)
