"""One open plan: do, undo, redo, save, reload, and whoever wants to know is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from ka2plan.errors import CannotRead, CannotWrite, Clash, EditError
from ka2plan.schedule import Network
from ka2plan.session.edits import place_of
from ka2plan.session.history import History, Step, Version
from ka2plan.session.open_file import OpenFile, absolute
from ka2plan.session.snapshot import Snapshot
from ka2plan.session.unsaved_work import Safekeeping
from ka2plan.store import Stamp, stamp
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import CallBook
    from ka2plan.document import Edit
    from ka2plan.session.join import Arrival, Choices, Joining
    from ka2plan.session.lent_text import LentText
    from ka2plan.session.recovery import Recovery

LARGE = 1_000
"""Activities above which an edit does not wait for the findings; the editor asks for them when no key waits."""


class Session:
    """One open plan. Only one thread may use it; the journal has a thread of its own."""

    def __init__(
        self,
        file: OpenFile,
        *,
        book: CallBook | None = None,
        today: date | None = None,
        read_only: bool = False,
        journal_in: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.safekeeping = Safekeeping(journal_in)
        """Where unsaved work is kept."""
        self._file = file
        self._book = book
        self._clock = clock
        self._history = History(file.text)
        self.is_at_rest = True
        """Whether nobody wrote the file between the last two looks at it."""
        self.last_stamp: Stamp | None = file.state.fingerprint.stamp
        """What the system told of the file when it was last looked at."""
        self._subscribers: list[Callable[[Snapshot], None]] = []
        self._snapshot = Snapshot(
            path=file.path,
            text=file.text,
            saved_text=file.text,
            reading=file.reading,
            readable=file.readable,
            network=Network(file.reading.plan),
            today=today or date.today(),
            findings=file.reading.findings,
            read_only=read_only or not file.can_be_written,
        )

    @classmethod
    def open(
        cls,
        path: str,
        *,
        book: CallBook | None = None,
        today: date | None = None,
        read_only: bool = False,
        journal_in: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> Session:
        """Reads a plan; its findings come with the first call of ``examine``.

        Args:
            path: the plan's file.
            book: call facts; the shipped ones are loaded where none are given.
            today: the day to take for today.
            read_only: refuses every edit; so does a file that cannot be written.
            journal_in: folder of journals; without it unsaved work is not journalled.
            clock: seconds, to tell which edits belong together.

        Raises:
            CannotRead: the file is absent, a folder, or may not be read.
        """
        file = OpenFile.read(absolute(path))
        return cls(file, book=book, today=today, read_only=read_only, journal_in=journal_in, clock=clock)

    @property
    def snapshot(self) -> Snapshot:
        """The plan as it is now."""
        return self._snapshot

    @property
    def data(self) -> dict[str, Any]:
        """The plan as plain TOML data; empty where it cannot be read."""
        return self._history.current.document.data if self._snapshot.readable else {}

    def subscribe(self, tell: Callable[[Snapshot], None]) -> Callable[[], None]:
        """Calls ``tell`` with every new snapshot, until the function returned here is called."""
        self._subscribers.append(tell)
        return lambda: self._subscribers.remove(tell)

    def load_calls(self) -> CallBook:
        """The call facts, loaded where that was not done yet; may be called from another thread."""
        if self._book is None:
            from ka2plan.calls import load_calls

            self._book = load_calls()
        return self._book

    def examine(self) -> Snapshot:
        """Computes the findings where they are not those of this text yet."""
        if not self._snapshot.examined:
            self._publish(self._snapshot.examined_by(self.load_calls()))
        return self._snapshot

    def make_safe(self, timeout: float) -> bool:
        """Waits until the journal holds every edit; False where that took longer than so many seconds."""
        return self.safekeeping.flush(timeout)

    def do(self, edit: Edit, label: str | None = None) -> Snapshot:
        """Makes an edit; equal edits of one field within two seconds count as one step of undo.

        :raises EditError: it cannot be made safely, or the plan is read-only; nothing changed.
        """
        self._refuse_where_closed()
        document = self._history.current.document.apply(edit)
        return self._become(Version(document.text, document), label or edit.label, (type(edit), place_of(edit)))

    def replace_text(self, text: str, label: str) -> Snapshot:
        """Takes another text in place of this one, as one step of undo.

        :raises EditError: the plan is read-only.
        """
        if self._snapshot.read_only:
            self._refuse_where_closed()
        return self._become(Version(text), label, None)

    def draft(self, edit: Edit, label: str) -> None:
        """Journals what an edit would make that is still being typed: it comes back though it was never made.

        :raises EditError: it cannot be made safely, or the plan is read-only.
        """
        self._refuse_where_closed()
        self.safekeeping.draft(self._snapshot, label, self._history.current.document.apply(edit).text)

    def draft_text(self, text: str, label: str) -> None:
        """Journals another text that the plan would be; nothing where it is read-only."""
        if not self._snapshot.read_only:
            self.safekeeping.draft(self._snapshot, label, text)

    def lend(self, label: str) -> LentText:
        """Writes the text to a file that another editor can have, and that is found again however that ends.

        :raises CannotWrite: the disk refuses.
        """
        try:
            return self.safekeeping.lend(self._snapshot, self._snapshot.text, label)
        except OSError as error:
            raise CannotWrite(_("the text cannot be passed on: {reason}").format(reason=error.strerror)) from None

    def drop_draft(self) -> None:
        """Forgets what was being typed, where that is journalled."""
        self.safekeeping.drop_draft(self._snapshot)

    def undo(self) -> str | None:
        """Takes the last step back and returns its label; None where there is none."""
        return self._went(self._history.undo())

    def redo(self) -> str | None:
        """Does the last step taken back again and returns its label; None where there is none."""
        return self._went(self._history.redo())

    def save(self) -> Snapshot:
        """Writes the file.

        Raises:
            ChangedOnDisk: somebody else wrote it meanwhile; nothing was written.
            CannotWrite: the plan is read-only, or the disk refuses; the file is as it was.
            DurabilityUnknown: it is written, but the disk did not confirm it.
        """
        from ka2plan.store import DurabilityUnknown

        if self._snapshot.read_only:
            raise CannotWrite(_("the plan is open read-only; save it under another name"))
        try:
            self._file = self._file.write(self._snapshot.text)
        except DurabilityUnknown as unconfirmed:
            self._file = OpenFile.of(self._file.path, unconfirmed.saved)
            self._saved()
            raise
        return self._saved()

    def save_as(self, path: str) -> Snapshot:
        """Writes the text to another file and goes on with that one.

        Raises:
            ChangedOnDisk: there is such a file already.
            CannotWrite: the disk refuses.
        """
        path = absolute(path)
        self._file = OpenFile.create(path, self._snapshot.text)
        self.safekeeping.rename(path)
        self._publish(self._snapshot._replace(path=path, read_only=False), quietly=True)
        return self._saved()

    def poll(self) -> bool:
        """Looks whether somebody else wrote the file, and tells it once; True where its text differs."""
        try:
            same = self._file.restamped()
        except CannotRead:
            same = None
        now = stamp(self._snapshot.path)
        self.is_at_rest = now == self.last_stamp
        self.last_stamp = now
        self._file = same or self._file
        if (same is None) != self._snapshot.changed_on_disk:
            self._publish(self._snapshot._replace(changed_on_disk=same is None))
        return same is None

    def reload(self) -> Snapshot:
        """Takes what is on disk now in place of the text, as one step of undo.

        :raises CannotRead: the file is gone or cannot be read.
        """
        self._file = OpenFile.read(self._snapshot.path)
        self._publish(self._snapshot._replace(saved_text=self._file.text, changed_on_disk=False), quietly=True)
        if self._file.text != self._snapshot.text:
            return self._become(Version(self._file.text), _("read again from disk"), None)
        return self._saved()

    def arrival(self) -> Arrival:
        """What somebody else wrote to the file since it was read; nothing changes yet.

        Raises:
            CannotRead: the file is gone or cannot be read.
            CannotJoin: it is no plan, or this text is none.
        """
        from ka2plan.session.join import Arrival, CannotJoin, Joining

        file = OpenFile.read(self._snapshot.path)
        for readable, reading in ((file.readable, file.reading), (self._snapshot.readable, self._snapshot.reading)):
            if not readable:
                raise CannotJoin(_("no plan: {fault}").format(fault=reading.findings[0].message))
        return Arrival(file, Joining.of(self._snapshot.saved_text, self._snapshot.text, file.text))

    def has_markers_on_disk(self) -> bool:
        """Whether the file cannot be read because git left its markers in it."""
        from ka2plan.session.parse import has_markers

        return has_markers(OpenFile.read(self._snapshot.path).reading)

    def take_in(self, arrival: Arrival, choices: Choices | None = None) -> Snapshot:
        """Goes on with what somebody else wrote joined into this text; saving then writes both.

        Undo goes on to take back what was done here, and never what came in. The choices are a step of undo, that
        goes back to what this text has wherever the two clash.

        Raises:
            EditError: this text is not the one any more that the arrival was held against.
            CannotJoin: a choice is missing; nothing changed.
        """
        from ka2plan.session.join import OURS, carried_over

        joining = arrival.joining
        if joining.ours != self._snapshot.text:
            raise EditError(_("the plan was changed meanwhile"))
        chosen = Version(joining.text(choices or {}))
        mine = Version(joining.text_of_side(OURS)) if joining.clashes else chosen
        self._history.carry_over(carried_over(joining.base, joining.theirs), mine)
        if chosen.text != mine.text:
            self._history.record(chosen, _("choose a value where both sides changed the same"))
        self._file = arrival.file
        self._publish(self._snapshot._replace(saved_text=joining.theirs, changed_on_disk=False), quietly=True)
        return self._show(_("use what was saved meanwhile"))

    def recover(self, recovery: Recovery, choices: Choices | None = None) -> Snapshot:
        """Brings unsaved work back as one step of undo; its journal goes once this one holds it.

        Raises:
            Clash: the file changed since in the same fields; nothing was changed.
            CannotJoin: the file cannot be read as a plan now.
        """
        from ka2plan.session.recovery import settle

        joining = self.joining_of(recovery)
        if joining and joining.clashes and choices is None:
            raise Clash(_("the file was changed in the same places since then"))
        self.replace_text(joining.text(choices or {}) if joining else recovery.text, _("recover unsaved work"))
        if self.safekeeping.is_safe():
            settle(recovery)
        return self._snapshot

    def joining_of(self, recovery: Recovery) -> Joining | None:
        """Unsaved work held against the text that the file has now; None where that is the one it began from.

        :raises CannotJoin: one of the two cannot be read as a plan.
        """
        from ka2plan.session.join import Joining

        if recovery.base == self._snapshot.text:
            return None
        return Joining.of(recovery.base, recovery.text, self._snapshot.text)

    def close(self, *, keep_journal: bool = False) -> None:
        """Ends the journal, which is kept only where its work is to be recovered later."""
        self.safekeeping.close(keep=keep_journal)

    def _refuse_where_closed(self) -> None:
        if self._snapshot.read_only:
            raise EditError(_("the plan is open read-only"))
        if not self._snapshot.readable:
            raise EditError(_("the file cannot be read as a plan; correct its text first"))

    def _become(self, version: Version, label: str, place: tuple[type, object] | None) -> Snapshot:
        if version.text == self._history.current.text:
            return self._snapshot
        together = place if place and place[1] is not None else None
        self._history.record(version, label, together, self._clock())
        return self._show(label)

    def _went(self, step: Step | None) -> str | None:
        if step is None:
            return None
        self._show(step.label)
        return step.label

    def _show(self, label: str) -> Snapshot:
        text = self._history.current.text
        self.safekeeping.note(self._snapshot, label, text)
        reading, readable = self._history.current.read()
        snapshot = self._snapshot._replace(
            text=text,
            reading=reading,
            readable=readable,
            network=Network(reading.plan),
            generation=self._snapshot.generation + 1,
            examined=False,
        )
        if self._book is not None and len(reading.plan.activities) <= LARGE:
            snapshot = snapshot.examined_by(self._book)
        self._publish(snapshot)
        return self._snapshot

    def _saved(self) -> Snapshot:
        self.safekeeping.note_saved(self._snapshot.text)
        self._publish(self._snapshot._replace(saved_text=self._snapshot.text, changed_on_disk=False))
        return self._snapshot

    def _publish(self, snapshot: Snapshot, *, quietly: bool = False) -> None:
        labels = (self._history.undo_label, self._history.redo_label)
        self._snapshot = snapshot._replace(undo_label=labels[0], redo_label=labels[1])
        if not quietly:
            for tell in tuple(self._subscribers):
                tell(self._snapshot)
