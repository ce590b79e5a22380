"""Giving an entry another lead."""

from __future__ import annotations

from ka2plan.document import Batch, Edit, ListRemove, SetValue
from ka2plan.findings import Path
from ka2plan.plan import Plan


def to_lead(plan: Plan, place: Path, id: str) -> Edit:
    """Makes somebody the lead; who leads an activity is not named among its partners as well.

    Args:
        plan: the plan as it is.
        place: key path of the lead.
        id: the partner that is to lead.
    """
    lead = SetValue(place, id)
    activity = plan.activities.get(str(place[1])) if place[0] == "activities" else None
    if activity is None or id not in activity.partners:
        return lead
    return Batch((lead, ListRemove((*place[:2], "partners"), id)), lead.label)
