"""A Word document of ours, paragraph by paragraph; the same content gives the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.table import Table
from ka2plan.export.word_styles import SOFT, document_language, set_page, set_small, set_styles, text_width
from ka2plan.export.word_table import fits, table_element
from ka2plan.export.word_xml import clean, element, field, grown, paragraph, run
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import datetime

MOST_IN_A_PROPERTY = 250
"""Characters of a document's title."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The day from which packed files count."""

UNPRINTED = 2
"""Half points of the letters that nobody is to read."""

PIECE = 100
"""Letters between two blanks in what is kept unseen, so that a program that shows it can break its lines."""

HERE = "<w:proofErr/>"
"""Stands in the document for its body, which is written as text; a document of ours has no other such element."""

BODY = "word/document.xml"

_NAMESPACES = re.compile(r' xmlns:\w+="[^"]*"')


class WordFile:
    """A document that is written from its beginning to its end.

    Attributes:
        lies: whether the page lies on its side.
    """

    def __init__(self, title: str, created: datetime) -> None:
        from docx import Document

        self._document = Document()
        self._body: Any = self._document.element.body
        self._end: Any = self._body.sectPr
        self._end.addprevious(grown(HERE))
        self._written: list[str] = []
        self._marks = 0
        self.lies = False
        set_styles(self._document)
        set_page(self._end, lying=False)
        self._set_properties(clean(title).replace("\n", " "), created)

    def _set_properties(self, title: str, created: datetime) -> None:
        properties = self._document.core_properties
        moment = created.replace(tzinfo=None, microsecond=0)
        properties.title, properties.language = title[:MOST_IN_A_PROPERTY], document_language()
        properties.author = properties.last_modified_by = "ka2plan"
        properties.created = properties.modified = moment
        properties.comments, properties.revision = "", 1
        footer = self._document.sections[0].footer.paragraphs[0]._p  # noqa: SLF001  # the only way to its fields
        header = self._document.sections[0].header.paragraphs[0]._p  # noqa: SLF001
        header.append(grown(run(title)))
        footer.get_or_add_pPr().append(grown(element("jc", val="right")))
        for style in ("Header", "Footer"):
            set_small(self._document.styles[style])
        self._number_pages(footer)

    def _number_pages(self, footer: Any) -> None:
        """``Page 2 of 14``, worked out by whatever program shows it."""
        words = _("Page {page} of {pages}").replace("{pages}", "\0NUMPAGES\0").replace("{page}", "\0PAGE\0")
        for place, piece in enumerate(words.split("\0")):
            footer.extend(map(grown, field(piece, "1") if place % 2 else [run(piece)]))

    def add(self, text: str, style: str, *, mark: str = "", keep: bool = False, label: str = "") -> None:
        """A paragraph; a mark makes its words a place that is found again, a label stands bold before them."""
        shown = [run(f"{label}: ", element("b"))] if label else []
        content = self._marked([*shown, run(text)], mark)
        self._put(paragraph(style, *content, keepNext=keep))

    def _marked(self, content: list[str], mark: str) -> list[str]:
        if not mark:
            return content
        self._marks += 1
        first = element("bookmarkStart", id=self._marks, name=mark)
        return [first, *content, element("bookmarkEnd", id=self._marks)]

    def add_answer(self, text: str) -> None:
        """The lines of an answer, a paragraph each."""
        for line in clean(text).split("\n"):
            self._put(paragraph("Answer", run(line) if line else None))

    def add_gap(self, text: str, mark: str) -> None:
        """What stands where an answer is not written yet."""
        words = run(text, element("i"), element("color", val=SOFT))
        self._put(paragraph("Answer", *self._marked([words], mark)))

    def add_contents(self, entries: Iterable[tuple[str, str]]) -> None:
        """The headings of the first level by the marks they have, each leading there; programs can make it anew."""
        lines = [self._entry(text, mark) for text, mark in entries]
        begin, *code, end = field(r'TOC \o "1-1" \h \n', "")
        for place, line in enumerate(lines):
            content = [begin, *code[:2]] if place == 0 else []
            self._put(paragraph("toc1", *content, line, end if place == len(lines) - 1 else None))

    def _entry(self, text: str, mark: str) -> str:
        return element("hyperlink", run(text), anchor=mark, history=1)

    def add_table(self, table: Table) -> None:
        """A table, as wide as its texts need."""
        self._put(table_element(table, text_width(lying=self.lies)))
        self._put(paragraph("TableText"))

    def has_room(self, table: Table | None) -> bool:
        """Whether an upright page has room for a table, if there is one."""
        return table is None or fits(table, text_width(lying=False))

    def turn(self, *, lying: bool) -> None:
        """Goes on on a page that lies or stands; nothing where it does so already."""
        if lying == self.lies:
            return
        if not self._written or not self._written[-1].endswith("</w:p>"):
            self._put(paragraph("TableText"))
        self._written[-1] = self._written[-1].replace("</w:pPr>", f"{self._page()}</w:pPr>", 1)
        self.lies = lying
        set_page(self._end, lying=lying)

    def _page(self) -> str:
        """How the page lies, as text; the namespaces are those of the whole document."""
        from docx.opc.oxml import serialize_part_xml

        _declaration, _end, written = serialize_part_xml(self._end).decode().partition("?>")
        return _NAMESPACES.sub("", written).strip()

    def keep_unseen(self, text: str) -> None:
        """Something that no program shows, as one paragraph at the end."""
        looks: tuple[tuple[str, dict[str, str | int]], ...]
        looks = ("vanish", {}), ("color", {"val": "FFFFFF"}), ("sz", {"val": UNPRINTED})
        pieces = " ".join(text[place : place + PIECE] for place in range(0, len(text), PIECE))
        shown = [element(name, **more) for name, more in looks]
        self._put(paragraph("TableText", run(pieces, *shown), properties=[element("rPr", *shown)]))

    def _put(self, made: str) -> None:
        self._written.append(made)

    def close(self) -> bytes:
        """The bytes of the file: its parts in one order, all of one day, without the picture of the template."""
        package = self._document.part.package
        for id in [id for id, part in package.rels.items() if part.reltype.endswith("/thumbnail")]:
            package.rels.pop(id)
        written = io.BytesIO()
        self._document.save(written)
        return _of_one_day(written, "".join(self._written))


def _of_one_day(written: io.BytesIO, body: str) -> bytes:
    """The packed file, all its parts of one day, with the body in the place that was kept for it."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    again = io.BytesIO()
    with ZipFile(written) as parts, ZipFile(again, "w", ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            part = ZipInfo(name, EARLIEST)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            data = parts.read(name)
            if name == BODY:
                data = data.replace(HERE.encode(), body.encode(), 1)
            packed.writestr(part, data)
    return again.getvalue()
