"""The plan's file: read in one piece, written as a whole or not at all.

A file is written only while it holds what was read from it. ka2plan's own writers wait for each other by a
lock on the folder, which a process that dies leaves free; what programs without that lock do meanwhile is
found by comparing contents, before the new text is put in place and after.
"""

from __future__ import annotations

from ka2plan.store.contents import FileState, Fingerprint, Stamp, read, read_input, stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ka2plan.store.failures import DurabilityUnknown

__all__ = [
    "DurabilityUnknown",
    "FileState",
    "Fingerprint",
    "Stamp",
    "obstacle",
    "overwrite",
    "read",
    "read_input",
    "remove_leftovers",
    "stamp",
    "write",
]


def write(path: str, data: bytes, expected: Fingerprint | None) -> FileState:
    """Puts these bytes in place of those that ``expected`` was taken from; without it the file must be new.

    Links are followed, mode, owner and extended attributes kept as far as the system allows.

    Raises:
        ChangedOnDisk: the file holds something else by now, or exists already; it is as it was.
        DurabilityUnknown: the file is written, but the disk did not confirm it.
        CannotWrite: the disk or its permissions refuse; the file is as it was.
    """
    from ka2plan.store.saver import save

    return save(path, data, expected)


def overwrite(path: str, data: bytes) -> FileState:
    """Puts these bytes in place of whatever the file holds: for outputs, never for a plan that was read.

    :raises CannotWrite: as ``write``.
    """
    from ka2plan.store.saver import save_over

    return save_over(path, data)


def obstacle(path: str) -> str:
    """Why the file cannot be saved, in a sentence, as far as it shows beforehand; empty where it can."""
    from ka2plan.store.saver import obstacle as found

    return found(path)


def remove_leftovers(path: str) -> None:
    """Takes away what a save of this file left behind when it was killed; finishes what it had begun."""
    from ka2plan.store.saver import tidy

    tidy(path)


def __getattr__(name: str) -> object:
    if name == "DurabilityUnknown":
        from ka2plan.store.failures import DurabilityUnknown

        return DurabilityUnknown
    raise AttributeError(name)
