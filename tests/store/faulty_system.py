"""A system that fails, or a process that dies, at a chosen call of a save."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from ka2plan.store import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CALLS = (
    "open",
    "read",
    "write",
    "fsync",
    "fchmod",
    "fchown",
    "ftruncate",
    "close",
    "link",
    "replace",
    "unlink",
    "listdir",
    "lstat",
)
"""What a save asks of the system, by the names in ``os``; ``rename`` for what Python lacks."""


@contextmanager
def before_each_call(act: Callable[[str], None]) -> Iterator[None]:
    """Calls ``act`` with the name of every system call of a save before the call is made."""

    def watched(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def made(*arguments: Any, **options: Any) -> Any:
            try:
                act(name)
            except OSError:
                if name == "close":  # the system closes a file even where it reports an error
                    call(*arguments)
                raise
            return call(*arguments, **options)

        return made

    patches = [patch.object(os, name, watched(name, getattr(os, name))) for name in CALLS]
    patches.append(patch.object(replace, "rename", watched("rename", replace.rename)))
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


def calls_of(action: Callable[[], object]) -> list[str]:
    """The system calls that an action makes, in order."""
    made: list[str] = []
    with before_each_call(made.append):
        action()
    return made


def fail_at(number: int, error: int) -> Callable[[str], None]:
    """Lets the call of that number fail, counted from 0."""
    count = -1

    def act(name: str) -> None:
        nonlocal count
        count += 1
        if count == number:
            raise OSError(error, os.strerror(error))

    return act


def killed_at(number: int, action: Callable[[], object]) -> bool:
    """Runs the action in a process killed before its call of that number; False if it had no such call."""
    process = os.fork()
    if process == 0:
        count = -1

        def act(name: str) -> None:
            nonlocal count
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            with before_each_call(act):
                action()
        finally:
            os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)
