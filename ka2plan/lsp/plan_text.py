"""One version of an open document: its plan, its findings, where it all stands; each computed once, when asked for."""

from __future__ import annotations

import os
import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from ka2plan.document import Document
from ka2plan.lsp.differences import common_ends
from ka2plan.lsp.lines import UTF_16, Lines
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import read_plan
from ka2plan.plan.unreadable import of_fault
from ka2plan.rules import check
from ka2plan.rules.mend import Mended, mend
from ka2plan.schedule import Network
from ka2plan.session.parse import read_data
from ka2plan.session.snapshot import Snapshot
from ka2plan.toml import Positions, TomlFault, decode, parse
from ka2plan.toml.encoding import BOM

if TYPE_CHECKING:
    from lsprotocol.types import Range

    from ka2plan.calls import CallBook
    from ka2plan.findings import Finding
    from ka2plan.plan import Reading
    from ka2plan.toml import Path
    from ka2plan.toml.layout import Layout

FILE_NAMES = ("plan.toml", ".plan.toml")
"""How the names of plans end whose text does not say yet that it is one."""

_FORMAT = re.compile(r"""^[ \t]*["']?format["']?[ \t]*=[ \t]*\d""", re.MULTILINE)
_PROJECT = re.compile(r"""^[ \t]*(?:\[[ \t]*)?["']?project["']?[ \t]*[\].=]""", re.MULTILINE)


class Facts:
    """What every plan is checked by."""

    def __init__(self, book: CallBook, today: date | None = None) -> None:
        self.book = book
        self._today = today

    @property
    def today(self) -> date:
        """The day to take for today."""
        return self._today or date.today()


class Sense:
    """What a text that reads as TOML says."""

    def __init__(self, path: str, text: str, data: dict[str, Any], facts: Facts) -> None:
        self.path = path
        self.text = text
        self.data = data
        self._facts = facts

    @cached_property
    def positions(self) -> Positions:
        """Where keys and values stand."""
        return Positions(self.text)

    @property
    def layout(self) -> Layout:
        """What is written where."""
        return self.positions.layout

    @cached_property
    def document(self) -> Document:
        """The text, to be edited."""
        return Document(self.text, self.data)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The plan without its findings."""
        reading, readable = read_data(self.data)
        return Snapshot(
            path=self.path,
            text=self.text,
            saved_text=self.text,
            reading=reading,
            readable=readable,
            network=Network(reading.plan),
            today=self._facts.today,
            findings=reading.findings,
            book=self._facts.book,
        )

    @cached_property
    def examined(self) -> Snapshot:
        """The plan with its findings."""
        return self.snapshot.examined_by(self._facts.book) if self.snapshot.readable else self.snapshot


class Shift(NamedTuple):
    """Where what stood in an older text is in the present one, as far as both are the same at their ends."""

    head: int
    """Characters that both share at their beginning."""
    old_tail: int
    """Offset in the older text from which both are the same."""
    by: int
    """How far that moved."""

    def here(self, offset: int) -> int | None:
        """An offset of the older text in the present one; None within what changed."""
        if offset <= self.head:
            return offset
        return offset + self.by if offset >= self.old_tail else None

    def there(self, offset: int) -> int | None:
        """An offset of the present text in the older one; None within what changed."""
        if offset <= self.head:
            return offset
        return offset - self.by if offset - self.by >= self.old_tail else None


class PlanText:
    """One version of an open document."""

    def __init__(
        self,
        uri: str,
        text: str,
        version: int | None,
        facts: Facts,
        *,
        encoding: str = UTF_16,
        before: PlanText | None = None,
    ) -> None:
        """Holds the text; nothing is computed yet.

        Args:
            uri: what the editor calls the document; it may be of no file.
            text: all of it.
            version: the editor's number of it.
            facts: what it is checked by.
            encoding: what the protocol counts columns in.
            before: the version before this one, whose answers go on while the text does not read.
        """
        self.uri = uri
        self.path = path_of(uri)
        self.text = text
        self.version = version
        self.lines = Lines(text, encoding)
        self._facts = facts
        self._last: Sense | None = before.known if before else None

    @cached_property
    def is_plan(self) -> bool:
        """Whether this is a plan, be it sound or not, and no other TOML file."""
        if os.path.basename(self.path).endswith(FILE_NAMES):
            return True
        return bool(_FORMAT.search(self.text) and _PROJECT.search(self.text))

    @cached_property
    def _read(self) -> Sense | Reading:
        try:
            text = decode(self.text.encode(errors="surrogatepass"))
            return Sense(self.path, text, parse(text), self._facts)
        except TomlFault as fault:
            return of_fault(fault)

    @property
    def sense(self) -> Sense | None:
        """What the text says; None where it does not read as TOML."""
        return self._read if isinstance(self._read, Sense) else None

    @cached_property
    def mended(self) -> Mended | None:
        """The text with all fixed that can be with certainty; None where it does not read."""
        sense = self.sense
        if sense is None:
            return None

        def findings_of(data: dict[str, Any]) -> tuple[Finding, ...]:
            return check(read_plan(data), self.book, sense.snapshot.today).findings

        return mend(sense.document, self.findings, findings_of)

    @property
    def known(self) -> Sense | None:
        """What the text says, or the last one before it that read."""
        return self.sense or self._last

    @cached_property
    def shift(self) -> Shift:
        """Where what is known stands in this text."""
        if self.known is None or self.known is self.sense:
            return Shift(len(self.text), len(self.text), 0)
        old = self.known.text
        head, tail = common_ends(old, self.text)
        return Shift(head, len(old) - tail, len(self.text) - len(old))

    @property
    def book(self) -> CallBook:
        """The call facts that it is checked by."""
        return self._facts.book

    @property
    def is_examined(self) -> bool:
        """Whether its findings are known already."""
        return self.sense is None or "examined" in self.sense.__dict__

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What ``check`` finds in this text, gravest first; computed when first asked for."""
        return self._read.examined.findings if isinstance(self._read, Sense) else self._read.findings

    def range_of(self, path: Path) -> Range | None:
        """Where a path of what is known stands in this text, or what is above it."""
        span = self.known.positions.span(path) if self.known else None
        return self.range_here(*span) if span else None

    def range_here(self, start: int, end: int) -> Range | None:
        """The range of two offsets of what is known; None within what changed since."""
        first, last = self.shift.here(start), self.shift.here(end)
        return None if first is None or last is None else self.lines.range(first, last)

    def range_of_finding(self, finding: Finding) -> Range:
        """The line that cannot be read, else the key and the value, or the name, that a finding is about."""
        if finding.position:
            start = self._offset(*finding.position)
            return self.lines.range(start, max(self.lines.line_end(start), start))
        span = self.sense.positions.span(finding.where) if self.sense else None
        start, end = span or (int(self.text.startswith(BOM)), int(self.text.startswith(BOM)))
        return self.lines.range(start, max(start, min(end, self.lines.line_end(start))))

    def _offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1 and as ``check`` counts them."""
        start = 0
        for _number in range(line - 1):
            start = self.text.find("\n", start) + 1
        return min(start + column - 1 + (line == 1 and self.text.startswith(BOM)), len(self.text))


def path_of(uri: str) -> str:
    """The path of a document, or its bare name where it is no file."""
    parts = urlsplit(uri)
    path = unquote(parts.path)
    return path.removeprefix("/") if re.match(r"/[A-Za-z]:", path) else path
