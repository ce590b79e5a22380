"""The text of a Word document, paragraph by paragraph, as it reads once its tracked changes are accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ka2plan.errors import CannotRead
from ka2plan.imports.container import open_container
from ka2plan.imports.packed import part_of, xml_of
from ka2plan.imports.word_lists import Lists, W, value_of
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

DOCUMENT = "word/document.xml"

TRACKED = "tracked"
COMMENTS, NOTES, PICTURES = "comments", "notes", "pictures"
"""What of a document is counted and not read; changes are counted too."""

BETWEEN_CELLS = " | "

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""What the strict form of the format calls itself."""

_MATHEMATICS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

_AS_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_AROUND = frozenset(
    ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
)
"""What stands around runs, or paragraphs, whose text is read."""

_GONE = frozenset(("del", "moveFrom"))
_COUNTED = {
    **dict.fromkeys(("footnoteReference", "endnoteReference"), NOTES),
    **dict.fromkeys(("drawing", "pict", "object"), PICTURES),
}
_BULLETS = 0xF000
"""From here on letters are signs of a font of symbols."""


class Paragraph(NamedTuple):
    """One paragraph, or one row of a table."""

    text: str
    number: str = ""
    """What a list puts before it."""
    unseen: str = ""
    """Text in it that is not shown."""
    marks: Mapping[str, tuple[int, int]] = {}
    """Its bookmarks that have any text, each with where this begins and ends."""
    in_table: bool = False

    @property
    def line(self) -> str:
        """The paragraph as it is seen."""
        return f"{self.number}{self.text}"


class WordText(NamedTuple):
    """A document."""

    paragraphs: tuple[Paragraph, ...]
    counts: Mapping[str, int]
    """How many comments, notes, pictures and tracked changes it has."""


def is_word(packed: ZipFile) -> bool:
    """Whether a packed file is a Word document."""
    return DOCUMENT in packed.namelist()


def read_word(data: bytes) -> WordText:
    """The text of a document.

    :raises CannotRead: it is none, is damaged, or larger than any plan.
    """
    packed = open_container(data)
    if not is_word(packed):
        raise CannotRead(_("this is no Word document (.docx)"))
    roots = {name: _root(packed, f"word/{name}.xml") for name in ("numbering", "styles", "comments")}
    reader = _Reader(Lists(roots["numbering"], roots["styles"]))
    root = _root(packed, DOCUMENT)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise CannotRead(_("this is no Word document (.docx)"))
    try:
        reader.read(body)
    except RecursionError:
        raise CannotRead(_("its parts are nested deeper than in any document")) from None
    comments = roots["comments"]
    reader.counts[COMMENTS] = sum(1 for _one in comments.iter(f"{W}comment")) if comments is not None else 0
    return WordText(tuple(reader.paragraphs()), reader.counts)


def _root(packed: ZipFile, name: str) -> Element | None:
    if name not in packed.namelist():
        return None
    return xml_of(part_of(packed, name).replace(_STRICT, W[1:-1].encode()))


class _Building:
    """A paragraph that is being read."""

    def __init__(self, *, in_table: bool = False) -> None:
        self.number, self.text, self.unseen = "", "", ""
        self.in_table = in_table


