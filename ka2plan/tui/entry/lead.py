"""Giving an entry another lead."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ka2plan.document import Batch, Edit, ListInsert, ListRemove, SetValue
from ka2plan.findings import Path
from ka2plan.plan import Activity, Plan
from ka2plan.plan.model import ZERO
from ka2plan.words.figures import effort, listed, money
from ka2plan.words.messages import _


class Stake(NamedTuple):
    """What an organisation has in an activity."""

    money: Decimal
    effort: Decimal


def to_lead(plan: Plan, place: Path, id: str) -> Edit:
    """Makes somebody the lead; who led an activity stays among its partners where money or effort is theirs.

    Args:
        plan: the plan as it is.
        place: key path of the lead.
        id: the partner that is to lead.
    """
    lead = SetValue(place, id)
    activity, partners = _activity(plan, place), (*place[:2], "partners")
    if activity is None:
        return lead
    edits: list[Edit] = [lead]
    if id in activity.partners:
        edits.append(ListRemove(partners, id))
    if id != activity.lead and any(_stake(activity)) and activity.lead not in activity.partners:
        edits.append(ListInsert(partners, activity.lead))
    return Batch(tuple(edits), lead.label) if len(edits) > 1 else lead


def told_lead(plan: Plan, places: Sequence[Path], id: str) -> str:
    """What comes of making somebody the lead, told of the plan before: who leads then, who stays, who leaves."""
    parts = [_("{partner} leads {entries}").format(partner=id, entries=listed(str(place[1]) for place in places))]
    led = [(activity.lead, activity) for place in places if (activity := _activity(plan, place))]
    for old in dict.fromkeys(lead for lead, activity in led if lead not in (None, id, *activity.partners)):
        stakes = [_stake(activity) for lead, activity in led if lead == old]
        amounts = (sum((stake.money for stake in stakes), ZERO), sum((stake.effort for stake in stakes), ZERO))
        told = [money(amounts[0])] if amounts[0] else []
        told += [effort(amounts[1], plan.project.effort_unit)] if amounts[1] else []
        words = _("{partner} stays a partner ({stake})") if told else _("{partner} leaves")
        parts.append(words.format(partner=old, stake=", ".join(told)))
    return "; ".join(parts)


def _activity(plan: Plan, place: Path) -> Activity | None:
    return plan.activities.get(str(place[1])) if place[0] == "activities" else None


def _stake(activity: Activity) -> Stake:
    """What its lead has in it."""
    lead = activity.lead or ""
    return Stake(activity.budget.get(lead, ZERO), activity.effort.get(lead, ZERO))
