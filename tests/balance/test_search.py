"""What is looked for is bounded, by steps that are counted and not by a clock."""

from __future__ import annotations

import networkx as nx
import pytest

from ka2plan.balance import search
from ka2plan.balance.extra_months import _fewest_months, _longer, _possible
from ka2plan.balance.search import Search
from ka2plan.balance.words import left_out_in_words
from ka2plan.print.balance import balance_json, balance_lines
from ka2plan.print.style import Pen
from ka2plan.schedule.sharing import parts_with_too_much, shares_of
from tests.balance.random_plans import random_plan
from tests.balance.test_proposals import balance_of
from tests.benchmarks.hostile_files import HEAD


def plan_of(activities: int) -> str:
    """Twenty partners with too much to do, in activities of six partners and four months."""
    text = HEAD.replace('"A"', '"P0"')
    text += "".join(f'[partners.P{i}]\nname = "P"\ncountry = "SI"\ncapacity = 4\n' for i in range(20))
    text += '[work_packages.WP1]\ntitle = "w"\nlead = "P0"\n'
    for place in range(activities):
        ids = [f"P{(place * 7 + step) % 20}" for step in range(6)]
        start = place % 20 + 1
        text += f'[activities.A{place}]\ntitle = "t"\nwp = "WP1"\nstart = "M{start}"\nend = "M{start + 3}"\n'
        text += f'lead = "{ids[0]}"\npartners = {ids[1:]!r}\neffort = {{ {", ".join(f"{id} = 5" for id in ids)} }}\n'
    return text


@pytest.fixture
def solved(monkeypatch):
    """The edges of every graph of which the least change is looked for."""
    edges = []
    simplex = nx.network_simplex

    def counting(graph):
        edges.append(graph.number_of_edges())
        return simplex(graph)

    monkeypatch.setattr(nx, "network_simplex", counting)
    return edges


def test_ten_times_the_activities_take_no_more_than_the_steps_there_are(solved):
    few = balance_of(plan_of(25))
    assert few.proposals
    assert not few.search.left_out
    of_few = sum(solved)
    solved.clear()
    many = balance_of(plan_of(250))
    assert many.proposals
    assert many.search.left_out
    assert of_few > 0
    assert sum(solved) <= search.STEPS


def test_a_graph_is_as_large_as_was_reckoned_before_it_is_solved(solved):
    for seed in range(40):
        work = balance_of(random_plan(seed)).work
        for between_partners in (True, False):
            parts = parts_with_too_much(work, between_partners=between_partners)
            solved.clear()
            shares_of(work, parts)
            assert len(solved) == len(parts)
            assert all(edges <= part.edges for edges, part in zip(solved, parts, strict=True)), seed


def test_work_that_too_much_does_not_concern_is_in_no_graph():
    text = plan_of(1) + '[partners.Q]\nname = "Q"\ncountry = "AT"\ncapacity = 9\n'
    alone = '[activities.B]\ntitle = "t"\nwp = "WP1"\nstart = "M1"\nend = "M9"\nlead = "Q"\neffort.Q = 9\n'
    text = (text + alone).replace("P0 = 5", "P0 = 50")
    (part,) = parts_with_too_much(balance_of(text).work)
    assert [unit.entry for unit in part.units] == ["A0"]
    (part,) = parts_with_too_much(balance_of(text).work, between_partners=False)
    assert {id for id, _month in part.cells} == {"P0"}


def test_where_no_steps_are_left_the_bottleneck_is_told_and_how_many_ways_were_looked_at(monkeypatch):
    text = plan_of(25).replace("capacity = 4", "capacity = 1")
    every = balance_of(text)
    monkeypatch.setattr(search, "STEPS", 6_000)
    balance, again = balance_of(text), balance_of(text)
    said = " ".join(" ".join(balance_lines(balance, Pen(80, ascii=False, colour=False))).split())
    assert balance.bottlenecks == every.bottlenecks != ()
    ways = balance.search.looked + balance.search.left_out
    assert f"looked at {balance.search.looked} of {ways} possible solutions" in said
    assert 0 < balance.search.looked < balance.search.looked + balance.search.left_out
    assert balance.proposals == again.proposals
    assert list(balance_json(balance)) == list(balance_json(every))


def test_of_a_usual_plan_all_ways_are_looked_at_and_nothing_is_said_of_it():
    for seed in range(40):
        balance = balance_of(random_plan(seed))
        assert balance.proposals is not None
        assert left_out_in_words(balance.search) == ""


def test_the_fewest_months_are_those_that_trying_each_finds():
    seen = 0
    for seed in range(150):
        balance = balance_of(random_plan(seed))
        work = balance.work
        ids = dict.fromkeys(id for one in balance.bottlenecks for id in one.tasks)
        for activity in (work.plan.activities[id] for id in ids if id in work.plan.activities):
            left = [_longer(work, effect).missing for effect in _possible(work, activity)]
            idea = _fewest_months(work, activity, Search(work, balance.document.text))
            assert (idea is None) == (not left), seed
            if idea:
                months = left.index(min(left)) + 1
                assert f"{activity.id} takes {months} month" in idea.what, (seed, left)
                seen += months > 1
    assert seen > 3
