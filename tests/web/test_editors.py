"""The editors of a server: one for each page, kept for a while when its page is gone, and never too many."""

from __future__ import annotations

import asyncio

from ka2plan.web import editors as of_server
from ka2plan.web.editor_process import environment_for
from ka2plan.web.editors import Editors
from tests.tui.pilot import copied

SIZE = (80, 24)
LONGEST = 60


class Page:
    """A page that remembers that something was drawn."""

    def __init__(self):
        self.drawn = asyncio.Event()

    async def send_bytes(self, data):
        self.drawn.set()


async def draws(editor, page):
    async with asyncio.timeout(LONGEST):
        await editor.show_on(page, SIZE)
        await page.drawn.wait()


async def test_a_page_that_comes_back_has_the_same_editor_and_another_page_has_its_own(tmp_path):
    editors = Editors((str(copied(tmp_path, "ka220-school")),), print)
    try:
        one, was_there = await editors.of_page("one", SIZE, ())
        assert not was_there
        page = Page()
        await draws(one, page)
        editors.page_left("one", page)
        assert one.page is None
        again, was_there = await editors.of_page("one", SIZE, ())
        assert again is one
        assert was_there
        other, was_there = await editors.of_page("other", SIZE, ())
        assert other is not one
        assert not was_there
        await draws(one, Page())
        await draws(other, Page())
    finally:
        await editors.end_all()


async def test_an_editor_whose_page_stays_away_ends_and_one_that_has_a_page_does_not(tmp_path):
    ended = asyncio.Event()
    editors = Editors((str(copied(tmp_path, "ka220-school")),), lambda _page: ended.set(), grace=0)
    try:
        stays, _was_there = await editors.of_page("stays", SIZE, ())
        leaves, _was_there = await editors.of_page("leaves", SIZE, ())
        here, gone = Page(), Page()
        await draws(stays, here)
        await draws(leaves, gone)
        editors.page_left("leaves", gone)
        editors.page_left("stays", gone)  # another tab has taken it over: this one has nothing to leave
        async with asyncio.timeout(LONGEST):
            await leaves.is_over()
        assert (await editors.of_page("leaves", SIZE, ()))[0] is not leaves
        assert stays.page is here
        assert not ended.is_set()
    finally:
        await editors.end_all()
    assert ended.is_set()


async def test_there_are_never_too_many(tmp_path, monkeypatch):
    monkeypatch.setattr(of_server, "MOST", 1)
    editors = Editors((str(copied(tmp_path, "ka220-school")),), print)
    try:
        assert await editors.of_page("one", SIZE, ())
        assert await editors.of_page("two", SIZE, ()) is None
        assert await editors.of_page("one", SIZE, ())
    finally:
        await editors.end_all()


def test_an_editor_for_a_browser_knows_nothing_of_the_servers_own_terminal_and_editor():
    own = {"TMUX": "/tmp/x", "STY": "1", "EDITOR": "vi", "VISUAL": "vi", "COLUMNS": "40", "NO_COLOR": "1", "HOME": "/h"}
    handed = environment_for(own)
    assert handed.keys() == {"HOME", "TERM", "COLORTERM", "PYTHONPATH"}
    assert handed["TERM"] == "xterm-256color"
