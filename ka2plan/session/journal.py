"""The write-ahead journal: every accepted edit and what is being typed, on disk within a second."""

from __future__ import annotations

import os
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Thread
from typing import NamedTuple
from zlib import crc32

from ka2plan.session.folders import make_private
from ka2plan.session.journal_lines import DROPPED, drafted, edited, encode, opening
from ka2plan.session.locks import hold, own_mark

SUFFIX = ".journal"


def journal_prefix(path: str) -> str:
    """What the names of all journals of one file begin with; another file's may begin so too, but says so inside."""
    return f"{crc32(os.path.realpath(path).encode(errors='surrogateescape')):08x}-"


def unused_name(folder: str, path: str, suffix: str) -> str:
    """A name in the folder for something of this process and this plan, that nothing else has."""
    return os.path.join(folder, f"{journal_prefix(path)}{os.getpid()}-{os.urandom(4).hex()}{suffix}")


class _Start(NamedTuple):
    base: str


class _Edit(NamedTuple):
    label: str
    text: str


class _Draft(NamedTuple):
    label: str
    text: str | None


class _Done(NamedTuple):
    event: Event


_Order = _Start | _Edit | _Draft | _Done | None


class Journal:
    """The journal of one open plan.

    Orders are queued and carried out by a thread of its own: an edit never waits for the disk. The file exists only
    while there is unsaved work; its editor locks it for as long as it lives, so that one without a lock is to recover.
    Where files cannot be locked, the journal itself says whose it is.
    """

    def __init__(self, folder: str, path: str) -> None:
        self.path = os.path.realpath(path)
        self.trouble: str | None = None
        """Why nothing can be journalled, where that is so."""
        self.is_locked = True
        """Whether its file could be locked, when it was made last."""
        self._folder = folder
        self.name = self._next_name = unused_name(folder, path, SUFFIX)
        """The path of its file, or of the one that the next edit makes."""
        self._orders: SimpleQueue[_Order] = SimpleQueue()
        self._thread: Thread | None = None
        self._file: int | None = None
        self._base = self._text = self._typed = ""

    def start(self, base: str) -> None:
        """Forgets what is in the journal: the plan's file holds this text now."""
        self._order(_Start(base))

    def append(self, label: str, text: str) -> None:
        """Notes that an edit made this text."""
        self._order(_Edit(label, text))

    def draft(self, label: str, text: str) -> None:
        """Notes what the text would be with what is being typed; the next edit or draft takes its place."""
        self._order(_Draft(label, text))

    def drop_draft(self) -> None:
        """Notes that what was being typed came to nothing."""
        self._order(_Draft("", None))

    def flush(self, timeout: float) -> bool:
        """Waits until everything noted so far is on disk; False where that took longer than ``timeout`` seconds."""
        if self._thread is None:
            return True
        done = Event()
        self._orders.put(_Done(done))
        return done.wait(timeout)

    def rename(self, path: str) -> None:
        """Journals another file from now on; what is in the journal is forgotten with the next ``start``."""
        self.path = os.path.realpath(path)
        self._next_name = unused_name(self._folder, path, SUFFIX)

    def close(self, keep: bool = False) -> None:
        """Ends the thread; the file goes too unless its work is to be recovered later."""
        if self._thread is not None:
            self._orders.put(None)
            self._thread.join()
            self._thread = None
        if self._file is not None:
            with suppress(OSError):  # what cannot be taken away is offered once more, which harms nothing
                if not keep:
                    os.unlink(self.name)
            os.close(self._file)
            self._file = None

    def _order(self, order: _Order) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._carry_out, name="journal", daemon=True)
            self._thread.start()
        self._orders.put(order)

    def _carry_out(self) -> None:
        while (order := self._orders.get()) is not None:
            if isinstance(order, _Done):
                order.event.set()
                continue
            try:
                self._write(order)
                self.trouble = None
            except OSError as error:
                self.trouble = error.strerror or str(error)

    def _write(self, order: _Start | _Edit | _Draft) -> None:
        if isinstance(order, _Start):
            self._base = self._text = self._typed = order.base
            self._remove()
            return
        if self._file is not None and not os.fstat(self._file).st_nlink:
            self._remove()  # somebody cleared the folder: what is written to this file now would be lost
        if self._file is None:
            self._create()
        if isinstance(order, _Edit):
            _write_whole(self._file, encode(edited(order.label, self._text, order.text)))
            self._text = self._typed = order.text
        elif order.text is None:
            _write_whole(self._file, encode(DROPPED))
            self._typed = self._text
        else:
            _write_whole(self._file, encode(drafted(order.label, self._typed, order.text)))
            self._typed = order.text

    def _create(self) -> None:
        make_private(self._folder)
        self.name = self._next_name
        file = os.open(self.name, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        self._file = file
        self.is_locked = hold(file)
        try:
            _write_whole(file, encode(opening(self.path, self._base, "" if self.is_locked else own_mark())))
            if self._text != self._base:
                _write_whole(file, encode(edited("", self._base, self._text)))
            self._typed = self._text
        except OSError:
            self._remove()  # without its first line the file could not be read: the next edit begins another
            raise

    def _remove(self) -> None:
        if self._file is not None:
            with suppress(FileNotFoundError):
                os.unlink(self.name)
            os.close(self._file)
            self._file = None
        self.name = self._next_name


def _write_whole(file: int | None, data: bytes) -> None:
    """Appends a line and has it on the disk, or takes it back as a whole.

    :raises OSError: the disk is full or failing.
    """
    if file is None:
        return
    length = os.lseek(file, 0, os.SEEK_END)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(file, view) :]
        os.fsync(file)
    except OSError:
        os.ftruncate(file, length)
        raise
