"""What all tests share."""

from __future__ import annotations

import gc
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


EVERYTHING_OVER_EVERYTHING = (
    "balance/test_against_linear_programming.py",
    "balance/test_proposals.py",
    "charts/test_surfaces.py",
    "cli/test_hostile_everywhere.py",
    "cli/test_lost_streams.py",
    "cli/test_pasted_blocks.py",
    "cli/test_plain.py",
    "cli/test_typed_everywhere.py",
    "cli/test_wrong_shapes.py",
    "export/test_every_format.py",
    "export/test_sheets_recalculated.py",
    "imports/test_other_languages.py",
    "lsp/test_soak.py",
    "merge/test_random_merges.py",
    "test_catalogues.py",
    "tui/test_another_plan.py",
    "tui/test_dialog_keys.py",
    "tui/test_entry_hostile.py",
    "tui/test_entry_pictures.py",
    "tui/test_every_view_pictures.py",
    "tui/test_hostile_text.py",
    "tui/test_long_language.py",
    "tui/test_new_to_sound.py",
    "tui/test_own_editor_lost.py",
    "tui/test_plan_from_nothing.py",
    "tui/test_safety.py",
    "tui/test_slovenian_pictures.py",
    "tui/test_themes.py",
    "tui/test_ways_to_views.py",
    "web/test_in_chromium.py",
    "words/test_languages.py",
    "words/test_slovenian_commands.py",
)
"""Tests that try all of one kind with all of another, at random or one by one. They are not counted in the coverage:
what they run others are there to hold, and to trace it takes as long as to run it. Where a floor needs one it is not
among them.
"""


LONGEST = (
    "tui/test_plan_from_nothing.py",
    "tui/test_new_to_sound.py",
    "cli/test_lost_streams.py",
    "tui/test_safety.py",
)
"""Files with a test that takes half a minute or more: begun last it would be waited for by all others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets pytest-cov pause for what is not counted, and begins with the longest."""
    folder = Path(__file__).parent
    longest = [folder / name for name in LONGEST]
    items.sort(key=lambda item: item.path not in longest)
    paths = {folder / name for name in EVERYTHING_OVER_EVERYTHING}
    for item in items:
        if item.path in paths:
            item.add_marker(pytest.mark.no_cover)


NEW_THINGS = 20_000
"""Things that are made before garbage is looked for among them; Python's own figure is 700."""


def pytest_collection_finish() -> None:
    """Leaves out of every look for garbage what thousands of tests are themselves: it took half of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_THINGS)


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
