"""All that a plan takes is gone through for garbage while nobody types, and not between two keys."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ka2plan.tui.app import garbage
from tests.tui.pilot import opened


@pytest.fixture
def looked(monkeypatch):
    """Notes each look, where there is always something new."""
    looks = []
    monkeypatch.setattr(garbage.gc, "get_count", lambda: (0, 0, 1))
    monkeypatch.setattr(garbage.gc, "collect", lambda: looks.append("all"))
    return looks


async def test_while_somebody_types_nothing_is_looked_through(tmp_path, looked):
    async with opened(tmp_path) as editor:
        looked.clear()
        await editor.press("down")
        editor.app._look_at_disk()
        assert not looked
        editor.app._last_typed -= garbage.QUIET_SECONDS
        editor.app._look_at_disk()
        assert looked == ["all"]


def test_where_nothing_is_new_nothing_is_looked_through(looked, monkeypatch):
    monkeypatch.setattr(garbage.gc, "get_count", lambda: (500, 8, 0))
    garbage.look_through(60)
    assert not looked


COUNTED = """
import gc
from ka2plan.tui.app.garbage import look_through, wait_for_quiet

runs = [0, 0, 0]


def note(phase, about):
    runs[about["generation"]] += phase == "start"


gc.callbacks.append(note)
gc.disable()
wait_for_quiet()
kept = []
for number in range(300_000):
    kept.append([number])
print(runs[1] > 20, runs[2])
look_through(0.0)
print(runs[2])
look_through(2.0)
print(runs[2])
"""


def test_an_edit_that_makes_thousands_of_things_waits_for_no_look_through_all():
    told = subprocess.run([sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "0", "0", "1"]
