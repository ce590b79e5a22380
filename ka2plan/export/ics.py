"""``export ics``: milestones, deliverables and activities for a calendar; stable UIDs, so that a re-import updates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from ka2plan.charts.tables.activities import status_word
from ka2plan.export.material import Material
from ka2plan.figures.status import state_of
from ka2plan.plan import Activity, Deliverable, Milestone
from ka2plan.plan.model import DONE, RUNNING
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

PRODUCT = "-//ka2plan//ka2plan//EN"


def write(material: Material) -> bytes:
    """An iCalendar file of all-day events; ``options["partner"]`` keeps what that partner takes part in."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", in_file(material.title))
    for event in _events(material):
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _events(material: Material) -> Iterator[Any]:
    partner = material.options.get("partner")
    for activity in material.plan.activities.values():
        if partner is None or partner in material.everybody_in(activity):
            for number, (first, last) in enumerate(activity.stretches):
                yield _activity_event(material, activity, number, first, last)
    for event in material.events:
        if event.due and (partner is None or event.lead == partner or _concerns(material, event, partner)):
            yield _due_event(material, event, event.due)


def _concerns(material: Material, event: Milestone | Deliverable, partner: str) -> bool:
    """Whether the partner takes part in what the milestone or deliverable waits for."""
    activities = (material.plan.activities.get(link.id) for link in event.after)
    return any(activity and partner in material.everybody_in(activity) for activity in activities)


def _event(material: Material, key: str, summary: str, first: date, last: date, told: str, cancelled: bool) -> Any:
    from icalendar import Event

    event = Event()
    project = material.plan.project
    name = f"{project.acronym or project.title}|{project.call}|{project.type}|{key}"
    event.add("uid", f"{sha256(name.encode()).hexdigest()[:32]}@ka2plan")
    event.add("dtstamp", material.created)
    event.add("summary", in_file(summary))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if told:
        event.add("description", in_file(told, multiline=True))
    if project.acronym:
        event.add("categories", [in_file(project.acronym)])
    return event


def _activity_event(material: Material, activity: Activity, number: int, first: date, last: date) -> Any:
    told = [_("Lead: {name}").format(name=material.partner_name(activity.lead))]
    if activity.partners:
        names = ", ".join(material.partner_name(partner) for partner in activity.partners)
        told.append(_("With: {names}").format(names=names))
    if activity.results:
        told.append(_("Expected: {results}").format(results=activity.results))
    state = state_of(activity)
    if state in (RUNNING, DONE):
        told.append(_("Status: {status}").format(status=status_word(state)))
    key = activity.id if number == 0 else f"{activity.id}#{number}"
    event = _event(material, key, _summary(material, activity), first, last, "\n".join(told), activity.cancelled)
    if activity.venue and (activity.venue.place or activity.venue.country):
        event.add("location", in_file(", ".join(filter(None, activity.venue))))
    return event


def _due_event(material: Material, event: Milestone | Deliverable, due: date) -> Any:
    told = [_("Lead: {name}").format(name=material.partner_name(event.lead))] if event.lead else []
    if isinstance(event, Milestone) and event.verification:
        told.append(_("Verified by: {means}").format(means=event.verification))
    return _event(material, event.id, _summary(material, event), due, due, "\n".join(told), event.cancelled)


def _summary(material: Material, entry: Activity | Milestone | Deliverable) -> str:
    acronym = material.plan.project.acronym
    return f"{acronym} {entry.id}: {entry.title}" if acronym else f"{entry.id}: {entry.title}"
