"""Whoever gives commands other keys is told those keys in every sentence, not the ones they had."""

from __future__ import annotations

import re

import pytest

from ka2plan.tui.app.commands import REPERTOIRE
from ka2plan.tui.app.views import CONFLICTS, FORM, VIEWS
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.entry.prompts import how_to_write
from tests.tui.pilot import opened

OWN = {command.NAME: [chr(number)] for number, command in enumerate(REPERTOIRE.commands, 0x4E00)}
OLD_KEY = re.compile(
    r"(?:^|[ ;:,.(])([b-zE-Z]|\]|\[|enter|esc|space|tab) "
    r"(?:changes|undoes|copies|mends|opens|goes|takes|adds|shows|edits|tells|saves|chooses|marks|merges|and)\b"
)


@pytest.mark.parametrize("view", [entry.name for entry in (*VIEWS, FORM, CONFLICTS)])
async def test_help_on_a_view_names_the_keys_of_the_user(tmp_path, view):
    async with opened(tmp_path) as editor:
        keymap = Keymap(REPERTOIRE, OWN)
        editor.app.editor.keymap = keymap
        editor.app.main.show_view(view)
        told = "\n".join("".join(text for text, _style in line) for line in editor.app.main.view.explain())
        assert not OLD_KEY.search(told), told


@pytest.mark.parametrize(
    "type", ["country", "links", "link", "periods", "money_by_partner", "entry", "entries", "accepted", "other", "long"]
)
def test_the_words_below_a_field_name_the_keys_of_the_user(type):
    told = how_to_write(EntryField(path=("activities", "A1", "x"), label="x", type=type, group=""), "<{}>".format)
    assert re.search("<[a-z.-]+>", told)


async def test_a_remark_names_the_key_of_the_user_and_a_command_without_one_is_found_in_the_palette(tmp_path):
    async with opened(tmp_path, size=(200, 50)) as editor:
        editor.app.editor.keymap = Keymap(REPERTOIRE, {"undo": ["f7"], "move.push": []})
        await editor.press("j", "j", ">")
        assert "“move what depends on it, as far as the links require” in the palette" in editor.picture
        await editor.press("j", "j", "d", "d")
        assert "f7 brings it back" in editor.picture
