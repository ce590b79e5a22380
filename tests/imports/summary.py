"""A plan that was read from tables in a few lines, so that a layout's expectation can stand beside the layout."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ka2plan.plan import Plan
from ka2plan.plan.model import Month


def summary(plan: Plan) -> list[str]:
    """Organisations, work packages, activities, milestones, deliverables and indicators, a line each."""
    return [
        *(_partner(entry) for entry in plan.partners.values()),
        *(_package(entry) for entry in plan.work_packages.values()),
        *(_activity(entry) for entry in plan.activities.values()),
        *(_event(entry) for entry in (*plan.milestones.values(), *plan.deliverables.values())),
        *(f"{entry.id} {entry.title} {entry.target} {entry.unit}" for entry in plan.indicators.values()),
    ]


def _joined(*parts) -> str:
    return " | ".join(part for part in parts if part)


def _partner(partner) -> str:
    return _joined(
        f"{partner.id} {partner.name}", partner.country, partner.oid, partner.role.replace("beneficiary", "")
    )


def _package(package) -> str:
    return _joined(f"{package.id} {package.title}", package.lead, _span(package), _shares(package))


def _activity(activity) -> str:
    when = "; ".join(f"{_moment(one.start_written)}–{_moment(one.end_written)}" for one in activity.periods)
    who = "+".join(filter(None, (activity.lead, *activity.partners)))
    after = ", ".join(f"{link.id} {link.type}{link.lag}" for link in activity.after)
    venue = ", ".join(filter(None, activity.venue)) if activity.venue else ""
    return _joined(
        f"{activity.id} {activity.title}",
        activity.wp,
        when or _span(activity),
        who,
        _shares(activity),
        after and f"after {after}",
        venue,
        "" if activity.status == "planned" else activity.status,
        "" if activity.progress is None else f"{activity.progress} %",
    )


def _event(event) -> str:
    return _joined(f"{event.id} {event.title}", event.wp, _moment(event.due_written), event.lead)


def _span(entry) -> str:
    if entry.start_written is None and entry.end_written is None:
        return ""
    return f"{_moment(entry.start_written)}–{_moment(entry.end_written)}"


def _moment(moment: Month | date | None) -> str:
    return "?" if moment is None else str(moment)


def _shares(entry) -> str:
    money = " ".join(f"{id}={_figure(amount)}" for id, amount in entry.budget.items())
    amount = getattr(entry, "amount", None)
    effort = " ".join(f"{id}:{_figure(number)}" for id, number in entry.effort.items())
    return " ".join(filter(None, (money, _figure(amount) if amount is not None else "", effort)))


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}"
