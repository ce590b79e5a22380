"""Drawing lines: pieces of text in styles, cut and padded to the width they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.words.letters import places
from ka2plan.words.visible import ascii_only, cells, cut, fit, visible

Told = tuple[str, StyleName]
"""A piece of text and the name of its style."""


def lines_in(style: StyleName, lines: Iterable[str]) -> list[list[Told]]:
    """Lines of text, each in that style."""
    return [[(line, style)] for line in lines]


class Line:
    """One line that is being drawn, from the left. Text out of a plan is made harmless here."""

    def __init__(self, look: Look, width: int, style: StyleName = "base", *, cursor: Style | None = None) -> None:
        self.look = look
        self.room = width
        """Cells that are still free."""
        self._width = width
        self._cursor = cursor
        self._base = self._style(style)
        self._segments: list[Segment] = []

    def add(self, text: str, style: StyleName | None = None, width: int | None = None, *, right: bool = False) -> Line:
        """Adds text, in exactly ``width`` cells where given; what finds no room is cut off."""
        shown = self._shown(text)
        if width is not None:
            if right:
                shown = " " * (width - cells(shown)) + shown
            shown = fit(shown, min(width, self.room), self.look.glyphs.ellipsis)
        elif cells(shown) > self.room:
            shown = cut(shown, self.room, self.look.glyphs.ellipsis)
        return self.add_drawn(shown, self._base if style is None else self._style(style), cells(shown))

    def add_all(self, told: Sequence[Told]) -> Line:
        """Adds pieces of text, each in its style."""
        for text, style in told:
            self.add(text, style)
        return self

    def add_drawn(self, text: str, style: Style, width: int) -> Line:
        """Adds text that is harmless and measured already."""
        if text:
            self._segments.append(Segment(text, style))
            self.room -= width
        return self

    def skip_to(self, column: int) -> Line:
        """Leaves blanks up to a column; nothing where the line is there already."""
        gap = min(column - (self._width - self.room), self.room)
        return self.add_drawn(" " * gap, self._base, gap) if gap > 0 else self

    def strip(self) -> Strip:
        """The line at its full width."""
        if self.room > 0:
            self.add_drawn(" " * self.room, self._base, self.room)
        return Strip(joined(self._segments), self._width)

    def _shown(self, text: str) -> str:
        shown = visible(text, self.room * 2 + 2)
        return shown if self.look.is_unicode else ascii_only(shown)

    def _style(self, name: StyleName) -> Style:
        style = self.look[name]
        return style if self._cursor is None else style + self._cursor


def joined(segments: list[Segment]) -> list[Segment]:
    """Neighbours of the same style as one: every change of style costs bytes on the line."""
    merged: list[Segment] = []
    for segment in segments:
        if merged and merged[-1].style == segment.style:
            merged[-1] = Segment(merged[-1].text + segment.text, segment.style)
        else:
            merged.append(segment)
    return merged


def marked(strip: Strip, text: str, style: Style) -> Strip:
    """A drawn line with a style laid over every place where a text stands in it, capitals and marks aside."""
    ends = [cells(strip.text[:place]) for found in places(text, strip.text) for place in found]
    parts = strip.divide([*ends, strip.cell_length])
    drawn: list[Segment] = []
    for number, part in enumerate(parts):
        drawn += [Segment(one.text, (one.style or Style()) + style) for one in part] if number % 2 else part
    return Strip(drawn, strip.cell_length)


def changed_width(old: Strip, new: Strip) -> int:
    """How many cells from the left have to be written to turn one drawn line into another; 0 where none."""
    if old == new:
        return 0
    before, after = _cells_of(old), _cells_of(new)
    if not len(before) == len(after) == new.cell_length:
        return new.cell_length
    return next((column + 1 for column in range(len(after) - 1, -1, -1) if before[column] != after[column]), 0)


def _cells_of(strip: Strip) -> list[tuple[str, Style | None]]:
    found: list[tuple[str, Style | None]] = []
    for text, style, _control in strip:
        if text.isascii():
            found.extend((character, style) for character in text)
        else:
            for character in text:
                found.extend([(character, style)] * cells(character))
    return found
