"""What the terminal shows, cell by cell, so that only what differs is sent.

Textual paints whole widgets, and the whole screen when a dialog opens, when a size is known, when a style changes. Here
every picture is compared with what the terminal shows already; on a slow line that is the difference between a key that
answers and one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ka2plan.tui.toolkit.terminal.sgr import PLAIN, RESET, Style, change, on_blank, shown_as, styled

_TOKEN = re.compile(r"\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b\[(?P<codes>[\d;]*)m|(?P<text>[^\x1b\r\n]+)|[\r\n]+|\x1b")

_UNEVEN = re.compile(
    "[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2190-\u2319\u2400-\u2426\u2500-\u25cb\u25cd-\u25fc\u2713]"
)
"""Characters that may take no cell or two: rows with one of them are sent whole."""

Cell = tuple[str, Style]

NEAR = 5
"""Cells that are as cheap to write again as to step over."""


def is_picture(data: str) -> bool:
    """Whether this is a part of the screen and no order to the terminal: pictures begin by placing the cursor."""
    return data.startswith("\x1b[") and data[2:10].partition("H")[1] == "H" and data[2:3].isdigit()


class ShownScreen:
    """The cells of the terminal, as far as they are known."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Cell | None]] = {}
        self._whole: dict[int, str] = {}
        """Rows with uneven characters, as they were last written."""

    def forget(self) -> None:
        """Takes nothing for granted: the terminal was resized, or somebody else wrote to it."""
        self._rows.clear()
        self._whole.clear()

    def news(self, picture: str) -> str:
        """What has to be sent so that the terminal shows this picture too; it ends in the plain style."""
        drawn = _Drawn(picture)
        if not drawn.is_known:
            self.forget()
            return picture
        out = _Writer()
        for row, chunks in drawn.rows.items():
            if _UNEVEN.search("".join(cell[0] for _column, cells in chunks for cell in cells)):
                whole = "".join(f"\x1b[{row};{column}H{_as_sent(cells)}" for column, cells in chunks)
                if self._whole.get(row) != whole:
                    out.raw(whole)
                self._rows.pop(row, None)
                self._whole[row] = whole
            else:
                if self._whole.pop(row, None):
                    self._rows.pop(row, None)
                for column, cells in chunks:
                    self._write(out, row, column, cells)
        return out.finish(drawn.cursor)

    def _write(self, out: _Writer, row: int, column: int, cells: list[Cell]) -> None:
        known = self._rows.setdefault(row, [])
        first = column - 1
        known.extend([None] * (first + len(cells) - len(known)))
        changed = [place for place, cell in enumerate(cells) if known[first + place] != cell]
        known[first : first + len(cells)] = cells
        for start, end in _stretches(changed):
            out.write(row, column + start, cells[start:end])


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """Beginnings and ends of runs of places, near ones joined."""
    start = last = None
    for place in places:
        if start is None or last is None:
            start = place
        elif place - last > NEAR:
            yield start, last + 1
            start = place
        last = place
    if start is not None and last is not None:
        yield start, last + 1


class _Drawn:
    """A picture taken apart: cells by row, and where it leaves the cursor."""

    def __init__(self, picture: str) -> None:
        self.rows: dict[int, list[tuple[int, list[Cell]]]] = {}
        self.cursor = ""
        self.is_known = True
        """Whether it holds nothing but text, styles and places."""
        style = PLAIN
        cells: list[Cell] = []
        for token in _TOKEN.finditer(picture):
            row, column, codes, text = token.group("row", "column", "codes", "text")
            if text is not None:
                blank = on_blank(style)
                cells += [(character, blank if character == " " else style) for character in text]
            elif codes is not None:
                style = styled(style, codes)
            elif row is not None:
                cells = []
                self.rows.setdefault(int(row), []).append((int(column), cells))
                self.cursor = token[0]
            elif token[0] == "\x1b":
                self.is_known = False
                return
        if cells:
            self.cursor = ""
        self.rows = {
            number: kept for number, chunks in self.rows.items() if (kept := [one for one in chunks if one[1]])
        }


def _as_sent(cells: list[Cell]) -> str:
    out, current = [], PLAIN
    for character, wanted in cells:
        style = shown_as(current, wanted)
        out.append(change(current, style) + character)
        current = style
    return "".join(out) + ("" if current == PLAIN else RESET)


class _Writer:
    """Puts cells on the screen with as few steps and changes of style as it takes."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._style = PLAIN
        self._at: tuple[int, int] | None = None

    def raw(self, text: str) -> None:
        """Text that places itself and begins and ends in the plain style."""
        self._out.append(change(self._style, PLAIN) + text)
        self._style, self._at = PLAIN, None

    def write(self, row: int, column: int, cells: list[Cell]) -> None:
        """Cells from a place on."""
        if self._at != (row, column):
            near = self._at is not None and self._at[0] == row and self._at[1] < column
            step = f"\x1b[{column - self._at[1]}C" if near and self._at else f"\x1b[{row};{column}H"
            self._out.append(step)
        for character, wanted in cells:
            if wanted is not self._style:
                style = shown_as(self._style, wanted)
                self._out.append(change(self._style, style))
                self._style = style
            self._out.append(character)
        self._at = (row, column + len(cells))

    def finish(self, cursor: str) -> str:
        """All that was written, leaving the plain style and the cursor at its place."""
        if not self._out:
            return cursor
        return "".join(self._out) + change(self._style, PLAIN) + cursor
