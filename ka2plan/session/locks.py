"""Who still has a file of the state folder open: told by a lock, and by its process where there are no locks."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress

ATTEMPTS = 50
"""How often a lock is tried that somebody holds: one who only looks lets go of it at once."""

PAUSE = 0.005
"""Seconds between two attempts."""

PROCESSES = "/proc"


def hold(file: int) -> bool:
    """Locks a file for as long as it is open; False where its file system has no locks, as over a network."""
    for _attempt in range(ATTEMPTS):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE)
        except OSError:
            return False
        else:
            return True
    return False


def is_held(file: int) -> bool:
    """Whether another process has locked the file."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    with suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_UN)
    return False


def own_mark() -> str:
    """What tells this process from all others: its machine and the start of that, its number and its own start."""
    return _mark(os.getpid())


def is_running(mark: str) -> bool:
    """Whether the process of a mark runs on this machine."""
    number = mark.split(" ")[-2:-1]
    return bool(number) and number[0].isascii() and number[0].isdigit() and mark == _mark(int(number[0]))


def is_named_by_a_process(path: str) -> bool:
    """Whether a process was called with this path among its words; never where the system does not show them."""
    name = os.fsencode(path)
    with suppress(OSError):
        return any(name in _words(process) for process in os.listdir(PROCESSES) if process.isdigit())
    return False


def _words(process: str) -> bytes:
    """The words that a process was called with."""
    try:
        with open(os.path.join(PROCESSES, process, "cmdline"), "rb") as file:
            return file.read()
    except OSError:
        return b""


def _mark(process: int) -> str:
    boot = _line(os.path.join(PROCESSES, "sys/kernel/random/boot_id"))
    began = _line(os.path.join(PROCESSES, str(process), "stat")).rpartition(")")[2].split()
    if not began and not _exists(process):
        return ""
    return f"{os.uname().nodename.replace(' ', '-')} {boot or '-'} {process} {began[19] if len(began) > 19 else '-'}"


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def _line(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.readline().strip()
    except (OSError, ValueError):
        return ""
