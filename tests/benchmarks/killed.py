"""Kills editing processes at random moments and counts what comes back: every edit that was told to be safe has to.

Run from the root of the repository: ``python tests/benchmarks/killed.py [--trials N]``.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ka2plan.document import SetValue
from ka2plan.resources import samples_folder
from ka2plan.session import Session
from ka2plan.session.folders import journal_folder
from ka2plan.session.recovery import discard, recoverable

LONGEST = 0.4
"""Seconds after which a process is killed at the latest."""


def edit_and_save(path: str, state: str, told: int, seed: int) -> NoReturn:
    """Edits without end, tells after each edit that it is safe, saves now and then."""
    session = Session.open(path, journal_in=journal_folder(state))
    luck = random.Random(seed)
    for number in range(1_000_000):
        session.do(SetValue(("activities", "A2.1", "title"), f"Title {number}"))
        session.make_safe(10)
        os.write(told, b"%d\n" % number)
        if luck.random() < 0.2:
            session.save()
            os.write(told, b"%d\n" % number)
    os._exit(0)


def last_told(told: int, seconds: float) -> int:
    """The last edit that was told to be safe within so many seconds; -1 for none."""
    select.select([], [], [], seconds)
    os.set_blocking(told, False)
    data = b""
    try:
        while piece := os.read(told, 1 << 16):
            data += piece
    except BlockingIOError:
        pass
    lines = data.split(b"\n")[:-1]
    return int(lines[-1]) if lines else -1


def number_in(text: str) -> int:
    """The edit that a text holds; -1 for none."""
    found = text.partition('title = "Title ')[2].partition('"')[0]
    return int(found) if found.isdigit() else -1


def trial(folder: Path, seed: int) -> tuple[int, int]:
    """The last edit told to be safe, and the last that came back from the file or the journal."""
    path, state = folder / "plan.toml", str(folder / "state")
    shutil.copy(os.path.join(samples_folder(), "ka220-school.toml"), path)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        edit_and_save(str(path), state, writing, seed)
    os.close(writing)
    select.select([reading], [], [], 30)
    told = last_told(reading, random.Random(seed).uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = max(told, last_told(reading, 0))
    os.close(reading)
    back = number_in(path.read_text(encoding="utf-8"))
    for recovery in recoverable(str(path), state):
        back = max(back, number_in(recovery.text))
        discard(recovery)
    return told, back


def main() -> int:
    """Runs the trials; 1 where an edit was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=100)
    trials = parser.parse_args().trials
    lost = edits = 0
    with tempfile.TemporaryDirectory() as name:
        for seed in range(trials):
            told, back = trial(Path(name), seed)
            edits += told + 1
            if back < told:
                lost += 1
                print(f"trial {seed}: edit {told} was told to be safe, {back} came back")
    print(f"{trials} processes killed, {edits:,} edits told to be safe; lost in {lost} of them")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
