"""The driver for a browser: pictures go to the server that started the editor, and what is typed comes from there."""

from __future__ import annotations

import asyncio
import json
import os
import selectors
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Size

from ka2plan.tui.toolkit.terminal.driver import POINTER_SHAPE, LineLost
from ka2plan.tui.toolkit.terminal.output import Output
from ka2plan.tui.toolkit.terminal.typed_keys import TypedKeys
from ka2plan.tui.toolkit.textual_private import SizedDriver
from ka2plan.web.packets import DATA, GREETING, META, BadPacket, Packets, packed

if TYPE_CHECKING:
    from textual.app import App

BEGIN = "\x1b[?1049h\x1b[?25l\x1b[?2004h"
"""The other screen, no cursor, pastes in brackets."""

MOUSE = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
"""Clicks, drags and the wheel, not every movement."""

LARGEST = 1_000
"""Columns or lines that no browser has."""


class BrowserDriver(SizedDriver):
    """Draws as on a terminal that is far away; the line is lost when nobody is at the other end of the pipes."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or (80, 24))
        self._whose = app
        self._tells = debug
        self._modes = BEGIN + (MOUSE if mouse else "")
        self._event_loop = asyncio.get_running_loop()
        self._output: Output | None = None
        self._is_over = Event()

    @property
    def is_web(self) -> bool:
        """It is: nothing is run in the terminal, for there is none."""
        return True

    def write(self, data: str) -> None:
        """Writes without ever waiting for the server."""
        if self._output is not None and not data.startswith(POINTER_SHAPE):
            self._output.write(data)

    def start_application_mode(self) -> None:
        """Begins to draw and to listen."""
        out = sys.__stdout__.fileno()  # type: ignore[union-attr]
        os.write(out, GREETING)
        self._output = Output(out, self._ask_for_all, partial(packed, DATA))
        self._output.start()
        self.write(self._modes)
        self._tell_size()
        Thread(target=self._listen, name="browser-input", daemon=True).start()

    def disable_input(self) -> None:
        """Listens no longer."""
        self._is_over.set()

    def stop_application_mode(self) -> None:
        """Tells the server that this was all."""
        self._is_over.set()
        if self._output is not None:
            self._output.stop(1.0)
            self._output = None
            with suppress(OSError):
                os.write(sys.__stdout__.fileno(), packed(META, b'{"type": "exit"}'))  # type: ignore[union-attr]

    def _ask_for_all(self) -> None:
        self._event_loop.call_soon_threadsafe(self._whose.refresh)

    def _tell_size(self) -> None:
        size = Size(*self.known_size)
        self.send_message(events.Resize(size, size))

    def _listen(self) -> None:
        """Hands on what comes until the end; where nothing can come any more, the editor ends too."""
        try:
            self._read_packets()
        except (OSError, BadPacket):
            return
        finally:
            if not self._is_over.is_set():
                self._event_loop.call_soon_threadsafe(self._whose.post_message, LineLost())

    def _read_packets(self) -> None:
        """Hands on keys; bytes that are no UTF-8 become replacement characters."""
        keys, packets = TypedKeys(self._tells), Packets()
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        file = sys.__stdin__.fileno()  # type: ignore[union-attr]
        with selectors.SelectSelector() as selector:
            selector.register(file, selectors.EVENT_READ)
            while not self._is_over.is_set():
                if selector.select(0.1):
                    data = os.read(file, 65_536)
                    if not data:
                        return
                    for kind, contents in packets.feed(data):
                        if kind == META:
                            self._told(contents)
                        elif typed := decode(contents):
                            for event in keys.feed(typed):
                                self.process_message(event)
                for event in keys.tick():
                    self.process_message(event)

    def _told(self, contents: bytes) -> None:
        """Does what the server tells; what is not understood is left alone."""
        try:
            told = json.loads(contents)
        except (ValueError, RecursionError):
            return
        match told:
            case {"type": "resize", "width": int(width), "height": int(height)}:
                self._resize(width, height)
            case {"type": "redraw"}:
                self._draw_anew()
            case {"type": "focus"}:
                self.send_message(events.AppFocus())
            case {"type": "blur"}:
                self.send_message(events.AppBlur())

    def _resize(self, width: int, height: int) -> None:
        self.known_size = (max(1, min(width, LARGEST)), max(1, min(height, LARGEST)))
        self._forget_screen()
        self._tell_size()

    def _draw_anew(self) -> None:
        """Draws for a page that shows nothing yet."""
        self._forget_screen()
        self.write(self._modes)
        self._ask_for_all()

    def _forget_screen(self) -> None:
        if self._output is not None:
            self._output.forget_screen()
