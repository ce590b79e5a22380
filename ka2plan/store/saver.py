"""Saving: look, write beside, look again, put in place."""

from __future__ import annotations

import os
import time
from stat import S_ISREG

from ka2plan.errors import CannotWrite, ChangedOnDisk
from ka2plan.store import linked
from ka2plan.store.beside import (
    OwnerLost,
    confirm_folder,
    contents,
    discard,
    load,
    temporaries,
    temporary_name,
    write_new,
)
from ka2plan.store.contents import FileState, Fingerprint, Stamp, stamp
from ka2plan.store.failures import DurabilityUnknown, cannot_write, not_a_file
from ka2plan.store.folder_lock import lock_folder, unlock
from ka2plan.store.replace import Replaced, put_in_place, put_new
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

ABANDONED = 3600
"""Seconds after which a file beside the plan is nobody's any more, where no lock can tell."""

UNKNOWN = Stamp(0, 0, 0, 0)
"""The stamp of a file that the system does not say anything about: equal to no other."""


def save(path: str, data: bytes, expected: Fingerprint | None) -> FileState:
    """Puts the bytes in place of those expected, or in a new file."""

    def put(target: str) -> None:
        status = _status(target)
        _refuse_what_changed(path, target, status, expected)
        _refuse_where_hindered(path)
        _put(target, data, None if expected is None else expected.data, status)

    return _under_lock(path, data, put)


def save_over(path: str, data: bytes) -> FileState:
    """Puts the bytes in place of whatever the file holds."""

    def put(target: str) -> None:
        _refuse_where_hindered(path)
        status = _status(target)
        _put(target, data, None if status is None else load(target), status)

    return _under_lock(path, data, put)


def obstacle(path: str) -> str:
    """Why the file cannot be saved, in a sentence; empty where nothing shows."""
    try:
        _refuse_where_hindered(path)
    except CannotWrite as hindrance:
        return str(hindrance)
    return ""


def tidy(path: str) -> None:
    """Removes or finishes what killed saves left beside the file; what cannot be removed stays."""
    try:
        target = _target(path)
        lock = lock_folder(os.path.dirname(target))
    except CannotWrite:
        return
    try:
        _tidy(target, locked=lock is not None)
    except OSError:
        return
    finally:
        unlock(lock)


def _under_lock(path: str, data: bytes, put: Callable[[str], None]) -> FileState:
    """Does the writing while no other writer of ka2plan does, and turns refusals into sentences."""
    target = _target(path)
    lock = lock_folder(os.path.dirname(target))
    try:
        _tidy(target, locked=lock is not None)
        put(target)
    except Replaced as changed:
        raise ChangedOnDisk(_changed(path, changed.kept)) from None
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        unlock(lock)
    saved = FileState(path, data, Fingerprint(stamp(target) or UNKNOWN, data))
    try:
        confirm_folder(target)
    except OSError as error:
        raise DurabilityUnknown(saved, error) from error
    return saved


def _put(target: str, data: bytes, expected: bytes | None, status: os.stat_result | None) -> None:
    if expected is not None and status is not None and status.st_nlink > 1:
        linked.write_in_place(target, data, expected, status)
        return
    finished = temporary_name(target)
    try:
        write_new(finished, data, status, target)
    except OwnerLost:
        linked.write_in_place(target, data, expected or b"", status or os.lstat(target))
        return
    try:
        if expected is None:
            put_new(finished, target)
        elif contents(target) != expected:
            raise Replaced
        else:
            put_in_place(finished, target, expected, data)
    except BaseException:
        discard(finished)
        raise


def _tidy(target: str, *, locked: bool) -> None:
    for path in temporaries(target):
        if locked or _is_abandoned(path):
            discard(path)
    left = linked.leftovers(target)
    if left and (locked or all(map(_is_abandoned, left))):
        linked.finish(target)


def _is_abandoned(path: str) -> bool:
    status = _status(path)
    return status is not None and time.time() - status.st_mtime > ABANDONED


def _target(path: str) -> str:
    """The file that a path means, links followed; it need not exist.

    :raises CannotWrite: the path cannot be followed.
    """
    try:
        return _followed(path)
    except (OSError, ValueError) as error:  # of a relative path also where the current folder is gone
        raise cannot_write(path, error) from error


def _followed(path: str) -> str:
    try:
        return os.path.realpath(path, strict=True)
    except FileNotFoundError:
        return os.path.realpath(path)


def _status(target: str) -> os.stat_result | None:
    try:
        return os.lstat(target)
    except FileNotFoundError:
        return None


def _refuse_what_changed(path: str, target: str, status: os.stat_result | None, expected: Fingerprint | None) -> None:
    if expected is None:
        if status is not None:
            raise ChangedOnDisk(_("{path} exists already; it was not touched").format(path=visible(path)))
        return
    if status is None:
        raise ChangedOnDisk(_("{path} was deleted meanwhile; nothing was written").format(path=visible(path)))
    if not S_ISREG(status.st_mode):
        sentence = _("{path} is now {what}; nothing was written")
        raise ChangedOnDisk(sentence.format(path=visible(path), what=not_a_file(status)))
    if load(target) != expected.data:
        raise ChangedOnDisk(_changed(path))


def _changed(path: str, kept: str = "") -> str:
    sentence = _("{path} was changed by another program since it was read; nothing was written")
    if kept:
        sentence = _("two other programs changed {path} while it was saved; the later text is in {kept}")
    return sentence.format(path=visible(path), kept=visible(kept))


def _refuse_where_hindered(path: str) -> None:
    target = _target(path)
    folder = os.path.dirname(target)
    status = _status(target)
    if status is not None and not S_ISREG(status.st_mode):
        sentence = _("{path} cannot be saved: it is {what}")
        raise CannotWrite(sentence.format(path=visible(path), what=not_a_file(status)))
    if status is not None and not (status.st_mode & 0o222 and os.access(target, os.W_OK)):
        raise CannotWrite(_("{path} cannot be saved: it is read-only").format(path=visible(path)))
    if not os.path.isdir(folder):
        sentence = _("{path} cannot be saved: there is no folder {folder}")
        raise CannotWrite(sentence.format(path=visible(path), folder=visible(folder)))
    if not os.access(folder, os.W_OK | os.X_OK):
        sentence = _("{path} cannot be saved: the folder {folder} is read-only, and files are replaced whole")
        raise CannotWrite(sentence.format(path=visible(path), folder=visible(folder)))
