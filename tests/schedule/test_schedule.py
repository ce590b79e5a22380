"""The critical path method: earliest and latest dates, slack, critical entries and the length of the
network.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from ka2plan.schedule import Network
from ka2plan.schedule.broken import violations
from ka2plan.schedule.passes import latest_spans
from tests.schedule import naive
from tests.schedule.building import activity, day, link, milestone, plan_of, plans

TEXTBOOK = (
    activity("A", "2026-11-01", "2026-11-10")
    + activity("B", "2026-12-01", "2026-12-05", "A")
    + activity("C", "2026-12-01", "2026-12-08", "A")
    + activity("D", "2027-01-01", "2027-01-03", "B", "C")
    + activity("E", "2027-01-01", "2027-01-02")
)


def summary(network: Network) -> dict[str, tuple]:
    """Per entry: earliest start and end, latest start and end as days of November 2026, slack."""
    first = day("2026-10-31")
    return {
        id: (
            (dates.earliest_start - first).days,
            (dates.earliest_end - first).days,
            (dates.latest_start - first).days,
            (dates.latest_end - first).days,
            dates.slack_days,
        )
        for id, dates in network.schedule.items()
    }


def test_the_textbook_example_comes_out_as_by_hand():
    network = Network(plan_of(TEXTBOOK))
    assert summary(network) == {
        "A": (1, 10, 1, 10, 0),
        "B": (11, 15, 14, 18, 3),
        "C": (11, 18, 11, 18, 0),
        "D": (19, 21, 19, 21, 0),
        "E": (1, 2, 20, 21, 19),
    }
    assert network.length_days == 21
    assert network.end == day("2026-11-21")
    assert network.critical == {"A", "C", "D"}


def test_lags_and_types_shift_the_passes_as_by_hand():
    text = (
        activity("A", "2026-11-01", "2026-11-10")
        + activity("B", "2026-11-01", "2026-11-10", link("A", "SS", "3d"))
        + activity("C", "2026-11-01", "2026-11-04", link("B", "FF", "2d"))
        + activity("D", "2026-11-01", "2026-11-05", link("A", "SF", "1w"))
        + activity("E", "2026-11-01", "2026-11-02", link("D", "FS", "-2d"))
    )
    assert summary(Network(plan_of(text))) == {
        "A": (1, 10, 1, 10, 0),
        "B": (4, 13, 4, 13, 0),
        "C": (12, 15, 12, 15, 0),
        "D": (3, 7, 11, 15, 8),
        "E": (6, 7, 14, 15, 8),
    }


def test_milestones_take_part_as_the_end_of_a_day():
    text = (
        activity("A", "2026-11-01", "2026-11-10")
        + milestone("MS1", "2026-12-31", link("A", "FS", "2d"))
        + activity("B", "2027-01-01", "2027-01-05", "MS1")
    )
    network = Network(plan_of(text))
    assert summary(network) == {"A": (1, 10, 1, 10, 0), "MS1": (12, 12, 12, 12, 0), "B": (13, 17, 13, 17, 0)}


def test_nothing_is_earlier_than_the_projects_start_for_a_negative_lag():
    text = activity("A", "M1", "M1") + activity("B", "M1", "M1", link("A", "FS", "-90d"))
    dates = Network(plan_of(text)).schedule["B"]
    assert dates.earliest_start == day("2026-11-01")


PACKAGE = '[work_packages.WP2]\ntitle = "Modules"\n'
IN_PACKAGE = 'wp = "WP2"'


def test_a_link_to_a_work_package_waits_for_the_last_that_is_in_it():
    text = (
        PACKAGE
        + activity("A", "2026-11-01", "2026-11-10", more=IN_PACKAGE)
        + activity("B", "2026-11-01", "2026-11-20", more=IN_PACKAGE)
        + activity("C", "2026-11-20", "2026-11-21", "WP2")
    )
    network = Network(plan_of(text))
    assert summary(network) == {"A": (1, 10, 11, 20, 10), "B": (1, 20, 1, 20, 0), "C": (21, 22, 21, 22, 0)}
    assert [(found.link.predecessor, found.days) for found in network.violations] == [("WP2", 1)]


def test_a_link_to_the_start_of_a_work_package_waits_for_the_first_that_is_in_it():
    text = (
        PACKAGE
        + activity("A", "2026-11-01", "2026-11-02", more=IN_PACKAGE)
        + activity("B", "2026-11-08", "2026-11-09", link("A", "FS", "5d"), more=IN_PACKAGE)
        + activity("C", "2026-11-05", "2026-11-14", link("WP2", "SS", "4d"))
    )
    network = Network(plan_of(text))
    assert summary(network)["C"] == (5, 14, 5, 14, 0)
    assert network.violations == ()
    assert network.critical == {"A", "C"}


def test_deliverables_and_milestones_are_part_of_their_work_package():
    text = (
        PACKAGE
        + activity("A", "M1", "M2", more=IN_PACKAGE)
        + '[deliverables.D1]\ntitle = "Report"\ndue = "M4"\nwp = "WP2"\n'
        + activity("B", "M4", "M5", "WP2")
    )
    (violation,) = Network(plan_of(text)).violations
    assert violation.earliest == day("2027-03-01")


def test_a_milestone_of_a_work_package_that_waits_for_it_waits_for_its_activities():
    text = (
        PACKAGE
        + activity("A", "M1", "M4", more=IN_PACKAGE)
        + milestone("MS1", "M4", "WP2", more=IN_PACKAGE)
        + milestone("MS2", "M6", "WP2", more=IN_PACKAGE)
    )
    network = Network(plan_of(text))
    assert network.cycle is None
    assert network.violations == ()


def test_an_empty_work_package_counts_with_the_dates_it_says():
    text = PACKAGE + 'start = "M1"\nend = "M4"\n' + activity("A", "M4", "M5", "WP2")
    network = Network(plan_of(text))
    assert [found.earliest for found in network.violations] == [day("2027-03-01")]
    assert network.schedule["A"].earliest_start == day("2027-03-01")


def test_links_to_what_is_cancelled_bind_nothing():
    text = (
        PACKAGE
        + 'status = "cancelled"\n'
        + activity("A", "M3", "M4", more='status = "cancelled"')
        + activity("B", "M3", "M9", more=IN_PACKAGE)
        + activity("C", "M1", "M2", "A", "B", "WP2")
    )
    network = Network(plan_of(text))
    assert network.links == ()
    assert network.violations == ()
    assert [dependency.predecessor for dependency in network.inert] == ["A", "B", "WP2"]
    assert list(network.schedule) == ["C"]


def test_what_has_no_usable_dates_is_passed_over():
    plan = plan_of(activity("A", "M1", "M2") + activity("B", "M3", "M4", "A") + activity("C", "M1", "M2", "B"))
    turned = plan.activities["B"]._replace(start=day("2027-03-01"), end=day("2027-02-01"))
    missing = plan.activities["B"]._replace(end=None, end_written=None)
    for broken in (turned, missing):
        network = Network(plan._replace(activities={**plan.activities, "B": broken}))
        assert network.violations == ()
        assert set(network.schedule) == {"A", "C"}
        assert network.schedule["C"].earliest_start == day("2026-11-01")


def test_a_plan_without_entries_or_without_a_start_has_no_schedule():
    assert (Network(plan_of("")).schedule, Network(plan_of("")).length_days) == ({}, 0)
    plan = plan_of(activity("A", "2027-01-01", "2027-01-02"))
    lost = Network(plan._replace(project=plan.project._replace(start=None)))
    assert (lost.schedule, lost.length_days, lost.end) == ({}, None, None)


def test_an_entry_that_can_slip_by_one_day_is_not_critical():
    text = activity("A", "2026-11-01", "2026-11-10") + activity("B", "2026-11-01", "2026-11-09")
    network = Network(plan_of(text))
    assert {id: (dates.slack_days, dates.critical) for id, dates in network.schedule.items()} == {
        "A": (0, True),
        "B": (1, False),
    }
    assert network.critical == {"A"}


@pytest.mark.parametrize(("relation", "latest"), [("SS", (4, 5)), ("FS", (2, 3))])
@pytest.mark.parametrize("behind_c", [(), (link("C", "SS", "-30d"),)])
@pytest.mark.parametrize("starts", [("2026-11-04", "2026-11-11"), ("2026-11-11", "2026-11-04")])
def test_an_entry_keeps_to_the_sooner_of_what_waits_for_it_and_what_waits_for_its_work_package(
    relation, latest, behind_c, starts
):
    """C waits for the work package, D for A in it; all end by day 20. D is looked at before C where it waits for C."""
    start_of_c, start_of_d = starts
    text = (
        PACKAGE
        + activity("A", "2026-11-01", "2026-11-02", more=IN_PACKAGE)
        + activity("C", start_of_c, "2026-11-20", link("WP2", relation))
        + activity("D", start_of_d, "2026-11-20", link("A", relation), *behind_c)
        + activity("E", "2026-11-01", "2026-11-20")
    )
    assert summary(Network(plan_of(text)))["A"] == (1, 2, *latest, latest[0] - 1)


def test_a_link_to_the_start_of_a_work_package_in_which_nothing_has_dates_binds_its_own_dates():
    text = (
        PACKAGE
        + 'start = "M2"\nend = "M4"\n'
        + activity("A", "M2", "M4", more=IN_PACKAGE)
        + activity("B", "M2", "M3", link("WP2", "SS"))
    )
    plan = plan_of(text)
    undated = plan.activities["A"]._replace(start=None, start_written=None)
    network = Network(plan._replace(activities={**plan.activities, "A": undated}))
    assert set(network.schedule) == {"B"}
    assert network.schedule["B"].slack_days == 0


def test_latest_dates_are_those_of_entries_and_not_of_work_packages():
    network = Network(plan_of(PACKAGE + activity("A", "M1", "M2", more=IN_PACKAGE) + activity("B", "M3", "M4", "WP2")))
    latest = latest_spans(network.graph, network.node_order, network._earliest, network._last_day)
    assert set(latest) == {"A", "B"}


def test_a_cycle_leaves_no_leeway_to_anybody():
    text = activity("A", "M1", "M2", "B") + activity("B", "M3", "M4", "A") + activity("C", "M1", "M2")
    assert Network(plan_of(text)).leeway_days == {}


def test_without_the_projects_months_the_leeway_is_counted_to_the_last_end():
    plan = plan_of(activity("A", "2026-11-01", "2026-11-10") + activity("B", "2026-11-01", "2026-11-13"))
    project = plan.project._replace(months=None)
    assert Network(plan._replace(project=project)).leeway_days == {"A": 3, "B": 0}
    assert Network(plan._replace(project=project, activities={})).leeway_days == {}


def test_periods_count_from_the_first_start_to_the_last_end():
    text = (
        '[activities.A]\ntitle = "A"\nlead = "OSL"\n'
        'periods = [{ start = "M1", end = "M1" }, { start = "M3", end = "M3" }]\n' + activity("B", "M4", "M4", "A")
    )
    network = Network(plan_of(text))
    assert network.violations == ()
    assert network.schedule["B"].earliest_start == day("2027-02-01")


def test_predecessors_and_successors_are_the_links_of_the_plan():
    network = Network(plan_of(TEXTBOOK))
    assert [found.predecessor for found in network.predecessors("D")] == ["B", "C"]
    assert [found.successor for found in network.successors("A")] == ["B", "C"]
    assert network.successors("D") == ()


@given(plans())
def test_earliest_dates_are_those_found_by_trying_day_after_day(plan):
    found = {id: dates[2:4] for id, dates in Network(plan).schedule.items()}
    expected = naive.earliest(plan, {})
    assert found == {id: (start, end) if id in plan.activities else (end, end) for id, (start, end) in expected.items()}


@given(plans())
def test_latest_dates_keep_all_links_and_the_networks_end(plan):
    network = Network(plan)
    latest = latest_spans(network.graph, network.node_order, network._earliest, network._last_day)
    assert list(violations(network.graph, latest)) == []
    assert max(span.end for span in latest.values()) == network._last_day
    assert all(dates.slack_days >= 0 for dates in network.schedule.values())


@given(plans(most=5))
def test_slack_is_by_how_much_an_entry_can_be_late_alone_before_the_network_ends_later(plan):
    network = Network(plan)
    spans = network._earliest
    assert network.critical
    for id, dates in network.schedule.items():
        start = day("0001-01-01").fromordinal(spans[id].start)
        for days, later in ((dates.slack_days, False), (dates.slack_days + 1, True)):
            moved = naive.earliest(plan, {id: start + timedelta(days)})
            assert (max(end for _, end in moved.values()) > network.end) is later


@given(plans(most=5))
def test_leeway_is_by_how_much_an_entry_can_slip_from_where_it_is_planned_before_something_ends_too_late(plan):
    floors = {id: entry.start if id in plan.activities else entry.due for id, entry in linked(plan).items()}
    spans = naive.earliest(plan, floors)
    last = max(end for _, end in spans.values())
    sound = planned_at(plan, spans, months=(last.year - 2026) * 12 + last.month)
    network, project_end = Network(sound), sound.calendar.end
    floors = {id: start for id, (start, _) in spans.items()}
    assert set(network.leeway_days) == set(spans)
    for id, leeway in network.leeway_days.items():
        for days, later in ((leeway, False), (leeway + 1, True)):
            moved = naive.earliest(sound, {**floors, id: floors[id] + timedelta(days)})
            assert (max(end for _, end in moved.values()) > project_end) is later


def linked(plan):
    return {**plan.activities, **plan.milestones}


def planned_at(plan, spans, months):
    """The plan with its entries at these dates, in a project of so many months."""
    activities = {id: one._replace(start=spans[id][0], end=spans[id][1]) for id, one in plan.activities.items()}
    milestones = {id: one._replace(due=spans[id][1]) for id, one in plan.milestones.items()}
    project = plan.project._replace(months=months)
    return plan._replace(project=project, activities=activities, milestones=milestones)
