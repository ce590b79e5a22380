"""Tables out of a file, by what the file is and not by what it is called."""

from __future__ import annotations

from ka2plan.errors import CannotRead
from ka2plan.imports.cell import Book
from ka2plan.words.figures import number
from ka2plan.words.messages import _

MOST_BYTES = 20_000_000

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""How files of Excel before 2007 and of MS Project begin."""


OLD_WORD = "WordDocument".encode("utf-16-le")
"""What such a file holds where it is Word's."""

TEXT_DOCUMENT = b"application/vnd.oasis.opendocument.text"


def read_tables(data: bytes) -> Book:
    """All tables in the bytes of a file.

    Raises:
        CannotRead: it is no table, or larger than any plan.
        ExtraMissing: the library for its format is not installed.
    """
    from ka2plan.imports.packed import ZIP_MARK

    if len(data) > MOST_BYTES:
        raise CannotRead(_("the table is larger than {most} bytes").format(most=number(MOST_BYTES)))
    if data.startswith(OLD_EXCEL) and OLD_WORD in data:
        raise CannotRead(_("this is a text of an older Word; save it as .docx"))
    if data.startswith(OLD_EXCEL):
        raise CannotRead(_("this is a file of an older Excel or of MS Project; save it as .xlsx, or as XML"))
    if data.startswith(ZIP_MARK):
        return _packed(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or data[:4] in (b"\xff\xfe<\x00", b"\xfe\xff\x00<"):
        return _xml(data)
    from ka2plan.imports.delimited import read_delimited

    return read_delimited(data)


def _packed(data: bytes) -> Book:
    from ka2plan.imports.container import open_container
    from ka2plan.imports.opendocument import MIMETYPE, read_opendocument
    from ka2plan.imports.packed import part_of

    packed = open_container(data)
    kind = part_of(packed, "mimetype") if "mimetype" in packed.namelist() else b""
    if kind.startswith(MIMETYPE):
        return read_opendocument(data)
    if kind.startswith(TEXT_DOCUMENT):
        raise CannotRead(_("this is a text and no table; a form that was sent out is read once it is saved as .docx"))
    from ka2plan.imports.workbook import read_workbook

    return read_workbook(data)


def _xml(data: bytes) -> Book:
    from ka2plan.imports.gantt_project import is_gantt_project, read_gantt_project
    from ka2plan.imports.microsoft_project import is_microsoft_project, read_microsoft_project
    from ka2plan.imports.packed import xml_of

    root = xml_of(data)
    if is_gantt_project(root):
        return read_gantt_project(root)
    if is_microsoft_project(root):
        return read_microsoft_project(root)
    raise CannotRead(_("this XML is neither GanttProject's nor MS Project's"))
