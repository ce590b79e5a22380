"""Tables as text: any usual encoding, any usual sign between the cells."""

from __future__ import annotations

import codecs
import csv
import io

from ka2plan.errors import CannotRead
from ka2plan.imports.byte_letters import decoded_by_letters
from ka2plan.imports.cell import MOST_COLUMNS, MOST_ROWS, Book, Cell, Sheet, place_of, tidy
from ka2plan.words.messages import _

DELIMITERS = ",;\t|"

MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

SAMPLE_LINES = 60
"""Lines by which the sign between the cells is found."""

MOST_CELL = 1_000_000


def read_delimited(data: bytes) -> Book:
    """The one sheet of a text file.

    :raises CannotRead: it is no text, or no table in it ends where it should.
    """
    text = _decoded(data)
    told, text = _told_delimiter(text)
    csv.field_size_limit(MOST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=told or _delimiter(text))
        lines = [line for _number, line in zip(range(MOST_ROWS + 1), reader, strict=False)]
    except csv.Error as error:
        raise CannotRead(_("the table is no CSV: {reason}").format(reason=error)) from None
    is_cut = len(lines) > MOST_ROWS or any(len(line) > MOST_COLUMNS for line in lines)
    rows = tuple(tuple(map(_cell, *_places(number, line))) for number, line in enumerate(lines[:MOST_ROWS]))
    return Book("CSV", (Sheet("", rows, is_cut),))


def _places(row: int, line: list[str]) -> tuple[list[str], list[str]]:
    """Where the cells of a line stand, and what is written in them."""
    kept = line[:MOST_COLUMNS]
    return [place_of(row, column) for column in range(len(kept))], kept


def _cell(place: str, written: str) -> Cell:
    """Blanks before a text are its indent, as project programs write them for tasks below others."""
    indent = len(written[:200]) - len(written[:200].lstrip(" "))
    return Cell(place, tidy(written), indent=indent)


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x00" in data:
        return _strictly(data, _wide_encoding(data))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decoded_by_letters(data)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without its mark, by the side on which its noughts stand.

    :raises CannotRead: noughts stand everywhere, as in no text.
    """
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 4 or min(even, odd) > len(head) // 20:
        raise _no_table()
    return "utf-16-be" if even > odd else "utf-16-le"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _no_table() from None


def _no_table() -> CannotRead:
    return CannotRead(_("this is no table that is known: .csv, .xlsx, .ods, GanttProject's .gan, MS Project's XML"))


def _told_delimiter(text: str) -> tuple[str, str]:
    """The sign that the first line says in Excel's way (``sep=;``), and the rest of the text."""
    first, line_end, rest = text.partition("\n")
    word = first.strip().casefold()
    if line_end and len(word) == 5 and word.startswith("sep=") and word[4] in DELIMITERS:
        return word[4], rest
    return "", text


def _delimiter(text: str) -> str:
    """The sign that divides most lines alike."""
    return max(DELIMITERS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> tuple[int, int]:
    """How many lines have as many cells as most have, and how many cells that are."""
    sample = "".join(text.splitlines(keepends=True)[:SAMPLE_LINES])
    try:
        widths = [len(line) for line in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if any(line)]
    except csv.Error:
        return (0, 0)
    wide = [width for width in widths if width > 1]
    usual = max(set(wide), key=lambda width: (wide.count(width), width), default=0)
    return (wide.count(usual), usual)
