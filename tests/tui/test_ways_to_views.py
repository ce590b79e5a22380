"""Every view is reached from every other one, and from where digits and letters are typed, by a letter with alt."""

from __future__ import annotations

import pytest
from textual.events import Key

from ka2plan.tui.app.program_commands import LETTERS
from ka2plan.tui.app.views import VIEWS
from ka2plan.tui.form.view import FormView
from ka2plan.tui.toolkit.key_names import names_of
from tests.tui.in_terminal import in_terminal
from tests.tui.pilot import copied, opened


@pytest.mark.parametrize("begin", [entry.name for entry in VIEWS])
async def test_a_letter_with_alt_leads_from_every_view_to_every_other(tmp_path, begin):
    async with opened(tmp_path) as editor:
        for letter, entry in zip(LETTERS, VIEWS, strict=True):
            editor.app.main.show_view(begin)
            await editor.press(f"alt+{letter}")
            assert entry.name == editor.app.editor.view.NAME


async def test_it_leads_away_from_a_field_or_cell_that_is_typed_and_leaves_it_as_it_was(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("3", "1", "2", "alt+w")
        assert editor.app.editor.view.NAME == "workload"
        await editor.press("1", "j", "j", "enter", *"Half a title", "alt+u")
        assert editor.app.editor.view.NAME == "budget"
        assert editor.session.snapshot.text == text


def test_a_key_with_alt_types_nothing_whatever_character_the_terminal_tells_of_it():
    assert set(names_of(Key("alt+e", "e"))) == {"alt+e"}


def test_it_arrives_in_a_terminal(tmp_path):
    with in_terminal(tmp_path, str(copied(tmp_path, "ka220-school"))) as terminal:
        terminal.wait_for("OUTCLASS")
        terminal.press("\x1be")
        terminal.wait_for("# effort")
        terminal.press("\x1bp")
        terminal.wait_for("1 plan")


async def test_the_cursor_stays_on_its_entry_through_all_views(tmp_path):
    async with opened(tmp_path) as editor:
        for entry in VIEWS:
            editor.app.main.show_view("plan")
            editor.app.main.view.select(("activities", "A3.1"))
            await editor.pilot.pause()
            editor.app.main.show_view(entry.name)
            await editor.pilot.pause()
            editor.app.main.show_view("plan")
            await editor.pilot.pause()
            assert editor.app.editor.selected[:2] == ("activities", "A3.1"), entry.name


async def test_each_view_goes_to_what_was_selected_in_the_one_before(tmp_path):
    async with opened(tmp_path) as editor:
        editor.app.main.view.select(("activities", "A3.1"))
        await editor.press("3")
        assert editor.app.editor.selected[:2] in {("activities", "A3.1"), ("work_packages", "WP3")}
        await editor.press("alt+e")
        assert editor.app.editor.selected[:2] in {("activities", "A3.1"), ("work_packages", "WP3")}
        await editor.press("alt+d")
        assert editor.app.editor.selected[:2] == ("activities", "A3.1")


async def test_the_form_opens_on_the_entry_that_was_selected_and_leads_back_to_it(tmp_path):
    async with opened(tmp_path) as editor:
        form = await shown_form(editor, ("work_packages", "WP3"))
        assert form.field.owner == "WP3"
        field = form.field
        await shown_form(editor, ("milestones", "MS1"))
        assert form.field == field  # the form asks nothing about milestones: it stays where it was
        form = await shown_form(editor, ("activities", "A3.1"))
        assert form.field.owner == "A3.1"
        form.go_on(1)
        field = form.field
        await editor.press("1")
        assert editor.app.editor.selected == ("activities", "A3.1")
        await editor.press("2", "8")
        assert form.field == field


async def test_the_form_goes_to_the_entry_as_soon_as_there_is_a_form(tmp_path):
    async with opened(tmp_path) as editor:
        form = FormView(editor.app.look)
        snapshot = editor.session.snapshot.examined_by(editor.session.load_calls())
        form.start_with(snapshot._replace(book=None))
        form.follow(("work_packages", "WP3"))
        form.take_snapshot(snapshot)
        assert form.field.owner == "WP3"


async def shown_form(editor, path):
    await editor.press("1")
    editor.app.main.view.select(path)
    await editor.press("8")
    return editor.app.main.view
