"""The calendar as icalendar reads it, and what a second import does to the first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from ka2plan.words.visible import in_file
from tests.export.making import ADVANCED, FORMULAS, MARKUP, SAMPLES, SOUND, exported, hostile, plan_in, plan_of

LONGEST_LINE = 75
"""Octets, without the line's end (RFC 5545, 3.1)."""


def events(data):
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def by_id(data):
    return {str(event["summary"]).split(" ")[1].rstrip(":"): event for event in events(data).values()}


def days(event):
    return event["dtstart"].dt, event["dtend"].dt - timedelta(days=1)


def imported(calendar, data):
    """What a calendar holds after importing a file: an event that it has by its UID is replaced."""
    return {**calendar, **events(data)}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_stretch_milestone_and_deliverable_is_an_event_on_its_days(sample):
    plan, data = plan_in(sample), exported("ics", plan_in(sample))
    wanted = sorted(
        [stretch for activity in plan.activities.values() for stretch in activity.stretches]
        + [(due, due) for event in (*plan.milestones.values(), *plan.deliverables.values()) if (due := event.due)]
    )
    found = events(data)
    assert sorted(days(event) for event in found.values()) == wanted
    assert all(event["transp"] == "TRANSPARENT" and "summary" in event for event in found.values())
    assert not Calendar.from_ical(data).errors


def test_uids_stay_when_titles_and_dates_change_so_that_a_second_import_updates_the_first():
    text = SOUND.read_text(encoding="utf-8")
    later = text.replace('title = "Needs survey in twelve schools"', 'title = "Needs survey"').replace(
        'start = "M1"\nend = "M4"', 'start = "M2"\nend = "M5"', 1
    )
    assert later.count('"M2"') > text.count('"M2"')
    first, second = exported("ics", plan_of(text)), exported("ics", plan_of(later))
    calendar = imported(imported({}, first), second)
    assert calendar.keys() == events(first).keys()
    changed = by_id(second)["A2.1"]
    assert str(changed["summary"]) == "OUTCLASS A2.1: Needs survey"
    assert calendar[str(changed["uid"])] == changed
    assert days(changed) == (plan_of(later).activities["A2.1"].start, plan_of(later).activities["A2.1"].end)


def test_a_new_activity_leaves_the_uids_of_all_others_alone():
    text = SOUND.read_text(encoding="utf-8")
    new = '[activities.NEW]\ntitle = "new"\nstart = "M1"\nend = "M2"\nlead = "OSL"\n\n'
    more = text.replace('[activities."A2.1"]', f'{new}[activities."A2.1"]')
    assert len(events(exported("ics", plan_of(more)))) == len(events(exported("ics", plan_of(text)))) + 1
    assert events(exported("ics", plan_of(text))).keys() < events(exported("ics", plan_of(more))).keys()


def test_two_projects_in_one_calendar_share_no_uid():
    first, second = plan_in(SOUND), plan_in(ADVANCED)
    assert not events(exported("ics", first)).keys() & events(exported("ics", second)).keys()


def test_what_is_cancelled_is_withdrawn_under_its_uid():
    event = by_id(exported("ics", plan_in(ADVANCED)))["A3.3"]
    assert event["status"] == "CANCELLED"
    text = ADVANCED.read_text(encoding="utf-8").replace('status = "cancelled"', 'status = "planned"')
    back = by_id(exported("ics", plan_of(text)))["A3.3"]
    assert (back["uid"], back["status"]) == (event["uid"], "CONFIRMED")


def test_periods_are_events_with_uids_of_their_own():
    found = [event for event in events(exported("ics", plan_in(ADVANCED))).values() if " A4.2: " in event["summary"]]
    assert [days(event) for event in found] == list(plan_in(ADVANCED).activities["A4.2"].stretches)


def test_a_partner_gets_what_it_leads_takes_part_in_or_waits_for():
    plan = plan_in(SOUND)
    found = set(by_id(exported("ics", plan, partner="PHS")))
    mine = {id for id, activity in plan.activities.items() if "PHS" in (activity.lead, *activity.partners)}
    assert mine
    assert mine < set(plan.activities)
    assert found & set(plan.activities) == mine
    dues = {**plan.milestones, **plan.deliverables}
    for id, due in dues.items():
        assert (id in found) == (due.lead == "PHS" or any(link.id in mine for link in due.after))


def test_a_partners_events_have_the_uids_of_the_whole_calendar():
    plan = plan_in(SOUND)
    assert events(exported("ics", plan, partner="OSL")).keys() <= events(exported("ics", plan)).keys()


def test_lines_are_folded_and_the_folds_vanish_when_read():
    data = exported("ics", hostile())
    assert all(len(line) <= LONGEST_LINE for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    summaries = [str(event["summary"]) for event in events(data).values()]
    for number, text in enumerate(FORMULAS + MARKUP):
        assert any(summary.endswith(f" A{number}: {in_file(text)}") for summary in summaries)


def test_no_text_of_a_partner_begins_an_event_or_a_property():
    plan = hostile()
    calendar = Calendar.from_ical(exported("ics", plan))
    assert {component.name for component in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    known = {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "TRANSP", "STATUS", "DESCRIPTION", "CATEGORIES"}
    assert {name for event in calendar.walk("VEVENT") for name in event} <= known | {"LOCATION"}


def test_the_stamp_is_the_projects_start_so_that_nothing_depends_on_the_clock():
    stamps = {event["dtstamp"].dt for event in events(exported("ics", plan_in(SOUND))).values()}
    assert stamps == {datetime(2026, 11, 1, tzinfo=UTC)}
