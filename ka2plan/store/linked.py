"""Files with several names (hard links): written in place, lest the other names keep the old text.

Old and new text stand beside the file, confirmed by the disk, while it is written. A save that was killed is
thereby recognised, read as if it had been finished, and finished at the next occasion.
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
    try:
        _rewrite(target, data)
    except OSError:
        _rewrite(target, expected)
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
        _rewrite(target, unfinished)
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
    write_new(temporary, data, status, target)
    os.replace(temporary, path)


def _unfinished(target: str, data: bytes) -> bytes | None:
    """The text that was being written, where the file holds its beginning and the old text's end."""
    old, new = (contents(name) for name in _names(target))
    if old is None or new is None or data == new:
        return None
    pairs = enumerate(zip(data, new, strict=False))
    written = next((place for place, (there, wanted) in pairs if there != wanted), min(len(data), len(new)))
    return new if data[written:] == old[written:] else None


def _rewrite(target: str, data: bytes) -> None:
    file = os.open(target, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        write_all(file, data)
        os.ftruncate(file, len(data))
        os.fsync(file)
    finally:
        os.close(file)
