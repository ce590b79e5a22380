"""Values of a plan as an application form wants them: days as DD/MM/YYYY, plain amounts, full names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.activities import links_text, venue_text
from ka2plan.export.material import Material
from ka2plan.plan import Activity, Deliverable, Milestone, WorkPackage
from ka2plan.plan.model import ZERO
from ka2plan.words.figures import day
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


ROLES_OF_PART_B = {"beneficiary": "BEN", "affiliated": "AE", "associated": "AP"}


def amount_text(amount: Decimal) -> str:
    """``12500`` or ``12500.50``: what a field for numbers takes in every language."""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def day_text(moment: date | None) -> str:
    """``01/11/2026``, as the forms write days."""
    return moment.strftime("%d/%m/%Y") if moment else ""


def paper_text(there: bool | date | None) -> str:
    """Whether a paper is there: ``there``, the day it came, or nothing."""
    if there is None or there is False:
        return ""
    return _("there") if there is True else day(there)


def project_value(material: Material, key: str) -> str:
    """A value of the project."""
    project, calendar = material.plan.project, material.plan.calendar
    if key == "end":
        return day_text(calendar.end if calendar else None)
    if key == "start":
        return day_text(project.start)
    if key == "type":
        type_ = material.call.type
        return f"{project.type} ({_(type_.field_name)})" if type_ and type_.field_name else project.type
    if key == "lump_sum":
        return amount_text(project.lump_sum) if project.lump_sum is not None else ""
    return _plain(getattr(project, key, ""))


def entry_value(material: Material, id: str, key: str) -> str:
    """A value of a work package, activity, milestone, deliverable or partner."""
    entry = material.plan.entry(id) or material.plan.partners.get(id)
    if key == "id":
        return id
    if key == "lead":
        return material.partner_name(getattr(entry, "lead", None))
    if isinstance(entry, WorkPackage):
        return _package_value(material, entry, key)
    if isinstance(entry, Activity):
        return _activity_value(material, entry, key)
    if isinstance(entry, (Milestone, Deliverable)):
        return _event_value(material, entry, key)
    return _plain(getattr(entry, key, ""))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value).strip()


def _package_value(material: Material, package: WorkPackage, key: str) -> str:
    calendar, span = material.plan.calendar, material.span(package)
    if key == "money":
        money = material.money.by_wp.get(package.id)
        return amount_text(money.total if money else ZERO)
    if key == "activities":
        return str(len(material.plan.activities_of(package.id)))
    if key == "months":
        return f"M{calendar.month_of(span[0])}–M{calendar.month_of(span[1])}" if span and calendar else ""
    return _plain(getattr(package, key, ""))


def _activity_value(material: Material, activity: Activity, key: str) -> str:
    if key in ("start", "end"):
        return day_text(activity.start if key == "start" else activity.end)
    if key == "money":
        return amount_text(activity.money)
    if key == "days":
        return str(sum((last - first).days + 1 for first, last in activity.stretches) or "")
    if key == "venue":
        return venue_text(activity.venue)
    if key in ("partners", "participants"):
        return ", ".join(material.partner_name(partner) for partner in getattr(activity, key))
    if key == "roles":
        return ", ".join(_role(material, partner) for partner in activity.participants)
    if key == "items":
        return ", ".join(f"{name}: {amount_text(amount)} EUR" for name, amount in activity.items.items())
    if key == "after":
        return links_text(activity.after)
    return _plain(getattr(activity, key, ""))


def _role(material: Material, partner: str) -> str:
    """The role of a participant in the words of Part B."""
    if partner == material.plan.project.coordinator:
        return "COO"
    known = material.plan.partners.get(partner)
    return ROLES_OF_PART_B[known.role] if known else "AP"


def _event_value(material: Material, event: Milestone | Deliverable, key: str) -> str:
    calendar = material.plan.calendar
    if key == "number":
        live = [id for id, milestone in material.plan.milestones.items() if not milestone.cancelled]
        return str(live.index(event.id) + 1) if event.id in live else ""
    if key == "due":
        return f"M{calendar.month_of(event.due)}" if event.due and calendar else day_text(event.due)
    return _plain(getattr(event, key, ""))
