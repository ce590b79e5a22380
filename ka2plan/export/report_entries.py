"""What a final report says of one activity: who, when, what came of it, what proves it, what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.charts.tables.activities import venue_text
from ka2plan.charts.tables.owed import got_words
from ka2plan.export.report_blocks import Block, fact, heading, item
from ka2plan.figures.owed import proofs_of
from ka2plan.figures.status import state_of
from ka2plan.plan.model import DONE, Activity
from ka2plan.words.distances import span
from ka2plan.words.figures import listed, money
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.export.material import Material
    from ka2plan.export.since_granted import SinceGranted

LEVEL = 4
"""Of the heading of an activity."""

MOST_NAMED = 12


def carried_out(material: Material, since: SinceGranted | None, activity: Activity) -> Iterator[Block]:
    """An activity that is done or runs, fact by fact; what the plan does not say is left out."""
    yield heading(_named(activity), LEVEL)
    facts = (
        (_("Lead"), material.partner_name(activity.lead)),
        (_("With"), listed(map(material.partner_name, _others(activity)), MOST_NAMED)),
        (_("Planned"), _planned(activity)),
        (_("Took place"), _took_place(activity)),
        (_("Where"), venue_text(activity.venue)),
        (_("Results"), activity.results),
        (_("Amount"), money(activity.money) if activity.money else ""),
        (_("Changed since the grant"), since.sentence("activities", activity.id) if since else ""),
        (_("Evidence"), _evidence(material, activity)),
        (_("Note"), activity.note),
    )
    yield from (fact(label, value) for label, value in facts if value)


def _named(activity: Activity) -> str:
    return f"{activity.id} {activity.title}".strip()


def _others(activity: Activity) -> list[str]:
    return [id for id in activity.participants if id != activity.lead]


def _planned(activity: Activity) -> str:
    return "; ".join(span(first, last) for first, last in activity.stretches)


def _took_place(activity: Activity) -> str:
    """Its actual days; that they are not noted, where it is done without one."""
    start, end = activity.actual
    if start and end:
        return span(start, end)
    if start:
        return _("from {day} on").format(day=span(start, start))
    if end:
        return _("until {day}").format(day=span(end, end))
    return _("as planned, or not written in the plan") if state_of(activity) == DONE else ""


def _evidence(material: Material, activity: Activity) -> str:
    proofs = list(proofs_of(activity, material.today))
    return "; ".join(f"{proof.name}: {got_words(proof)}" for proof in proofs)


def still_to_come(material: Material, since: SinceGranted | None, activity: Activity) -> Block:
    """An activity that has not begun, in a line."""
    parts = [_planned(activity), material.partner_name(activity.lead)]
    told = ", ".join(filter(None, (_named(activity), *parts)))
    changed = since.sentence("activities", activity.id) if since else ""
    if changed:
        told = _("{activity}; since the grant: {changes}").format(activity=told, changes=changed)
    return item(told)


def dropped(activity: Activity, package_note: str = "") -> Block:
    """An activity that was cancelled, with its amount and the reason that its note gives."""
    reason = activity.note or package_note or _("no reason is given")
    return item(_("{activity}: {reason}").format(activity=_with_amount(activity), reason=reason))


def taken_out(activity: Activity) -> Block:
    """An activity that was granted and is not in the plan any more."""
    told = _("{activity}: deleted from the plan since the grant; no reason is given")
    return item(told.format(activity=_with_amount(activity)))


def _with_amount(activity: Activity) -> str:
    return f"{_named(activity)} ({money(activity.money)})" if activity.money else _named(activity)
