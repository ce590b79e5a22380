"""Garbage is looked for while nobody types: to go through all that a large plan takes would hold up a key."""

from __future__ import annotations

import gc

QUIET_SECONDS = 1.0
"""After so long without a key nobody is typing."""

MOST_OVERDUE = 1_000
"""Looks through what is new after which all is looked through even while somebody types."""


def wait_for_quiet() -> None:
    """Leaves out what was loaded, which stays, and goes on to look through what is new."""
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], MOST_OVERDUE)
    gc.enable()


def look_through(quiet_for: float) -> None:
    """Looks through all, where nobody has typed for so many seconds and there is anything new."""
    if quiet_for >= QUIET_SECONDS and gc.get_count()[2]:
        gc.collect()
