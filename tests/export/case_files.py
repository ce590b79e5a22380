"""Case files: a command, and the whole text that it prints.

A case is ``cases/WHAT-it-shows.txt``::

    ==== command
    brief ka220.toml OSC --today 2027-02-01
    ==== shown
    BEES  Čebelnjak: bees in the classroom
    ...

Names of files are those in ``plans/``. ``KA2PLAN_UPDATE_CASES=1 python -m pytest tests/export`` writes what is shown
now into every case: read the difference before you commit it.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

from tests.cli.running import run

HERE = Path(__file__).parent
PLANS = HERE / "plans"
CASES = sorted((HERE / "cases").glob("*.txt"))


class Case(NamedTuple):
    """One case file, read."""

    command: str
    shown: str

    def text(self) -> str:
        """The case as its file has it."""
        return f"==== command\n{self.command}\n==== shown\n{self.shown}"


def read_case(path: Path) -> Case:
    """The sections of a case file; what is shown may still be missing."""
    command, _, shown = path.read_bytes().decode().removeprefix("==== command\n").partition("\n==== shown\n")
    return Case(command.strip(), shown)


def shown_by(case: Case) -> str:
    """What the command prints in the folder ``plans``, and behind a line of its own what it says on stderr.

    A page's style and script are files that tests of their own look at in a browser: here they are left out.
    """
    ran = run(*shlex.split(case.command))
    said = f"{ran.out}==== stderr\n{ran.err}" if ran.err else ran.out
    if said.startswith("<!DOCTYPE html>"):
        said = re.sub(r"(?s)<(style|script)>.*?</\1>", r"<\1>...</\1>", said)
        said = re.sub("sha256-[0-9A-Za-z+/=]+", "sha256-...", said)
    return said.replace("\r\n", "␍␊\n")
