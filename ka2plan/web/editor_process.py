"""One editor of its own for each page: started, drawn for whoever is there, asked to end."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

from ka2plan.resources import PACKAGE
from ka2plan.web.packets import DATA, GREETING, HEAD, META, BadPacket, packed, size_in

PATIENCE = 3.0
"""Seconds that an editor has to end in order."""

NOT_HANDED_ON = frozenset({"COLUMNS", "EDITOR", "LINES", "NO_COLOR", "STY", "TMUX", "TMUX_PANE", "VISUAL"})
"""What is said of the terminal, and wanted in it, by whoever runs the server."""

Size = tuple[int, int]


class Page(Protocol):
    """Where a picture goes."""

    async def send_bytes(self, data: bytes) -> None:
        """Sends what a terminal would get."""


def environment_for(environment: Mapping[str, str]) -> dict[str, str]:
    """What an editor for a browser is to know of its surroundings: it draws in all colours and all characters."""
    kept = {name: value for name, value in environment.items() if name not in NOT_HANDED_ON}
    paths = (os.path.dirname(PACKAGE), kept.get("PYTHONPATH", ""))
    return {
        **kept,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
    }


class EditorProcess:
    """A running editor. Pages come and go; what it draws while nobody is there is drawn again for the next one."""

    def __init__(self, process: Process, ended: Callable[[], object]) -> None:
        self.heard = 0
        """The number of what was typed last, as its page counts."""
        self._process = process
        self._page: Page | None = None
        self._pump = asyncio.create_task(self._draw(ended))

    @classmethod
    async def start(cls, words: Sequence[str], size: Size, ended: Callable[[], object]) -> EditorProcess:
        """Starts an editor with these words behind ``serve-page``; ``ended`` is called when it is no more."""
        program = [sys.executable, "-P", "-m", "ka2plan", "serve-page", *words]
        process = await asyncio.create_subprocess_exec(
            *program,
            f"--width={size[0]}",
            f"--height={size[1]}",
            stdin=PIPE,
            stdout=PIPE,
            env=environment_for(os.environ),
            start_new_session=True,  # Ctrl+C is for the server, which asks its editors to end in order
        )
        return cls(process, ended)

    async def show_on(self, page: Page, size: Size) -> None:
        """Draws for this page from now on."""
        self._page = page
        await self.tell({"type": "resize", "width": size[0], "height": size[1]})
        await self.tell({"type": "redraw"})

    @property
    def page(self) -> Page | None:
        """The page it draws for; None while nobody is there."""
        return self._page

    def leave_page(self, page: Page) -> bool:
        """Draws for this page no longer; False where it draws for another one by now."""
        if self._page is not page:
            return False
        self._page = None
        return True

    async def type(self, text: str) -> None:
        """Hands on what was typed or pasted."""
        await self._send(packed(DATA, text.encode(errors="replace")))

    async def tell(self, what: Mapping[str, object]) -> None:
        """Hands on what else there is to know."""
        await self._send(packed(META, json.dumps(what).encode()))

    async def end(self) -> None:
        """Asks it to end, which saves what can be saved and keeps the rest; does not wait for ever."""
        with suppress(ProcessLookupError):
            self._process.terminate()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        with suppress(ProcessLookupError):
            self._process.kill()
        await self.is_over()

    async def is_over(self) -> None:
        """Waits until it has ended."""
        await asyncio.shield(self._pump)

    async def _send(self, data: bytes) -> None:
        pipe = self._process.stdin
        if pipe is not None and not pipe.is_closing():
            with suppress(ConnectionError):
                pipe.write(data)
                await pipe.drain()

    async def _draw(self, ended: Callable[[], object]) -> None:
        """Hands on what the editor draws until it ends."""
        try:
            await self._hand_on()
        finally:
            with suppress(ProcessLookupError):
                self._process.terminate()
            await self._process.wait()
            ended()

    async def _hand_on(self) -> None:
        out = self._process.stdout
        with suppress(asyncio.IncompleteReadError, BadPacket, ValueError):
            if out is None or await out.readline() != GREETING:
                return
            while True:
                head = await out.readexactly(HEAD)
                contents = await out.readexactly(size_in(head))
                if head[:1] == META:
                    return  # all that it has to tell is that it ends
                if self._page is not None:
                    with suppress(ConnectionError):
                        await self._page.send_bytes(contents)
