"""An editor in a real pseudo-terminal: keys go in as bytes, a model of a terminal tells what would be seen."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[2]
LONGEST = 60.0
"""Seconds after which nobody waits any more; a test that passes waits for what it wants and no longer."""

HEARS_OF_CLOSED_LINES = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"
"""Under ``nohup`` a program is born deaf to the signal that these tests send."""

OWN_TERMINAL = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
EDITOR = OWN_TERMINAL + "import sys\nfrom ka2plan.cli import main\nsys.exit(main(sys.argv[1:]))\n"


def wait_until(wanted: Callable[[], bool]) -> None:
    """Waits until something is the case, and reads nothing meanwhile."""
    waited_until = time.monotonic() + LONGEST
    while not wanted():
        assert time.monotonic() < waited_until, "not so in time"
        os.sched_yield()


class Terminal:
    """A program in a terminal of its own.

    Attributes:
        pid: the program.
        written: all that it has written so far.
        screen: what the terminal shows.
    """

    def __init__(
        self, folder: Path, *arguments: str, program: str = EDITOR, size: tuple[int, int] = (80, 24), **env: str
    ) -> None:
        self._file, self._inside = os.openpty()
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.modes_before = termios.tcgetattr(self._inside)
        self._errors = folder / "stderr"
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-c", HEARS_OF_CLOSED_LINES + program, *arguments],
                stdin=self._inside,
                stdout=self._inside,
                stderr=errors,
                start_new_session=True,
                cwd=ROOT,
                env={**environment_in(folder), **env},
            )
        self.pid = self._process.pid
        self.written = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)

    @property
    def picture(self) -> str:
        """What the terminal shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def errors(self) -> str:
        """What the program has written to its standard error."""
        return self._errors.read_text(encoding="utf-8", errors="replace")

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as the program found it: modes, screen, cursor, mouse, paste."""
        modes = [self.written.rfind(b"\x1b[?%d" % mode) for mode in (1049, 1000, 1002, 1006, 2004, 1004)]
        left = all(place >= 0 and b"l" in self.written[place : place + 8] for place in modes)
        return left and self.written.rfind(b"\x1b[?25h") > self.written.rfind(b"\x1b[?25l") and self.modes_are_restored

    @property
    def modes_are_restored(self) -> bool:
        """Whether the terminal echoes and collects lines as before."""
        return termios.tcgetattr(self._inside) == self.modes_before

    @property
    def has_ended(self) -> bool:
        """Whether the program has ended."""
        return self._process.poll() is not None

    def resize(self, width: int, height: int) -> None:
        """Gives the terminal another size."""
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.screen.resize(height, width)

    def press(self, keys: str | bytes) -> None:
        """Types."""
        os.write(self._file, keys.encode() if isinstance(keys, str) else keys)

    def wait_for(self, wanted: str | Callable[[], bool]) -> None:
        """Reads until the screen shows a text, or something is the case."""
        self._wait(lambda: wanted in self.picture if isinstance(wanted, str) else wanted(), wanted)
        assert not self.has_ended, self.errors

    def wait_for_end(self) -> int:
        """Reads until the program has ended; its exit code, below 0 where a signal ended it."""
        self._wait(lambda: self.has_ended, "the end")
        self._read(0)
        return self._process.returncode

    def wait_quiet(self, seconds: float) -> None:
        """Reads until nothing came for so long: for a key that may lead to nothing."""
        before = -1
        while before != len(self.written):
            before = len(self.written)
            self._read(seconds)

    def hang_up(self) -> None:
        """Closes the line, as a lost connection does."""
        os.close(self._inside)
        os.close(self._file)
        self._inside = self._file = -1

    def send(self, number: int) -> None:
        """Sends a signal."""
        os.kill(self.pid, number)

    def wait_for_state(self, letter: str) -> None:
        """Waits for a state of the process, such as ``T`` for stopped."""
        state = Path(f"/proc/{self.pid}/stat")
        self.wait_for(lambda: state.read_text().rpartition(")")[2].split()[0] == letter)

    def end(self) -> None:
        """Ends whatever still runs."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        if self._file >= 0:
            self.hang_up()

    def _wait(self, condition: Callable[[], bool], wanted: object) -> None:
        waited_until = time.monotonic() + LONGEST
        while not condition():
            if self.has_ended or time.monotonic() > waited_until:
                raise AssertionError(f"{wanted!r} did not come:\n{self.picture}\n{self.errors}")
            self._read(0.05)

    def _read(self, seconds: float) -> None:
        if self._file < 0:
            select.select([], [], [], seconds)
            return
        while select.select([self._file], [], [], seconds)[0]:
            try:
                data = os.read(self._file, 65_536)
            except OSError:
                return
            self.written += data
            self._stream.feed(data)
            seconds = 0


def environment_in(folder: Path) -> dict[str, str]:
    """A terminal of 256 colours, with folders of its own for what the program remembers."""
    own = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config"), "HOME": str(folder)}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TERM": "xterm-256color", **own}


@contextmanager
def in_terminal(folder: Path, *arguments: str, **options: str) -> Iterator[Terminal]:
    """A program in a terminal, ended with the test."""
    terminal = Terminal(folder, *arguments, **options)  # type: ignore[arg-type]
    try:
        yield terminal
    finally:
        terminal.end()
