"""The JSON forms of the network, key by key as the design has them."""

from __future__ import annotations

import json

from ka2plan.figures import workload_of
from ka2plan.schedule import Network
from ka2plan.schedule.forms import dependencies_json, workload_json
from tests.schedule.building import activity, milestone, plan_of

NO_FORECAST = dict.fromkeys(("forecast_start", "forecast_end", "forecast_slack_days", "forecast_critical"))


def test_dependencies_list_every_live_activity_with_its_dates():
    text = (
        activity("A2.1", "M1", "M4")
        + activity("A2.2", "M5", "M6", "A2.1")
        + activity("A9", "M1", "M1", more='status = "cancelled"')
        + milestone("MS1", "M7", "A2.2")
    )
    assert dependencies_json(Network(plan_of(text))) == {
        "version": 1,
        "project": {"start": "2026-11-01", "end": "2028-10-31"},
        "length_days": 181,
        "cycle": None,
        "activities": {
            "A2.1": {
                "start": "2026-11-01",
                "end": "2027-02-28",
                "earliest_start": "2026-11-01",
                "earliest_end": "2027-02-28",
                "latest_start": "2026-11-01",
                "latest_end": "2027-02-28",
                "slack_days": 0,
                "critical": True,
                **NO_FORECAST,
            },
            "A2.2": {
                "start": "2027-03-01",
                "end": "2027-04-30",
                "earliest_start": "2027-03-01",
                "earliest_end": "2027-04-30",
                "latest_start": "2027-03-01",
                "latest_end": "2027-04-30",
                "slack_days": 0,
                "critical": True,
                **NO_FORECAST,
            },
        },
    }


def test_with_a_cycle_there_are_no_activities_and_no_length():
    form = dependencies_json(Network(plan_of(activity("A", "M1", "M1", "B") + activity("B", "M1", "M1", "A"))))
    assert form == {
        "version": 1,
        "project": {"start": "2026-11-01", "end": "2028-10-31"},
        "length_days": None,
        "cycle": ["A", "B"],
        "activities": {},
    }


def test_what_is_not_known_is_null():
    plan = plan_of(activity("A", "M1", "M2"))
    lost = plan._replace(
        project=plan.project._replace(start=None),
        activities={"A": plan.activities["A"]._replace(start=None, end=None)},
    )
    form = dependencies_json(Network(lost))
    assert form["project"] == {"start": None, "end": None}
    assert form["activities"]["A"] == {
        "start": None,
        "end": None,
        "earliest_start": None,
        "earliest_end": None,
        "latest_start": None,
        "latest_end": None,
        "slack_days": None,
        "critical": False,
        **NO_FORECAST,
    }


def test_the_workload_counts_tasks_and_lists_months():
    text = activity(
        "A", "M1", "M1", more='partners = ["IES"]\neffort = { OSL = 1.5, IES = 3 }\nbudget.OSL = 100'
    ) + activity("B", "M2", "M2", more="effort.OSL = 1.5")
    form = workload_json(workload_of(plan_of(text, months=2)))
    nothing = {"effort": 0, "effort_share": 0, "money": 0, "money_share": 0, "capacity": None}
    nothing["capacity_by_month"] = [None, None]
    assert form == {
        "version": 1,
        "unit": "days",
        "partners": {
            "OSL": {
                "effort": 3,
                "effort_share": 0.5,
                "money": 100,
                "money_share": 1,
                "capacity": None,
                "capacity_by_month": [None, None],
                "by_month": [1.5, 1.5],
                "activities": 2,
                "leads": 2,
            },
            "IES": {
                "effort": 3,
                "effort_share": 0.5,
                "money": 0,
                "money_share": 0,
                "capacity": None,
                "capacity_by_month": [None, None],
                "by_month": [3, 0],
                "activities": 1,
                "leads": 0,
            },
            "ZAV": {**nothing, "by_month": [0, 0], "activities": 0, "leads": 0},
        },
        "together": [["OSL", "IES", 1]],
    }
    assert json.loads(json.dumps(form)) == form
