"""Putting a finished file in the place of another, and finding out what was really there.

Between the last look at a file and its replacement another program can still write it. Where the system can
exchange two names, what was replaced is looked at afterwards and put back if it is not what was expected.
"""

from __future__ import annotations

import errno
import os

from ka2plan.store.beside import contents, discard, name_beside, temporary_name

AT_CURRENT_FOLDER = -100
NOT_OVER_ANOTHER = 1
EXCHANGE = 2

UNSUPPORTED = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)


class Replaced(Exception):
    """Somebody else had written the file meanwhile; what they wrote is in its place."""

    def __init__(self, kept: str = "") -> None:
        super().__init__()
        self.kept = kept
        """The file that keeps what a third writer wrote while the second one's was put back."""


def put_new(finished: str, target: str) -> None:
    """Names a finished file where none is.

    :raises Replaced: there is one.
    """
    try:
        if rename(finished, target, NOT_OVER_ANOTHER):
            return
    except FileExistsError:
        raise Replaced from None
    if os.path.lexists(target):
        raise Replaced
    os.replace(finished, target)


def put_in_place(finished: str, target: str, expected: bytes, data: bytes) -> None:
    """Puts a finished file that holds ``data`` in the place of one that holds ``expected``.

    :raises Replaced: it held something else.
    """
    try:
        exchanged = rename(finished, target, EXCHANGE)
    except FileNotFoundError:
        raise Replaced from None
    if not exchanged:
        _put_with_link(finished, target, expected)
        return
    try:
        if contents(finished) == expected:
            discard(finished)
            return
    except OSError:
        rename(finished, target, EXCHANGE)
        raise
    rename(finished, target, EXCHANGE)
    raise Replaced("" if contents(finished) == data else _keep(finished, target))


def _put_with_link(finished: str, target: str, expected: bytes) -> None:
    """The same where names cannot be exchanged: a second name holds on to what is replaced."""
    held = temporary_name(target)
    try:
        os.link(target, held, follow_symlinks=False)
    except FileNotFoundError:
        raise Replaced from None
    except OSError:
        os.replace(finished, target)
        return
    try:
        os.replace(finished, target)
        if contents(held) != expected:
            os.replace(held, target)
            raise Replaced
    finally:
        discard(held)


def _keep(finished: str, target: str) -> str:
    kept = name_beside(target, f"kept-{os.urandom(4).hex()}")
    os.replace(finished, kept)
    return kept


def rename(old: str, new: str, flags: int) -> bool:
    """Renames in a way that Python does not offer; False where system or file system do not either."""
    try:
        import ctypes

        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, OSError, AttributeError):
        return False
    names = os.fsencode(old), os.fsencode(new)
    if renameat2(AT_CURRENT_FOLDER, names[0], AT_CURRENT_FOLDER, names[1], ctypes.c_uint(flags)) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), old, None, new)
