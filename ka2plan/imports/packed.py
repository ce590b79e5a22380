"""Files packed in one another and XML, opened within bounds: a small file must not become a large one."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from ka2plan.errors import CannotRead
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_PART, MOST_WHOLE, MOST_PARTS = 60_000_000, 120_000_000, 2_000
"""Bytes of one part unpacked, of all together, and number of parts."""

MOST_TIMES = 400
"""How many times as large as packed a part may be, once it is large."""

SMALL = 2_000_000
"""Bytes up to which a part may be packed as well as it likes."""

ZIP_MARK = b"PK\x03\x04"
"""How every packed file begins."""


def checked(data: bytes) -> zipfile.ZipFile:
    """The packed file, once its parts are known to be of a bearable size; what they say of it is not believed later.

    :raises CannotRead: it is damaged, or would unpack to more than any table is.
    """
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(error) from None
    parts = packed.infolist()
    large = [part for part in parts if part.file_size > SMALL]
    is_bomb = any(part.file_size > max(1, part.compress_size) * MOST_TIMES for part in large)
    too_large = sum(part.file_size for part in parts) > MOST_WHOLE or any(part.file_size > MOST_PART for part in parts)
    if is_bomb or too_large or len(parts) > MOST_PARTS:
        raise CannotRead(_("the file unpacks to more than {most} bytes").format(most=f"{MOST_WHOLE:,}"))
    return packed


def part_of(packed: zipfile.ZipFile, name: str) -> bytes:
    """One part, read no further than it says it is long.

    :raises CannotRead: it is damaged or absent.
    """
    try:
        with packed.open(name) as part:
            return part.read(MOST_PART)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(error) from None


def damaged(error: Exception) -> CannotRead:
    """Says that a file cannot be read, and why."""
    return CannotRead(_("the file is damaged: {reason}").format(reason=visible(str(error), 200)))


def xml_of(data: bytes) -> Element:
    """The root of an XML text that defines nothing of its own: a definition can grow without end.

    :raises CannotRead: it is no XML, or defines entities.
    """
    from xml.etree.ElementTree import ParseError, XMLParser

    if b"<!DOCTYPE" in data[:4000] or b"<!ENTITY" in data:
        raise CannotRead(_("the XML defines entities of its own; nothing of it is read"))
    parser = XMLParser()  # noqa: S314  # without definitions nothing in it can grow
    try:
        parser.feed(data)
        return parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise damaged(error) from None
