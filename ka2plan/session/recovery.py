"""Journals and lent texts that a lost connection or a crash left behind, and what they bring back."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import NamedTuple

from ka2plan.session.folders import journal_folder
from ka2plan.session.journal import SUFFIX, journal_prefix
from ka2plan.session.journal_lines import Replayed, replay
from ka2plan.session.lent_text import SUFFIX as LENT
from ka2plan.session.lent_text import LentText
from ka2plan.session.locks import is_held, is_running

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of a line of a journal; what is longer is none."""

LATER = 2.0
"""Seconds by which a journal must be newer than a lent text to hold more than that: it is watched more often."""


class Recovery(NamedTuple):
    """Unsaved work of an editor that is gone."""

    journal: str
    """Path of its journal; empty where there is only a lent text."""
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
    lent: LentText | None = None
    """The text that another editor had then."""


def recoverable(path: str, state: str) -> tuple[Recovery, ...]:
    """Unsaved work on a plan whose editor is gone, the newest first; journals without any are removed."""
    plan = os.path.realpath(path)
    journals = {name: left for name in journals_of(path, state) if (left := _recovery(name, plan))}
    found = []
    for lent in filter(None, (LentText.found(folder, plan) for folder in lent_texts_of(path, state))):
        before = journals.pop(lent.origin.journal, None)
        found.append(_of_lent(lent, before) or before)
    found += journals.values()
    return tuple(sorted((left for left in found if left), key=lambda left: left.at, reverse=True))


def journals_of(path: str, state: str) -> list[str]:
    """Paths of all journals of a plan."""
    return _named(path, state, SUFFIX)


def lent_texts_of(path: str, state: str) -> list[str]:
    """The folders of all texts of a plan that other editors have or had."""
    return _named(path, state, LENT)


def _named(path: str, state: str, suffix: str) -> list[str]:
    folder, prefix = journal_folder(state), journal_prefix(path)
    with suppress(OSError):
        names = sorted(os.listdir(folder))
        return [os.path.join(folder, name) for name in names if name.startswith(prefix) and name.endswith(suffix)]
    return []


def is_alive(journal: str) -> bool:
    """Whether the editor that writes the journal still runs: it holds a lock that no dead one can, or names itself."""
    try:
        file = _open(journal)
    except OSError:
        return False
    try:
        return is_held(file) or is_running(_owner(file))
    finally:
        os.close(file)


def discard(recovery: Recovery) -> None:
    """Throws the journal away, and the lent text."""
    if recovery.lent:
        recovery.lent.remove()
    _forget(recovery)


def settle(recovery: Recovery) -> None:
    """Takes away what was brought back; what another editor kept beside a lent text stays, to be asked for."""
    if recovery.lent:
        recovery.lent.settle(recovery.text)
    _forget(recovery)


def _forget(recovery: Recovery) -> None:
    with suppress(OSError):
        if recovery.journal:
            os.unlink(recovery.journal)


def again(recovery: Recovery) -> Recovery | None:
    """The recovery with what the lent text holds by now; None where that is nothing."""
    return _of_lent(recovery.lent, recovery._replace(lent=None)) if recovery.lent else recovery


def _recovery(journal: str, path: str) -> Recovery | None:
    """What a journal brings back; one of a dead editor that brings nothing back is removed."""
    if is_alive(journal):
        return None
    try:
        file = _open(journal)
    except OSError:
        return None
    try:
        at = _moment(os.fstat(file))
        held = _held(file)
    except OSError:
        return None
    finally:
        os.close(file)
    if held is not None and held.path != path:
        return None
    if held is None or held.text == held.base:
        with suppress(OSError):
            os.unlink(journal)
        return None
    return Recovery(journal, held.base, held.text, held.labels, at, held.draft)


def _of_lent(lent: LentText, before: Recovery | None) -> Recovery | None:
    """The work with what the other editor made of it; None, and the text is removed, where that was nothing.

    Where that editor is still there, it stays.
    """
    origin = lent.origin
    text, at = lent.text(), _last_written(lent)
    if text is None or text == origin.text or (before and before.at.timestamp() > at.timestamp() + LATER):
        text = before.text if before else origin.text
    if text == origin.base and not lent.beside:
        if not lent.is_open_elsewhere:
            lent.remove()
        return None
    labels = before.labels if before else ()
    draft = before.draft if before else ""
    if text != (before.text if before else origin.text):
        labels, draft = (*labels[: len(labels) - bool(draft)], origin.label), origin.label
    base = before.base if before else origin.base
    journal = before.journal if before else ""
    return Recovery(journal, base, text, labels, max(at, before.at) if before else at, draft, lent)


def _last_written(lent: LentText) -> datetime:
    try:
        return _moment(os.stat(lent.path))
    except OSError:
        return _moment(None)


def _moment(status: os.stat_result | None) -> datetime:
    """When a file was written; the beginning of time where it says what cannot be."""
    try:
        return datetime.fromtimestamp(status.st_mtime if status else 0).astimezone()
    except (OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(0).astimezone()


def _open(journal: str) -> int:
    """The open file.

    :raises OSError: it is none, or cannot be read.
    """
    file = os.open(journal, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if stat.S_ISREG(os.fstat(file).st_mode):
        return file
    os.close(file)
    raise OSError("no file")


def _held(file: int, lines: int = -1) -> Replayed | None:
    """What the journal says, or its first lines do."""
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(os.dup(file), "rb") as opened:
        if lines >= 0:
            return replay(opened.readline(LONGEST_LINE) for _line in range(lines))
        return replay(iter(partial(opened.readline, LONGEST_LINE), b""))


def _owner(file: int) -> str:
    """The mark of the process that writes the journal, where it could not lock it."""
    try:
        held = _held(file, 1)
    except OSError:
        return ""
    return held.owner if held else ""
