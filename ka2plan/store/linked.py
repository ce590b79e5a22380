"""Files that are written in place: those with several names (hard links), lest the other names keep the old text, and
those of another owner, lest they become ours.

Old and new text stand beside the file, confirmed by the disk, while it is written. A save that was killed is
thereby recognised, read as if it had been finished, and finished at the next occasion. Other programs see no mixture of
the two texts: where the new one is shorter, blank lines fill the place until the file is cut.
"""

from __future__ import annotations

import os

from ka2plan.errors import CannotWrite
from ka2plan.store.beside import (
    confirm_folder,
    contents,
    discard,
    load,
    name_beside,
    temporary_name,
    write_all,
    write_new,
)
from ka2plan.store.folder_lock import lock_folder, unlock
from ka2plan.store.replace import Replaced


def write_in_place(target: str, data: bytes, expected: bytes, status: os.stat_result) -> None:
    """Writes the file under all its names; to be called under the lock.

    :raises Replaced: it held something else than expected.
    """
    old, new = _names(target)
    try:
        for path, text in ((old, expected), (new, data)):
            _write_whole(path, text, target, status)
        confirm_folder(target)
        if contents(target) != expected:
            raise Replaced
    except BaseException:
        _forget(target)
        raise
    room = max(len(expected), len(data))
    try:
        _rewrite(target, data, room)
    except OSError:
        _rewrite(target, expected, room)
        _forget(target)
        raise
    _forget(target)


def read_whole(target: str) -> bytes:
    """What the file holds, or the text that a killed save was writing into it."""
    try:
        lock = lock_folder(os.path.dirname(target))
    except CannotWrite:
        lock = None
    try:
        data = load(target)
        unfinished = _unfinished(target, data)
    finally:
        unlock(lock)
    return data if unfinished is None else unfinished


def finish(target: str) -> None:
    """Finishes a save that was killed, if there is one; to be called under the lock.

    :raises OSError: it cannot be finished; nothing is forgotten.
    """
    data = contents(target)
    unfinished = None if data is None else _unfinished(target, data)
    if unfinished is not None:
        _rewrite(target, unfinished, len(data or b""))
    _forget(target)


def leftovers(target: str) -> list[str]:
    """The files that stand beside the target for a save in place."""
    return [path for path in _names(target) if os.path.lexists(path)]


def _forget(target: str) -> None:
    old, new = _names(target)
    discard(new)
    discard(old)


def _names(target: str) -> tuple[str, str]:
    return name_beside(target, "old"), name_beside(target, "new")


def _write_whole(path: str, data: bytes, target: str, status: os.stat_result) -> None:
    temporary = temporary_name(target)
    write_new(temporary, data, status, target, whoever_owns_it=True)
    os.replace(temporary, path)


def _unfinished(target: str, data: bytes) -> bytes | None:
    """The text that was being written, where the file holds its beginning, blank lines behind it where it is shorter,
    and the old text's end.
    """
    try:
        old, new = (contents(name) for name in _names(target))
    except PermissionError:  # it was another user's save, who finishes it
        return None
    if old is None or new is None or data == new:
        return None
    written = _alike(data, _filled(new, len(old)))
    return new if data[written:] == old[written:] else None


def _alike(one: bytes, other: bytes) -> int:
    """Length of what two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _filled(data: bytes, room: int) -> bytes:
    return data.ljust(room, b"\n")


def _rewrite(target: str, data: bytes, room: int) -> None:
    """Writes the file over what it holds, at once, then cuts it behind the text."""
    file = os.open(target, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        write_all(file, _filled(data, room))
        os.ftruncate(file, len(data))
        os.fsync(file)
    finally:
        os.close(file)
