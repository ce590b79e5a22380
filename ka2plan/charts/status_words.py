"""Statuses in the user's language."""

from __future__ import annotations

from ka2plan.plan.model import CANCELLED, DONE, PLANNED, RUNNING
from ka2plan.words.messages import pgettext


def status_word(status: str) -> str:
    """A status in the user's language."""
    words = {
        PLANNED: pgettext("status", "planned"),
        RUNNING: pgettext("status", "running"),
        DONE: pgettext("status", "done"),
        CANCELLED: pgettext("status", "cancelled"),
    }
    return words.get(status, status)
