"""Ends editors in every way a line, a multiplexer or a system can end them, and counts what comes back.

Run from the root of the repository: ``python -m tests.benchmarks.endings [--trials N] [--stalled N]``. Where ``tmux``
or ``screen`` is not installed its lines are left out, and it says so. What breaks a promise is told, and the exit code
is then 1.
"""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from ka2plan.session.recovery import recoverable
from tests.tui.in_terminal import EDITOR, HEARS_OF_CLOSED_LINES, OWN_TERMINAL, Terminal, wait_until
from tests.tui.pilot import copied
from tests.tui.test_safety import A_MONTH_LATER, IGNORING, journalled

GONE, GONE_DEAF = 3.0, 5.0
"""Seconds within which an editor has to be gone, and one that is deaf to the signal of a closed line."""

MOST_CPU = 0.05 * GONE_DEAF
"""Processor seconds that one may use that nobody is connected to any more."""

JOURNALLED = 1.0
"""Seconds within which an edit has to be safe although nobody reads the terminal."""

STALLED = 30.0
"""Seconds for which nobody reads."""

TODAY = ("--today", "2027-03-15")


class Case:
    """A plan in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = copied(folder, "ka220-school")
        self.before = self.plan.read_bytes()

    def fault(self, *, dirty: bool) -> str:
        """What is wrong with what is left: the file as before, and the edit in a journal where there was one."""
        if self.plan.read_bytes() != self.before:
            return "the file was written"
        left = [one.labels for one in recoverable(str(self.plan), str(self.folder / "state" / "ka2plan"))]
        if left != ([("move A2.1",)] if dirty else []):
            return f"left for the next opening: {left}"
        return ""


class Ended(NamedTuple):
    """How one trial went."""

    seconds: float
    fault: str
    cpu: float = 0.0
    """Processor seconds used after the end began."""


def start(terminal: Terminal, case: Case, *, dirty: bool) -> None:
    """Waits for the plan, and edits it where it is to be dirty."""
    terminal.wait_for("A4.1")
    if dirty:
        terminal.press(A_MONTH_LATER)
        terminal.wait_for(lambda: journalled(case.folder, case.plan))


def in_terminal(
    end: Callable[[Terminal], None], code: int, *, program: str = EDITOR, restores: bool = False
) -> Callable[[Case, bool], Ended]:
    """A trial in a pseudo-terminal: what ends the editor, its exit code, and whether the terminal is given back."""

    def trial(case: Case, dirty: bool) -> Ended:
        with running(case, program) as terminal:
            start(terminal, case, dirty=dirty)
            spent = cpu_of(terminal.pid) + cpu_of_ended()
            began = time.perf_counter()
            end(terminal)
            ended = terminal.wait_for_end()
            seconds, used = time.perf_counter() - began, cpu_of_ended() - spent
            fault = case.fault(dirty=dirty)
            if ended != code:
                fault = f"exit code {ended} where {code} is right"
            elif restores and not terminal.is_restored:
                fault = "the terminal was not given back"
            return Ended(seconds, fault, used)

    return trial


def in_multiplexer(
    begin: Callable[[str, str], list[str]], end: Callable[[str], list[str]]
) -> Callable[[Case, bool], Ended]:
    """A trial inside tmux or screen: how a session of a name begins with a shell's line, and what ends it."""

    def trial(case: Case, dirty: bool) -> Ended:
        name, code = f"ka2plan-{os.getpid()}-{case.folder.name}", case.folder / "code"
        heard = HEARS_OF_CLOSED_LINES + "import sys\nfrom ka2plan.cli import main\nsys.exit(main(sys.argv[1:]))\n"
        editor = shlex.join([sys.executable, "-c", heard, str(case.plan), *TODAY])
        line = f"trap '' HUP; {editor}; echo $? > {shlex.quote(str(code))}"
        program = f"{OWN_TERMINAL}import os\nos.execvp({begin(name, line)[0]!r}, {begin(name, line)!r})\n"
        sockets = {"TMUX_TMPDIR": str(case.folder), "SCREENDIR": str(case.folder / "screens")}
        (case.folder / "screens").mkdir(mode=0o700)
        with running(case, program, **sockets) as terminal:
            start(terminal, case, dirty=dirty)
            began = time.perf_counter()
            subprocess.run(end(name), env={**os.environ, **sockets}, check=True, capture_output=True)
            wait_until(lambda: code.exists() and bool(code.read_text()))
            seconds, ended = time.perf_counter() - began, int(code.read_text())
            right = 128 + signal.SIGHUP
            return Ended(seconds, case.fault(dirty=dirty) if ended == right else f"exit code {ended}, not {right}")

    return trial


@contextmanager
def running(case: Case, program: str = EDITOR, **env: str) -> Iterator[Terminal]:
    """A program on the case's plan, ended in any case."""
    terminal = Terminal(case.folder, str(case.plan), *TODAY, program=program, **env)  # type: ignore[arg-type]
    try:
        yield terminal
    finally:
        terminal.end()


def cpu_of(pid: int) -> float:
    """Processor seconds that a running process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu_of_ended() -> float:
    """Processor seconds of all processes that were waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def tmux(name: str, *words: str) -> list[str]:
    """A command to the tmux server of a name."""
    return ["tmux", "-L", name, "-f", "/dev/null", *words]


