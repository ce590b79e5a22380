"""Questions that networkx answers: tangles, groups of partners, who works with whom."""

from __future__ import annotations

from datetime import date

from ka2plan.calls import load_calls
from ka2plan.figures import workload_of
from ka2plan.rules import Context
from ka2plan.rules.balance_rules import partners_apart_from_the_rest
from ka2plan.schedule import Network
from ka2plan.schedule.graph_questions import (
    ACTIVITY,
    PARTNER,
    Tangle,
    apart_from_coordinator,
    bridges,
    collaboration_graph,
    dependency_graph,
    participation_graph,
    partner_groups,
    tangles,
)
from tests.schedule.building import activity, link, plan_of


def test_every_tangle_is_found_with_all_its_members_and_one_cycle():
    text = (
        activity("A", "M1", "M1", "C")
        + activity("B", "M1", "M1", "A")
        + activity("C", "M1", "M1", "B", "D")
        + activity("D", "M1", "M1", "C")
        + activity("E", "M1", "M1", "A")
        + activity("F", "M1", "M1", "F", "E")
    )
    first, second = tangles(Network(plan_of(text)))
    assert first.members == ("A", "B", "C", "D")
    assert set(first.cycle) in ({"A", "B", "C"}, {"C", "D"})
    assert second == Tangle(("F",), ("F",))


def test_a_plan_without_cycle_has_no_tangle():
    assert tangles(Network(plan_of(activity("A", "M1", "M1") + activity("B", "M2", "M2", "A")))) == ()


def test_an_edge_of_the_dependency_graph_has_the_links_it_stands_for():
    text = activity("A", "M1", "M1") + activity("B", "M2", "M2", "A", link("A", "SS", "2w"))
    graph = dependency_graph(Network(plan_of(text)))
    assert [found.type for found in graph.edges["A", "B"]["links"]] == ["FS", "SS"]


TASKS = activity("A", "M1", "M1", more='partners = ["IES"]') + activity("B", "M1", "M1")


def test_partners_and_activities_are_a_bipartite_graph():
    graph = participation_graph(plan_of(TASKS))
    assert set(graph[PARTNER, "OSL"]) == {(ACTIVITY, "A"), (ACTIVITY, "B")}
    assert set(graph[PARTNER, "ZAV"]) == set()


def test_partners_that_no_shared_activity_joins_are_groups_of_their_own():
    plan = plan_of(TASKS)
    assert partner_groups(plan) == (("OSL", "IES"), ("ZAV",))
    assert apart_from_coordinator(plan) == (("ZAV",),)
    other = plan._replace(project=plan.project._replace(coordinator="ZAV"))
    assert apart_from_coordinator(other) == (("OSL", "IES"),)


def test_without_coordinator_the_largest_group_is_home():
    plan = plan_of(TASKS)
    assert apart_from_coordinator(plan._replace(project=plan.project._replace(coordinator=None))) == (("ZAV",),)
    assert apart_from_coordinator(plan._replace(partners={})) == ()


def test_a_cancelled_activity_joins_nobody():
    text = activity("A", "M1", "M1", more='partners = ["IES"]\nstatus = "cancelled"')
    assert partner_groups(plan_of(text)) == (("OSL",), ("IES",), ("ZAV",))


def test_who_works_with_whom_is_the_same_with_and_without_networkx():
    text = TASKS + activity("C", "M1", "M1", more='partners = ["IES", "ZAV"]')
    plan = plan_of(text)
    graph = collaboration_graph(plan)
    counted = {(pair.one, pair.other): len(pair.activities) for pair in workload_of(plan).together}
    assert counted == {("OSL", "IES"): 2, ("OSL", "ZAV"): 1, ("IES", "ZAV"): 1}
    assert {tuple(sorted(pair)): graph.edges[pair]["weight"] for pair in graph.edges} == {
        tuple(sorted(pair)): count for pair, count in counted.items()
    }


def test_a_bridge_is_who_alone_joins_others_and_not_who_is_alone_in_something():
    led_by_zav = activity("C", "M1", "M1", more='partners = ["IES"]').replace('lead = "OSL"', 'lead = "ZAV"')
    assert bridges(plan_of(TASKS)) == ()
    assert bridges(plan_of(TASKS + led_by_zav)) == ("IES",)
    assert bridges(plan_of(TASKS + led_by_zav + activity("D", "M1", "M1", more='partners = ["ZAV"]'))) == ()


def test_the_rule_and_the_graph_tell_the_same_groups_apart():
    plan = plan_of(TASKS + activity("C", "M1", "M1", more="partners = []").replace('lead = "OSL"', 'lead = "ZAV"'))
    told = [fault.where for fault in partners_apart_from_the_rest.find(Context(plan, load_calls(), date(2026, 1, 15)))]
    assert told == [("partners", group[0]) for group in apart_from_coordinator(plan)] == [("partners", "ZAV")]
