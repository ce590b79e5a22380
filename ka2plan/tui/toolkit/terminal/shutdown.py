"""Ending in order when the terminal or the system asks for it, and ending all the same where order is impossible."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from threading import Timer
from types import FrameType
from typing import Any

LINE_LOST = 128 + signal.SIGHUP
"""Exit code where the terminal went away."""

PATIENCE = 1.5
"""Seconds that an orderly end may take."""

RESTORE = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?1004l\x1b[<u\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
"""Mouse, paste, focus and keyboard modes off; the other screen, the cursor."""


class Farewell:
    """Ends the program on SIGHUP, SIGTERM or a lost line, with unsaved work safe before anything else is tried."""

    def __init__(self, make_safe: Callable[[], object]) -> None:
        self._make_safe = make_safe
        self._leave: Callable[[int], object] | None = None
        self._terminal = _terminal_modes()
        self._begun = False

    @property
    def has_begun(self) -> bool:
        """Whether the program is to end."""
        return self._begun

    def install(self, leave: Callable[[int], object]) -> None:
        """Listens to the signals; ``leave`` asks the interface, from any thread, to end with an exit code."""
        self._leave = leave
        for number in (signal.SIGHUP, signal.SIGTERM):
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def begin(self, code: int) -> None:
        """Makes unsaved work safe, then asks the interface to end; ends without it where it does not."""
        if self._begun:
            return
        self._begun = True
        self._make_safe()
        last_resort = Timer(PATIENCE, self._end, (code,))
        last_resort.daemon = True
        last_resort.start()
        if self._leave:
            self._leave(code)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        # signal.signal and not the event loop's handlers: those never run while the loop waits for a stalled terminal
        self.begin(128 + number)

    def _end(self, code: int) -> None:
        self._make_safe()
        if self._terminal is not None:
            with suppress(OSError, termios.error, ValueError):
                termios.tcsetattr(sys.__stdin__, termios.TCSANOW, self._terminal)  # type: ignore[arg-type]
                os.set_blocking(1, False)
                os.write(1, RESTORE)
        os._exit(code)


def _terminal_modes() -> Any:
    try:
        return termios.tcgetattr(sys.__stdin__)  # type: ignore[arg-type]
    except (termios.error, OSError, ValueError, TypeError):
        return None
