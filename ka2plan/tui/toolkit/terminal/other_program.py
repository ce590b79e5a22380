"""Another program in the terminal: run to its end, or as far as it goes where this one has to leave."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

LOOK = 0.2
"""Seconds between two looks at what the other program does."""

OWN_END = 0.3
"""Seconds that it has to end of itself where the line is lost: it was told so at the same time."""

PATIENCE = 0.7
"""Seconds that it has to end once it is asked to."""


def run(command: list[str], look: Callable[[], object], must_leave: Callable[[], bool]) -> int | OSError:
    """The exit code of a program, or why it cannot be started: nothing may be raised while the terminal is lent.

    Args:
        command: the program and its arguments.
        look: called again and again while it runs.
        must_leave: whether this program has to end; the other one is then asked to end too, not to stay behind in a
            terminal that somebody else has.
    """
    with _deaf_to_keys():
        try:
            program = subprocess.Popen(command)  # noqa: S603 -- the user names the program
        except OSError as error:
            return error
        while not must_leave():
            with suppress(subprocess.TimeoutExpired):
                return program.wait(LOOK)
            look()
        return _leave(program, look)


def _leave(program: subprocess.Popen[bytes], look: Callable[[], object]) -> int:
    """Asks the program to end and waits for that, but not for long; its exit code, 0 where it goes on."""
    code = _ended_within(program, OWN_END)
    if code is None:
        program.send_signal(signal.SIGHUP)
        code = _ended_within(program, PATIENCE)
    for _twice in range(2):  # what is found at rest in the second look is kept
        look()
    return code or 0


def _ended_within(program: subprocess.Popen[bytes], seconds: float) -> int | None:
    try:
        return program.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


@contextmanager
def _deaf_to_keys() -> Iterator[None]:
    """Leaves it to the other program what interrupting does there; it begins with the system's own answer."""
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = [signal.signal(number, lambda *_of_signal: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
