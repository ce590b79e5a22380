"""A portfolio as values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.figures.portfolio import DeadlineAhead, Entry, Month, NextDate, PlanRow, deadlines_ahead
from ka2plan.figures.portfolio_consortia import SameConsortium, same_consortia
from ka2plan.figures.portfolio_organisations import Applications, Booked, Organisation, organisations_of
from ka2plan.print.json_values import exact, iso

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.calls import Fact

DIGITS = 6
"""Of effort: sums of parts compare as they read."""


def portfolio_json(entries: tuple[Entry, ...], today: date) -> dict[str, Any]:
    """``{"version": 1, "today", "plans": [...], "organisations": [...], "same_partners": [...], "deadlines": [...]}``.

    A plan that could not be read has ``fault`` and null elsewhere. Effort is by calendar month
    (``"2027-03"``) and unit; money is EUR.
    """
    return {
        "version": 1,
        "today": iso(today),
        "plans": [_plan(entry.row) for entry in entries],
        "organisations": [_organisation(organisation) for organisation in organisations_of(entries)],
        "same_partners": [_consortium(consortium) for consortium in same_consortia(entries)],
        "deadlines": [_deadline(deadline) for deadline in deadlines_ahead(entries, today)],
    }


def _plan(row: PlanRow) -> dict[str, Any]:
    known = not row.fault
    return {
        "path": row.path,
        "acronym": row.acronym or None,
        "title": row.title or None,
        "type": row.type or None,
        "call": row.call,
        "round": row.round if known else None,
        "phase": row.phase or None,
        "lump_sum": exact(row.lump_sum),
        "total": exact(row.total),
        "start": iso(row.start),
        "end": iso(row.end),
        "findings": dict(row.counts) if known else None,
        "next": _next(row.next_date),
        "late": row.late if known else None,
        "forecast_end": iso(row.at_best),
        "fault": row.fault or None,
    }


def _next(coming: NextDate | None) -> dict[str, Any] | None:
    if coming is None:
        return None
    return {"date": iso(coming.day), "what": coming.what, "id": coming.id or None, "title": coming.title or None}


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return {
        "oid": organisation.oid or None,
        "name": organisation.name,
        "country": organisation.country,
        "plans": [{"path": part.path, "id": part.partner, "money": exact(part.money)} for part in organisation.parts],
        "applications": [_applications(applications) for applications in organisation.applications],
        "effort": [_booked(booked) for booked in organisation.booked],
    }


def _applications(applications: Applications) -> dict[str, Any]:
    return {
        "call": applications.call,
        "round": applications.round,
        "type": applications.code,
        "plans": [part.path for part in applications.parts],
        "as_applicant": [part.path for part in applications.as_applicant],
        "limit": _limit(applications.limit),
        "applicant_limit": _limit(applications.applicant_limit),
        "severity": applications.severity,
    }


def _consortium(consortium: SameConsortium) -> dict[str, Any]:
    return {
        "call": consortium.call,
        "round": consortium.round,
        "type": consortium.code,
        "plans": list(consortium.paths),
        "severity": consortium.severity,
    }


def _limit(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    sources = list(fact.source_ids)
    return {"value": fact.value, "evidence": fact.evidence, "sources": sources, "borrowed": fact.borrowed}


def _booked(booked: Booked) -> dict[str, Any]:
    return {
        "unit": booked.unit,
        "capacity": exact(booked.capacity),
        "by_month": {_month(month): round(effort, DIGITS) for month, effort in booked.by_month.items()},
        "overloads": [
            {
                "month": _month(busy.month),
                "effort": round(busy.effort, DIGITS),
                "plans": {part.path: round(effort, DIGITS) for part, effort in busy.behind},
            }
            for busy in booked.overloads
        ],
    }


def _month(month: Month) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"


def _deadline(deadline: DeadlineAhead) -> dict[str, Any]:
    return {
        "at": deadline.at.isoformat(timespec="minutes"),
        "call": deadline.call,
        "round": deadline.round,
        "type": deadline.code,
        "plans": list(deadline.paths),
        "agency_decides": deadline.agency_decides,
    }
