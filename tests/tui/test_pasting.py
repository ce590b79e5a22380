"""What is pasted: all of it is taken, or it is said that nothing takes it."""

from __future__ import annotations

import pytest
from textual import events

from ka2plan.tui.entry.view import EntryView
from tests.tui.pilot import opened


async def paste(editor, text):
    editor.app.post_message(events.Paste(text))
    await editor.pilot.pause()


@pytest.mark.parametrize(
    ("pasted", "title"),
    [
        ("Needs\nsurvey", "Needs survey"),
        ("Needs\r\nsurvey\r\n", "Needs survey"),
        ("Needs\u2028survey", "Needs survey"),
        ("  Needs\n\n  survey\tof schools ", "Needs survey of schools"),
        ("Ne\u00adeds\u200b sur\u2060vey\ufeff", "Needs survey"),
        ("\u0915\u094d\u200d\u0937 \U0001f469\u200d\U0001f527", "\u0915\u094d\u200d\u0937 \U0001f469\u200d\U0001f527"),
    ],
)
async def test_all_lines_of_a_paste_go_into_a_field_of_one_line(tmp_path, pasted, title):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "t", "ctrl+u")
        await paste(editor, pasted)
        await editor.press("enter")
        assert editor.session.snapshot.plan.activities["A2.1"].title == title


async def test_what_is_pasted_takes_the_place_of_what_is_marked(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "t", "shift+home")
        await paste(editor, "One\ntwo")
        await editor.press("enter")
        assert editor.session.snapshot.plan.activities["A2.1"].title == "One two"


async def test_a_long_text_keeps_its_lines_and_loses_what_nobody_sees(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "enter", "end", "enter")
        await paste(editor, "one\u00ad\ntwo\u2028three")
        assert "13 characters" in editor.picture
        await editor.press("ctrl+s")
        assert "nothing here takes" not in editor.picture
        assert editor.session.snapshot.plan.activities["A2.1"].note == "one\ntwo\nthree"


@pytest.mark.parametrize("view", ["4", "5", "7", "8"])
async def test_a_view_says_that_it_takes_nothing_that_is_pasted(tmp_path, view):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press(view)
        await paste(editor, "dd\nqq")
        assert "nothing here takes what is pasted" in editor.picture
        assert editor.session.snapshot.text == text
        await editor.press("down")
        assert "nothing here takes" not in editor.picture


@pytest.mark.parametrize("view", ["1", "2", "6"])
async def test_a_list_takes_rows_of_a_spreadsheet_and_no_loose_text(tmp_path, view):
    async with opened(tmp_path, size=(120, 24)) as editor:
        text = editor.session.snapshot.text
        await editor.press(view)
        await paste(editor, "dd\nqq")
        assert "rows of a spreadsheet can be pasted here" in editor.picture
        await paste(editor, "Workshop\tM5\n")
        await editor.until(lambda: "copy the headings too" in editor.picture)
        assert editor.session.snapshot.text == text


ROWS = "Id\tTitle\tWP\tStart\tEnd\tLead\nA2.9\tWorkshop\tWP2\tM5\tM6\tOSL\nA4.2\tLast days\t\t\t\t\n"


async def test_pasted_rows_are_seen_before_they_are_taken_and_are_one_step_of_undo(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot.text
        await paste(editor, ROWS)
        await editor.until(lambda: "import pasted rows: what would change" in editor.picture)
        assert 'A2.9 is new: "Workshop"' in editor.picture
        assert editor.session.snapshot.text == before
        await editor.press("i")
        new, known = (editor.session.snapshot.plan.activities[id] for id in ("A2.9", "A4.2"))
        assert (new.title, new.lead, known.title, known.lead) == ("Workshop", "OSL", "Last days", "OSL")
        await editor.press("u")
        assert editor.session.snapshot.text == before


async def test_rows_pasted_into_the_partners_are_organisations(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("2")
        await paste(editor, "Id\tName\tCountry\nNEW\tNew school\tSI\n")
        await editor.until(lambda: "import pasted rows: what would change" in editor.picture)
        await editor.press("i")
        plan = editor.session.snapshot.plan
        assert (plan.partners["NEW"].name, plan.partners["NEW"].country) == ("New school", "SI")
        assert "NEW" not in plan.activities


async def test_a_plan_that_may_only_be_read_takes_no_rows(tmp_path):
    async with opened(tmp_path, read_only=True) as editor:
        await paste(editor, ROWS)
        assert "read-only" in editor.picture


async def test_a_dialog_without_a_field_says_so_as_well_and_nothing_is_answered(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("j", "j", "d")
        depth = len(editor.app.screen_stack)
        assert depth == 2
        await paste(editor, "y\n")
        assert "nothing here takes what is pasted" in editor.picture
        assert len(editor.app.screen_stack) == depth
        assert editor.session.snapshot.text == text


async def test_the_form_of_an_entry_takes_it_into_the_field_the_cursor_is_on(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "enter")
        assert isinstance(editor.app.editor.view, EntryView)
        text = editor.session.snapshot.text
        await paste(editor, "other text")
        assert editor.session.snapshot.text == text
        await editor.press("enter")
        assert editor.session.snapshot.plan.activities["A2.1"].title == "other text"
