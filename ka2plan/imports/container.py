"""Packed files of other people (.xlsx, .docx are zips of XML): what would unpack to gigabytes is refused first.

A part is judged by what it unpacks to, by how often it repeats itself, by how many elements it has and how long their
tags are: each element becomes objects of several hundred bytes in whoever reads it, so that three million empty ones
(26 kB packed) take over a gigabyte. So does each cell of an area that is merged: one element can name a whole sheet.
"""

from __future__ import annotations

import io
import re
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

MOST_OF_A_PART = 30_000_000
MOST_RATIO, LARGE_PART = 150, 1_000_000
"""How much larger than packed a large part may be: a sheet of empty cells comes to about 60, a bomb to 1,000."""

MOST_ELEMENTS, MOST_IN_A_SHEET = 150_000, 1_500_000
MOST_IN_A_ROW = 3 * 16_384
"""Elements of one row: no spreadsheet program has more columns."""

MOST_DEPTH = 100
SHEETS = ("/worksheets/", "sharedStrings")
"""What names of parts hold whose rows or texts are read one by one."""

FEW_BYTES = 100_000
"""How deep a part so small goes is for its reader to say, who knows what it is."""

MOST_MERGED = 300_000
"""Cells in areas that are merged: whoever reads a sheet makes one for each place."""

MOST_SHEETS = 1_000

LONGEST_TAG = 1_000_000
"""Bytes of one element with its attributes, or of a comment."""

_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})", re.ASCII)

_CHUNK = 1 << 16

_ENCODINGS = (LookupError, ValueError)
"""What is raised for letters in an encoding that is not known here."""


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
            _refuse_many_elements(packed, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, *_ENCODINGS) as error:
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
    count = _Count(part.filename, is_small=part.file_size <= FEW_BYTES)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = count.begin
    parser.EndElementHandler = count.end
    parser.StartDoctypeDeclHandler = count.refuse_declarations
    try:
        with packed.open(part) as text:
            while chunk := text.read(_CHUNK):
                parser.Parse(chunk, False)
                count.read += len(chunk)
                if count.read - parser.CurrentByteIndex > LONGEST_TAG:
                    count.refuse()
    except expat.ExpatError as error:
        if expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING] == error.code:
            raise LookupError(error) from None  # another library may know it, and its elements were not counted


class _Count:
    """Elements seen so far: of the part, of the row that is open, and those not yet closed."""

    def __init__(self, name: str, *, is_small: bool) -> None:
        self.name = name
        self.deepest = FEW_BYTES if is_small else MOST_DEPTH
        self.most = MOST_IN_A_SHEET if any(words in name for words in SHEETS) else MOST_ELEMENTS
        self.all = self.in_row = self.depth = self.merged = self.sheets = self.read = 0

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Counts an element, in a row too; a new row counts anew."""
        if tag.endswith(" mergeCell"):
            self.merged += _cells_of(attributes.get("ref", ""))
        self.sheets += tag.endswith("/main sheet")
        self.all += 1
        self.depth += 1
        self.in_row = 0 if tag.endswith(" row") else self.in_row + 1
        is_full_row = self.in_row > MOST_IN_A_ROW and self._is_sheet()
        if (
            self.all > self.most
            or self.depth > self.deepest
            or max(self.merged - MOST_MERGED, self.sheets - MOST_SHEETS) > 0
            or is_full_row
        ):
            self.refuse()

    def refuse(self) -> None:
        """Says which part it is that has too much."""
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


def _cells_of(area: str) -> int:
    """How many cells ``A1:C7`` has; one for what is no area."""
    found = _AREA.fullmatch(area)
    if not found:
        return 1
    left, right = (_column(found[place]) for place in (1, 3))
    return (abs(right - left) + 1) * (abs(int(found[4]) - int(found[2])) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
