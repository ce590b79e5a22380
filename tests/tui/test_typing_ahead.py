"""Keys that are there before what the key in front of them leads to: they wait for it, and a fault waits for no key."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from ka2plan.tui.app.program_commands import Help
from ka2plan.tui.budget.commands import TypeAmount
from ka2plan.tui.toolkit import key_queue
from ka2plan.tui.toolkit.dialogs.in_place import InPlace
from tests.tui.pilot import opened


def type_at_once(editor, keys):
    for key in keys:
        editor.app.post_message(events.Key(key, key))


async def shown_without_a_place(editor):
    """Types over the last cell of the budget, which is not on the screen, before there is a place for it."""
    await editor.press("3", "*", "end", "alt+1")
    laying_out = editor.app.main._update_timer
    resume, laying_out.resume = laying_out.resume, lambda: None
    type_at_once(editor, "35")
    for _turn in range(300):
        await asyncio.sleep(0)
    assert editor.app.main.view.NAME == "budget"
    laying_out.resume = resume
    editor.app.main.check_idle()


async def test_a_key_waits_until_the_view_that_the_one_before_it_shows_has_its_place(tmp_path, monkeypatch):
    sizes = []
    monkeypatch.setattr(TypeAmount, "change", lambda _self, _editor, view: sizes.append(view.size))
    async with opened(tmp_path) as editor:
        await shown_without_a_place(editor)
        await editor.until(lambda: sizes)
        assert sizes == [(80, 18)]


async def test_an_amount_can_be_typed_where_the_cell_has_no_place_on_the_screen_yet(tmp_path, monkeypatch):
    monkeypatch.setattr(key_queue, "MOST_SECONDS", 0.0)
    async with opened(tmp_path) as editor:
        await shown_without_a_place(editor)
        await editor.until(lambda: isinstance(editor.app.screen, InPlace))
        await editor.press("enter", "enter")  # a single digit is asked about
        amounts = editor.session.snapshot.plan.activities["A4.2"].budget
        assert amounts["OSL"] == 5


async def test_a_fault_waits_for_no_key_and_those_behind_it_do_nothing(tmp_path, monkeypatch):
    def run(_self, _editor):
        raise ZeroDivisionError

    monkeypatch.setattr(key_queue, "MOST_SECONDS", 3_600.0)
    monkeypatch.setattr(Help, "run", run)
    editors = []

    async def ends_with_a_fault():
        async with asyncio.timeout(60), opened(tmp_path) as editor:
            editors.append(editor)
            type_at_once(editor, "?jjjjjjjjjj")
            await editor.until(lambda: editor.app.fault is not None)

    with pytest.raises(ZeroDivisionError):
        await ends_with_a_fault()
    assert editors[0].app.main.view.cursor == 0


async def test_what_nobody_pressed_a_key_for_is_not_done_while_the_program_ends(tmp_path):
    done = []
    async with opened(tmp_path) as editor:
        editor.app.unless_ending(done.append, "before")
    editor.app.unless_ending(editor.app.arrivals.look)  # there is no screen any more to look at
    editor.app.unless_ending(done.append, "behind")
    assert done == ["before"]
