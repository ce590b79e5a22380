"""Undo and redo: a stack of versions of the text, each with the name of what made it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Reading
from ka2plan.session.parse import read_data, read_text

if TYPE_CHECKING:
    from ka2plan.document import Document

TOGETHER = 2.0
"""Seconds within which equal edits of the same field count as one."""

MOST_STEPS = 1_000
PARSED_STEPS = 8
"""How many versions keep their parsed document; older ones are parsed again when they come back."""


class Version:
    """One state of the text; its document is made when an edit first needs it."""

    __slots__ = ("_document", "_make", "_text")

    def __init__(self, text: str, document: Document | None = None) -> None:
        self._text = text
        self._document = document
        self._make: Callable[[str], str] | None = None

    @property
    def text(self) -> str:
        """The text.

        :raises Ka2planError: what came in since stands in the way of it.
        """
        if self._make:
            self._text, self._make = self._make(self._text), None
        return self._text

    def carried_over(self, change: Callable[[str], str]) -> Version:
        """This state with a change made to its text, once somebody wants it."""
        version = Version(self._text)
        before = self._make
        version._make = change if before is None else lambda text: change(before(text))
        return version

    @property
    def document(self) -> Document:
        """The text as a document that edits apply to."""
        if self._document is None:
            from ka2plan.document import Document

            self._document = Document(self.text)
        return self._document

    def read(self) -> tuple[Reading, bool]:
        """The plan it holds, and whether that can be edited; the data of the document are the text's."""
        return read_data(self._document.data) if self._document else read_text(self.text)

    def forget_document(self) -> None:
        """Frees the parsed document."""
        self._document = None


class Step(NamedTuple):
    """A way from one version to the next."""

    label: str
    """What was done, as undo and redo name it."""
    before: Version
    after: Version
    place: Hashable = None
    """What was edited and how: equal places within two seconds make one step; None makes a step of its own."""
    at: float = 0.0


class History:
    """The versions of one text."""

    def __init__(self, text: str) -> None:
        self.current = Version(text)
        self._past: list[Step] = []
        self._future: list[Step] = []

    @property
    def undo_label(self) -> str | None:
        """What undo takes back, or None."""
        return self._past[-1].label if self._past else None

    @property
    def redo_label(self) -> str | None:
        """What redo does again, or None."""
        return self._future[-1].label if self._future else None

    def record(self, after: Version, label: str, place: Hashable = None, now: float = 0.0) -> None:
        """Adds a version, or widens the last step where this is more of the same; redo is forgotten."""
        before = self.current
        if self._continues(place, now):
            before = self._past.pop().before
        self._future.clear()
        self._past.append(Step(label, before, after, place, now))
        del self._past[:-MOST_STEPS]
        if len(self._past) > PARSED_STEPS:
            self._past[-PARSED_STEPS - 1].before.forget_document()
        self.current = after

    def undo(self) -> Step | None:
        """Goes one step back and returns it, or None where there is none.

        :raises Ka2planError: what came in from outside stands in the way; nothing changed.
        """
        if not self._past:
            return None
        step = self._past[-1]
        self._go_to(step.before)
        self._future.append(self._past.pop())
        return step

    def redo(self) -> Step | None:
        """Goes one step forward again and returns it, or None where there is none; raises as ``undo``."""
        if not self._future:
            return None
        step = self._future[-1]
        self._go_to(step.after)
        self._past.append(self._future.pop()._replace(place=None))
        return step

    def carry_over(self, change: Callable[[str], str], current: Version) -> None:
        """Makes a change from outside to all states: undo and redo walk as before, and never take it back.

        Args:
            change: makes it to a text; it is made to older texts when somebody goes back to them.
            current: the present state with the change.
        """
        carried: dict[int, Version] = {id(self.current): current}

        def again(version: Version) -> Version:
            return carried.setdefault(id(version), version.carried_over(change))

        for steps in (self._past, self._future):
            steps[:] = [Step(step.label, again(step.before), again(step.after)) for step in steps]
        self.current = current

    def _go_to(self, version: Version) -> None:
        version.text  # noqa: B018 -- whatever stands in its way is found before anything has changed
        self.current = version

    def _continues(self, place: Hashable, now: float) -> bool:
        if place is None or self._future or not self._past:
            return False
        last = self._past[-1]
        return last.place == place and 0 <= now - last.at <= TOGETHER
