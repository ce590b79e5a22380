"""The three streams of a command, so that one that is closed or full is a sentence and an exit code.

The system gives the number of a closed stream to the next file that is opened, and what is printed would end up in
that file. So the numbers are taken first, by the null device opened the wrong way round, which refuses what is asked.
"""

from __future__ import annotations

import io
import os
import sys

from ka2plan.errors import CannotWrite
from ka2plan.words.messages import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Output(io.FileIO):
    """Standard output: what cannot be written is remembered and said at the end, so that the work is done before.

    Attributes:
        failure: why something could not be written; None as long as all was.
    """

    failure: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        """Writes, and waits for whoever reads.

        :raises BrokenPipeError: nobody reads any more; only once, so that nothing more is said of it at the end.
        """
        if self.failure is None:
            try:
                return self._written(data)
            except OSError as error:
                self.failure = error
                if isinstance(error, BrokenPipeError):
                    raise
        return memoryview(data).nbytes

    def _written(self, data: ReadableBuffer) -> int:
        """How much was written; a pipe that does not wait by itself is waited for."""
        while (written := super().write(data)) is None:
            from select import select

            select((), (self,), ())
        return written


class Diagnostics(io.FileIO):
    """Standard error: what cannot be said there can be said nowhere, and keeps nothing from being done."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Writes what can be written."""
        try:
            written = super().write(data)
        except OSError:
            written = None
        return memoryview(data).nbytes if written is None else written


def prepare() -> None:
    """Puts streams that know what to do when they are closed or full in place of Python's own."""
    if sys.stdin is None:
        _occupy(0, os.O_WRONLY)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    if sys.stdout is sys.__stdout__:
        if sys.stdout is None:
            _occupy(1, os.O_RDONLY)
        sys.stdout = _stream(Output(1, "w", closefd=False), sys.__stdout__)
    if sys.stderr is sys.__stderr__:
        if sys.stderr is None:
            _occupy(2, os.O_RDONLY)
        sys.stderr = _stream(Diagnostics(2, "w", closefd=False), sys.__stderr__)


def refuse_lost_output() -> None:
    """Writes what is still to be written.

    :raises CannotWrite: something of the output could not be.
    """
    sys.stdout.flush()
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    if isinstance(raw, Output) and raw.failure:
        from ka2plan.store.failures import reason

        sentence = _("standard output cannot be written: {reason}")
        raise CannotWrite(sentence.format(reason=reason(raw.failure))) from raw.failure


def _occupy(number: int, mode: int) -> None:
    taken = os.open(os.devnull, mode)
    if taken != number:
        os.dup2(taken, number)
        os.close(taken)


def _stream(raw: io.FileIO, like: io.TextIOBase | None) -> io.TextIOWrapper:
    """A stream of texts in the encoding, and written as often, as Python's own one."""
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=like.encoding if like else "utf-8",
        errors="replace",
        line_buffering=isinstance(raw, Diagnostics) or raw.isatty(),
        write_through=bool(getattr(like, "write_through", False)),
    )
