"""Every view in Slovenian on the smallest screen, as a text picture; no word is English but those of the plan."""

from __future__ import annotations

import pytest

from ka2plan.tui.app.views import FORM, VIEWS
from ka2plan.words.messages import speaking
from tests.english_words import english_words_in
from tests.tui.pilot import assert_picture, opened
from tests.tui.test_every_view_pictures import show


@pytest.fixture(autouse=True)
def _slovenian():
    with speaking("sl"):
        yield


@pytest.mark.parametrize("view", [entry.name for entry in (*VIEWS, FORM)])
async def test_every_view_in_slovenian(tmp_path, view):
    async with opened(tmp_path) as editor:
        await show(editor, view)
        assert_picture(editor, f"sl-{view}-80x24")
        assert english_words_in(editor.picture, plan=editor.session.snapshot.text) == []


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("help", ["question_mark"]),
        ("palette", ["colon"]),
        ("export", ["ctrl+e"]),
        ("delete", ["j", "j", "d"]),
        ("what-if", ["j", "j", "j", "v"]),
        ("new-entry", ["A"]),
        ("filter", ["F"]),
    ],
)
async def test_what_keys_open_in_slovenian(tmp_path, name, keys):
    async with opened(tmp_path) as editor:
        await editor.press(*keys)
        await editor.pilot.pause()
        assert_picture(editor, f"sl-{name}-80x24")
        assert english_words_in(editor.picture, plan=editor.session.snapshot.text) == []
