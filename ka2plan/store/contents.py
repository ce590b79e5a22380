"""Reading a file in one piece, and telling cheaply whether it is still the same."""

from __future__ import annotations

import os
from stat import S_ISFIFO, S_ISREG

from ka2plan.errors import CannotRead
from ka2plan.named_tuples import NamedTuple
from ka2plan.store.beside import MAX_BYTES, name_beside, read_all
from ka2plan.store.failures import not_a_file, reason
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

ATTEMPTS = 3
"""How often a file is read that changes while it is read."""


class Stamp(NamedTuple):
    """What the system says of a file without reading it; equal stamps nearly always mean equal contents."""

    device: int
    inode: int
    size: int
    modified: int
    """Nanoseconds since 1970."""


class Fingerprint(NamedTuple):
    """What a file held: what decides whether a later write still meets it."""

    stamp: Stamp
    data: bytes
    """The contents themselves: exact where a checksum is likely, and free, being in memory anyway."""


class FileState(NamedTuple):
    """A file as it was read or written."""

    path: str
    """As it was given; symbolic links in it are not resolved."""
    data: bytes
    fingerprint: Fingerprint


def stamp(path: str) -> Stamp | None:
    """The file's stamp, links followed; None where there is no such file."""
    try:
        return stamp_of(os.stat(path))
    except (OSError, ValueError):
        return None


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp in a file's status."""
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def read(path: str) -> FileState:
    """The whole file.

    :raises CannotRead: absent, a folder or another thing that is no file, too large, or refused.
    """
    try:
        data, status = _contents(path)
    except (OSError, ValueError) as error:
        raise CannotRead(_cannot_be_read(path, reason(error))) from error
    return state(path, data, status)


def read_input(path: str) -> bytes:
    """What a file holds, or what comes through a pipe: for what is only read, and never written back.

    :raises CannotRead: as ``read``; nothing comes through the pipe.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return read(path).data
    try:
        data = _through_pipe(path, file) if S_ISFIFO(os.fstat(file).st_mode) else None
    except OSError as error:
        raise CannotRead(_cannot_be_read(path, reason(error))) from error
    finally:
        os.close(file)
    return read(path).data if data is None else data


def _through_pipe(path: str, file: int) -> bytes:
    """All that comes through a pipe; one that nobody has opened to write to is at its end at once."""
    os.set_blocking(file, True)
    parts, size = [], 0
    while part := os.read(file, 1 << 16):
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            raise CannotRead(_cannot_be_read(path, _("the input is longer than any plan")))
    if not parts:
        raise CannotRead(_cannot_be_read(path, _("the input is empty")))
    return b"".join(parts)


def _cannot_be_read(path: str, reason: str) -> str:
    return _("{path} cannot be read: {reason}").format(path=visible(path), reason=reason)


def state(path: str, data: bytes, status: os.stat_result) -> FileState:
    """The state of a file with these contents."""
    return FileState(path, data, Fingerprint(stamp_of(status), data))


def _contents(path: str) -> tuple[bytes, os.stat_result]:
    # Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(file)
        _refuse_what_is_no_plan(path, status)
        data, status = _unchanging(file, status)
    finally:
        os.close(file)
    if status.st_nlink > 1 or os.path.lexists(name_beside(os.path.realpath(path), "new")):
        from ka2plan.store.linked import read_whole

        data = read_whole(os.path.realpath(path))
    return data, status


def _refuse_what_is_no_plan(path: str, status: os.stat_result) -> None:
    if not S_ISREG(status.st_mode):
        raise CannotRead(_("{path} cannot be read: it is {what}").format(path=visible(path), what=not_a_file(status)))
    if status.st_size > MAX_BYTES:
        sentence = _("{path} cannot be read: it has {size} MB, and no plan is that large")
        raise CannotRead(sentence.format(path=visible(path), size=status.st_size // 1_000_000))


def _unchanging(file: int, before: os.stat_result) -> tuple[bytes, os.stat_result]:
    """The contents, read again where somebody wrote meanwhile."""
    for _attempt in range(ATTEMPTS):
        data = read_all(file)
        after = os.fstat(file)
        if stamp_of(after) == stamp_of(before):
            break
        before = after
    return data, after
