"""The lock by which ka2plan's own writers wait for each other.

It lies on the folder of the file: on the file it would be lost with every replacement, and a lock file
beside it would stay behind, turn up in git and belong to whoever came first. The system takes it back from a
process that dies. Network file systems may refuse to lock a folder; then contents alone tell what others
wrote.
"""

from __future__ import annotations

import os
import time

from ka2plan.errors import CannotWrite
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

PATIENCE = 10.0
"""Seconds to wait for another writer, whose turn takes some milliseconds."""

PAUSE = 0.005
"""Seconds between two attempts."""


def lock_folder(folder: str) -> int | None:
    """Locks a folder; the open file that holds the lock until closed, None where folders cannot be locked.

    :raises CannotWrite: another program keeps the folder locked.
    """
    import fcntl

    try:
        file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(file)
                sentence = _("another program keeps the folder {folder} locked; nothing was written")
                raise CannotWrite(sentence.format(folder=visible(folder))) from None
            time.sleep(PAUSE)
        except OSError:
            os.close(file)
            return None
        else:
            return file


def unlock(lock: int | None) -> None:
    """Gives the lock back; closing gives it back even where the system reports an error."""
    if lock is None:
        return
    try:
        os.close(lock)
    except OSError:
        return
