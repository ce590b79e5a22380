"""From the bytes of a file to its text, byte for byte or not at all."""

from __future__ import annotations

from ka2plan.toml.fault import ENCODING, TomlFault
from ka2plan.words.messages import _

BOM = "\ufeff"

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes) -> str:
    """The text of a TOML file, its line ends as they stand and a byte order mark as its first character.

    Encoding the result as UTF-8 gives the bytes back.

    Raises:
        TomlFault: the bytes are not UTF-8, or hold a NUL or a carriage return that ends no line.
    """
    if data.startswith(_UTF_16_MARKS):
        raise TomlFault(_("the file is UTF-16; save it as UTF-8"), 1, 1, ENCODING)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf_8(data, error) from None
    if "\0" in text:
        message = _("the file holds a NUL character; a TOML file is UTF-8 text")
        raise TomlFault(message, *place(text, text.index("\0")), ENCODING)
    if text.count("\r") != text.count("\r\n"):
        message = _("a carriage return without a line feed; save the file with LF or CRLF line ends")
        raise TomlFault(message, *place(text, _lone_carriage_return(text)), ENCODING)
    return text


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1; a byte order mark takes no column."""
    line_start = text.rfind("\n", 0, offset) + 1
    column = offset - line_start + 1
    if line_start == 0 and text.startswith(BOM):
        column = max(1, column - 1)
    return text.count("\n", 0, offset) + 1, column


def _not_utf_8(data: bytes, error: UnicodeDecodeError) -> TomlFault:
    before = data[: error.start].decode("utf-8")
    message = _("a letter here cannot be read (byte {byte}): the file is not saved as UTF-8")
    message = message.format(byte=f"0x{data[error.start]:02x}")
    return TomlFault(message, *place(before, len(before)), ENCODING)


def _lone_carriage_return(text: str) -> int:
    offset = text.index("\r")
    while text.startswith("\r\n", offset):
        offset = text.index("\r", offset + 2)
    return offset
