"""The last pages of a PDF of Typst, taken off: what goes with them."""

from __future__ import annotations

import re

from ka2plan.export.pdf_objects import Objects, entry, references

_SHOWN_ON = re.compile(rb"/Pg (\d+) 0 R")
_INSIDE = b"/K["
_TAG = re.compile(rb"(\d+) 0 R ?")


class Cut:
    """The objects that go, where only so many pages stay.

    The tags stand in the order of the pages, so what goes of them is behind one place of each level.
    """

    def __init__(self, objects: Objects, pages: list[int], kept: int, document: int) -> None:
        """``pages`` are the numbers of all pages, ``document`` is that of the tag around all others."""
        self._objects = objects
        self._place = {page: place for place, page in enumerate(pages)}
        self._kept = kept
        self.gone = {number for page in pages[kept:] for number in (page, entry(objects.body(page), b"Contents"))}
        self.torn: set[int] = set()
        """Tags of which something stays and something goes."""
        if kept < len(pages):
            self._tear(document)

    def is_gone(self, page: int) -> bool:
        """Whether the page with a number goes."""
        return self._place[page] >= self._kept

    def staying(self, body: bytes) -> bytes:
        """A torn tag with what stays in it."""
        before, inside, after = body.rpartition(_INSIDE)
        return before + inside + _TAG.sub(lambda found: b"" if int(found[1]) in self.gone else found[0], after)

    def _tear(self, tag: int) -> None:
        tags = self._inner(tag)
        gone = len(tags)
        for place in reversed(range(len(tags))):
            page = self._first_page(tags[place])
            if page is not None and page < self._kept:
                break
            gone = gone if page is None else place
        if gone < len(tags):
            self.torn.add(tag)
        for inner in tags[gone:]:
            self._drop(inner)
        if gone:
            self._tear(tags[gone - 1])

    def _drop(self, tag: int) -> None:
        self.gone.add(tag)
        for inner in self._inner(tag):
            self._drop(inner)

    def _inner(self, tag: int) -> list[int]:
        """The tags within a tag; the page of what it shows itself is none."""
        inside = self._objects.body(tag).rpartition(_INSIDE)[2] if _INSIDE in self._objects.body(tag) else b""
        return references(_SHOWN_ON.sub(b"", inside))

    def _first_page(self, tag: int) -> int | None:
        """The place of the first page on which something of a tag is shown; None for one that shows nothing."""
        body = self._objects.body(tag)
        shown = [self._place[int(page)] for page in _SHOWN_ON.findall(body.rpartition(_INSIDE)[2])]
        if shown:
            return min(shown)
        pages = (self._first_page(inner) for inner in self._inner(tag))
        return next((page for page in pages if page is not None), None)
