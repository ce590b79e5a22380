"""The calendar as icalendar reads it, and what a second import does to the first."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from ka2plan.export import ics
from ka2plan.export.last_changed import last_changed
from ka2plan.words.visible import in_file
from tests.export.making import (
    ADVANCED,
    FORMULAS,
    MARKUP,
    SAMPLES,
    SOUND,
    exported,
    hostile,
    material,
    plan_in,
    plan_of,
)
from tests.merge.repositories import clones

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
    stamped = {"DTSTAMP", "LAST-MODIFIED", "SEQUENCE"}
    known = stamped | {"SUMMARY", "DTSTART", "DTEND", "UID", "TRANSP", "STATUS", "DESCRIPTION", "CATEGORIES"}
    assert {name for event in calendar.walk("VEVENT") for name in event} <= known | {
        "LOCATION",
        "DTSTAMP",
        "LAST-MODIFIED",
        "SEQUENCE",
    }


MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
MOVED = ('start = "M1"\nend = "M4"', 'start = "M2"\nend = "M5"')


def written(text, changed, earlier=None, **options):
    of = material(plan_of(text), **options)
    of.changed, of.earlier = changed, earlier
    return ics.write(of)


def stamps(data):
    return {(event["sequence"], event["dtstamp"].dt, event["last-modified"].dt) for event in events(data).values()}


def test_what_was_changed_later_is_newer_by_number_and_by_stamp_wherever_it_is_written():
    text = SOUND.read_text(encoding="utf-8")
    [old] = stamps(written(text, MONDAY))
    [new] = stamps(written(text.replace(*MOVED, 1), MONDAY + timedelta(seconds=1)))
    assert all(before < after for before, after in zip(old, new, strict=True))
    assert old[1] == MONDAY


def test_the_same_plan_over_its_own_calendar_is_the_same_bytes_even_if_the_file_was_touched():
    text = SOUND.read_text(encoding="utf-8")
    first = written(text, MONDAY)
    assert written(text, MONDAY, first) == first
    assert written(text, MONDAY + timedelta(days=1), first) == first


def test_a_change_within_the_same_moment_or_by_an_older_plan_still_counts_on_from_what_it_replaces():
    text = SOUND.read_text(encoding="utf-8")
    first = written(text, MONDAY)
    for moment in (MONDAY, MONDAY - timedelta(days=400)):
        second = written(text.replace(*MOVED, 1), moment, first)
        assert min(stamps(second))[0] == max(stamps(first))[0] + 1


def test_what_is_gone_is_withdrawn_from_the_calendar_that_is_replaced_and_stays_withdrawn():
    text = SOUND.read_text(encoding="utf-8")
    new = '[activities.NEW]\ntitle = "new"\nstart = "M1"\nend = "M2"\nlead = "OSL"\n\n'
    first = written(text.replace('[activities."A2.1"]', f'{new}[activities."A2.1"]'), MONDAY)
    gone = by_id(first)["NEW"]
    second = written(text, MONDAY + timedelta(hours=1), first)
    withdrawn = events(second)[str(gone["uid"])]
    assert (withdrawn["status"], days(withdrawn)) == ("CANCELLED", days(gone))
    assert withdrawn["sequence"] > gone["sequence"]
    assert events(second).keys() == events(first).keys()
    third = written(text.replace(*MOVED, 1), MONDAY + timedelta(hours=2), second)
    assert events(third)[str(gone["uid"])]["status"] == "CANCELLED"
    assert written(text, MONDAY, second) == second


def test_the_last_event_is_withdrawn_too_and_all_are_under_another_acronym():
    text = SOUND.read_text(encoding="utf-8")
    begin, end = text.index("[activities."), text.index("[indicators.")
    first = written(text, MONDAY)
    for other in (text[:begin] + text[end:], text.replace('acronym = "OUTCLASS"', 'acronym = "INCLASS"')):
        second = events(written(other, MONDAY, first))
        assert {second[uid]["status"] for uid in events(first)} == {"CANCELLED"}


def test_what_comes_back_is_confirmed_again():
    text = SOUND.read_text(encoding="utf-8")
    less = text[: text.index('[activities."A2.1"]')] + text[text.index('[activities."A2.2"]') :]
    first, id = written(text, MONDAY), "A2.1"
    second = written(less, MONDAY, first)
    third = written(text, MONDAY, second)
    found = [by_id(data)[id] for data in (first, second, third)]
    assert [event["status"] for event in found] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert found[0]["sequence"] < found[1]["sequence"] < found[2]["sequence"]


def test_a_partner_who_left_an_activity_has_it_withdrawn():
    text = SOUND.read_text(encoding="utf-8")
    first = written(text, MONDAY, partner="IES")
    activity = next(id for id in by_id(first) if id in plan_of(text).activities)
    withdrawn = written(text.replace(f'[activities."{activity}"]', f'[activities."{activity}x"]'), MONDAY, first)
    assert by_id(withdrawn)[activity]["status"] == "CANCELLED"


@pytest.mark.parametrize("other", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\nPRODID:x\r\nEND:VCALENDAR\r\n"])
def test_what_is_no_calendar_of_ours_says_nothing(other):
    text = SOUND.read_text(encoding="utf-8")
    assert written(text, MONDAY, other) == written(text, MONDAY)


def test_another_plans_calendar_is_not_withdrawn_and_that_is_told():
    of = material(plan_in(SOUND))
    of.changed, of.earlier = MONDAY, written(ADVANCED.read_text(encoding="utf-8"), MONDAY)
    assert ics.write(of) == written(SOUND.read_text(encoding="utf-8"), MONDAY)
    assert "none of this plan" in of.notices[0]


def test_a_calendar_of_an_older_ka2plan_without_numbers_gets_them():
    text = SOUND.read_text(encoding="utf-8")
    lines = written(text, MONDAY).split(b"\r\n")
    older = b"\r\n".join(line for line in lines if not line.startswith((b"SEQUENCE", b"LAST-MODIFIED")))
    assert written(text, MONDAY, older) == written(text, MONDAY)


def test_what_nothing_dates_lies_before_its_call_and_never_in_the_future():
    of = material(plan_in(SOUND))
    [(_sequence, stamp, _modified)] = stamps(ics.write(of))
    assert stamp == datetime(2025, 1, 1, tzinfo=UTC)
    assert "it is not known when this plan was changed" in of.notices[0]


def test_a_plan_is_as_old_as_its_commit_and_as_its_file_once_that_differs(tmp_path):
    clone = clones(tmp_path)[0]
    path, text = clone.folder / "dated.toml", SOUND.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert last_changed(str(path), text) == datetime.fromtimestamp(path.stat().st_mtime, UTC)
    clone.environment["GIT_COMMITTER_DATE"] = MONDAY.isoformat()
    clone.commit("Plan")
    os.utime(path, (0, 0))
    assert last_changed(str(path), text) == MONDAY
    assert last_changed(str(path), text + "# not yet saved\n") > MONDAY
    path.write_text(text + "# more\n", encoding="utf-8")
    os.utime(path, (1, 1))
    assert last_changed(str(path), text + "# more\n") == datetime.fromtimestamp(1, UTC)
    assert last_changed("-", text) is None
