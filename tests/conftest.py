"""What all tests share."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent

# Deadlines are told on the user's own clock too: here it is Brussels' one, unless a test says otherwise.
os.environ["TZ"] = "Europe/Brussels"
time.tzset()

# No deadlines: how long an example takes says more about the machine than about the program.
settings.register_profile("here", deadline=None, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def _outside_of_tmux(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps what tests copy away from the tmux that they may run in."""
    monkeypatch.delenv("TMUX", raising=False)


@pytest.fixture
def run_python() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a program text in a fresh interpreter, as in a terminal without colour and in English."""

    def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "LC_ALL": "C.UTF-8"},
        )

    return run
