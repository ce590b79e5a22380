"""The feet of the pages of a PDF that is joined: each page takes its own in as a drawing, set when all are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ka2plan.export.pdf_objects import Objects, entry, listed, outermost, references, renumbered

_SIZE = re.compile(rb"/MediaBox(\[[^]]*\])")
_CONTENTS = re.compile(rb"/Contents (\d+ 0 R)")
_NAME = b"/foot"


class Feet:
    """The pages of a PDF as drawings that other pages can take in, under the numbers of the whole."""

    def __init__(self, data: bytes, begin: int) -> None:
        """Finds the pages and what they are drawn with."""
        self._objects = Objects(data)
        self._begin = begin
        body = self._objects.body
        around = outermost(self._objects)
        self._pages = references(listed(body(around.pages), b"Kids"))
        self._drawn_as = {entry(body(page), b"Contents"): body(page) for page in self._pages}
        self._left = {*around, *self._pages}
        self._draws = begin + max(self._objects.numbers) + 1
        """The object that draws the foot of whatever page it is on."""
        self.end = self._draws + 1

    def taken(self) -> Iterator[tuple[int, bytes]]:
        """The objects that the whole takes over, with their numbers there."""
        for number in self._objects.numbers:
            if number not in self._left:
                body = renumbered(self._objects.body(number), self._number)
                page = self._drawn_as.get(number)
                yield self._number(number), body if page is None else self._drawing(body, page)
        draw = _NAME + b" Do"
        yield self._draws, b"<</Length %d>>\nstream\n%s\nendstream" % (len(draw), draw)

    def below(self, page: bytes, number: int) -> bytes:
        """A page, its resources inside it, with the foot of that number, counted from 0."""
        foot = entry(self._objects.body(self._pages[number]), b"Contents")
        named = b"%s %d 0 R" % (_NAME, self._number(foot))
        drawn = _CONTENTS.sub(rb"/Contents[\1 %d 0 R]" % self._draws, page)
        if b"/XObject<<" in drawn:
            return drawn.replace(b"/XObject<<", b"/XObject<<" + named, 1)
        return drawn.replace(b"/Resources<<", b"/Resources<</XObject<<" + named + b">>", 1)

    def _drawing(self, body: bytes, page: bytes) -> bytes:
        size = _SIZE.search(page)
        if size is None:
            raise ValueError("a page without a size in a PDF of Typst")
        told = b"/Type/XObject/Subtype/Form/BBox%s/Resources %d 0 R"
        return b"<<" + told % (size[1], self._number(entry(page, b"Resources"))) + body.removeprefix(b"<<")

    def _number(self, number: int) -> int:
        return self._begin + number
