"""A bar on the terminal for what takes long; nothing of it in a pipe, nothing where it was quick."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Self, TextIO

from ka2plan.words.visible import fit, visible

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 0.7
"""Seconds before the bar is drawn."""

STEP = 0.1
"""Seconds between two drawings."""

BAR, NAME = 24, 40
"""Cells of the bar, and of the name behind it."""


class Progress:
    """Draws on one line of a stream how many of ``total`` steps are done, and takes the line away at the end."""

    def __init__(
        self, total: int, stream: TextIO, clock: Callable[[], float] = time.monotonic, *, is_drawn: bool = True
    ) -> None:
        self._total = total
        self._stream = stream
        self._clock = clock
        self._next = clock() + PATIENCE
        self._done = 0
        self._drawn = False
        self._wanted = is_drawn and stream.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if self._drawn:
            self._write(" " * (BAR + NAME + 14) + "\r")

    def at(self, name: str) -> None:
        """Another step begins: the work on ``name``."""
        self._done += 1
        if self._clock() >= self._next and self._wanted:
            self._next = self._clock() + STEP
            self._drawn = True
            full = BAR * self._done // max(1, self._total)
            bar = "#" * full + "." * (BAR - full)
            self._write(f"[{bar}] {self._done:>4}/{self._total:<4} {fit(visible(name), NAME)}\r")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
