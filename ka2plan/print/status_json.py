"""The status of a plan as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.figures.owed import Owed, Proof, evidence_of, owed_on
from ka2plan.figures.progress import (
    achieved_share,
    done_on,
    elapsed_of,
    elapsed_share,
    entries_in_state,
    running_activities,
)
from ka2plan.figures.status import Dated, Item, agenda_of, kind_of, late_items, state_of
from ka2plan.plan.model import CANCELLED, DONE, PLANNED, RUNNING, Activity, Indicator
from ka2plan.print.json_values import exact, iso, ratio
from ka2plan.print.view import View

if TYPE_CHECKING:
    from datetime import date


def status_json(view: View) -> dict[str, Any]:
    """How the plan stands on a day, as values.

    ``{"version": 1, "today", "elapsed": share of the project's days or null, "activities": {"planned",
    "running", "done", "cancelled"}, "late": [{"id", "kind", "event", "date", "days"}], "next": [as late],
    "forecast_end": date or null, "running": [{"id", "start", "end", "progress", "elapsed"}], "done": [{"id",
    "kind", "on": date or null}], "cancelled": [{"id", "kind", "money"}], "evidence": [{"activity",
    "evidence": name or null where none is noted, "got": true or false, "on": date or null}], "owed":
    {partner: {"late": [ids], "evidence": [as evidence], "papers": [names]}}, "indicators": {id: {"target",
    "achieved", "unit", "share"}}}``.

    ``event`` is ``start``, ``end`` or ``due``; ``days`` is how many lie between today and the date, at
    least 0; ``progress`` is a number from 0 to 100; ``money`` is null for what has none of its own. Evidence is
    told of what runs or is done, and owed of what is done.
    """
    plan, today = view.plan, view.today
    agenda, forecast = agenda_of(plan, today), view.forecast
    states = [state_of(activity) for activity in plan.activities.values()]
    return {
        "version": 1,
        "today": iso(today),
        "elapsed": elapsed_share(plan, today),
        "activities": {state: states.count(state) for state in (PLANNED, RUNNING, DONE, CANCELLED)},
        "late": [_item(item, today) for item in late_items(agenda)],
        "next": [_item(item, today) for item in agenda if not item.late],
        "forecast_end": iso(forecast.end if forecast else None),
        "running": [_running(activity, today) for activity in running_activities(plan)],
        "done": [_done(entry) for entry in entries_in_state(plan, DONE)],
        "cancelled": [_cancelled(entry) for entry in entries_in_state(plan, CANCELLED)],
        "evidence": [_proof(proof) for proof in evidence_of(plan, today)],
        "owed": {owed.partner: _owed(owed) for owed in owed_on(plan, today)},
        "indicators": {id: _indicator(indicator) for id, indicator in plan.indicators.items()},
    }


def _item(item: Item, today: date) -> dict[str, Any]:
    distance = abs((item.day - today).days)
    return {"id": item.id, "kind": item.kind, "event": item.what, "date": iso(item.day), "days": distance}


def _running(activity: Activity, today: date) -> dict[str, Any]:
    return {
        "id": activity.id,
        "start": iso(activity.start),
        "end": iso(activity.end),
        "progress": activity.progress,
        "elapsed": elapsed_of(activity, today),
    }


def _done(entry: Dated) -> dict[str, Any]:
    return {"id": entry.id, "kind": kind_of(entry), "on": iso(done_on(entry))}


def _proof(proof: Proof) -> dict[str, Any]:
    return {"activity": proof.activity.id, "evidence": proof.name or None, "got": proof.got, "on": iso(proof.on)}


def _owed(owed: Owed) -> dict[str, Any]:
    return {
        "late": [item.id for item in owed.late],
        "evidence": [_proof(proof) for proof in owed.evidence],
        "papers": list(owed.papers),
    }


def _cancelled(entry: Dated) -> dict[str, Any]:
    money = exact(entry.money) if isinstance(entry, Activity) else None
    return {"id": entry.id, "kind": kind_of(entry), "money": money}


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "target": exact(indicator.target),
        "achieved": exact(indicator.achieved),
        "unit": indicator.unit,
        "share": ratio(achieved_share(indicator)),
    }
