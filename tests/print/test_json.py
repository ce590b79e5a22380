"""The JSON forms of ``show``, key by key."""

from __future__ import annotations

from datetime import date
from typing import Any

from ka2plan.print.show import show_json
from tests.print.case_files import plan_of

TODAY = date(2027, 1, 20)


def values(subject: str, plan: str = "outclass", management_wp: str | None = "WP1") -> dict[str, Any]:
    """A JSON form of one of the plans."""
    return show_json(plan_of(plan), subject, today=TODAY, management_wp=management_wp)


def test_budget_has_the_matrix_and_both_totals() -> None:
    form = values("budget")
    assert list(form) == [
        "version",
        "lump_sum",
        "total",
        "difference",
        "cancelled",
        "management_share",
        "by_wp",
        "by_partner",
        "by_activity",
    ]
    assert (form["lump_sum"], form["total"], form["cancelled"]) == (250_000, 239_000, 9_000)
    assert form["management_share"] == 0.2
    assert form["by_wp"]["WP4"] == {
        "total": 32_000,
        "unallocated": 0,
        "partners": {"UTH": 21_000, "OSL": 3_000, "IES": 3_000, "ZAV": 3_000, "KIL": 2_000},
    }
    assert sum(form["by_partner"].values()) == form["total"]
    assert "A2.3" not in form["by_activity"]


def test_budget_of_ka210_has_no_management_and_cents_where_there_are_some() -> None:
    form = values("budget", "ka210", None)
    assert form["management_share"] is None
    assert form["by_wp"] == {}
    assert form["by_activity"] == {"A1": 5_000, "A2": 6_500.5, "A3": 12_000, "A4": 6_499.5}


def test_workload_counts_tasks_and_shares_and_has_a_number_for_every_month() -> None:
    form = values("workload")
    assert list(form) == ["version", "unit", "partners", "together"]
    own = form["partners"]["OSL"]
    assert list(own) == [
        "effort",
        "effort_share",
        "money",
        "money_share",
        "capacity",
        "capacity_by_month",
        "by_month",
        "activities",
        "leads",
    ]
    assert len(own["by_month"]) == len(own["capacity_by_month"]) == 24
    assert abs(sum(own["by_month"]) - own["effort"]) < 0.001
    assert (own["activities"], own["leads"]) == (6, 2)
    assert ["OSL", "IES", 6] in form["together"]


def test_dependencies_have_the_dates_of_every_live_activity() -> None:
    form = values("dependencies")
    assert list(form) == ["version", "project", "length_days", "cycle", "activities"]
    assert form["project"] == {"start": "2026-11-01", "end": "2028-10-31"}
    assert list(form["activities"]) == ["A1.1", "A2.1", "A2.2", "A3.1", "A3.2", "A4.1"]
    assert form["activities"]["A2.2"] == {
        "start": "2027-03-01",
        "end": "2027-08-31",
        "earliest_start": "2027-03-01",
        "earliest_end": "2027-08-31",
        "latest_start": "2027-03-01",
        "latest_end": "2027-08-31",
        "slack_days": 0,
        "critical": True,
        "forecast_start": "2027-03-01",
        "forecast_end": "2027-08-31",
        "forecast_slack_days": 0,
        "forecast_critical": True,
    }


def test_partners_have_their_particulars_tasks_money_and_papers() -> None:
    form = values("partners")
    assert form["coordinator"] == "OSL"
    assert form["countries"] == ["SI", "ES", "GR", "IE"]
    assert form["partners"]["KIL"] == {
        "name": "Kilkenny Education Centre",
        "country": "IE",
        "city": "Kilkenny",
        "region": "",
        "oid": "E10056789",
        "role": "beneficiary",
        "kind": "",
        "newcomer": None,
        "website": "",
        "contact": "",
        "capacity": 10,
        "rate": 241,
        "since": None,
        "until": None,
        "established": None,
        "papers": {"mandate": True, "oid_checked": "2026-02-12"},
        "activities": ["A1.1", "A3.1", "A3.2", "A4.1"],
        "leads": [],
        "leads_work_packages": [],
        "effort": 83,
        "effort_share": 83 / 836,
        "money": 23_000,
        "money_share": 23 / 239,
    }


def test_milestones_and_deliverables_come_by_date() -> None:
    form = values("milestones")
    assert [event["id"] for event in form["milestones"]] == ["D1.1", "MS1", "MS2", "MS3", "D4.1"]
    assert form["milestones"][1] == {
        "id": "MS1",
        "kind": "milestone",
        "title": "Survey closed",
        "wp": "WP2",
        "lead": "IES",
        "due": "2027-02-28",
        "month": 4,
        "status": "planned",
        "reached": None,
        "late": False,
        "after": ["A2.1"],
        "verification": "",
        "deliverable_kind": None,
        "dissemination": None,
        "forecast": "2027-02-28",
    }


def test_status_tells_how_things_stand_on_the_day() -> None:
    form = values("status")
    assert form["today"] == "2027-01-20"
    assert form["elapsed"] == 80 / 731
    assert form["activities"] == {"planned": 4, "running": 1, "done": 1, "cancelled": 1}
    assert form["late"] == []
    assert form["next"][0] == {
        "id": "MS1",
        "kind": "milestone",
        "event": "due",
        "date": "2027-02-28",
        "days": 39,
    }
    assert form["running"] == [
        {"id": "A2.1", "start": "2026-11-01", "end": "2027-02-28", "progress": 60, "elapsed": 80 / 120}
    ]
    assert form["done"] == [
        {"id": "A1.1", "kind": "activity", "on": None},
        {"id": "D1.1", "kind": "deliverable", "on": None},
    ]
    assert form["cancelled"] == [{"id": "A2.3", "kind": "activity", "money": 9_000}]
    assert form["indicators"]["I1"] == {"target": 12, "achieved": 7, "unit": "schools", "share": 7 / 12}
    assert form["indicators"]["I2"]["share"] is None
