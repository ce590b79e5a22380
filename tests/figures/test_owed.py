"""What is owed on a day: evidence of what was done, papers, and who leads what is late."""

from __future__ import annotations

from datetime import date

from ka2plan.figures.owed import evidence_of, owed_on
from ka2plan.plan.model import Activity, Actual, Milestone, Partner, Plan

TODAY = date(2027, 6, 1)
FIRST, LAST = date(2027, 1, 1), date(2027, 3, 31)


def activity(id, **more):
    return Activity(**{"id": id, "start": FIRST, "end": LAST, "lead": "OSL", **more})


def plan_of(*activities, **more):
    return Plan(activities={one.id: one for one in activities}, **more)


def test_evidence_is_told_of_what_runs_or_is_done_and_one_that_is_to_come_is_not_there():
    proof = {"list": date(2027, 2, 3), "photos": True, "minutes": False, "report": date(2027, 9, 1)}
    plan = plan_of(activity("A", status="done", evidence=proof), activity("B", evidence=proof))
    assert [(one.name, one.got, one.on) for one in evidence_of(plan, TODAY)] == [
        ("list", True, date(2027, 2, 3)),
        ("photos", True, None),
        ("minutes", False, None),
        ("report", False, date(2027, 9, 1)),
    ]


def test_of_what_is_done_it_is_told_that_no_evidence_is_noted():
    plan = plan_of(activity("A", actual=Actual(end=LAST)), activity("B", status="running"))
    assert [(one.activity.id, one.name, one.is_owed) for one in evidence_of(plan, TODAY)] == [("A", "", True)]


def test_evidence_is_owed_once_it_is_done():
    plan = plan_of(activity("A", status="running", evidence={"list": False}), activity("B", status="done"))
    assert [one.is_owed for one in evidence_of(plan, TODAY)] == [False, True]


def test_each_partner_owes_what_is_late_and_it_leads_its_evidence_and_its_papers():
    partners = {
        "OSL": Partner("OSL", papers={"mandate": False, "declaration": True, "oid_checked": date(2028, 1, 1)}),
        "IES": Partner("IES"),
        "ZAV": Partner("ZAV"),
    }
    plan = plan_of(
        activity("A"),
        activity("B", lead="IES", status="done", evidence={"list": False}),
        activity("C", lead="ZAV", end=date(2027, 12, 31), status="running"),
        partners=partners,
        milestones={"M": Milestone("M", due=LAST, lead="IES")},
    )
    told = [
        (one.partner, [item.id for item in one.late], [proof.name for proof in one.evidence], one.papers)
        for one in owed_on(plan, TODAY)
    ]
    assert told == [("OSL", ["A"], [], ("mandate", "oid_checked")), ("IES", ["M"], ["list"], ())]
