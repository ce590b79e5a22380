"""What is taken where a field is empty: the usual word, and of a work package what its activities say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ka2plan.plan import Activity, Plan, WorkPackage, span_of
from ka2plan.plan.model import ZERO
from ka2plan.session import Snapshot
from ka2plan.tui.editor.fields.choices import word_choices
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.words.figures import day, effort, money
from ka2plan.words.messages import _


def stands_in(snapshot: Snapshot, field: EntryField) -> str:
    """What is taken for the value of an empty field, in words; empty where nothing is."""
    package = snapshot.plan.work_packages.get(str(field.path[1])) if field.path[0] == "work_packages" else None
    if package and field.key and field.key.name in ("start", "end", "budget", "effort"):
        return _of_activities(snapshot.plan, package, field)
    if field.path == ("partners", snapshot.plan.project.coordinator, "role"):
        return _("coordinator")
    usual = field.key.choices[0] if field.key and field.key.choices and not field.inside else ""
    words = word_choices(field.key) if field.key and usual else ()
    return next((choice.detail or choice.label for choice in words if choice.value == usual), "")


def _of_activities(plan: Plan, package: WorkPackage, field: EntryField) -> str:
    key = field.key.name if field.key else ""
    activities = plan.activities_of(package.id)
    if key in ("start", "end"):
        span = span_of(plan, package)
        words = _("{month} from its activities") if activities else _("{month}, as the project")
        return words.format(month=_month(plan, span[key == "end"])) if span else ""
    partner = str(field.path[-1]) if field.inside else None
    total = sum((_share(activity, key, partner) for activity in activities), ZERO)
    amount = money(total) if key == "budget" else effort(total, plan.project.effort_unit)
    return _("{amount} in its activities").format(amount=amount) if total else ""


def _share(activity: Activity, key: str, partner: str | None) -> Decimal:
    """What an activity has of money or effort, or one partner in it."""
    parts = activity.budget if key == "budget" else activity.effort
    if partner is not None:
        return parts.get(partner, ZERO)
    return activity.money if key == "budget" else sum(parts.values(), ZERO)


def _month(plan: Plan, moment: date) -> str:
    return f"M{plan.calendar.month_of(moment)}" if plan.calendar else day(moment)
