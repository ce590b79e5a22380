"""A partner's brief as values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.figures.status import kind_of, state_of
from ka2plan.print.json_values import exact, iso, ratio
from ka2plan.schedule.forms import number

if TYPE_CHECKING:
    from ka2plan.figures.status import Dated, Item
    from ka2plan.schedule.brief import Brief, Task, Wait
    from ka2plan.schedule.forecast import Forecast


def brief_json(brief: Brief) -> dict[str, Any]:
    """The brief as values; effort in ``unit``, money in EUR, ``by_month`` one number a project month.

    ``{"version": 1, "today", "project": {...}, "partner": {...}, "unit", "effort", "effort_share",
    "capacity", "by_month", "overloads": [..months..], "money", "money_share", "money_by_wp", "tasks",
    "results", "waits_for", "waited_for", "dates", "owed", "evidence"}``
    """
    load, project = brief.load, brief.plan.project
    calendar = brief.plan.calendar
    return {
        "version": 1,
        "today": iso(brief.today),
        "project": {
            "title": project.title,
            "acronym": project.acronym,
            "start": iso(project.start),
            "end": iso(calendar.end if calendar else None),
            "coordinator": project.coordinator,
        },
        "partner": {name: getattr(brief.partner, name) for name in ("id", "name", "country", "oid", "role")},
        "unit": project.effort_unit,
        "effort": number(load.effort),
        "effort_share": ratio(load.effort_share),
        "capacity": exact(load.capacity),
        "by_month": list(load.by_month),
        "overloads": [overload.month for overload in brief.overloads],
        "money": number(load.money),
        "money_share": ratio(load.money_share),
        "money_by_wp": {id: number(amount) for id, amount in brief.money_by_package.items()},
        "tasks": [_task(task, brief.forecast) for task in brief.tasks],
        "results": [_result(result) for result in brief.results],
        "waits_for": [_wait(wait) for wait in brief.waits_for],
        "waited_for": [_wait(wait) for wait in brief.waited_for],
        "dates": [_date(item, brief.forecast) for item in brief.agenda],
        "owed": list(brief.owed),
        "evidence": [{"activity": proof.activity.id, "evidence": proof.name or None} for proof in brief.evidence],
    }


def _task(task: Task, forecast: Forecast | None) -> dict[str, Any]:
    return {
        **task._asdict(),
        **_forecast(task.id, forecast),
        "start": iso(task.start),
        "end": iso(task.end),
        "effort": number(task.effort),
        "money": number(task.money),
    }


def _result(result: Dated) -> dict[str, Any]:
    return {
        "id": result.id,
        "kind": kind_of(result),
        "title": result.title,
        "due": iso(getattr(result, "due", None)),
        "status": state_of(result),
    }


def _wait(wait: Wait) -> dict[str, Any]:
    return {**wait._asdict(), "day": iso(wait.day), "forecast": iso(wait.forecast), "lag": wait.lag or None}


def _date(item: Item, forecast: Forecast | None) -> dict[str, Any]:
    told = {"date": iso(item.day), "what": item.what, "id": item.id, "title": item.title, "late": item.late}
    return {**told, **_forecast(item.id, forecast)}


def _forecast(id: str, forecast: Forecast | None) -> dict[str, str | None]:
    start, end = (forecast and forecast.dates(id)) or (None, None)
    return {"forecast_start": iso(start), "forecast_end": iso(end)}
