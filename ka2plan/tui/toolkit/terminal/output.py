"""Writing to the terminal from a thread, leaving out pictures that a slow line cannot keep up with."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

from ka2plan.tui.toolkit.terminal.screen import ShownScreen, is_picture

MOST_WAITING = 12_000
"""Bytes waiting to be written from which a new picture is left out."""


class Output(Thread):
    """The writing end of the terminal; ``write`` never waits.

    What the line cannot take is left out, and once it is free again the whole screen is asked for: whoever holds a
    key down on a slow line sees where that led, not how.
    """

    def __init__(
        self, file: int, ask_for_all: Callable[[], None], pack: Callable[[bytes], bytes] | None = None
    ) -> None:
        """Writes to a file; ``pack`` makes of what is written at once what the other end understands."""
        super().__init__(name="terminal-output", daemon=True)
        self._pack = pack
        self._file = file
        self._ask_for_all = ask_for_all
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._missed = False
        self._ending = False
        self._changed = Condition()
        self._screen = ShownScreen()

    def write(self, data: str) -> None:
        """Puts a picture or an order to the terminal in line."""
        picture = is_picture(data)
        with self._changed:
            if picture and self._size > MOST_WAITING:
                self._missed = True
                return
            encoded = (self._screen.news(data) if picture else data).encode(errors="replace")
            self._waiting.append(encoded)
            self._size += len(encoded)
            self._changed.notify()

    def forget_screen(self) -> None:
        """Sends the next picture whole: what the terminal shows is not known any more."""
        with self._changed:
            self._screen.forget()

    def stop(self, timeout: float) -> None:
        """Writes what is left, as far as the terminal takes it within so many seconds."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        self.join(timeout)

    def run(self) -> None:
        """Writes until the end, or until nobody is there to read."""
        while (data := self._next()) is not None:
            try:
                while data:
                    data = data[os.write(self._file, data) :]
            except OSError:
                return
            self._written()

    def _next(self) -> bytes | None:
        with self._changed:
            while not self._waiting:
                if self._ending:
                    return None
                self._changed.wait()
            data = b"".join(self._waiting)
            data = self._pack(data) if self._pack else data
            self._waiting.clear()
            self._size = len(data)
            return data

    def _written(self) -> None:
        with self._changed:
            self._size = sum(map(len, self._waiting))
            missed, self._missed = self._missed and not self._waiting, self._missed and bool(self._waiting)
        if missed:
            self._ask_for_all()
