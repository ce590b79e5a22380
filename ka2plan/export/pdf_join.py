"""PDFs that Typst set part by part, joined into one: pages, bookmarks and tags run through.

Done on the bytes, object by object: read whole by a library, the tags of thousands of rows would take the memory that
setting them in parts has spared.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable

from ka2plan.export.pdf_feet import Feet
from ka2plan.export.pdf_objects import as_references
from ka2plan.export.pdf_part import BOOKMARKS, CATALOG, DOCUMENT, FIRST_FREE, PAGES, TAGS, Part

_HEADER = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"
_COUNTED = re.compile(rb"(?<=<xmpTPg:NPages>)\d+")
_INSTANCE = re.compile(rb"<xmpMM:InstanceID>([^<]*)<")
_DOCUMENT_ID = re.compile(rb"<xmpMM:DocumentID>([^<]*)<")


def joined(parts: Iterable[tuple[bytes, int | None]], feet: Callable[[int], bytes]) -> bytes:
    """One PDF of the parts, of which the first has the title.

    Of each part the first so many pages are taken, or all. ``feet`` gives a PDF of so many pages with what stands below
    those of the whole.
    """
    whole = _Whole()
    for part, pages in parts:
        whole.add(part, pages)
    return whole.finished(feet)


class _Whole:
    """What has been joined so far."""

    def __init__(self) -> None:
        self._data = bytearray(_HEADER)
        self._places: dict[int, int] = {}
        self._next = FIRST_FREE
        self._first: Part | None = None
        self._parts = 0
        self._pages: list[tuple[int, bytes]] = []
        self._tags: list[int] = []
        self._tags_of_pages: list[int] = []
        self._cells: list[tuple[bytes, int]] = []
        self._bookmarks: list[tuple[bytes, int]] = []

    def add(self, data: bytes, pages: int | None) -> None:
        """Takes in one more part, or its first pages."""
        part = Part(data, self._parts, self._next, len(self._tags_of_pages), pages)
        for number, body in part.taken():
            self._write(number, body)
        self._pages += part.pages
        self._tags += part.tags
        self._tags_of_pages += part.tags_of_pages
        self._cells += part.cells
        self._bookmarks += part.bookmarks
        self._first = self._first or part
        self._next = part.end
        self._parts += 1

    def finished(self, feet: Callable[[int], bytes]) -> bytes:
        """The whole: what it has once is written last, and before it the pages, for now it is known how many."""
        if self._first is None:
            raise ValueError("a PDF has at least one part")
        self._write_pages(Feet(feet(len(self._pages)), self._next))
        self._write(CATALOG, self._first.catalog)
        self._write(DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (TAGS, as_references(self._tags)))
        self._write_tags(self._first.roles)
        self._write_bookmarks()
        self._write_properties(self._first)
        return bytes(self._data)

    def _write_pages(self, feet: Feet) -> None:
        for number, body in feet.taken():
            self._write(number, body)
        self._next = feet.end
        for place, (number, page) in enumerate(self._pages):
            self._write(number, feet.below(page, place))
        numbers = as_references(number for number, _page in self._pages)
        self._write(PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._pages), numbers))

    def _write_tags(self, roles: bytes) -> None:
        of_pages = b" ".join(b"%d %d 0 R" % numbered for numbered in enumerate(self._tags_of_pages))
        cells = b"".join(b"(%s)%d 0 R " % cell for cell in sorted(self._cells))
        count = len(self._tags_of_pages)
        tree = b"/K[%d 0 R]/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d" % (DOCUMENT, of_pages, count)
        by_id = b"/IDTree<</Names[%s]>>" % cells if cells else b""
        self._write(TAGS, b"<</Type/StructTreeRoot" + roles + tree + by_id + b">>")

    def _write_bookmarks(self) -> None:
        """The title, and under it all headings."""
        title, *headings = self._bookmarks
        top = self._next
        numbers = range(top + 1, top + 1 + len(headings))
        self._next = numbers.stop
        self._write(BOOKMARKS, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count 1>>" % (top, top))
        inner = b""
        if headings:
            inner = b"/First %d 0 R/Last %d 0 R/Count -%d" % (numbers[0], numbers[-1], len(headings))
        self._write(top, _bookmark(BOOKMARKS, inner, title))
        for number, heading in zip(numbers, headings, strict=True):
            beside = b"/Next %d 0 R" % (number + 1) if number != numbers[-1] else b""
            beside += b"/Prev %d 0 R" % (number - 1) if number != numbers[0] else b""
            self._write(number, _bookmark(top, beside, heading))

    def _write_properties(self, first: Part) -> None:
        """Metadata that name the number of pages, and an identity out of all bytes, then the table of objects."""
        identity = base64.b64encode(hashlib.sha256(self._data).digest()[:16])
        before = _INSTANCE.search(first.metadata)
        document = _DOCUMENT_ID.search(first.metadata)
        metadata = _COUNTED.sub(b"%d" % len(self._pages), first.metadata)
        metadata = metadata.replace(before[1], identity) if before else metadata
        stream = b"<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n%s\nendstream" % (len(metadata), metadata)
        self._write(first.metadata_number, stream)
        self._write(first.info_number, first.info)
        self._write_table(first.info_number, document[1] if document else identity, identity)

    def _write_table(self, info: int, document: bytes, identity: bytes) -> None:
        begin = len(self._data)
        lines = [b"0000000000 65535 f\r\n"]
        for number in range(1, self._next):
            place = self._places.get(number)
            lines.append(b"0000000000 65535 f\r\n" if place is None else b"%010d 00000 n\r\n" % place)
        self._data += b"xref\n0 %d\n" % self._next + b"".join(lines)
        named = (self._next, CATALOG, info, document, identity)
        self._data += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[(%s)(%s)]>>\n" % named
        self._data += b"startxref\n%d\n%%%%EOF" % begin

    def _write(self, number: int, body: bytes) -> None:
        self._places[number] = len(self._data)
        self._data += b"%d 0 obj\n%s\nendobj\n\n" % (number, body)


def _bookmark(above: int, beside: bytes, bookmark: tuple[bytes, int]) -> bytes:
    title, place = bookmark
    return b"<</Parent %d 0 R%s/Title%s/Dest %d 0 R>>" % (above, beside, title, place)
