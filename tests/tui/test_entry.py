"""The fields of an entry: what is typed or chosen is understood at once, and written where it belongs."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ka2plan.session.journal_lines import replay
from ka2plan.tui.entry.view import EntryView
from tests.tui.pilot import Opened, assert_picture, opened

PLANS = Path(__file__).parent / "plans"


def every_field(folder: Path) -> Path:
    """A copy of the plan that uses every key."""
    path = folder / "every-field.toml"
    path.write_bytes((PLANS / "every-field.toml").read_bytes())
    return path


def form(editor: Opened) -> EntryView:
    """The form that is shown."""
    view = editor.app.editor.view
    assert isinstance(view, EntryView)
    return view


def at(data: Any, *path: Any) -> Any:
    """What is at a key path; None where nothing is."""
    for part in path:
        data = data.get(part) if isinstance(data, dict) else data[part] if part < len(data) else None
    return data


async def open_field(editor: Opened, *path: Any) -> None:
    """Opens the fields of an entry at one of them."""
    from ka2plan.tui.entry.open import open_entry

    open_entry(editor.app.editor, path)
    await editor.pilot.pause()
    assert form(editor).field is not None
    assert form(editor).field.path == path  # type: ignore[union-attr]


TYPED = (
    (("project", "title"), "Other [red]", "Other [red]"),
    (("project", "acronym"), "NEW", "NEW"),
    (("project", "agency"), "si02", "SI02"),
    (("project", "granted"), "v2", "v2"),
    (("partners", "OSL", "oid"), "E1", "E1"),
    (("partners", "OSL", "capacity"), "12,5", Decimal("12.5")),
    (("partners", "OSL", "rate"), "140", 140),
    (("partners", "OSL", "papers", "oid_checked"), "15 3 2027", date(2027, 3, 15)),
    (("partners", "OSL", "papers", "declaration"), "yes", True),
    (("partners", "OSL", "since"), "mar 2027", "M5"),
    (("partners", "OSL", "until"), "mar 2028", date(2028, 3, 31)),
    (("partners", "IES", "city"), "Sevilla", "Sevilla"),
    (("work_packages", "WP1", "budget", "OSL"), "31 000", 31_000),
    (("work_packages", "WP1", "budget", "ZAV"), "1.000,50", Decimal("1000.50")),
    (("work_packages", "WP1", "effort", "OSL"), "61.5", Decimal("61.5")),
    (("work_packages", "WP2", "end"), "M13", "M13"),
    (("activities", "A2.1", "start"), "M2", "M2"),
    (("activities", "A2.1", "end"), "31 3 2027", "M5"),
    (("activities", "A2.1", "end"), "+2 weeks", date(2027, 3, 14)),
    (("activities", "A2.1", "end"), "2 weeks", date(2027, 3, 14)),
    (("activities", "A2.1", "end"), "mar 2027", "M5"),
    (("activities", "A2.1", "start"), "2026-12", "M2"),
    (("activities", "A2.1", "actual", "start"), "dec 2026", date(2026, 12, 1)),
    (("activities", "A2.1", "venue", "place"), "Sevilla", "Sevilla"),
    (("activities", "A2.1", "budget", "ZAV"), "12.000", 12_000),
    (("activities", "A2.1", "amount"), "€ 142,000", 142_000),
    (("activities", "A2.1", "items", "travel"), "1'500", 1_500),
    (("activities", "A2.1", "effort", "OSL"), "0,5", Decimal("0.5")),
    (("activities", "A2.1", "progress"), "55 %", 55),
    (("activities", "A2.1", "actual", "end"), "next monday", date(2027, 3, 22)),
    (("activities", "A2.2", "periods", 0), "M5 - M7", {"start": "M5", "end": "M7"}),
    (("activities", "A2.2", "periods", 1), "M11", {"start": "M11", "end": "M11"}),
    (("milestones", "MS1", "due"), "15 3 2027", date(2027, 3, 15)),
    (("milestones", "MS1", "reached"), "today", date(2027, 3, 15)),
    (("deliverables", "D2.1", "kind"), "website", "website"),
    (("deliverables", "D2.1", "due"), "30 4 2027", "M6"),
    (("indicators", "I1", "target"), "1 500", 1_500),
    (("indicators", "I1", "achieved"), "7,5", Decimal("7.5")),
    (("overrides", "lump_sums", "value"), "[250000, 300000]", [250_000, 300_000]),
    (("overrides", "lump_sums", "reason"), "another page", "another page"),
)
"""Key path, what is typed there, what is written."""


@pytest.mark.parametrize(("path", "typed", "written"), TYPED, ids=[f"{'.'.join(map(str, p))} {t}" for p, t, _ in TYPED])
async def test_what_is_typed_is_written_and_undone(tmp_path, path, typed, written):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        text = editor.session.snapshot.text
        await open_field(editor, *path)
        await editor.press("enter", *typed)
        await editor.press("enter")
        if len(editor.app.screen_stack) > 1:
            await editor.press("c")
        value = at(editor.session.data, *path)
        assert value == written
        assert type(value) is type(written)
        assert form(editor).field.path == path  # type: ignore[union-attr]
        await editor.press("ctrl+z")
        assert editor.session.snapshot.text == text


CHOSEN = (
    (("project", "coordinator"), ("i", "e", "s"), "IES"),
    (("project", "effort_unit"), ("m", "o", "n"), "months"),
    (("partners", "IES", "country"), ("p", "o", "r", "t"), "PT"),
    (("partners", "IES", "role"), ("a", "s", "s"), "associated"),
    (("partners", "IES", "newcomer"), ("y", "e", "s"), True),
    (("partners", "OSL", "newcomer"), ("n", "o", "t", "h"), None),
    (("work_packages", "WP1", "lead"), ("i", "s", "k", "r", "a"), "ZAV"),
    (("work_packages", "WP2", "status"), ("d", "o", "n", "e"), "done"),
    (("activities", "A2.1", "wp"), ("m", "a", "n", "a", "g"), "WP1"),
    (("activities", "A2.1", "lead"), ("l", "e", "d"), "OSL"),
    (("activities", "A2.1", "venue", "country"), ("a", "u", "s", "t"), "AT"),
    (("activities", "A2.1", "status"), ("c", "a", "n"), "cancelled"),
    (("milestones", "MS1", "lead"), ("o", "s", "l"), "OSL"),
    (("deliverables", "D2.1", "wp"), ("w", "p", "1"), "WP1"),
    (("indicators", "I1", "wp"), ("n", "o", "t", "h"), None),
)
"""Key path, what is typed to narrow the choices, what is written."""


@pytest.mark.parametrize(("path", "typed", "written"), CHOSEN, ids=[".".join(case[0]) for case in CHOSEN])
async def test_a_few_letters_choose(tmp_path, path, typed, written):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, *path)
        await editor.press("enter", *typed, "enter")
        assert at(editor.session.data, *path) == written


MARKED = (
    (("activities", "A2.1", "partners"), ("down", " ", "enter"), ["OSL", "ZAV"]),
    (("activities", "A2.1", "partners"), (" ", "enter"), None),
    (("activities", "A2.1", "serves"), ("d", "o", "o", "r", " ", "enter"), ["inclusion"]),
    (("work_packages", "WP2", "priorities"), (" ", "enter"), None),
    (("project", "priorities"), ("d", "i", "g", "i", " ", "enter"), ["inclusion", "digital"]),
    (("project", "topics"), (*"Rural schools, Climate", "enter"), ["Rural schools", "Climate"]),
)
"""Key path, keys, what is written."""


@pytest.mark.parametrize(("path", "keys", "written"), MARKED, ids=[".".join(case[0]) for case in MARKED])
async def test_any_number_can_be_marked(tmp_path, path, keys, written):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, *path)
        await editor.press("enter", *keys)
        assert at(editor.session.data, *path) == written


WRONG = (
    (("project", "title"), "", "a plan must have it"),
    (("project", "start"), "M3", "a day is needed here"),
    (("project", "start"), "31 2 2027", "is not a date"),
    (("project", "months"), "0", "too small"),
    (("project", "months"), "many", "is not a number"),
    (("partners", "OSL", "capacity"), "-1", "too small"),
    (("partners", "OSL", "papers", "oid_checked"), "perhaps", "neither yes, no nor a date"),
    (("activities", "A2.1", "evidence", "materials"), "perhaps", "neither yes, no nor a date"),
    (("work_packages", "WP1", "budget", "OSL"), "1.2345", "more than two decimals"),
    (("work_packages", "WP1", "effort", "OSL"), "-2000", "too small"),
    (("activities", "A2.1", "start"), "soon", '"soon" is not a date; write M7, 15 3 2027, mar 2027'),
    (("activities", "A2.1", "progress"), "101", "100"),
    (("activities", "A2.1", "actual", "start"), "M1", "a day is needed here"),
    (("activities", "A2.2", "periods", 0), "M7 - M5", "ends before it starts"),
    (("milestones", "MS1", "due"), "", "a plan must have it"),
    (("indicators", "I1", "target"), "a lot", "is not a number"),
    (("indicators", "I1", "target"), "1,500", "can be read as 1500 or as 1.5"),
)
"""Key path, what is typed there, what is said of it."""


@pytest.mark.parametrize(("path", "typed", "said"), WRONG, ids=[f"{'.'.join(map(str, p))} {t}" for p, t, _ in WRONG])
async def test_what_cannot_be_is_said_while_it_is_typed_and_not_taken(tmp_path, path, typed, said):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        text = editor.session.snapshot.text
        await open_field(editor, *path)
        await editor.press("enter", *(typed or ["delete"]))
        assert said in editor.picture
        await editor.press("enter")
        assert len(editor.app.screen_stack) == 2
        await editor.press("escape")
        assert editor.session.snapshot.text == text


DOUBTED = (
    (("activities", "A2.1", "end"), "M30", "after the project's end"),
    (("activities", "A2.1", "start"), "1 10 2026", "before the project's start"),
    (("activities", "A2.1", "start"), "M6", "it would end before it starts"),
    (("activities", "A2.1", "end"), "M14", "outside WP2"),
    (("project", "months"), "40", "the call has 12 to 36"),
)
"""Key path, what is typed there, what is said though it can be taken."""


@pytest.mark.parametrize(("path", "typed", "said"), DOUBTED, ids=[case[2] for case in DOUBTED])
async def test_what_is_questionable_is_said_while_it_is_typed(tmp_path, path, typed, said):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, *path)
        await editor.press("enter", *typed)
        assert said in editor.picture


async def test_a_fault_as_a_picture_while_it_is_typed(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "end")
        await editor.press("enter", *"15 Brumaire")
        assert_picture(editor, "entry-fault-80x24")


async def test_down_and_tab_go_on_typing_in_the_next_field(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "budget", "OSL")
        await editor.press("enter", *"1000", "down", *"2000", "tab", *"3000", "enter")
        assert editor.session.data["activities"]["A2.1"]["budget"] == {"IES": 2_000, "OSL": 1_000, "ZAV": 3_000}
        await editor.press("enter", "up", "up", "escape", "enter", *"5", "enter")
        assert editor.session.data["activities"]["A2.1"]["budget"]["OSL"] == 5


async def test_tab_takes_and_opens_the_next_field_whatever_its_kind(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        before = editor.session.data["activities"]["A2.1"]
        await open_field(editor, "activities", "A2.1", "title")
        await editor.press(*"Survey", "tab")
        assert form(editor).field.path[-1] == "wp"
        await editor.press("tab", *"M2", "tab", "tab", "tab", *"zav", "tab")
        assert form(editor).field.path[-1] == "partners"
        await editor.press(*"osl", "tab", *"Porto")
        assert "Porto" in editor.picture
        await editor.press("enter")
        after = editor.session.data["activities"]["A2.1"]
        assert (after["title"], after["start"], after["lead"]) == ("Survey", "M2", "ZAV")
        assert (after["wp"], after["end"]) == (before["wp"], before["end"])
        assert "periods" not in after
        assert after["venue"]["place"] == "Porto"


async def test_tab_through_a_whole_form_changes_nothing(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        text = editor.session.snapshot.text
        for owner in (("activities", "A2.1"), ("partners", "ZAV"), ("milestones", "MS1"), ("project",)):
            await open_field(editor, *owner, "name" if owner[0] == "partners" else "title")
            await editor.press("enter", *["tab"] * form(editor).row_count)
            while len(editor.app.screen_stack) > 1:
                await editor.press("escape")
        assert editor.session.snapshot.text == text


async def test_every_letter_and_digit_is_typed_where_a_field_is_meant(tmp_path):
    from string import ascii_letters, digits

    async with opened(tmp_path, every_field(tmp_path)) as editor:
        text = editor.session.snapshot.text
        for character in (*ascii_letters, *digits, "č", "ж"):
            await open_field(editor, "activities", "A2.1", "title")
            await editor.press(character)
            assert len(editor.app.screen_stack) == 2, character
            assert editor.app.screen.query_one("LineInput").value == character
            await editor.press("escape")
        assert editor.session.snapshot.text == text
        await editor.press(*"New", "enter")
        assert editor.session.data["activities"]["A2.1"]["title"] == "New"


BEGUN = (
    (("activities", "A2.1", "lead"), "zav", "ZAV"),
    (("activities", "A2.1", "status"), "can", "cancelled"),
    (("activities", "A2.1", "partners"), "zav", ["OSL", "ZAV"]),
    (("activities", "A2.2", "after", 0), "3w", {"id": "A2.1", "lag": "3w"}),
    (("activities", "A2.1", "budget", "OSL"), "7", 7),
    (("project", "lump_sum"), "250", 250_000),
    (("project", "agency"), "at01", "AT01"),
)
"""Key path, what is typed on the field at rest, what Enter writes."""


@pytest.mark.parametrize(("path", "typed", "written"), BEGUN, ids=[case[1] for case in BEGUN])
async def test_typing_on_a_field_at_rest_begins_to_change_it(tmp_path, path, typed, written):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, *path)
        await editor.press(*typed, "enter")
        if len(editor.app.screen_stack) > 1:
            await editor.press("c")
        assert at(editor.session.data, *path) == written


async def test_typing_on_a_long_text_goes_on_behind_it(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "note")
        await editor.press(*" x", *"yz", "ctrl+s")
        assert editor.session.data["activities"]["A2.1"]["note"] == "One\nTwoxyz"


async def test_typing_on_an_objective_gives_it_another_title(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "project", "title")
        form(editor).select(("objectives", "O1"))
        await editor.press(*"Pupils learn outdoors", "enter")
        assert editor.session.data["objectives"]["O1"]["title"] == "Pupils learn outdoors"
        form(editor).select(("objectives",))
        await editor.press(*"Teachers too", "enter", "enter")
        assert editor.session.data["objectives"]["O2"]["title"] == "Teachers too"


async def test_the_same_field_of_the_next_entry_has_a_key_that_says_whose_it_is(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "budget", "OSL")
        await editor.press(*"4000", "ctrl+down")
        assert "A2.2" in editor.picture
        assert "OSL (2 of" in editor.picture
        await editor.press(*"5000", "enter")
        data = editor.session.data["activities"]
        assert (data["A2.1"]["budget"]["OSL"], data["A2.2"]["budget"]["OSL"]) == (4_000, 5_000)
        await editor.press("<")
        assert "A2.1 Needs survey: OSL (1 of" in editor.picture
        await editor.press("<")
        assert "A2.1 is the first activity" in editor.picture


async def test_a_form_opens_on_the_title(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        for path in (("activities", "A2.1"), ("milestones", "MS1"), ("deliverables", "D2.1"), ("indicators", "I1")):
            editor.app.entries.open(path)
            await editor.pilot.pause()
            assert form(editor).field.path == (*path, "title")


async def test_what_is_taken_out_is_said_with_the_way_back(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "venue", "place")
        await editor.press("delete")
        assert "A2.1 venue: place is empty now; ^z brings it back" in editor.picture
        await editor.press("ctrl+z")
        assert editor.session.data["activities"]["A2.1"]["venue"]["place"]


async def test_what_is_pasted_on_a_field_at_rest_is_typed_there(tmp_path):
    from textual import events

    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "title")
        editor.app.post_message(events.Paste("Survey of schools"))
        await editor.pilot.pause()
        await editor.press("enter")
        assert editor.session.data["activities"]["A2.1"]["title"] == "Survey of schools"


async def test_delete_takes_a_value_out_but_not_one_a_plan_must_have(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "venue", "place")
        await editor.press("delete")
        assert editor.session.data["activities"]["A2.1"]["venue"] == {"country": "ES"}
        await open_field(editor, "activities", "A2.1", "title")
        await editor.press("delete")
        assert editor.session.data["activities"]["A2.1"]["title"] == "Needs survey"
        assert "a plan must have it" in editor.picture


LINKS = (
    (0, ("enter", *"2w"), {"id": "A2.1", "lag": "2w"}),
    (0, (*"ends with", "enter", *"-10d"), {"id": "A2.1", "type": "FF", "lag": "-10d"}),
    (1, (*"fs", "enter", "delete"), "A2.1"),
)
"""Which link, what is pressed, what is written."""


@pytest.mark.parametrize(("place", "keys", "written"), LINKS)
async def test_a_link_is_chosen_by_what_it_means_then_its_lag_is_typed(tmp_path, place, keys, written):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        text = editor.session.snapshot.text
        await open_field(editor, "activities", "A2.2", "after", place)
        await editor.press("enter")
        if place == 0:
            assert "FS  starts after A2.1 ends" in editor.picture
            assert "SF  ends after A2.1 starts" in editor.picture
        await editor.press(*keys, "enter")
        assert editor.session.data["activities"]["A2.2"]["after"][place] == written
        await editor.press("ctrl+z")
        assert "undone: set a link of A2.2" in editor.picture
        assert editor.session.snapshot.text == text


async def test_what_is_no_lag_is_not_taken(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        text = editor.session.snapshot.text
        await open_field(editor, "activities", "A2.2", "after", 0)
        await editor.press("enter", "enter", *"soon", "enter")
        assert "write a lag such as 2w, -10d, 1m, or nothing" in editor.picture
        await editor.press("escape")
        assert editor.session.snapshot.text == text


async def test_links_are_added_with_type_and_lag_and_taken_out(tmp_path):
    async with opened(tmp_path, every_field(tmp_path), size=(120, 30)) as editor:
        await open_field(editor, "milestones", "MS1", "after")
        await editor.press("enter", *"a2.2", "enter", "down", "down", "enter", *"ss", "enter", *"1m", "enter")
        after = editor.session.data["milestones"]["MS1"]["after"]
        assert after == ["A2.1", {"id": "A2.2", "type": "SS", "lag": "1m"}]
        assert "starts 1 month or more after A2.2 starts" in editor.picture
        await editor.press("delete")
        assert editor.session.data["milestones"]["MS1"]["after"] == ["A2.1"]


async def test_a_link_that_would_close_a_circle_is_refused_with_the_circle(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        text = editor.session.snapshot.text
        await open_field(editor, "activities", "A2.1", "after")
        await editor.press("enter", *"A2.2", "enter")
        assert "a circle: A2.1 > A2.2 > A2.1" in editor.picture
        assert len(editor.app.screen_stack) == 2
        assert_picture(editor, "entry-circle-80x24")
        await editor.press("escape")
        assert editor.session.snapshot.text == text


async def test_the_first_stretch_takes_the_place_of_start_and_end(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "periods")
        await editor.press("enter", "enter", "insert", *"M7", "enter")
        activity = editor.session.data["activities"]["A2.1"]
        assert activity["periods"] == [{"start": "M1", "end": "M4"}, {"start": "M7", "end": "M7"}]
        assert "start" not in activity
        assert "end" not in activity


async def test_named_costs_papers_and_evidence_are_added(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "items")
        await editor.press("enter", *"rooms", "enter", *"300", "enter")
        assert editor.session.data["activities"]["A2.1"]["items"]["rooms"] == 300
        await open_field(editor, "partners", "ZAV", "papers", "mandate")
        await editor.press("insert", *"letter", "enter", *"no", "enter")
        assert editor.session.data["partners"]["ZAV"]["papers"] == {"letter": False}
        await open_field(editor, "activities", "A2.2", "evidence")
        await editor.press("enter", *"photos", "enter", *"15 3 2027", "enter")
        assert editor.session.data["activities"]["A2.2"]["evidence"] == {"photos": date(2027, 3, 15)}


async def test_a_partner_that_would_leave_before_it_joins_is_told_while_it_is_typed(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "partners", "OSL", "until")
        await editor.press("enter", "ctrl+u", *"1 10 2026")
        assert "! it would leave before" in editor.picture


async def test_a_long_text_is_written_in_lines(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "texts", "WP2", "objectives")
        await editor.press("enter", "enter", *"Two [b]", "ctrl+s")
        assert editor.session.data["texts"]["WP2"]["objectives"] == "To know what schools need\nTwo [b]"


async def test_leaving_a_changed_text_asks_and_enter_takes_it(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "note")
        await editor.press("enter", *"x", "escape")
        assert_picture(editor, "entry-text-asks-80x24")
        await editor.press("enter")
        assert editor.session.data["activities"]["A2.1"]["note"] == "One\nTwox"
        await editor.press("enter", *"y", "escape", "escape")
        assert editor.session.data["activities"]["A2.1"]["note"] == "One\nTwox"
        await editor.press("enter", *"y", "escape", "z", "enter", "ctrl+s")
        assert editor.session.data["activities"]["A2.1"]["note"] == "One\nTwoxyz\n"


def drafted_in(folder):
    """The text that a journal holds with what is being typed; empty where nothing is."""
    for journal in (folder / "journals").glob("*"):
        with journal.open("rb") as lines:
            held = replay(lines)
        return held.text if held and held.draft else ""
    return ""


async def test_words_on_one_line_are_journalled_while_they_are_typed_and_forgotten_when_they_are_left(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "t", *"Half a title")
        await editor.until(lambda: 'title = "Half a title"' in drafted_in(tmp_path))
        await editor.press("escape")
        assert editor.session.make_safe(5)
        assert not editor.session.safekeeping.has_draft
        assert list((tmp_path / "journals").iterdir()) == []


async def test_a_text_that_was_dropped_can_be_had_back_where_it_was_typed(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "activities", "A2.1", "note")
        before = editor.session.snapshot.text
        await editor.press("enter", *" more", "escape", "escape")
        assert editor.session.snapshot.text == before
        assert "not kept; open it again, and ^z brings it back" in editor.picture
        await editor.press("enter")
        assert "^z what was typed before" in editor.picture
        assert "Two more" not in editor.picture
        await editor.press("ctrl+z", "ctrl+s")
        assert editor.session.data["activities"]["A2.1"]["note"] == "One\nTwo more"


async def test_a_text_that_the_form_finds_too_long_is_told_while_it_is_written(tmp_path):
    path = every_field(tmp_path)
    path.write_text(path.read_text().replace("To know what schools need", "x" * 2_000))
    async with opened(tmp_path, path) as editor:
        await open_field(editor, "texts", "WP2", "objectives")
        await editor.press("enter", "y")
        assert "2,001 of 2,000 characters, 1 too many" in editor.picture


async def test_an_accepted_finding_gets_another_reason_or_is_taken_back(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "ignored", "WRK104 partners.ZAV", "reason")
        await editor.press("enter", *"Because", "enter")
        assert editor.session.data["ignored"] == {"WRK104 partners.ZAV": {"reason": "Because"}}
        await editor.press("delete")
        assert "WRK104 partners.ZAV" not in editor.session.data.get("ignored", {})


async def test_another_type_call_or_lump_sum_shows_what_would_become_wrong_and_waits(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await open_field(editor, "project", "type")
        await editor.press("enter", *"ka210-sch", "enter")
        assert_picture(editor, "entry-preview-80x24")
        await editor.press("escape")
        assert editor.session.snapshot.text == text
        await editor.press("enter", *"ka210-sch", "enter", "c")
        assert editor.session.data["project"]["type"] == "KA210-SCH"


async def test_all_that_another_type_would_change_can_be_scrolled_to(tmp_path):
    async with opened(tmp_path, size=(80, 14)) as editor:
        await open_field(editor, "project", "type")
        await editor.press("enter", *"ka210-sch", "enter")
        assert "KA220-SCH -> KA210-SCH: what would change" in editor.picture
        assert "The form has no work packages" in editor.picture
        assert "WP1 has no indicator" not in editor.picture
        await editor.press(*["pagedown"] * 7)
        assert "WP1 has no indicator" in editor.picture
        await editor.press("enter")
        assert editor.session.data["project"]["type"] == "KA210-SCH"


async def test_a_sum_the_call_does_not_have_can_be_typed(tmp_path):
    async with opened(tmp_path) as editor:
        await open_field(editor, "project", "lump_sum")
        await editor.press("enter", *"another", "enter", *"300.000", "enter")
        assert "lump sum 250,000 -> 300,000: what would change" in editor.picture
        assert "would be new" in editor.picture
        await editor.press("c")
        assert editor.session.data["project"]["lump_sum"] == 300_000


async def test_one_goes_through_forms_and_back_the_same_way(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await editor.press("j", "j", "enter", ">")
        assert form(editor).owner == ("activities", "A2.2")
        await editor.press("<")
        editor.app.editor.run(editor.app.editor.keymap.named("project.open"))
        await open_field(editor, "project", "title")
        await editor.press("escape", "escape", "escape")
        assert editor.app.editor.view.NAME == "plan"
        assert editor.app.editor.selected == ("activities", "A2.1")


async def test_an_objective_is_added_opened_and_deleted_from_the_project(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "project", "title")
        form(editor).select(("objectives",))
        await editor.press("enter", *"Pupils too", "enter")
        assert editor.session.data["objectives"]["O2"] == {"title": "Pupils too"}
        assert form(editor).selected == ("objectives", "O2")
        await editor.press("enter", "enter", *"Pupils as well", "enter", "escape", "delete")
        assert list(editor.session.data["objectives"]) == ["O1"]


async def test_a_work_package_says_what_its_activities_stand_in_for(tmp_path):
    async with opened(tmp_path) as editor:
        await open_field(editor, "work_packages", "WP2", "start")
        assert "– (M1 from its activities)" in editor.picture
        assert "– (M10 from its activities)" in editor.picture
        assert "– (85,000 EUR in its activities)" in editor.picture
        assert "– (17,000 EUR in its activities)" in editor.picture
        assert "– (planned)" in editor.picture


async def test_a_long_label_runs_on_where_its_value_leaves_room(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await open_field(editor, "partners", "OSL", "papers", "declaration")
        assert "Declaration on honour, signed by the legal representative –" in editor.picture


async def test_the_names_behind_what_is_marked_stand_below_each_other(tmp_path):
    async with opened(tmp_path) as editor:
        await open_field(editor, "project", "priorities")
        await editor.press("enter")
        rows = [line[line.index("│") :] for line in editor.picture.splitlines() if "] " in line and "│" in line]
        assert len({row.index(row.split(None, 4)[4]) for row in rows if row.startswith("│ [ ]")}) == 1


async def test_priorities_have_the_order_in_which_they_were_marked_and_show_it(tmp_path):
    async with opened(tmp_path) as editor:
        await open_field(editor, "project", "priorities")
        before = editor.session.snapshot.plan.project.priorities
        await editor.press("enter", *before[0], " ", " ")  # takes the mark away and sets it again
        assert f"[{len(before)}] {before[0]}" in editor.picture
        await editor.press("enter")
        assert editor.session.snapshot.plan.project.priorities == (*before[1:], before[0])


async def test_the_role_of_the_coordinator_is_told_where_none_is_written(tmp_path):
    async with opened(tmp_path) as editor:
        await open_field(editor, "partners", "OSL", "role")
        assert "– (coordinator)" in editor.picture
        await open_field(editor, "partners", "IES", "role")
        assert "– (beneficiary)" in editor.picture


async def test_the_agencies_are_chosen_by_name_those_of_the_coordinators_country_first(tmp_path):
    async with opened(tmp_path, size=(120, 30)) as editor:
        await open_field(editor, "project", "agency")
        await editor.press("enter")
        lines = [line for line in editor.picture.splitlines() if re.search(r"\b[A-Z]{2}0[1-9]\b.*  ", line)]
        first = next(place for place, line in enumerate(lines) if "CMEPIUS" in line)
        other = next(place for place, line in enumerate(lines) if "OeAD" in line)
        assert first < other
        await editor.press(*"another code", "enter", "ctrl+u", *"si09", "enter")
        assert at(editor.session.data, "project", "agency") == "SI09"


async def test_a_field_of_the_project_that_is_emptied_is_named_once(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("S", "down", "delete")
        assert " acronym is empty now; " in editor.picture
        assert "acronym acronym" not in editor.picture
