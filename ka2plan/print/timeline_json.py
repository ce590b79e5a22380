"""The timeline as JSON."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date
from typing import Any

from ka2plan.charts.chart import HEADING, Filter, Row, Stretch
from ka2plan.charts.rows import chart_of
from ka2plan.charts.scale import MONTH, QUARTER, Window, scale_of, wants_months, window_of
from ka2plan.figures.money import money_of
from ka2plan.figures.status import Item, agenda_of, late_items, next_items
from ka2plan.findings import Severity
from ka2plan.plan.model import Plan
from ka2plan.print.json_values import exact, iso, ratio


def timeline_json(  # noqa: PLR0913 - one argument for each option of the command
    plan: Plan,
    findings_counts: Mapping[Severity, int] | None,
    *,
    today: date,
    by: str = "auto",
    only: str | None = None,
    partner: str | None = None,
    since: date | None = None,
    until: date | None = None,
    management_wp: str | None = None,
    granted: Mapping[str, tuple[Stretch, ...]] | None = None,
) -> dict[str, Any]:
    """What the timeline shows, as values.

    ``{"version": 1, "today", "project": {"acronym", "title", "type", "call", "round", "start", "end",
    "months", "lump_sum", "planned", "management_share", "coordinator", "partners", "countries"}, "counts":
    null or {"error", "warning", "advice"}, "window": null or {"start", "end"}, "by": "month" or "quarter",
    "columns": [{"start", "end"}], "rows": [{"id", "kind", "title", "wp", "lead", "partners", "start",
    "end", "stretches": [[start, end]], "status", "progress", "late", "critical", "forecast_start",
    "forecast_end", "granted": null or [[start, end]]}], "forecast_end", "late": [{"id", "event", "date"}],
    "next": [{"id", "event", "date"}]}``.

    ``kind`` is ``work_package``, ``activity``, ``milestone`` or ``deliverable``; ``start`` and ``end`` of
    the last two are both the due date. ``event`` is ``start``, ``end`` or ``due``. ``progress`` is a number
    from 0 to 100, or null. The forecast is null before anything runs; ``critical`` is that of what is left then.
    ``granted`` is where it lay when the plan was granted, with ``--granted``. ``forecast_end`` of the whole is
    when the last of what is left ends at best.

    :raises UsageError: ``since`` lies after ``until``.
    """
    window = window_of(plan, since, until)
    wanted = Filter(only, partner, window if since or until else None)
    chart = chart_of(plan, today, granted=granted, wanted=wanted, window=window)
    rows = [row for row in chart.rows if row.kind != HEADING]
    agenda = agenda_of(plan, today, {row.id for row in rows})
    months = window is None or wants_months(window, by)
    return {
        "version": 1,
        "today": iso(today),
        "project": _project(plan, management_wp),
        "counts": dict(findings_counts) if findings_counts is not None else None,
        "window": {"start": iso(window.first), "end": iso(window.last)} if window else None,
        "by": "month" if months else "quarter",
        "columns": _columns(window, MONTH if months else QUARTER),
        "rows": [_row(row, granted) for row in rows],
        "forecast_end": iso(chart.at_best),
        "late": [_item(item) for item in late_items(agenda)],
        "next": [_item(item) for item in next_items(agenda)],
    }


def _project(plan: Plan, management_wp: str | None) -> dict[str, Any]:
    project, calendar, sums = plan.project, plan.calendar, money_of(plan, management_wp)
    funded = [partner for partner in plan.partners.values() if partner.is_funded]
    return {
        "acronym": project.acronym,
        "title": project.title,
        "type": project.type,
        "call": project.call,
        "round": project.round,
        "start": iso(project.start),
        "end": iso(calendar.end if calendar else None),
        "months": project.months,
        "lump_sum": exact(project.lump_sum),
        "planned": exact(sums.total),
        "management_share": ratio(sums.management_share),
        "coordinator": project.coordinator,
        "partners": len(funded),
        "countries": len({partner.country for partner in funded if partner.country}),
    }


def _columns(window: Window | None, unit: int) -> list[dict[str, str | None]]:
    if window is None:
        return []
    edges = scale_of(window, unit, 1).edges
    return [
        {"start": iso(first), "end": iso(date.fromordinal(following.toordinal() - 1))}
        for first, following in itertools.pairwise(edges)
    ]


def _row(row: Row, granted: Mapping[str, tuple[Stretch, ...]] | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "title": row.title,
        "wp": row.wp,
        "lead": row.lead,
        "partners": list(row.partners),
        "start": iso(row.start),
        "end": iso(row.end),
        "stretches": [[iso(first), iso(last)] for first, last in row.stretches],
        "status": row.status,
        "progress": row.progress,
        "late": row.late,
        "critical": row.critical,
        "forecast_start": iso(row.forecast and row.forecast[0]),
        "forecast_end": iso(row.forecast and row.forecast[1]),
        "granted": None if granted is None else [[iso(first), iso(last)] for first, last in granted.get(row.id, ())],
    }


def _item(item: Item) -> dict[str, str | None]:
    return {"id": item.id, "event": item.what, "date": iso(item.day)}
