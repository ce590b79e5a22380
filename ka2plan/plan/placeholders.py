"""Words that a new plan begins with and that are there to be replaced: ``new`` writes them, the rules look for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.plan.model import Plan

ACRONYM = "MYPROJECT"
TITLE = N_("Title of the project")
COORDINATOR = N_("Coordinator (replace)")
PARTNER = N_("Partner {number} (replace)")
OBJECTIVE = N_("What will be different at the end, with a number")

NEEDS, MATERIALS, PILOT = N_("Analysis of needs"), N_("Development of materials"), N_("Pilot")
"""What a new plan does; these are titles that an activity can keep."""

DONE = N_("{task}: done")
"""The title of a milestone that closes a task; it can stay as long as the activity is called so."""

NEEDS_KNOWN = N_("Report on what the target groups need")
MATERIALS_READY = N_("Materials, ready for the pilot")
MATERIALS_TRIED = N_("Materials used and evaluated in the pilot")
HANDED_ON = N_("Results shared with other organisations in the field")
RESULTS = (NEEDS_KNOWN, MATERIALS_READY, MATERIALS_TRIED, HANDED_ON)

REACHED, PEOPLE, TARGET = N_("People reached"), N_("people"), 100
"""The one indicator of a new plan: its title, its unit, and a number that nobody has thought about."""


def placeholders_of(plan: Plan) -> Iterator[Path]:
    """Where words of a new plan still stand, in the order of the plan."""
    project = plan.project
    if _is(project.title, TITLE):
        yield "project", "title"
    if project.acronym == ACRONYM:
        yield "project", "acronym"
    names = {COORDINATOR, *(PARTNER.format(number=number) for number in range(1, len(plan.partners) + 1))}
    names |= {_(COORDINATOR), *(_(PARTNER).format(number=number) for number in range(1, len(plan.partners) + 1))}
    for id, partner in plan.partners.items():
        if partner.name in names:
            yield "partners", id, "name"
    for id, objective in plan.objectives.items():
        if _is(objective.title, OBJECTIVE):
            yield "objectives", id, "title"
    for id, activity in plan.activities.items():
        if _is(activity.results, *RESULTS):
            yield "activities", id, "results"
    for id, milestone in plan.milestones.items():
        if _is(milestone.verification, *RESULTS):
            yield "milestones", id, "verification"
        if _closes_another(plan, milestone.title, [link.id for link in milestone.after]):
            yield "milestones", id, "title"
    for id, indicator in plan.indicators.items():
        if _is(indicator.title, REACHED) and indicator.target == TARGET:
            yield "indicators", id, "title"


def _is(text: str | None, *known: str) -> bool:
    """Whether a text is one of these, in English or in the user's language."""
    plain = " ".join((text or "").split())
    return bool(plain) and any(plain in (one, _(one)) for one in known)


def _closes_another(plan: Plan, title: str, after: list[str]) -> bool:
    """Whether a milestone is called after a task of a new plan, and none that it waits for is called so."""
    called = {entry.title for id in after if (entry := plan.entry(id))}
    for task in (NEEDS, MATERIALS, PILOT):
        if _is(title, DONE.format(task=task), _(DONE).format(task=_(task))):
            return not {task, _(task)} & called
    return False
