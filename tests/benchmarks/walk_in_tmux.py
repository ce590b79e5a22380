"""A whole plan from nothing by keys alone, in tmux: the very keys of the test, and the file is the same to the byte.

Run from the root of the repository: ``python -m tests.benchmarks.walk_in_tmux [--size 120x40]``; it prints the keys
of each step.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.editor_over_pty import ROOT
from tests.tui.pilot import copied
from tests.tui.test_plan_from_nothing import DAY, MOST_KEYS, Played, Walk, whole_walk

SERVER = "ka2plan-walk"
FIRST = "ka210-small-scale"
"""The plan from which the new one is made."""

LONGEST = 60.0
"""Seconds after which nobody waits any more."""

NAMES = {"enter": "Enter", "escape": "Escape", "home": "Home", " ": "Space", ";": "\\;", "ctrl+down": "C-Down"}
"""How tmux calls keys."""


class Pane:
    """An editor in a window of a tmux server of its own."""

    def __init__(self, folder: Path, size: str) -> None:
        columns, lines = size.split("x")
        own = [f"XDG_STATE_HOME={folder}/state", f"XDG_CONFIG_HOME={folder}/config", "LANG=C.UTF-8"]
        program = [sys.executable, "-m", "ka2plan", f"{folder}/{FIRST}.toml", "--today", DAY.isoformat()]
        new = ["new-session", "-d", "-x", columns, "-y", lines, "-c", str(ROOT)]
        self.tmux("-f", "/dev/null", *new, "env", *own, f"PYTHONPATH={ROOT}", "TERM=tmux-256color", *program)

    def tmux(self, *arguments: str) -> str:
        """Runs a command of tmux; what it prints."""
        command = ["tmux", "-L", SERVER, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    @property
    def picture(self) -> str:
        """What the window shows."""
        return self.tmux("capture-pane", "-p")

    def wait(self, wanted: Callable[[], bool], what: str) -> None:
        """Waits for something."""
        until = time.monotonic() + LONGEST
        while not wanted():
            if time.monotonic() > until:
                raise AssertionError(f"{what} did not come:\n{self.picture}")
            time.sleep(0.05)

    def wait_quiet(self) -> None:
        """Waits until the picture is the same as a moment ago."""
        before = ""
        while (now := self.picture) != before:
            before = now
            time.sleep(0.1)

    def play(self, played: Played) -> None:
        """Presses keys, or pastes as a terminal does."""
        if played.pasted:
            self.tmux("set-buffer", "--", played.pasted)
            self.tmux("paste-buffer", "-p", "-r")
        elif all(len(key) == 1 and key != ";" for key in played.keys):
            self.tmux("send-keys", "-l", "--", "".join(played.keys))
        else:
            for key in played.keys:
                self.tmux("send-keys", "--", NAMES.get(key, key.replace("ctrl+", "C-").replace("alt+", "M-")))
        if played.keys[-1:] != () and len(played.keys[-1]) > 1:
            self.wait_quiet()

    def end(self) -> None:
        """Ends the server."""
        self.tmux("kill-server")


def play_in_tmux(folder: Path, walk: Walk, wanted: Path, size: str) -> None:
    """Plays a walk; raises where it does not end with the same file."""
    copied(folder, FIRST)
    written = folder / wanted.name
    pane = Pane(folder, size)
    try:
        pane.wait(lambda: "Title" in pane.picture, "the first plan")
        first = step = walk.played[0].step
        for played in walk.played:
            if step == first != played.step:
                pane.wait(lambda: "BEES" in pane.picture and written.exists(), "the new plan")
                pane.wait_quiet()
            step = played.step
            pane.play(played)
        pane.wait(lambda: written.read_bytes() == wanted.read_bytes(), "the same file")
    finally:
        pane.end()


def main() -> None:
    """Walks without a terminal, then in tmux."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="120x40")
    arguments = parser.parse_args()
    os.environ.pop("TMUX", None)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        walk = Walk()
        wanted, _errors = asyncio.run(whole_walk(walk, Path(one)))
        started = time.perf_counter()
        play_in_tmux(Path(other), walk, wanted, arguments.size)
        took = time.perf_counter() - started
        for step, keys in walk.steps.items():
            print(f"{step:<14} {keys:>5}")
        print(f"{'together':<14} {walk.keys:>5} of {MOST_KEYS:,}; in tmux the same {wanted.stat().st_size:,} bytes")
        print(f"played there in {took:.0f} s")


if __name__ == "__main__":
    main()
