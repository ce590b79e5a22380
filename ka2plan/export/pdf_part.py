"""One part of a PDF that is joined: its objects under the numbers that they have in the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ka2plan.export.pdf_objects import Objects, entry, listed, references, renumbered

CATALOG, PAGES, TAGS, DOCUMENT, BOOKMARKS, FIRST_FREE = range(1, 7)
"""The numbers of what the whole has once."""

_CELL = re.compile(rb"<</Type/StructElem/S/T[HD]\b")
_CELL_ID = re.compile(rb"\((U\d+x\d+y\d+)\)")
_CELL_NAMED = re.compile(rb"\((U\d+x\d+y\d+)\) ?(\d+) 0 R")
_PAGE = re.compile(rb"<<[^(]*/Type/Page\b|<</Type/Page\b")
_OF_PAGE = re.compile(rb"(?<=/StructParents )\d+")
_BOOKMARK = re.compile(rb"[^(<]*<<[^(<]*?/Title(.*)/Dest (\d+) 0 R>>", re.DOTALL)
_ROLES = re.compile(rb"/RoleMap<<[^>]*>>")


class Part:
    """A part: what it adds to the whole, and the whole's properties as it has them."""

    def __init__(self, data: bytes, part: int, begin: int, pages_before: int) -> None:
        """Finds out what the part has and what the whole has once."""
        self._objects = Objects(data)
        self._part, self._begin, self._pages_before = part, begin, pages_before
        body = self._objects.body
        info = entry(self._objects.trailer, b"Info")
        root = entry(self._objects.trailer, b"Root")
        catalog = body(root)
        pages, tags, metadata = (entry(catalog, name) for name in (b"Pages", b"StructTreeRoot", b"Metadata"))
        bookmarks = _optional(catalog, b"Outlines")
        [document] = references(listed(body(tags), b"K"))
        self._once = {root: CATALOG, pages: PAGES, tags: TAGS, document: DOCUMENT}
        if bookmarks is not None:
            self._once[bookmarks] = BOOKMARKS
        self._left = {*self._once, metadata, info}

        self.end = begin + max(self._objects.numbers) + 1
        self.pages = self._numbers(listed(body(pages), b"Kids"))
        self.tags = self._numbers(listed(body(document), b"K"))
        self.tags_of_pages = self._numbers(listed(body(tags), b"Nums"))
        named = _CELL_NAMED.findall(listed(body(tags), b"Names"))
        self.cells = [(self._cell_id(id), self._number(int(number))) for id, number in named]
        self.bookmarks = [] if bookmarks is None else list(self._bookmarks_below(bookmarks))
        self.catalog = renumbered(catalog, self._number)
        roles = _ROLES.search(body(tags))
        self.roles = roles[0] if roles else b""
        self.metadata = body(metadata).partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
        self.metadata_number, self.info_number = self._number(metadata), self._number(info)
        self.info = body(info)

    def taken(self) -> Iterator[tuple[int, bytes]]:
        """The objects that the whole takes over, with their numbers there."""
        for number in self._objects.numbers:
            if number not in self._left:
                yield self._number(number), self._changed(self._objects.body(number))

    def _changed(self, body: bytes) -> bytes:
        """An object as the whole has it: cells and pages are numbered within the whole, too."""
        changed = renumbered(body, self._number)
        if _CELL.match(changed):
            return _CELL_ID.sub(lambda found: b"(%s)" % self._cell_id(found[1]), changed)
        if _PAGE.match(changed):
            return _OF_PAGE.sub(lambda found: b"%d" % (int(found[0]) + self._pages_before), changed)
        return changed

    def _number(self, number: int) -> int:
        return self._once.get(number, self._begin + number)

    def _numbers(self, inside: bytes) -> list[int]:
        return [self._number(number) for number in references(inside)]

    def _cell_id(self, id: bytes) -> bytes:
        return b"P%d%s" % (self._part, id)

    def _bookmarks_below(self, above: int) -> Iterator[tuple[bytes, int]]:
        """Titles and places of all bookmarks, from the top down; their objects are left out."""
        following = _optional(self._objects.body(above), b"First")
        while following is not None:
            self._left.add(following)
            body = self._objects.body(following)
            found = _BOOKMARK.fullmatch(body)
            if found is None:
                raise ValueError("a bookmark without a title in a PDF of Typst")
            yield found[1], self._number(int(found[2]))
            before_title = body.partition(b"/Title")[0]
            if b"/First" in before_title:
                yield from self._bookmarks_below(following)
            following = _optional(before_title, b"Next")


def _optional(body: bytes, name: bytes) -> int | None:
    before_title = body.partition(b"/Title")[0]
    return entry(before_title, name) if b"/" + name in before_title else None
