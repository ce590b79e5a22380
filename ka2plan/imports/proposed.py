"""Activities that a partner proposes in free rows: complete, and not twice."""

from __future__ import annotations

from typing import Any, NamedTuple

from ka2plan.imports.fillin import Answers
from ka2plan.merge.traits import plain_title
from ka2plan.plan.schema import ACTIVITIES
from ka2plan.plan.values import quoted
from ka2plan.words.messages import _

Data = dict[str, Any]

LONGEST_PROJECT = 24
"""Months to fill in where the plan does not say how long it takes."""


class Proposals(NamedTuple):
    """What is to be added."""

    new: list[tuple[str, Data]]
    """Kind and values of each."""
    told: list[str]
    """What was not taken, or was filled in."""


def proposals(answers: Answers, data: Data) -> Proposals:
    """The activities that the plan does not have yet, each led by who proposes it, with a note that says so."""
    found = Proposals([], [])
    activities = data.get("activities")
    entries = activities.items() if isinstance(activities, dict) else ()
    there = {plain_title(entry, ACTIVITIES): id for id, entry in entries if isinstance(entry, dict)}
    for values in answers.new:
        title = plain_title(values, ACTIVITIES)
        if title in there:
            message = _("{title} is in the plan already, as {id}; it was not added again")
            found.told.append(message.format(title=quoted(values["title"]), id=there[title]))
            continue
        missing = {key: day for key, day in _whole_project(data).items() if key not in values}
        if missing:
            message = _("{title} has no start or no end; it got that of the project")
            found.told.append(message.format(title=quoted(values["title"])))
        found.new.append(("activities", _complete({**missing, **values}, answers.sent.partner)))
    return found


def _whole_project(data: Data) -> Data:
    project = data.get("project")
    months = project.get("months") if isinstance(project, dict) else None
    return {"start": "M1", "end": f"M{months if isinstance(months, int) else LONGEST_PROJECT}"}


def _complete(values: Data, partner: str) -> Data:
    """The values in the order in which a plan has them."""
    said = _("Proposed by {partner}.").format(partner=partner)
    note = f"{said}\n{values['note']}" if values.get("note") else said
    first: Data = {key: values[key] for key in ("wp", "title", "start", "end") if key in values}
    return {**first, "lead": partner, **values, "note": note}