WAYS: dict[str, tuple[Callable[[Case, bool], Ended], float]] = {
    "SIGHUP": (in_terminal(lambda one: one.send(signal.SIGHUP), 129), GONE),
    "SIGTERM": (in_terminal(lambda one: one.send(signal.SIGTERM), 143, restores=True), GONE),
    "line closed": (in_terminal(Terminal.hang_up, 129), GONE),
    "line closed, SIGHUP ignored": (in_terminal(Terminal.hang_up, 129, program=IGNORING), GONE_DEAF),
    "tmux kill-pane": (
        in_multiplexer(lambda name, line: tmux(name, "new-session", line), lambda name: tmux(name, "kill-pane")),
        GONE,
    ),
    "tmux kill-session": (
        in_multiplexer(lambda name, line: tmux(name, "new-session", line), lambda name: tmux(name, "kill-session")),
        GONE,
    ),
    "tmux kill-server": (
        in_multiplexer(lambda name, line: tmux(name, "new-session", line), lambda name: tmux(name, "kill-server")),
        GONE,
    ),
    "screen quit": (
        in_multiplexer(
            lambda name, line: ["screen", "-c", "/dev/null", "-S", name, "sh", "-c", line],
            lambda name: ["screen", "-S", name, "-X", "quit"],
        ),
        GONE,
    ),
}
"""Every way to end, and the seconds it may take."""


def end_editors(way: str, trials: int) -> bool:
    """Ends so many editors in one way, clean and dirty ones, and prints how that went; whether all was as promised."""
    trial, most = WAYS[way]
    faults, ended = [], []
    for number in range(2 * trials):
        with tempfile.TemporaryDirectory() as folder:
            one = trial(Case(Path(folder)), number % 2 == 1)
        ended.append(one)
        faults += [one.fault] if one.fault else []
        faults += [f"gone after {one.seconds:.1f} s only"] if one.seconds > most else []
        faults += [f"{one.cpu:.2f} s of processor time"] if one.cpu > MOST_CPU else []
    seconds = [one.seconds for one in ended]
    print(
        f"{way:28} {len(ended):3} ended, gone after {statistics.median(seconds):.2f} s, {max(seconds):.2f} s at most; "
        f"{max(one.cpu for one in ended):.2f} s of processor time at most; {told(faults)}",
        flush=True,
    )
    return not faults


def told(faults: list[str]) -> str:
    """What broke a promise."""
    return f"BROKEN {len(faults)} times: {faults[0]}" if faults else "all as promised"


def then_terminated(terminal: Terminal, case: Case) -> str:
    """Ends an editor that nobody reads."""
    terminal.send(signal.SIGTERM)
    wait_until(lambda: terminal.has_ended)
    ended = terminal.wait_for_end()
    return case.fault(dirty=True) if ended == 143 else f"exit code {ended}, not 143"


def then_dropped(terminal: Terminal, case: Case) -> str:
    """Closes a line that nobody read."""
    terminal.hang_up()
    ended = terminal.wait_for_end()
    return case.fault(dirty=True) if ended == 129 else f"exit code {ended}, not 129"


def then_resumed(terminal: Terminal, case: Case) -> str:
    """Reads again, and goes on."""
    terminal.wait_for("1 Dec 2026 - 31 Mar 2027")
    terminal.press("w")
    terminal.wait_for("saved ka220")
    return "" if case.plan.read_bytes() != case.before else "nothing was saved"


def stall(name: str, then: Callable[[Terminal, Case], str], trials: int) -> bool:
    """Stalls so many lines at once, edits, and goes on in one way; whether all was as promised."""
    faults, waited = [], []
    with ExitStack() as stack:
        cases = [Case(Path(stack.enter_context(tempfile.TemporaryDirectory()))) for _trial in range(trials)]
        terminals = [stack.enter_context(running(case)) for case in cases]
        for terminal in terminals:
            terminal.wait_for("A4.2")
            for _times in range(150):  # pictures for which the line has no room
                terminal.press("12")
            terminal.press("1")
        time.sleep(STALLED)
        for terminal, case in zip(terminals, cases, strict=True):
            began = time.perf_counter()
            terminal.press(A_MONTH_LATER)
            wait_until(lambda case=case: journalled(case.folder, case.plan))  # type: ignore[misc]
            waited.append(time.perf_counter() - began)
            faults += [f"an edit was safe after {waited[-1]:.1f} s only"] if waited[-1] > JOURNALLED else []
            fault = then(terminal, case)
            faults += [fault] if fault else []
    safe = f"an edit safe after {max(waited):.2f} s at most"
    print(f"stalled {STALLED:.0f} s, {name:16} {trials:3} editors, {safe}; {told(faults)}", flush=True)
    return not faults


def main() -> int:
    """Runs the trials."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=20, help="editors to end in each way, clean and dirty ones each")
    parser.add_argument("--stalled", type=int, default=10, help="lines to stall for each way to go on")
    arguments = parser.parse_args()
    kept = True
    for way in WAYS:
        program = way.split()[0]
        if program in ("tmux", "screen") and not shutil.which(program):
            print(f"{way:28} not tried: {program} is not installed")
            continue
        kept &= end_editors(way, arguments.trials)
    if arguments.stalled:
        for name, then in (
            ("then SIGTERM", then_terminated),
            ("then line closed", then_dropped),
            ("then read", then_resumed),
        ):
            kept &= stall(name, then, arguments.stalled)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
