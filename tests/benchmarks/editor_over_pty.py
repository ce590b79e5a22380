"""What the editor writes to a terminal, and how soon: in a real pseudo-terminal of 80x24, against an empty Textual app.

Run from the root of the repository: ``python tests/benchmarks/editor_over_pty.py [--runs N]``.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS, COLUMNS = 24, 80
QUIET = 0.5
"""Seconds without a byte after which a picture counts as complete."""

LONGEST = 30.0
"""Seconds after which nobody waits for a first picture any more."""

EMPTY_APP = "from textual.app import App\nApp().run()\n"
EDITOR = "import sys\nfrom ka2plan.tui import run\nsys.exit(run(sys.argv[1]))\n"

DOWN, ESCAPE = b"\x1b[B", b"\x1b"


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, program: str, *arguments: str, environment: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, "-c", program, *arguments], dict(environment))

    def read_until_quiet(self, quiet: float = QUIET) -> list[tuple[float, bytes]]:
        """What the program writes until nothing came for so long, with the seconds since it was started."""
        pieces: list[tuple[float, bytes]] = []
        while select.select([self.file], [], [], quiet)[0]:
            try:
                data = os.read(self.file, 65_536)
            except OSError:
                break
            pieces.append((time.perf_counter() - self.started, data))
        return pieces

    def press(self, key: bytes) -> int:
        """Bytes that a key leads to."""
        os.write(self.file, key)
        return sum(len(data) for _at, data in self.read_until_quiet(0.12))

    def first_picture(self) -> tuple[float, float]:
        """Seconds until the first line of the screen was written, and the processor time that took."""
        written = b""
        while b"\x1b[1;1H" not in written and select.select([self.file], [], [], LONGEST)[0]:
            written += os.read(self.file, 65_536)
        now = time.perf_counter()
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return now - self.started, sum(int(each.read_text().split()[0]) for each in threads) / 1e9

    def kill(self) -> None:
        """Ends the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)


def plan_of(folder: Path, activities: int) -> Path:
    """A plan with so many activities, each after the one before it in its work package."""
    packages = max(1, min(40, activities // 5))
    lines = [
        "format = 1",
        "[project]",
        'title = "Load"\nacronym = "LOAD"\ntype = "KA220-SCH"\ncall = 2026\nstart = 2026-11-01\nmonths = 36',
        'lump_sum = 400_000\ncoordinator = "P1"',
        *(f'[partners.P{n}]\nname = "Partner {n}"\ncountry = "{c}"' for n, c in enumerate(("SI", "ES", "DE", "PL"), 1)),
        *(f'[work_packages.WP{n}]\ntitle = "Work package {n}"\nlead = "P{n % 4 + 1}"' for n in range(1, packages + 1)),
    ]
    for number in range(activities):
        package, place = number % packages + 1, number // packages
        start = min(34, 1 + place * 36 * packages // max(activities, 1))
        after = f'after = ["A{package}.{place}"]' if place else ""
        lines.append(
            f'[activities."A{package}.{place + 1}"]\nwp = "WP{package}"\ntitle = "Activity {number} of many"\n'
            f'start = "M{start}"\nend = "M{start + 1}"\nlead = "P{number % 4 + 1}"\n'
            f'partners = ["P{(number + 1) % 4 + 1}"]\n'
            f"budget = {{ P{number % 4 + 1} = 500 }}\neffort = {{ P{number % 4 + 1} = 3 }}\n{after}"
        )
    path = folder / f"load-{activities}.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def environment_in(folder: Path, **more: str) -> dict[str, str]:
    """A terminal of 256 colours with folders of its own."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    own = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config")}
    return {**keep, **own, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **more}


def compare_first_picture(folder: Path, runs: int, activities: int) -> None:
    """Prints how much later the editor paints than an app that shows nothing."""
    plan, environment = plan_of(folder, activities), environment_in(folder)
    programs = {"empty app": EMPTY_APP, "editor": EDITOR}
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for _run in range(runs + 1):
        for name, program in programs.items():
            terminal = Terminal(program, str(plan), environment=environment)
            measured[name].append(terminal.first_picture())
            terminal.kill()
    for place, kind in enumerate(("first picture", "its processor time")):
        empty, editor = (statistics.median(one[place] for one in measured[name][1:]) for name in programs)
        times = f"empty app {empty * 1000:.0f} ms, editor {editor * 1000:.0f} ms, ratio {editor / empty:.2f}"
        print(f"{kind}, {activities:>3} activities: {times}")


def count_bytes(folder: Path, label: str, **more: str) -> None:
    """Prints what is written at the start, for keys, for scrolling, and while nothing happens."""
    terminal = Terminal(EDITOR, str(plan_of(folder, 60)), environment=environment_in(folder, **more))
    start = sum(len(data) for _at, data in terminal.read_until_quiet(1.5))
    in_view = [terminal.press(DOWN) for _key in range(10)]
    rows = [terminal.press(DOWN) for _key in range(60)]
    idle = sum(len(data) for _at, data in terminal.read_until_quiet(3.0))
    palette, closed = terminal.press(b":"), terminal.press(ESCAPE)
    terminal.kill()
    print(
        f"{label}: start {start:,} bytes; cursor key {max(in_view)} at most; "
        f"60 rows {statistics.mean(rows):.0f} a key, {max(rows):,} at most; idle {idle}; "
        f"palette {palette:,}, closing it {closed:,}"
    )


def time_arrivals(folder: Path, runs: int) -> None:
    """Prints how soon it is on the screen that somebody else saved the file."""
    plan = plan_of(folder, 30)
    terminal = Terminal(EDITOR, str(plan), environment=environment_in(folder))
    terminal.read_until_quiet(1.5)
    seconds = []
    for run in range(runs):
        terminal.read_until_quiet(0.11 * run)  # at another moment between two looks at the disk
        plan.write_text(plan.read_text(encoding="utf-8").replace(f"Activity {run} ", f"Another {run} "))
        started = time.perf_counter()
        select.select([terminal.file], [], [], LONGEST)
        seconds.append(time.perf_counter() - started)
        terminal.read_until_quiet(1.5)
    terminal.kill()
    print(f"saved by somebody else: seen after {statistics.median(seconds):.1f} s, {max(seconds):.1f} s at the latest")


def time_edits(folder: Path) -> None:
    """Prints how long an edit with all checks takes."""
    from datetime import date

    from ka2plan.document import SetValue
    from ka2plan.session import Session

    for activities in (30, 300, 3_000):
        session = Session.open(str(plan_of(folder, activities)), today=date(2027, 3, 15))
        session.examine()
        seconds = []
        for number in range(7):
            started = time.perf_counter()
            session.do(SetValue(("activities", "A1.1", "title"), f"Title {number}"))
            session.examine()
            seconds.append(time.perf_counter() - started)
        print(f"edit with all checks, {activities:>5} activities: {statistics.median(seconds) * 1000:.0f} ms")


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count_bytes(folder, "256 colours")
        count_bytes(folder, "true colour", COLORTERM="truecolor")
        count_bytes(folder, "16 colours", TERM="linux")
        for activities in (30, 300):
            compare_first_picture(folder, arguments.runs, activities)
        time_arrivals(folder, arguments.runs)
        time_edits(folder)


if __name__ == "__main__":
    main()
