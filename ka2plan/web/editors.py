"""All editors of a server, by the pages that they belong to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from ka2plan.web.editor_process import EditorProcess, Page, Size

MOST = 40
"""Editors that run at the same time."""

GRACE = 900.0
"""Seconds that an editor waits for its page to come back."""


class Editors:
    """Starts an editor for a page that has none, and keeps it for a while when its page is gone."""

    def __init__(self, words: Sequence[str], ended: Callable[[Page], object], grace: float = GRACE) -> None:
        """Starts each with the same words; ``ended`` is told the page whose editor has ended."""
        self._words = tuple(words)
        self._ended = ended
        self._grace = grace
        self._of_page: dict[str, EditorProcess] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._starting = asyncio.Lock()

    async def of_page(self, name: str, size: Size, more: Sequence[str]) -> tuple[EditorProcess, bool] | None:
        """The editor of a page, and whether it was there already; None where there are too many.

        Args:
            name: what the page calls itself, a secret of its own.
            size: columns and lines.
            more: words that this page adds, such as its theme.
        """
        async with self._starting:
            if timer := self._waiting.pop(name, None):
                timer.cancel()
            if editor := self._of_page.get(name):
                return editor, True
            if len(self._of_page) >= MOST:
                return None
            editor = await EditorProcess.start((*self._words, *more), size, lambda: self._forget(name))
            self._of_page[name] = editor
            return editor, False

    def page_left(self, name: str, page: Page) -> None:
        """Gives the page some time to come back; then its editor is asked to end."""
        editor = self._of_page.get(name)
        if editor is not None and editor.leave_page(page):
            loop = asyncio.get_running_loop()
            self._waiting[name] = loop.call_later(self._grace, self._end_soon, editor)

    async def end_all(self) -> None:
        """Asks all to end, at the same time, and waits for it."""
        for timer in self._waiting.values():
            timer.cancel()
        await asyncio.gather(*(editor.end() for editor in tuple(self._of_page.values())), *self._ending)

    def _end_soon(self, editor: EditorProcess) -> None:
        task = asyncio.create_task(editor.end())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _forget(self, name: str) -> None:
        editor = self._of_page.pop(name, None)
        if timer := self._waiting.pop(name, None):
            timer.cancel()
        if editor is not None and editor.page is not None:
            self._ended(editor.page)
