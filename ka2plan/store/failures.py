"""What goes wrong with files, in sentences."""

from __future__ import annotations

import errno
import os
import stat

from ka2plan.errors import CannotWrite
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ka2plan.store.contents import FileState


class DurabilityUnknown(CannotWrite):
    """The file holds the new text, but the disk did not confirm that it would after a power cut."""

    def __init__(self, saved: FileState, error: OSError) -> None:
        sentence = _("{path} is saved, but the disk did not confirm that it will last: {reason}")
        super().__init__(sentence.format(path=visible(saved.path), reason=reason(error)))
        self.saved = saved
        """The file as it is now, to compare a later write with."""


def cannot_write(path: str, error: OSError | ValueError) -> CannotWrite:
    """The failure to write this file, in a sentence."""
    return CannotWrite(_("{path} cannot be saved: {reason}").format(path=visible(path), reason=reason(error)))


def reason(error: OSError | ValueError) -> str:
    """Why the system refused."""
    number = error.errno if isinstance(error, OSError) else None
    if number is None:
        return visible(str(error))
    return _reasons().get(number) or visible(os.strerror(number))


def _reasons() -> dict[int, str]:
    return {
        errno.ENOENT: _("there is no such file or folder"),
        errno.ENOTDIR: _("part of its path is not a folder"),
        errno.EISDIR: _("it is a folder"),
        errno.EACCES: _("no permission"),
        errno.EPERM: _("no permission"),
        errno.EBADF: _("it is closed"),
        errno.EROFS: _("the file system is read-only"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk quota is used up"),
        errno.EIO: _("the disk reports an error"),
        errno.ELOOP: _("its symbolic links lead to each other in a circle"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ENXIO: _("it is not a file"),
    }


def not_a_file(status: os.stat_result) -> str:
    """What a thing is that is no file."""
    if stat.S_ISDIR(status.st_mode):
        return _("a folder")
    if stat.S_ISFIFO(status.st_mode):
        return _("a named pipe")
    return _("a device or socket")
