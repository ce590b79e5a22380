"""Packed files of other people (.xlsx, .docx are zips of XML): what would unpack to gigabytes is refused first.

A part is judged by what it unpacks to, by how often it repeats itself, and by how many elements it has: each element
becomes objects of several hundred bytes in whoever reads it, so that three million empty ones (26 kB packed) take over
a gigabyte.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from ka2plan.errors import CannotRead
from ka2plan.words.figures import number
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MOST_PARTS = 2_000
MOST_UNPACKED = 100_000_000
"""Bytes of all parts together."""

MOST_OF_A_PART = 50_000_000
MOST_RATIO, LARGE_PART = 150, 1_000_000
"""How much larger than packed a large part may be: a sheet of empty cells comes to about 60, a bomb to 1,000."""

MOST_ELEMENTS, MOST_IN_A_SHEET = 300_000, 1_500_000
MOST_IN_A_ROW = 3 * 16_384
"""Elements of one row: no spreadsheet program has more columns."""

MOST_DEPTH = 100
SHEETS = ("/worksheets/", "sharedStrings")
"""What names of parts hold whose rows or texts are read one by one."""

FEW_BYTES = 100_000
"""A part so small has no elements that could matter."""

_CHUNK = 1 << 16


@lru_cache(maxsize=1)
def open_container(data: bytes) -> ZipFile:
    """The parts of a packed file, once none of them can cost more than a moment and some ten megabytes.

    The last file is remembered: whoever finds out what it is asks first, and whoever reads it asks again.

    :raises CannotRead: one of them does, or the file is damaged; the sentence names the part.
    """
    import zipfile
    import zlib

    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise CannotRead(_("the file unpacks to more than {most} bytes").format(most=number(MOST_UNPACKED)))
        for part in parts:
            _refuse_large_part(part)
            if part.file_size > FEW_BYTES:
                _refuse_many_elements(packed, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        reason = visible(str(error), 200)
        raise CannotRead(
            _("the file is damaged, or packed in an unknown way: {reason}").format(reason=reason)
        ) from None
    return packed


def _refuse_large_part(part: ZipInfo) -> None:
    repeats = part.file_size > LARGE_PART and part.file_size > MOST_RATIO * part.compress_size
    if repeats or part.file_size > MOST_OF_A_PART:
        message = _("its part {name} unpacks to {bytes} bytes; no table of a plan is that large")
        raise CannotRead(message.format(name=visible(part.filename, 60), bytes=number(part.file_size)))


def _refuse_many_elements(packed: ZipFile, part: ZipInfo) -> None:
    """Counts the elements of a part; what is no XML, such as a picture, has none."""
    count = _Count(part.filename)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = count.begin
    parser.EndElementHandler = count.end
    parser.StartDoctypeDeclHandler = count.refuse_declarations
    try:
        with packed.open(part) as text:
            while chunk := text.read(_CHUNK):
                parser.Parse(chunk, False)
    except expat.ExpatError:
        return


class _Count:
    """Elements seen so far: of the part, of the row that is open, and those not yet closed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.most = MOST_IN_A_SHEET if any(words in name for words in SHEETS) else MOST_ELEMENTS
        self.all = self.in_row = self.depth = 0

    def begin(self, tag: str, _attributes: dict[str, str]) -> None:
        """Counts an element, in a row too; a new row counts anew."""
        self.all += 1
        self.depth += 1
        self.in_row = 0 if tag.endswith(" row") else self.in_row + 1
        if self.all > self.most or self.depth > MOST_DEPTH or (self.in_row > MOST_IN_A_ROW and self._is_sheet()):
            message = _("its part {name} has more elements than any table of a plan")
            raise CannotRead(message.format(name=visible(self.name, 60)))

    def end(self, _tag: str) -> None:
        """Closes an element."""
        self.depth -= 1

    def refuse_declarations(self, *_declaration: object) -> None:
        """Refuses entities, which can grow without bounds; no office program writes them."""
        message = _("its part {name} declares entities; no office program does")
        raise CannotRead(message.format(name=visible(self.name, 60)))

    def _is_sheet(self) -> bool:
        return SHEETS[0] in self.name
