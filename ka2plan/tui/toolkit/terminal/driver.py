"""Textual's driver for Linux, made to outlive what a terminal on a bad line does."""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.messages import InBandWindowResize

from ka2plan.tui.toolkit.terminal.output import Output
from ka2plan.tui.toolkit.terminal.typed_keys import TypedKeys
from ka2plan.tui.toolkit.textual_private import DriverInside

if TYPE_CHECKING:
    from textual.app import App

CLIPBOARD = "\x1b]52;c;"
POINTER_SHAPE = "\x1b]22;"
KITTY_KEYS = ("\x1b[>", "\x1b[<u")

SCREEN_TAKES = 240
"""Characters of one piece that GNU screen hands on; of longer ones it prints the rest, beyond 256 in old versions."""

PLAIN_TERMS = ("linux", "vt100", "vt220", "ansi", "cons25")
"""Terminals that show queries they do not know as text."""


class LineLost(Message):
    """Nobody is at the other end of the terminal any more."""


class EditorDriver(DriverInside):
    """Survives bytes that are no UTF-8, a line that stalls and a line that is gone."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._whose = app
        self._tells = debug
        self._follows_mouse = mouse
        self._event_loop = asyncio.get_running_loop()
        self._plain = os.environ.get("TERM", "") in PLAIN_TERMS
        self._output: Output | None = None

    def write(self, data: str) -> None:
        """Writes without ever waiting for the terminal."""
        if self._output is None or data.startswith(POINTER_SHAPE) or (self._plain and data.startswith(KITTY_KEYS)):
            return
        if not data.startswith(CLIPBOARD):
            self._output.write(data)
            return
        if not is_in_screen(os.environ):
            self._output.write(data)
        self._output.write(through_multiplexer(data, os.environ))

    def start_application_mode(self) -> None:
        """Takes the terminal over; in the background of a shell it waits until it is fetched from there."""
        if not self._is_in_foreground:
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        screen = next((file for file in (sys.__stdout__, sys.__stderr__) if file and file.isatty()), sys.stdout)
        self._output = Output(screen.fileno(), self._ask_for_all)
        self._output.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        resized = signal.getsignal(signal.SIGWINCH)

        def forget_and_resize() -> None:
            self.forget_screen()
            if callable(resized):
                resized(signal.SIGWINCH, None)

        def ask_for_size(*_of_signal: object) -> None:
            # A signal may come in the midst of dealing with one: sizes read here could arrive in the wrong order.
            self._event_loop.call_soon_threadsafe(forget_and_resize)

        signal.signal(signal.SIGWINCH, ask_for_size)

    @property
    def _is_in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            return True

    def stop_by_signal(self, stop: Callable[[], None]) -> None:
        """Gives the terminal back and stops; while another program has it, only stops, for nothing else runs here then.

        The signal may come in the midst of writing, when what is to be written last would wait for what it interrupts.
        """
        if self.has_terminal:
            self._event_loop.call_soon_threadsafe(stop)
        else:
            stop()

    def go_on_after_signal(self, go_on: Callable[[], None]) -> None:
        """Takes the terminal over again where it was given back, and draws all of it anew.

        Nobody has to have stopped the program for this signal: a line that is closed sends it along with SIGHUP.
        """
        if self._output is None:
            go_on()
        self.forget_screen()
        self._ask_for_all()

    def forget_screen(self) -> None:
        """Sends the next picture whole."""
        if self._output is not None:
            self._output.forget_screen()

    def process_message(self, message: Message) -> None:
        """Hands on what came in; after a change of size nothing on the screen is taken for granted."""
        if isinstance(message, InBandWindowResize):
            self.forget_screen()
        super().process_message(message)

    def stop_application_mode(self) -> None:
        """Gives the terminal back, as far as it still listens."""
        super().stop_application_mode()
        if self._output is not None:
            self._output.stop(1.0)
            self._output = None

    def terminal_size(self) -> tuple[int, int]:
        """The size that the terminal has: COLUMNS and LINES, once exported, would hold for ever."""
        for file in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
            with suppress(OSError, ValueError, AttributeError):
                size = os.get_terminal_size(file.fileno())  # type: ignore[union-attr]
                if size.columns and size.lines:
                    return size.columns, size.lines
        return super().terminal_size()

    def _ask_for_all(self) -> None:
        self._event_loop.call_soon_threadsafe(self._whose.refresh)

    def ask_for_mouse(self) -> None:
        """Asks for clicks, drags and the wheel, not for every movement."""
        if self._follows_mouse:
            self.write("\x1b[?1000h\x1b[?1002h\x1b[?1006h")

    def ask_for_no_mouse(self) -> None:
        """Asks to be told of it no more."""
        if self._follows_mouse:
            self.write("\x1b[?1006l\x1b[?1002l\x1b[?1000l")

    @property
    def takes_questions(self) -> bool:
        """Whether the terminal shows no question as text."""
        return not self._plain

    def run_input_thread(self) -> None:
        """Reads keys until the end; where they cannot be read any more, the editor ends too."""
        try:
            self._read_keys()
        finally:
            if not self.exit_event.is_set():
                self._event_loop.call_soon_threadsafe(self._whose.post_message, LineLost())

    def _read_keys(self) -> None:
        """Hands on what is typed; bytes that are no UTF-8 become replacement characters."""
        keys = TypedKeys(self._tells)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    data = self._read()
                    if not data:
                        return
                    typed = decode(data)
                    for event in keys.feed(typed) if typed else ():  # nothing would mean the end to the parser
                        self.process_message(event)
                for event in keys.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """What was typed; nothing where the line is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""


def forget_typed_keys() -> None:
    """Drops what was typed and nobody has read yet."""
    with suppress(OSError, termios.error, ValueError):
        termios.tcflush(sys.__stdin__, termios.TCIFLUSH)  # type: ignore[arg-type]


def through_multiplexer(sequence: str, environment: Any) -> str:
    """The sequence wrapped so that tmux or screen hands it on to the terminal outside; empty where there is none."""
    if environment.get("TMUX"):
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if is_in_screen(environment):
        pieces = (sequence[begin : begin + SCREEN_TAKES] for begin in range(0, len(sequence), SCREEN_TAKES))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return ""


def is_in_screen(environment: Any) -> bool:
    """Whether the next terminal is GNU screen, which shows a long sequence that is not wrapped as text."""
    return bool(environment.get("STY")) and not environment.get("TMUX")
