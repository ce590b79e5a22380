"""The file behind an open plan: what it held, whether it still does, and writing it."""

from __future__ import annotations

import os

from ka2plan.errors import CannotRead
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Reading
from ka2plan.plan.unreadable import of_fault
from ka2plan.session.parse import read_text
from ka2plan.store import FileState, obstacle, read, remove_leftovers, stamp, write
from ka2plan.toml import TomlFault, decode
from ka2plan.words.messages import _
from ka2plan.words.visible import visible


def absolute(path: str) -> str:
    """The path from the root on: the current folder may be gone, or another one, when it is used next.

    :raises CannotRead: the current folder is gone already.
    """
    try:
        return os.path.abspath(path)
    except OSError:
        raise CannotRead(
            _("{path}: the folder in which ka2plan was started no longer exists").format(path=visible(path))
        ) from None


class OpenFile(NamedTuple):
    """A plan's file as it was last read or written."""

    path: str
    state: FileState
    text: str
    reading: Reading
    readable: bool
    """Whether the text is a plan that this program may edit."""
    is_text: bool = True
    """Whether the bytes are text at all: if not, ``text`` only shows them, and writing would change them."""

    @classmethod
    def read(cls, path: str) -> OpenFile:
        """Reads the file, and what it says.

        :raises CannotRead: absent, a folder, no permission.
        """
        remove_leftovers(path)
        return cls.of(path, read(path))

    @classmethod
    def of(cls, path: str, state: FileState) -> OpenFile:
        """What a file's bytes say."""
        try:
            text = decode(state.data)
        except TomlFault as fault:
            shown = state.data.decode(errors="replace")
            return cls(path, state, shown, of_fault(fault), readable=False, is_text=False)
        return cls(path, state, text, *read_text(text))

    @classmethod
    def create(cls, path: str, text: str) -> OpenFile:
        """Writes a new file.

        Raises:
            ChangedOnDisk: there is one already.
            CannotWrite: the disk refuses.
        """
        return cls.of(path, write(path, text.encode(), None))

    def write(self, text: str) -> OpenFile:
        """Writes the file, if it is still as it was.

        Raises:
            ChangedOnDisk: somebody else wrote it meanwhile; nothing was written.
            CannotWrite: the disk refuses; the file is as it was.
        """
        return self.of(self.path, write(self.path, text.encode(), self.state.fingerprint))

    @property
    def can_be_written(self) -> bool:
        """Whether saving is likely to work."""
        return self.is_text and not obstacle(self.path)

    def restamped(self) -> OpenFile | None:
        """This file with the stamp it has now, or None where its contents differ or it is gone."""
        now = stamp(self.path)
        if now == self.state.fingerprint.stamp:
            return self
        if now is None:
            return None
        current = read(self.path)
        return self._replace(state=current) if current.data == self.state.data else None
