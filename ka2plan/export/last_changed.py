"""When a plan was last changed and what its export replaces: for formats whose readers take only what is newer."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from stat import S_ISREG

from ka2plan.export.material import Material
from ka2plan.git import GitRefused
from ka2plan.git.repository import committed_at
from ka2plan.store import read_input


def note_what_came_before(material: Material, path: str, text: str, target: str | None) -> None:
    """Notes when this text of the plan came about, unless that was said, and what the target holds.

    :raises CannotRead: the target is there and cannot be read.
    """
    material.changed = material.changed or last_changed(path, text)
    if target and os.path.isfile(target):
        material.earlier = read_input(target)


def last_changed(path: str, text: str) -> datetime | None:
    """When the plan came to read so: as committed, the commit's moment, the same in every clone; else the file's.

    A text that the file does not hold, as unsaved work in the editor, was changed just now.
    None where there is no file.
    """
    data = text.encode()
    try:
        state = os.stat(path)
        if not S_ISREG(state.st_mode):
            return None
        with open(path, "rb") as file:
            is_saved = file.read(len(data) + 1) == data
    except OSError:
        return None
    if not is_saved:
        return datetime.now(UTC)
    try:
        seconds = committed_at(path, data)
    except GitRefused:
        seconds = None
    return datetime.fromtimestamp(state.st_mtime if seconds is None else seconds, UTC)
