"""Offsets of a text and the protocol's positions: lines from 0, columns in units of the encoding agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol.types import Position, Range

UTF_8, UTF_16, UTF_32 = "utf-8", "utf-16", "utf-32"

_LINE_ENDS = re.compile(r"\r\n|\n|\r")
"""What ends a line for the protocol; other separators of Unicode stand within a line."""


class Lines:
    """The lines of one text."""

    def __init__(self, text: str, encoding: str = UTF_16) -> None:
        self.text = text
        self.encoding = encoding
        self._starts = [0, *(found.end() for found in _LINE_ENDS.finditer(text))]

    def position(self, offset: int) -> Position:
        """The position of a character; what lies beyond the text is its end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self.text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        """The range between two offsets."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """The offset of a position; behind the last character of a line is its end, beyond the text the text's."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        end = self._end(position.line)
        line = self.text[start:end]
        if line.isascii() or self.encoding == UTF_32:
            return start + min(position.character, len(line))
        units = 0
        for index, character in enumerate(line):
            if units >= position.character:
                return start + index
            units += self._units(character)
        return end

    def line_end(self, offset: int) -> int:
        """The offset behind the last character of the line that holds an offset, its line end left out."""
        return self._end(bisect_right(self._starts, offset) - 1)

    def _end(self, line: int) -> int:
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        start = self._starts[line]
        return start + len(self.text[start:end].rstrip("\r\n"))

    def _units(self, text: str) -> int:
        if text.isascii() or self.encoding == UTF_32:
            return len(text)
        if self.encoding == UTF_8:
            return len(text.encode(errors="surrogatepass"))
        return len(text) + sum(character > "\uffff" for character in text)
