"""One open plan: do, undo, redo, save, reload, subscribe; a journal so that nothing is lost."""

from __future__ import annotations

from ka2plan.session.session import Session
from ka2plan.session.snapshot import Snapshot

__all__ = ["Session", "Snapshot"]
