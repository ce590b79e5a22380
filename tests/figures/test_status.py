"""What is late, done and next on a day: one answer for every surface."""

from __future__ import annotations

from datetime import date

import pytest

from ka2plan.figures.status import agenda_of, has_begun, late_items, late_of, late_on, next_items, state_of
from ka2plan.plan.model import Activity, Actual, Deliverable, Milestone, Plan, Project, WorkPackage

FIRST, LAST = date(2027, 1, 1), date(2027, 1, 31)


def activity(**more):
    return Activity(**{"id": "A", "start": FIRST, "end": LAST, **more})


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (activity(), "planned"),
        (activity(progress=0), "planned"),
        (activity(progress=5), "running"),
        (activity(actual=Actual(start=FIRST)), "running"),
        (activity(actual=Actual(start=FIRST, end=LAST)), "done"),
        (activity(status="running", actual=Actual(end=LAST)), "running"),
        (activity(status="done", cancelled=True), "cancelled"),
        (Milestone("M", due=LAST), "planned"),
        (Milestone("M", due=LAST, status="running"), "running"),
        (Milestone("M", due=LAST, status="running", reached=LAST), "done"),
        (Deliverable("D", due=LAST, status="done"), "done"),
        (WorkPackage("W", status="running"), "running"),
    ],
)
def test_a_state_is_that_of_the_status_else_that_of_dates_and_progress(entry, state):
    assert state_of(entry) == state


@pytest.mark.parametrize(
    ("entry", "today", "late"),
    [
        (activity(), FIRST, None),
        (activity(), date(2027, 1, 2), ("start", FIRST)),
        (activity(), LAST, ("start", FIRST)),
        (activity(), date(2027, 2, 1), ("end", LAST)),
        (activity(status="running"), LAST, None),
        (activity(status="running"), date(2027, 2, 1), ("end", LAST)),
        (activity(status="done"), date(2030, 1, 1), None),
        (activity(cancelled=True), date(2030, 1, 1), None),
        (activity(start=LAST, end=FIRST), date(2030, 1, 1), None),
        (activity(end=None), date(2027, 1, 2), ("start", FIRST)),
        (activity(start=None), date(2027, 2, 1), ("end", LAST)),
        (Milestone("M", due=LAST), LAST, None),
        (Milestone("M", due=LAST), date(2027, 2, 1), ("due", LAST)),
        (Milestone("M", due=LAST, reached=date(2027, 3, 1)), date(2027, 4, 1), None),
        (Deliverable("D"), date(2030, 1, 1), None),
    ],
)
def test_late_begins_on_the_day_after_and_has_one_reason(entry, today, late):
    assert late_of(entry, today) == late


def test_an_agenda_has_one_late_date_a_thing_and_all_that_is_to_come():
    plan = Plan(
        activities={"A": activity(), "B": activity(id="B", start=LAST, end=date(2027, 3, 1))},
        milestones={"M": Milestone("M", due=date(2027, 2, 20))},
    )
    agenda = agenda_of(plan, date(2027, 2, 5))
    assert [(item.id, item.what) for item in late_items(agenda)] == [("A", "end"), ("B", "start")]
    assert late_on(plan, date(2027, 2, 5)) == late_items(agenda)
    assert [(item.id, item.what) for item in next_items(agenda)] == [("M", "due")]
    assert [(item.id, item.what) for item in agenda if not item.late] == [("M", "due"), ("B", "end")]


@pytest.mark.parametrize(
    ("plan", "begun"),
    [
        (Plan(), False),
        (Plan(project=Project(granted="v1")), True),
        (Plan(activities={"A": activity(actual=Actual(start=FIRST))}), True),
        (Plan(activities={"A": activity(status="running", cancelled=True)}), False),
        (Plan(work_packages={"W": WorkPackage("W", status="done")}), True),
        (Plan(milestones={"M": Milestone("M", reached=LAST)}), True),
    ],
)
def test_a_project_has_begun_once_it_was_granted_or_anything_of_it_runs_or_is_done(plan, begun):
    assert has_begun(plan) is begun
