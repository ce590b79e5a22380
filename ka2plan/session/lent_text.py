"""A plan's text while another editor has it: a file in the state folder, found again however that editor ended.

Each has a folder of its own with the file ``began`` (what the text was made of, locked for as long as the one lives
who lent it) and the folder ``text`` that holds the file and whatever the other editor keeps beside it.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from shutil import rmtree
from typing import NamedTuple

from ka2plan.session.folders import make_private
from ka2plan.session.journal import unused_name
from ka2plan.session.journal_lines import decode as decode_record
from ka2plan.session.journal_lines import encode, is_text
from ka2plan.session.locks import hold, is_held, is_named_by_a_process, is_running, own_mark
from ka2plan.store import stamp
from ka2plan.toml import TomlFault, decode

SUFFIX = ".lent"
BEGAN = "began"
INSIDE = "text"
MOST_BYTES = 64 * 1024 * 1024
"""No plan is larger."""


class Origin(NamedTuple):
    """What a lent text was made of."""

    plan: str
    """Path of the plan."""
    base: str
    """What the plan's file held."""
    text: str
    """What was lent."""
    label: str
    """What to call the editing."""
    journal: str
    """Path of the journal with the edits before it; it need not exist."""


class LentText:
    """A text that another editor has."""

    def __init__(self, folder: str, origin: Origin, lock: int | None) -> None:
        self.folder = folder
        self.origin = origin
        self.path = os.path.join(folder, INSIDE, os.path.basename(origin.plan))
        """The file for the other editor."""
        self._lock = lock
        self._seen = self._told = stamp(self.path)

    @classmethod
    def create(cls, folder: str, origin: Origin) -> LentText:
        """Writes the file, readable by the user alone, into a folder of its own within this one.

        :raises OSError: it cannot be written; nothing is left of it.
        """
        own = unused_name(folder, origin.plan, SUFFIX)
        make_private(os.path.join(own, INSIDE))
        try:
            _write(os.path.join(own, INSIDE, os.path.basename(origin.plan)), origin.text.encode())
            return cls(own, origin, _begin(own, origin))
        except BaseException:
            rmtree(own, ignore_errors=True)
            raise

    @classmethod
    def found(cls, folder: str, plan: str) -> LentText | None:
        """The text of this plan that an editor left that is gone; None where it still lives, or there is none."""
        try:
            file = os.open(os.path.join(folder, BEGAN), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            origin = None if is_held(file) else _origin(_read(file))
        except OSError:
            origin = None
        finally:
            os.close(file)
        return None if origin is None or origin.plan != plan else cls(folder, origin, None)

    def text(self) -> str | None:
        """What the file holds; None where that is nothing, or no text."""
        try:
            return self.read() or None
        except (OSError, TomlFault):
            return None

    def read(self) -> str:
        """What the file holds.

        Raises:
            OSError: it is gone, or cannot be read.
            TomlFault: it is no text.
        """
        file = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            return decode(_read(file))
        finally:
            os.close(file)

    def written(self) -> str | None:
        """The text where it was written since the last look that found it so, and nobody is writing it just now."""
        before, self._seen = self._seen, stamp(self.path)
        if self._seen != before or self._seen == self._told:
            return None
        self._told = self._seen
        return self.text()

    @property
    def beside(self) -> tuple[str, ...]:
        """Names of what the other editor keeps beside the text, such as its own way to bring back what was typed."""
        try:
            names = sorted(os.listdir(os.path.join(self.folder, INSIDE)))
        except OSError:
            return ()
        return tuple(name for name in names if name != os.path.basename(self.path))

    @property
    def is_open_elsewhere(self) -> bool:
        """Whether an editor still has it: one that goes on behind the one that was called, or outlived its line."""
        return is_named_by_a_process(self.path)

    def take(self) -> bool:
        """Goes on with a text that was found; False where it is gone, or somebody else goes on with it."""
        try:
            self._lock = os.open(os.path.join(self.folder, BEGAN), os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return False
        if not hold(self._lock) and is_held(self._lock):
            self.let_go()
            return False
        return True

    def settle(self, text: str) -> None:
        """Takes it away once the text is safe elsewhere; what the other editor keeps beside it stays until it is asked
        for, and the file until no editor can write it any more.
        """
        if self.beside:
            self._begin_anew(text)
        else:
            self.end_with(text)

    def end_with(self, text: str) -> None:
        """Takes it away with what stands beside it, unless an editor still has it, which may write it yet."""
        if self.is_open_elsewhere:
            self._begin_anew(text)
        else:
            self.remove()

    def _begin_anew(self, text: str) -> None:
        """Lets go of it as of one that was lent with this text."""
        self.let_go()
        with suppress(OSError):
            os.unlink(os.path.join(self.folder, BEGAN))
            os.close(_begin(self.folder, self.origin._replace(base=text, text=text)))

    def let_go(self) -> None:
        """Leaves all where it is, for whoever opens the plan next."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def remove(self) -> None:
        """Takes it away, with what stands beside it: the text is safe elsewhere, or not wanted."""
        self.let_go()
        rmtree(self.folder, ignore_errors=True)


def _begin(folder: str, origin: Origin) -> int:
    """The locked file that tells what the text was made of."""
    path = os.path.join(folder, BEGAN)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        owner = "" if hold(file) else own_mark()
        with os.fdopen(os.dup(file), "wb") as opened:
            opened.write(encode({**origin._asdict(), "owner": owner}))
        os.fsync(file)
    except BaseException:
        os.close(file)
        raise
    return file


def _origin(data: bytes) -> Origin | None:
    """What the text was made of; None where that is not told, or the one who lent it still lives."""
    record = decode_record(data) or {}
    told = [record.get(name) for name in Origin._fields]
    owner = record.get("owner")
    if not all(isinstance(one, str) for one in told) or (isinstance(owner, str) and is_running(owner)):
        return None
    origin = Origin(*map(str, told))
    return origin if is_text(origin.base) and is_text(origin.text) else None


def _write(path: str, data: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(file)


def _read(file: int) -> bytes:
    """All that a file holds, unless that is more than any plan.

    :raises OSError: it cannot be read, or is no file.
    """
    if not stat.S_ISREG(os.fstat(file).st_mode):
        raise OSError("no file")
    with os.fdopen(os.dup(file), "rb") as opened:
        return opened.read(MOST_BYTES)
