"""The network as JSON forms: plain dictionaries in which dates are ISO texts and money and effort are
numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.figures.money import Money, PackageMoney
from ka2plan.figures.workload import PartnerLoad, Workload
from ka2plan.plan.model import Activity
from ka2plan.schedule.schedule import Dates, Network

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ka2plan.schedule.forecast import Forecast


def number(value: Decimal) -> int | float:
    """The number as JSON has it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def dependencies_json(network: Network, forecast: Forecast | None = None) -> dict[str, Any]:
    """The form of ``show dependencies --json``: every live activity; null what is not known.

    Milestones and deliverables take part in the network and are not listed. ``length_days`` is null with a
    cycle. Without a forecast nothing runs yet, and what comes of it is null.
    """
    calendar = network.plan.calendar
    start = network.plan.project.start
    return {
        "version": 1,
        "project": {"start": _iso(start), "end": _iso(calendar.end if calendar else None)},
        "length_days": network.length_days,
        "cycle": list(network.cycle) if network.cycle else None,
        "activities": {}
        if network.cycle
        else {
            activity.id: {
                **_dates(activity, network.schedule.get(activity.id)),
                **_forecast(activity.id, forecast),
            }
            for activity in network.plan.live_activities()
        },
    }


def _dates(activity: Activity, dates: Dates | None) -> dict[str, Any]:
    return {
        "start": _iso(activity.start),
        "end": _iso(activity.end),
        "earliest_start": _iso(dates and dates.earliest_start),
        "earliest_end": _iso(dates and dates.earliest_end),
        "latest_start": _iso(dates and dates.latest_start),
        "latest_end": _iso(dates and dates.latest_end),
        "slack_days": dates.slack_days if dates else None,
        "critical": bool(dates and dates.critical),
    }


def _forecast(id: str, forecast: Forecast | None) -> dict[str, Any]:
    start, end = (forecast and forecast.dates(id)) or (None, None)
    return {
        "forecast_start": _iso(start),
        "forecast_end": _iso(end),
        "forecast_slack_days": forecast.slack_days.get(id) if forecast else None,
        "forecast_critical": id in forecast.critical if forecast else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def workload_json(workload: Workload) -> dict[str, Any]:
    """The form of ``show workload --json``.

    ``activities`` and ``leads`` count the live activities a partner takes part in and leads; the third of
    each in ``together`` counts those the two share. Months are rounded to six decimals, shares are not.
    """
    return {
        "version": 1,
        "unit": workload.unit,
        "partners": {id: _load(load) for id, load in workload.partners.items()},
        "together": [[pair.one, pair.other, len(pair.activities)] for pair in workload.together],
    }


def _load(load: PartnerLoad) -> dict[str, Any]:
    return {
        "effort": number(load.effort),
        "effort_share": load.effort_share,
        "money": number(load.money),
        "money_share": load.money_share,
        "capacity": None if load.capacity is None else number(load.capacity),
        "capacity_by_month": [None if can is None else number(can) for can in load.capacity_by_month],
        "by_month": list(load.by_month),
        "activities": len(load.activities),
        "leads": len(load.leads),
    }


def budget_json(money: Money) -> dict[str, Any]:
    """The form of ``show budget --json``; ``difference`` is the total less the lump sum.

    ``total`` of a work package is its ``unallocated`` and what its ``partners`` have together.
    """
    return {
        "version": 1,
        "lump_sum": _amount(money.lump_sum),
        "total": number(money.total),
        "difference": _amount(money.difference),
        "cancelled": number(money.cancelled),
        "management_share": None if money.management_share is None else float(money.management_share),
        "by_wp": {id: _package(package) for id, package in money.by_wp.items()},
        "by_partner": _amounts(money.by_partner),
        "by_activity": _amounts(money.by_activity),
    }


def _package(package: PackageMoney) -> dict[str, Any]:
    return {
        "total": number(package.total),
        "unallocated": number(package.unallocated),
        "partners": _amounts(package.partners),
    }


def _amounts(amounts: Mapping[str, Decimal]) -> dict[str, int | float]:
    return {id: number(amount) for id, amount in amounts.items()}


def _amount(amount: Decimal | None) -> int | float | None:
    return None if amount is None else number(amount)
