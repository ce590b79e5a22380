"""All that the editor uses of Textual without a promise that it stays: names that begin with an underscore.

The version of Textual is pinned, and tests hold what is replaced here. Everywhere else these names are called by what
stands here in public.
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Iterable

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.widget import MountError


class AppInside(App[int], inherit_bindings=False):
    """An application that leaves the account of its faults to whoever started it.

    Its screens have no room for Textual's own notices and tips, which nothing here shows: two widgets less each.
    """

    def __init__(self, driver_class: type[Driver]) -> None:
        super().__init__(driver_class=driver_class)
        self._disable_notifications = True
        self._disable_tooltips = True

    @property
    def fault(self) -> Exception | None:
        """What ended the interface, where that was a fault of its own."""
        return self._exception

    def end_with_fault(self) -> None:
        """Does what is to be done when a fault ends the interface."""

    def _handle_exception(self, error: Exception) -> None:
        if self._exit and isinstance(error, MountError):
            return  # of a dialog that was about to open when the end began
        super()._handle_exception(error)
        self.end_with_fault()

    def _print_error_renderables(self) -> None:
        """Prints nothing: Textual's own account shows the plan's texts as they are."""
        self._exit_renderables.clear()


class DriverInside(LinuxDriver):
    """A driver of which each step of taking the terminal and giving it back can be replaced."""

    @property
    def has_terminal(self) -> bool:
        """Whether the terminal is the editor's, and not lent to another program."""
        return self._auto_restart

    def stop_by_signal(self, stop: Callable[[], None]) -> None:
        """Stops as the user of the shell asks; ``stop`` is how Textual does it."""
        stop()

    def go_on_after_signal(self, go_on: Callable[[], None]) -> None:
        """Goes on after a stop; ``go_on`` is how Textual does it."""
        go_on()

    def ask_for_mouse(self) -> None:
        """Asks the terminal to tell of the mouse."""
        super()._enable_mouse_support()

    def ask_for_no_mouse(self) -> None:
        """Asks the terminal to tell of it no more."""
        super()._disable_mouse_support()

    def terminal_size(self) -> tuple[int, int]:
        """Columns and lines of the terminal, as Textual finds them."""
        return super()._get_terminal_size()

    @property
    def takes_questions(self) -> bool:
        """Whether the terminal can be asked what it is able to."""
        return True

    def _sigtstp_application(self, *_of_signal: object) -> None:
        self.stop_by_signal(super()._sigtstp_application)

    def _sigcont_application(self, *_of_signal: object) -> None:
        self.go_on_after_signal(super()._sigcont_application)

    def _enable_mouse_support(self) -> None:
        self.ask_for_mouse()

    def _disable_mouse_support(self) -> None:
        self.ask_for_no_mouse()

    def _get_terminal_size(self) -> tuple[int, int]:
        return self.terminal_size()

    def _request_terminal_sync_mode_support(self) -> None:
        if self.takes_questions:
            super()._request_terminal_sync_mode_support()

    def _query_in_band_window_resize(self) -> None:
        if self.takes_questions:
            super()._query_in_band_window_resize()


class SizedDriver(Driver, ABC):
    """A driver that is told the size of what it draws on."""

    @property
    def known_size(self) -> tuple[int, int]:
        """Columns and lines."""
        return self._size or (80, 24)

    @known_size.setter
    def known_size(self, size: tuple[int, int]) -> None:
        self._size = size


class ParserInside(XTermParser):
    """Textual's parser of what a terminal sends, of which the keys of a sequence can be replaced."""

    def end_waiting(self) -> None:
        """Waits no longer for what may belong to a sequence that has begun."""
        self._timeout_time = 0.0

    def keys_of(self, _sequence: str) -> Iterable[Key] | None:
        """The keys of a sequence; None where Textual knows them."""
        return None

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        found = self.keys_of(sequence)
        return super()._sequence_to_key_events(sequence, alt) if found is None else found
