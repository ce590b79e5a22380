"""Files packed in one another and XML, opened within bounds: a small file must not become a large one."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from ka2plan.errors import CannotRead
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ZIP_MARK = b"PK\x03\x04"
"""How every packed file begins."""

MOST_PART = 50_000_000
"""Bytes of one part that are read at most, whatever it says of itself."""


MOST_TAGS = 1_000_000
"""Beginnings and ends of elements of one XML text: each element becomes an object of some hundred bytes."""


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
    if data.count(b"<") > MOST_TAGS:
        raise CannotRead(_("the XML has more elements than any plan"))
    parser = XMLParser()  # noqa: S314  # without definitions nothing in it can grow
    try:
        parser.feed(data)
        return parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise damaged(error) from None
