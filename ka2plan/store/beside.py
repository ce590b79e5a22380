"""Files that stand beside a plan for the moment of a save: hidden, named for it and for what they are for."""

from __future__ import annotations

import errno
import os

MAX_BYTES = 64 * 1024 * 1024
"""No plan is larger, and what is must not fill the memory."""

NO_FILE = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENXIO)
"""What the system says on reading what is absent, a folder, a link or a socket."""

LONGEST = 180
"""Bytes of the plan's own name in such a name, so that the whole stays under 255."""


def name_beside(target: str, purpose: str) -> str:
    """The path of a file beside the target: ``.plan.toml.ka2plan-`` and what it is for."""
    folder, name = os.path.split(target)
    shortened = os.fsdecode(os.fsencode(name)[:LONGEST])
    return os.path.join(folder, f".{shortened}.ka2plan-{purpose}")


def temporary_name(target: str) -> str:
    """A name beside the target that no other writer takes."""
    return name_beside(target, f"temporary-{os.getpid()}-{os.urandom(4).hex()}")


def temporaries(target: str) -> list[str]:
    """The files beside the target that saves of it left behind, where the folder can be listed."""
    folder, prefix = os.path.split(name_beside(target, "temporary-"))
    try:
        return [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith(prefix)]
    except OSError:
        return []


class OwnerLost(Exception):
    """The new file would belong to another user or group than the one it is to stand for."""


def write_new(
    path: str, data: bytes, like: os.stat_result | None, source: str = "", *, whoever_owns_it: bool = False
) -> None:
    """Writes a new file and has the disk confirm it; nothing is left of it where that fails.

    Mode and extended attributes are those of ``source``, whose status is ``like``, as far as allowed.

    :raises OwnerLost: owner and group cannot be those of ``source``, and it is not said that this does not matter.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    file = os.open(path, flags, 0o666 if like is None else 0o600)
    try:
        try:
            write_all(file, data)
            if like is not None:
                _take_after(file, like, source, whoever_owns_it=whoever_owns_it)
            os.fsync(file)
        finally:
            os.close(file)
    except BaseException:
        discard(path)
        raise


def write_all(file: int, data: bytes) -> None:
    """Writes everything, however little the system takes at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def contents(path: str) -> bytes | None:
    """What a file holds; None where there is none.

    :raises OSError: there is one that cannot be read.
    """
    try:
        return load(path)
    except OSError as error:
        if error.errno in NO_FILE:
            return None
        raise


def load(path: str) -> bytes:
    """What a file holds, links not followed."""
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        return read_all(file)
    finally:
        os.close(file)


def read_all(file: int) -> bytes:
    """Everything in an open file, from its beginning."""
    os.lseek(file, 0, os.SEEK_SET)
    parts = []
    while part := os.read(file, 1 << 20):
        parts.append(part)
        if len(parts) > MAX_BYTES >> 20:
            break
    return b"".join(parts)


def discard(path: str) -> None:
    """Removes a file, if it is there and the system lets it go."""
    try:
        os.unlink(path)
    except OSError:
        return


def confirm_folder(path: str) -> None:
    """Has the disk confirm the names in the file's folder, where it can be asked to."""
    try:
        folder = os.open(os.path.dirname(path) or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:
        return
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(folder)


def _take_after(file: int, like: os.stat_result, source: str, *, whoever_owns_it: bool) -> None:
    mode = like.st_mode & 0o7777
    if not _give(file, like):
        if not whoever_owns_it:
            raise OwnerLost
        mode = _without_group(mode)
    os.fchmod(file, mode)
    _copy_attributes(source, file)


def _give(file: int, like: os.stat_result) -> bool:
    """Makes owner and group those of another file; whether both could be."""
    own = os.fstat(file)
    if (own.st_uid, own.st_gid) == (like.st_uid, like.st_gid):
        return True
    for owner in (like.st_uid, -1):
        try:
            os.fchown(file, owner, like.st_gid)
        except PermissionError:
            continue
        return owner in (own.st_uid, like.st_uid)
    return False


def _without_group(mode: int) -> int:
    """The mode with no more for the group than for others: it is not the group that was meant."""
    return mode & ~0o6070 | (mode & 0o007) << 3


def _copy_attributes(source: str, file: int) -> None:
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(source)
    except OSError:
        return
    for name in names:
        try:
            os.setxattr(file, name, os.getxattr(source, name))
        except OSError:
            continue
