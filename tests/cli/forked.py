"""Runs commands with their streams lost, each in a process of its own that is forked off one that has loaded them.

Called as a program with a file of JSON: a list of ``[folder, how, words...]``. In the folder stay the exit code, and
what was written to the streams that were not lost.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

LOADED = (
    *("networkx", "tomlkit", "argparse", "difflib", "subprocess", "json"),
    *("ka2plan.rules", "ka2plan.calls", "ka2plan.cli.edit", "ka2plan.document", "ka2plan.schedule", "ka2plan.store"),
    *("ka2plan.merge.three_way", "ka2plan.changes.comparison", "ka2plan.print.timeline"),
)
"""What most commands load."""

NUMBERS = {"stdin": 0, "stdout": 1, "stderr": 2}


def main(path: str) -> None:
    """Runs every case; returns in the process of the last one."""
    for module in LOADED:
        __import__(module)
    for folder, how, *words in json.loads(Path(path).read_text(encoding="utf-8")):
        child = os.fork()
        if not child:
            os.chdir(folder)
            give_streams(how)
            from ka2plan.cli import main as ka2plan

            sys.argv = ["ka2plan", *words]
            sys.exit(ka2plan())
        status = os.waitpid(child, 0)[1]
        (Path(folder) / "code").write_text(str(os.waitstatus_to_exitcode(status)), encoding="utf-8")


def give_streams(how: str) -> None:
    """The streams as a shell gives them, and Python's own on top as at its start."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for name in ("stdout", "stderr"):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT), NUMBERS[name])
    for loss in how.split():
        what, _colon, name = loss.partition(":")
        if what == "closed":
            os.close(NUMBERS[name])
        elif what == "full":
            os.dup2(os.open("/dev/full", os.O_WRONLY), NUMBERS[name])
        elif what == "broken":
            reading, writing = os.pipe()
            os.close(reading)
            os.dup2(writing, NUMBERS[name])
    os.closerange(3, 64)
    for name, number in NUMBERS.items():
        stream = None if f"closed:{name}" in how else open(number, "r" if not number else "w", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


if __name__ == "__main__":
    main(sys.argv[1])
