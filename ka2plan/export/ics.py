"""``export ics``: milestones, deliverables and activities for a calendar.

UIDs are stable, so that a re-import updates. What a client takes for newer is told by when the plan was last changed,
and by the calendar that is replaced: its events that are gone are withdrawn, and if nothing changed it stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from ka2plan.charts.status_words import status_word
from ka2plan.export.earlier_calendar import PRODUCT, STAMPS, EarlierCalendar, uid_of
from ka2plan.export.material import Material
from ka2plan.figures.status import state_of
from ka2plan.plan import Activity, Deliverable, Milestone
from ka2plan.plan.model import DONE, RUNNING
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import in_file

FIRST_MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
"""SEQUENCE counts quarters of a second from here: it has 31 bits, which last until 2041."""

LAST_SEQUENCE = 2**31 - 1


def write(material: Material) -> bytes:
    """An iCalendar file of all-day events; ``options["partner"]`` keeps what that partner takes part in."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("uid", _uid(material, f"|{material.options.get('partner') or ''}"))
    calendar.add("x-wr-calname", in_file(material.title))
    for event in _stamped(material, uid_of(calendar), list(_events(material))):
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _uid(material: Material, key: str) -> str:
    project = material.plan.project
    name = f"{project.acronym or project.title}|{project.call}|{project.type}|{key}"
    return f"{sha256(name.encode()).hexdigest()[:32]}@ka2plan"


def _stamped(material: Material, calendar: str, events: list[Any]) -> list[Any]:
    """The events and those to withdraw, each with how new it is."""
    earlier = EarlierCalendar(material.earlier)
    if earlier.is_of(calendar, in_file(material.plan.project.title), events):
        events = [*events, *earlier.withdrawn(events)]
    elif earlier.events:
        material.notices.append(_told_of_another(len(earlier.events)))
        earlier = EarlierCalendar(None)
    if earlier.says(events):
        for event in events:
            event.update({name: earlier.events[uid_of(event)][name] for name in STAMPS})
        return events
    changed = _changed(material)
    sequence = max(_sequence(changed), earlier.sequence + 1)
    for event in events:
        event.add("dtstamp", changed)
        event.add("last-modified", changed)
        event.add("sequence", min(sequence, LAST_SEQUENCE))
    return events


def _told_of_another(count: int) -> str:
    sentence = ngettext(
        "the calendar that was there has {count} event, and none of this plan (another acronym, call or type?);"
        " it was not withdrawn",
        "the calendar that was there has {count} events, and none of this plan (another acronym, call or type?);"
        " they were not withdrawn",
        count,
    )
    return sentence.format(count=count)


def _changed(material: Material) -> datetime:
    """When the plan was last changed; where nothing tells, a day before anybody wrote a plan for its call."""
    if material.changed:
        return material.changed
    material.notices.append(
        _("it is not known when this plan was changed, so calendars cannot see that a later export is newer")
    )
    year = material.plan.project.call or FIRST_MOMENT.year
    return datetime(max(min(year, date.max.year) - 1, 1970), 1, 1, tzinfo=UTC)


def _sequence(moment: datetime) -> int:
    return max(0, int((moment - FIRST_MOMENT).total_seconds() * 4))


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
    event.add("uid", _uid(material, key))
    event.add("summary", in_file(summary))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if told:
        event.add("description", in_file(told, multiline=True))
    if acronym := material.plan.project.acronym:
        event.add("categories", [in_file(acronym)])
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