class _Reader:
    """Reads blocks in their order."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._built: list[_Building] = []
        self._open: dict[str, tuple[str, int, int]] = {}
        self._marks: list[tuple[str, int, int, int, int]] = []
        self._goes_on = False
        self.counts: Counter[str] = Counter()

    def read(self, blocks: Element) -> None:
        """Reads what stands in the body of a document, or in something around blocks."""
        for block in blocks:
            name = block.tag.removeprefix(W)
            if name == "p":
                self._paragraph(block)
            elif name == "tbl":
                self._table(block)
            elif name.startswith("bookmark"):
                self._bookmark(block, name)
            elif name in _AROUND:
                self.read(block)
            elif name in _GONE:
                self.counts[TRACKED] += 1

    def _paragraph(self, block: Element) -> None:
        properties = block.find(f"{W}pPr")
        if not self._goes_on:
            self._built.append(_Building())
            self._built[-1].number = self._lists.before(properties)
        self._runs(block)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        self._goes_on = mark is not None and any(mark.find(f"{W}{name}") is not None for name in _GONE)
        self.counts[TRACKED] += self._goes_on

    def _table(self, table: Element) -> None:
        """Every row as one paragraph."""
        self._goes_on = False
        for row in _inside(table, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.counts[TRACKED] += 1
                continue
            cells = [self._cell(cell) for cell in _inside(row, "tc")]
            self._built.append(_Building(in_table=True))
            self._built[-1].text = BETWEEN_CELLS.join(cells)

    def _cell(self, cell: Element) -> str:
        inside = _Reader(self._lists)
        inside.read(cell)
        self.counts.update(inside.counts)
        return "\n".join(paragraph.line for paragraph in inside.paragraphs())

    def _runs(self, around: Element) -> None:
        for part in around:
            name = part.tag.removeprefix(W)
            if name == "r":
                self._run(part)
            elif name.startswith("bookmark"):
                self._bookmark(part, name)
            elif name in _GONE:
                self.counts[TRACKED] += 1
            elif name in _AROUND:
                self.counts[TRACKED] += name == "ins"
                self._runs(part)
            elif part.tag.endswith("}oMath") or part.tag.endswith("}oMathPara"):
                self._built[-1].text += "".join(letters.text or "" for letters in part.iter(_MATHEMATICS))

    def _run(self, run: Element) -> None:
        properties = run.find(f"{W}rPr")
        vanish = properties.find(f"{W}vanish") if properties is not None else None
        text = "".join(self._texts(run))
        if vanish is not None and value_of(vanish) not in ("0", "false"):
            self._built[-1].unseen += text
        else:
            self._built[-1].text += text

    def _texts(self, run: Element) -> Iterator[str]:
        for part in run:
            name = part.tag.removeprefix(W)
            if name == "t":
                yield part.text or ""
            elif name == "sym":
                yield _symbol(value_of(part, "char"))
            elif name == "ruby":
                yield "".join(letters.text or "" for letters in part.iterfind(f"{W}rubyBase//{W}t"))
            elif name in _COUNTED or part.tag == _ALTERNATIVES:
                self.counts[_COUNTED.get(name, PICTURES)] += 1
            else:
                yield _AS_TEXT.get(name, "")

    def _bookmark(self, mark: Element, name: str) -> None:
        place, offset = len(self._built) - 1, len(self._built[-1].text) if self._built else 0
        if name == "bookmarkStart":
            self._open[value_of(mark, "id")] = (value_of(mark, "name"), place, offset)
        elif value_of(mark, "id") in self._open:
            self._marks.append((*self._open.pop(value_of(mark, "id")), place, offset))

    def paragraphs(self) -> Iterator[Paragraph]:
        """What was read."""
        marks: dict[int, dict[str, tuple[int, int]]] = {}
        for name, first, begin, last, end in self._marks:
            place, start = first, begin
            while place < last and (place < 0 or start >= len(self._built[place].text)):
                place, start = place + 1, 0  # it begins where a paragraph ends: it is about the next one
            stop = end if place == last else len(self._built[place].text)
            if stop > start:
                marks.setdefault(place, {})[name] = (start, stop)
        for place, one in enumerate(self._built):
            yield Paragraph(one.text, one.number, one.unseen, marks.get(place, {}), one.in_table)


def _inside(around: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also inside of content controls; not those of tables in cells."""
    for part in around:
        if part.tag == f"{W}{name}":
            yield part
        elif part.tag.removeprefix(W) in _AROUND:
            yield from _inside(part, name)


def _symbol(code: str) -> str:
    """A letter by its number; a bullet for signs that only a font of symbols knows."""
    try:
        number = int(code, 16)
        return "•" if number >= _BULLETS else chr(number)
    except ValueError:
        return ""
