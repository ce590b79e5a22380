"""A language whose sentences are two fifths longer: on the smallest screen nothing that matters is cut."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from ka2plan.tui.app.views import FORM, VIEWS
from ka2plan.words.messages import speaking
from tests.catalogues import template
from tests.tui.pilot import opened
from tests.tui.test_every_view_pictures import show

MORE = 0.4
PLACE = re.compile(r"(\{[^{}]*\}|`[^`]*`)")


def longer(text: str) -> str:
    """The text with two fifths more letters: its words drawn out, what is put into it and code as they are."""
    wanted = round(len(text) * MORE)
    parts = PLACE.split(text)
    words = [part for part in parts if part and not PLACE.fullmatch(part) and any(map(str.isalpha, part))]
    if not words or not wanted:
        return text
    drawn = [re.sub(r"[^\W\d_]+", lambda word: drawn_out(word[0]), part) if part in words else part for part in parts]
    return "".join(drawn)


def drawn_out(word: str) -> str:
    """``budget`` as ``budgetet``: two fifths more of its own last letters."""
    more = -(-len(word) * 2 // 5)
    return word + word[-more:]


@pytest.fixture(autouse=True)
def long_language(tmp_path, monkeypatch):
    """The language, in a folder of its own, spoken."""
    made = Catalog(locale="en", fuzzy=False)
    for one in template():
        if not one.id:
            continue
        forms = tuple(map(longer, one.id)) if isinstance(one.id, tuple) else longer(one.id)
        is_of_numbers = one.context in ("between thousands", "before decimals", "date", "list", "month", "weekday")
        made.add(one.id, one.id if is_of_numbers else forms, context=one.context)
    folder = tmp_path / "languages" / "xl"
    folder.mkdir(parents=True)
    with BytesIO() as file:
        write_mo(file, made)
        (folder / "messages.mo").write_bytes(file.getvalue())
    monkeypatch.setattr("ka2plan.words.languages.languages_folder", lambda: str(folder.parent))
    with speaking("xl"):
        yield


@pytest.mark.parametrize("view", [entry.name for entry in (*VIEWS, FORM)])
async def test_every_view_keeps_its_first_and_last_line_whole(tmp_path, view):
    async with opened(tmp_path) as editor:
        await show(editor, view)
        lines = editor.picture.splitlines()
        assert "!1" in lines[0]
        assert "…" not in lines[0]
        assert "…" not in lines[-1]
        assert re.search(r" : \w+ +\? \w+$", lines[-1].rstrip()), lines[-1]


@pytest.mark.parametrize(
    "keys", [["j", "j", "d"], ["q"], ["j", "j", "x"], ["w"]], ids=["delete", "quit", "done", "save"]
)
async def test_what_is_asked_is_read_whole_with_all_answers(tmp_path, keys):
    async with opened(tmp_path) as editor:
        editor.app.main.view.select(("activities", "A2.1"))
        if keys == ["q"]:
            await editor.press("t", "x", "enter")
        await editor.press(*keys)
        await editor.pilot.pause()
        assert "…│" not in editor.picture.replace(" ", "")
        assert "…" not in editor.picture.splitlines()[-1]
