"""One part of a PDF that is joined: its objects under the numbers that they have in the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ka2plan.export.pdf_cut import Cut
from ka2plan.export.pdf_objects import Objects, entry, listed, outermost, references, renumbered

CATALOG, PAGES, TAGS, DOCUMENT, BOOKMARKS, FIRST_FREE = range(1, 7)
"""The numbers of what the whole has once."""

_CELL = re.compile(rb"<</Type/StructElem/S/T[HD]\b")
_CELL_ID = re.compile(rb"\((U\d+x\d+y\d+)\)")
_CELL_NAMED = re.compile(rb"\((U\d+x\d+y\d+)\) ?(\d+) 0 R")
_OF_PAGE = re.compile(rb"(?<=/StructParents )\d+")
_RESOURCES = re.compile(rb"/Resources (\d+) 0 R")
_BOOKMARK = re.compile(rb"[^(<]*<<[^(<]*?/Title(.*)/Dest (\d+) 0 R>>", re.DOTALL)
_ROLES = re.compile(rb"/RoleMap<<[^>]*>>")


class Part:
    """A part: what it adds to the whole, and the whole's properties as it has them."""

    def __init__(self, data: bytes, part: int, begin: int, pages_before: int, kept: int | None = None) -> None:
        """Finds out what the part has and what the whole has once; ``kept`` pages of it are taken, or all."""
        self._objects = Objects(data)
        self._part, self._begin, self._pages_before = part, begin, pages_before
        body = self._objects.body
        info, root, pages, tags, document, metadata = outermost(self._objects)
        catalog = body(root)
        bookmarks = _optional(catalog, b"Outlines")
        self._once = {root: CATALOG, pages: PAGES, tags: TAGS, document: DOCUMENT}
        if bookmarks is not None:
            self._once[bookmarks] = BOOKMARKS
        all_pages = references(listed(body(pages), b"Kids"))
        taken = all_pages[:kept]
        self._cut = Cut(self._objects, all_pages, len(taken), document)
        tagged = references(listed(body(tags), b"Nums"))
        with_tags = sum(_OF_PAGE.search(body(page)) is not None for page in taken)
        resources = [entry(body(page), b"Resources") for page in all_pages]
        self._left = {*self._once, metadata, info, *all_pages, *resources, *tagged[with_tags:], *self._cut.gone}

        self.end = begin + max(self._objects.numbers) + 1
        self.pages = [(self._number(page), self._page(page)) for page in taken]
        self.tags = self._numbers(self._staying(document), b"K")
        self.tags_of_pages = [self._number(number) for number in tagged[:with_tags]]
        named = ((id, int(number)) for id, number in _CELL_NAMED.findall(listed(body(tags), b"Names")))
        self.cells = [(self._cell_id(id), self._number(cell)) for id, cell in named if cell not in self._cut.gone]
        self.bookmarks = [] if bookmarks is None else list(self._bookmarks_below(bookmarks))
        self.catalog = renumbered(catalog, self._number)
        roles = _ROLES.search(body(tags))
        self.roles = roles[0] if roles else b""
        self.metadata = body(metadata).partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
        self.metadata_number, self.info_number = self._number(metadata), self._number(info)
        self.info = body(info)

    def taken(self) -> Iterator[tuple[int, bytes]]:
        """The objects that the whole takes over, with their numbers there; its pages come when their feet are known."""
        for number in self._objects.numbers:
            if number not in self._left:
                yield self._number(number), self._changed(self._staying(number))

    def _staying(self, number: int) -> bytes:
        body = self._objects.body(number)
        return self._cut.staying(body) if number in self._cut.torn else body

    def _changed(self, body: bytes) -> bytes:
        """An object as the whole has it: cells are numbered within the whole, too."""
        changed = renumbered(body, self._number)
        if _CELL.match(changed):
            return _CELL_ID.sub(lambda found: b"(%s)" % self._cell_id(found[1]), changed)
        return changed

    def _page(self, number: int) -> bytes:
        """A page as the whole has it: counted within the whole, and with its resources inside it."""
        body = self._objects.body
        inside = _RESOURCES.sub(lambda found: b"/Resources" + body(int(found[1])), body(number))
        changed = renumbered(inside, self._number)
        return _OF_PAGE.sub(lambda found: b"%d" % (int(found[0]) + self._pages_before), changed)

    def _number(self, number: int) -> int:
        return self._once.get(number, self._begin + number)

    def _numbers(self, body: bytes, name: bytes) -> list[int]:
        return [self._number(number) for number in references(listed(body, name))]

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
            place = int(found[2])
            if self._cut.is_gone(self._page_of(place)):
                self._left.add(place)
            else:
                yield found[1], self._number(place)
            before_title = body.partition(b"/Title")[0]
            if b"/First" in before_title:
                yield from self._bookmarks_below(following)
            following = _optional(before_title, b"Next")

    def _page_of(self, place: int) -> int:
        """The page of a place that a bookmark leads to."""
        return references(self._objects.body(place))[0]


def _optional(body: bytes, name: bytes) -> int | None:
    before_title = body.partition(b"/Title")[0]
    return entry(before_title, name) if b"/" + name in before_title else None
