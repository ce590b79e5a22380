"""Journals that a lost connection or a crash left behind, and what they bring back."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from ka2plan.session.folders import journal_folder
from ka2plan.session.journal import SUFFIX, journal_prefix
from ka2plan.session.journal_lines import replay


class Recovery(NamedTuple):
    """Unsaved work of an editor that is gone."""

    journal: str
    """Path of its journal."""
    base: str
    """What the plan's file held when that editor last read or saved it."""
    text: str
    """What that editor held in the end."""
    labels: tuple[str, ...]
    """Its edits since then, the oldest first."""
    at: datetime
    """When the last of them was written."""
    draft: str = ""
    """The last of the labels where it is of something that was still being typed."""


def recoverable(path: str, state: str) -> tuple[Recovery, ...]:
    """Unsaved work on a plan whose editor is gone, the newest first; journals without any are removed."""
    found = [_recovery(name, os.path.realpath(path)) for name in journals_of(path, state) if not is_alive(name)]
    return tuple(sorted((left for left in found if left), key=lambda left: left.at, reverse=True))


def open_elsewhere(path: str, state: str) -> bool:
    """Whether another living editor holds unsaved work on the plan."""
    return any(is_alive(name) for name in journals_of(path, state))


def journals_of(path: str, state: str) -> list[str]:
    """Paths of all journals of a plan."""
    folder, prefix = journal_folder(state), journal_prefix(path)
    with suppress(OSError):
        names = sorted(os.listdir(folder))
        return [os.path.join(folder, name) for name in names if name.startswith(prefix) and name.endswith(SUFFIX)]
    return []


def is_alive(journal: str) -> bool:
    """Whether the editor that writes the journal still runs: it holds a lock that no dead one can."""
    try:
        file = os.open(journal, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


def discard(recovery: Recovery) -> None:
    """Throws the journal away."""
    with suppress(FileNotFoundError):
        os.unlink(recovery.journal)


def _recovery(journal: str, path: str) -> Recovery | None:
    try:
        with open(journal, "rb") as lines:
            at = datetime.fromtimestamp(os.fstat(lines.fileno()).st_mtime).astimezone()
            held = replay(lines)
    except OSError:
        return None
    if held is not None and held.path != path:
        return None
    if held is None or held.text == held.base:
        with suppress(OSError):
            os.unlink(journal)
        return None
    return Recovery(journal, held.base, held.text, held.labels, at, held.draft)
