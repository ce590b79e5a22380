"""``export json``: the plan with its computed dates and sums, for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.export.material import Material
from ka2plan.plan.calendar import Lag
from ka2plan.plan.model import Link, Month
from ka2plan.schedule.forms import number
from ka2plan.words.visible import json_text, without_unseen


def write(material: Material) -> str:
    """``{"version": 1, "project": {...}, "partners": {...}, ...}``: ISO dates, money as numbers, ids as keys."""
    return json_text(form(material))


def form(material: Material) -> dict[str, Any]:
    """The values of the export."""
    plan = material.plan
    calendar = plan.calendar
    tables = (
        "partners",
        "objectives",
        "work_packages",
        "activities",
        "milestones",
        "deliverables",
        "indicators",
    )
    project = _entry(plan.project)
    project["end"] = calendar.end.isoformat() if calendar else None
    for entry in (packages := _table(plan.work_packages)):
        span = material.span(plan.work_packages[entry])
        packages[entry]["span"] = [span[0].isoformat(), span[1].isoformat()] if span else None
        packages[entry]["money"] = _plain(getattr(material.money.by_wp.get(entry), "total", None))
    activities = _table(plan.activities)
    for id, activity in activities.items():
        activity["money"] = _plain(plan.activities[id].money)
        activity["critical"] = id in material.critical
    made = {"work_packages": packages, "activities": activities}
    return {
        "version": 1,
        "project": project,
        **{name: made.get(name) or _table(getattr(plan, name)) for name in tables},
        "texts": _plain(plan.texts),
    }


def _table(entries: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {id: _entry(entry) for id, entry in entries.items()}


def _entry(entry: Any) -> dict[str, Any]:
    return {name: _plain(value) for name, value in zip(entry._fields, entry, strict=True) if name != "id"}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return without_unseen(value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Month, Lag)):
        return str(value)
    if isinstance(value, Mapping):
        return {f"M{key}" if isinstance(key, int) else key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, Link):
        return {"id": value.id, "type": value.type, "lag": str(value.lag)}
    if hasattr(value, "_fields"):
        return {name: _plain(inner) for name, inner in zip(value._fields, value, strict=True)}
    if isinstance(value, Iterable):
        return [_plain(inner) for inner in value]
    return value
