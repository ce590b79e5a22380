"""The partners: what each gets, does and can do; what a key changes there is seen at once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tui.pilot import assert_picture, opened
from tests.tui.test_entry_hostile import assert_harmless, hostile


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("plan", ["ka220-school", "ka210-small-scale", "pcoop-sport-eacea"])
async def test_the_partners_as_a_picture(tmp_path, plan, size):
    async with opened(tmp_path, plan, size=size) as editor:
        await editor.press("2", "j")
        assert_picture(editor, f"partners-{plan}-{size[0]}x{size[1]}")


async def test_names_of_other_people_are_harmless_there(tmp_path):
    async with opened(tmp_path, hostile(tmp_path)) as editor:
        await editor.press("2")
        assert_harmless(editor)
        await editor.press("G")
        assert_harmless(editor)


async def test_a_plan_without_partners_says_how_to_add_one(tmp_path):
    path = tmp_path / "empty.toml"
    path.write_text('format = 1\n[project]\ntitle = "x"\n')
    async with opened(tmp_path, path) as editor:
        await editor.press("2")
        assert "No partners yet; a adds one" in editor.picture
        await editor.press("a", *"First", "enter", *"SI", "enter")
        assert editor.app.editor.selected == ("partners", "FIR")


async def test_the_last_partner_can_be_deleted_with_the_cursor_on_it(tmp_path):
    path = tmp_path / "two.toml"
    path.write_text(
        'format = 1\n[project]\ntitle = "x"\n'
        '[partners.A]\nname = "a"\ncountry = "SI"\n[partners.B]\nname = "b"\ncountry = "ES"\n'
    )
    async with opened(tmp_path, path) as editor:
        await editor.press("2", "G", "d")
        assert editor.app.editor.selected == ("partners", "A")
        await editor.press("d")
        assert editor.session.data.get("partners", {}) == {}
        await editor.press("u", "u")
        assert list(editor.session.data["partners"]) == ["A", "B"]


async def test_an_amount_changed_in_a_form_is_seen_in_the_sums(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("2")
        assert " 71,000 " in editor.picture
        await editor.press("1", "j", "j", "enter", "/", *"budget", "enter", "down", *"1", "enter", "alt+2")
        assert " 67,001 " in editor.picture


async def test_another_partner_takes_over_after_a_preview_as_one_step(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot.text
        await editor.press("2", "j", "j", "x", "down", "enter", "ctrl+u", *"M10", "enter")
        assert_picture(editor, "replace-partner-80x24")
        await editor.press("escape")
        assert editor.session.snapshot.text == before
        await editor.press("x", "down", "enter", "ctrl+u", *"1 8 2027", "enter", "c")
        assert editor.session.data["partners"]["ZAV"]["until"] == date(2027, 7, 31)
        assert editor.session.data["activities"]["A4.1"]["lead"] == "IES"
        assert "takes part until 31 Jul 2027; mandate yes" in editor.picture
        await editor.press("u")
        assert editor.session.snapshot.text == before


async def test_from_when_another_takes_over_must_be_understood(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("2", "x", "enter", "ctrl+u", *"soon", "enter")
        assert '"soon" is not a date' in editor.picture
        await editor.press("ctrl+u", *"M99", "enter", "escape")
        assert not editor.session.snapshot.dirty
