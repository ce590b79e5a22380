"""Unsaved work in a journal: when there is one, what goes into it, and when it goes."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.session.journal import Journal
    from ka2plan.session.lent_text import LentText
    from ka2plan.session.snapshot import Snapshot


class Safekeeping:
    """Keeps the unsaved work of one plan; without a folder nothing is kept. Every call tells how the plan stands."""

    def __init__(self, folder: str | None) -> None:
        self.journal: Journal | None = None
        """Made with the first edit."""
        self._draft: tuple[str, str] | None = None
        """What is being typed, by its label, and the text that it would make."""
        self._folder = folder
        self._was_remarked = False

    @property
    def has_draft(self) -> bool:
        """Whether the journal holds what is being typed."""
        return self._draft is not None

    @property
    def trouble(self) -> str | None:
        """Why nothing can be kept, where that is so."""
        return self.journal.trouble if self.journal else None

    def remark(self) -> str:
        """What there is to say of how work is kept, once; empty where there is nothing, or it was said."""
        if self._was_remarked or self.journal is None or self.journal.is_locked:
            return ""
        self._was_remarked = True
        folder = visible(os.path.dirname(self.journal.name))
        words = _("files cannot be locked here; unsaved work is still kept, in {folder}")
        return words.format(folder=folder)

    def note(self, snapshot: Snapshot, label: str, text: str) -> None:
        """Keeps a new text; one that the file has needs no keeping."""
        self._draft = None
        if self.journal and text == snapshot.saved_text:
            self.journal.start(text)
        elif journal := self._begun(snapshot):
            journal.append(label, text)

    def draft(self, snapshot: Snapshot, label: str, text: str) -> None:
        """Keeps what the text would be with what is being typed."""
        if text == snapshot.text:
            self.drop_draft(snapshot)
        elif journal := self._begun(snapshot):
            journal.draft(label, text)
            self._draft = label, text

    def lend(self, snapshot: Snapshot, text: str, label: str) -> LentText:
        """Writes a text for another editor to where it is found again; without such a place, to where the system keeps
        what is needed for a while.

        :raises OSError: it cannot be written there either.
        """
        from tempfile import gettempdir

        from ka2plan.session.lent_text import LentText, Origin

        journal = self._begun(snapshot)
        self.flush(5)
        origin = Origin(
            os.path.realpath(snapshot.path), snapshot.saved_text, text, label, journal.name if journal else ""
        )
        with suppress(OSError):
            if self._folder is not None:
                return LentText.create(self._folder, origin)
        return LentText.create(gettempdir(), origin)

    def drop_draft(self, snapshot: Snapshot) -> None:
        """Forgets what was being typed, where that is kept."""
        if not self.has_draft or self.journal is None:
            return
        self._draft = None
        if snapshot.dirty:
            self.journal.drop_draft()
        else:
            self.journal.start(snapshot.text)

    def note_saved(self, text: str) -> None:
        """Lets go of what the file has now, and keeps what is being typed meanwhile."""
        if self.journal:
            self.journal.start(text)
            if self._draft is not None:
                self.journal.draft(*self._draft)

    def rename(self, path: str) -> None:
        """Goes on for another file."""
        if self.journal:
            self.journal.rename(path)

    def flush(self, timeout: float) -> bool:
        """Waits until everything is kept; False where that took longer than so many seconds."""
        return self.journal is None or self.journal.flush(timeout)

    def is_safe(self) -> bool:
        """Whether everything is kept, as far as anything is to be."""
        return self.flush(5) and self.trouble is None

    def close(self, *, keep: bool) -> None:
        """Ends; what is kept stays only where it is to be recovered later."""
        if self.journal:
            self.journal.close(keep=keep)

    def _begun(self, snapshot: Snapshot) -> Journal | None:
        """The journal, made where there is none yet; None where there is no place for one."""
        if self.journal is None and self._folder is not None:
            from ka2plan.session.journal import Journal

            self.journal = Journal(self._folder, snapshot.path)
            self.journal.start(snapshot.saved_text)
        return self.journal
