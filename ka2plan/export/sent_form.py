"""What a form that is sent out keeps of itself, unseen, so that what comes back can be held against it.

Word, LibreOffice and Google Docs keep words and headings; bookmarks and hidden words survive the first two, also by way
of OpenDocument; content controls, variables and parts of its own do not survive LibreOffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

from ka2plan.errors import CannotRead
from ka2plan.export.sent import MOST, Sent, read_sent, sent_text
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.toml import format_path, parse_path
from ka2plan.words.visible import in_file

MOST_PLACES = 1_000
"""Of a form that is read: each is looked for in the document."""

_KEPT = re.compile(r"ka2plan-form:([A-Za-z0-9+/=]+):end")
"""What is kept, in a text without its blanks: programs break long lines where they like."""

HEADING, ASKED, GAP = "", "_asked", "_gap"
"""What a bookmark is at: a heading, the line below it, what stands in place of an answer."""

_MARK = re.compile(f"ka2plan_(\\d+)({ASKED}|{GAP}|)")

_BYTES, _MOST = 3, 0xFFFFFF
"""Of a checksum, and the largest."""

_WHERE, _GAP_WORDS, _LINES = "_where", "gap", "lines"


class Place(NamedTuple):
    """One heading, or line of facts, that can be found again in the document."""

    heading: str
    where: Path = ()
    """Where the plan has the answer that stands below it; empty where none does."""
    asked: str = ""
    """The line below a question's heading."""


class SentForm(NamedTuple):
    """What was sent."""

    places: tuple[Place, ...]
    """In the order of the document."""
    sent: dict[str, Any]
    """The answers as the plan had them, with what tells the entries that they are about."""
    gap: str
    """What stood where an answer was not written yet."""
    lines: frozenset[int]
    """Checksums of all lines that are no answers."""

    def value(self, number: int) -> str:
        """The answer at a place as the plan had it; empty where there was none."""
        found: Any = self.sent
        for name in self.places[number].where:
            found = found.get(str(name), {}) if isinstance(found, dict) else {}
        return found if isinstance(found, str) else ""

    def answer(self, number: int) -> str:
        """The answer at a place as it stood in the document."""
        return in_file(self.value(number), multiline=True).strip()


def mark_of(number: int, at: str = HEADING) -> str:
    """The name of a bookmark of a place."""
    return f"ka2plan_{number}{at}"


def place_of_mark(name: str) -> tuple[int, str] | None:
    """The number of the place that a bookmark belongs to, and what it is at."""
    found = _MARK.fullmatch(name)
    return (int(found[1]), found[2]) if found else None


def checksum(line: str) -> int:
    """A line's checksum, whatever its blanks; one in some ten million others has the same."""
    return crc32(" ".join(line.split()).encode()) & _MOST


def kept(form: SentForm, plan: str) -> str:
    """What was sent of a plan of this name, as letters and figures alone."""
    import zlib
    from base64 import b64encode

    lines = b"".join(line.to_bytes(_BYTES, "big") for line in sorted(form.lines))
    shown = {**dict(_shown(form)), _GAP_WORDS: form.gap, _LINES: b64encode(lines).decode()}
    packed = zlib.compress(sent_text(Sent("", plan, form.sent, shown)).encode(), 9)
    return f"ka2plan-form:{b64encode(packed).decode()}:end"


def _shown(form: SentForm) -> Iterator[tuple[str, str]]:
    for number, place in enumerate(form.places):
        yield mark_of(number), place.heading
        if place.asked:
            yield mark_of(number, ASKED), place.asked
        if place.where:
            yield mark_of(number) + _WHERE, format_path(place.where)


def is_kept(line: str) -> bool:
    """Whether a line is what was kept, shown by a program that has no unseen text."""
    return _KEPT.search(_unbroken(line)) is not None


def _unbroken(text: str) -> str:
    return "".join(text.split())


def found_in(texts: Iterable[str]) -> SentForm | None:
    """What was sent, out of the texts of a document; None where it is not in them, or not whole."""
    for text in texts:
        for found in _KEPT.finditer(_unbroken(text)):
            form = _unpacked(found[1])
            if form:
                return form
    return None


def _unpacked(letters: str) -> SentForm | None:
    import zlib
    from base64 import b64decode

    try:
        packed = b64decode(letters, validate=True)
        sent = read_sent(zlib.decompressobj().decompress(packed, MOST).decode())
        lines = b64decode(sent.shown.get(_LINES, ""), validate=True)
        places = tuple(_places(sent.shown))
    except (ValueError, zlib.error, CannotRead):
        return None
    sums = (int.from_bytes(lines[at : at + _BYTES], "big") for at in range(0, len(lines), _BYTES))
    return SentForm(places, sent.part, sent.shown.get(_GAP_WORDS, ""), frozenset(sums))


def _places(shown: Mapping[str, str]) -> Iterator[Place]:
    number = 0
    while (mark := mark_of(number)) in shown and number < MOST_PLACES:
        where = shown.get(mark + _WHERE, "")
        yield Place(shown[mark], parse_path(where) if where else (), shown.get(mark_of(number, ASKED), ""))
        number += 1
