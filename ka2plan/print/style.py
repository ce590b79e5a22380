"""How a report is written: its width, its characters, its colours; text out of a plan made harmless."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ka2plan.charts.signs import ASCII, UNICODE, Signs, Style
from ka2plan.findings import Severity
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.visible import ENDLESS, ascii_only, cells, cut, fit, visible

LONGEST = 400
"""Characters of one text that can be of use on a line."""

PenStyle = Style | Severity | Literal["bold", "faint", "title"]

SGR: Mapping[PenStyle, str] = {
    "bold": "1",
    "faint": "2",
    "title": "1;36",
    "package": "1",
    "done": "32",
    "planned": "36",
    "running": "36",
    "critical": "35",
    "milestone": "33",
    "deliverable": "33",
    "cancelled": "2",
    "today": "1",
    "late": "1;31",
    "error": "31",
    "warning": "33",
    "good": "32",
}
"""Styles by what they mean; each only underlines what a character or a word says as well."""


class Pen(NamedTuple):
    """Writes lines of at most ``width`` cells, in ASCII or Unicode, with colours or without.

    A plain one writes for those who listen: one fact a line, none broken or cut, words in place of signs, nothing
    drawn and no colours.
    """

    width: int
    ascii: bool = False
    colour: bool = False
    plain: bool = False

    @property
    def glyphs(self) -> Signs:
        """The characters it draws with; of a plain one the words in their place."""
        if self.plain:
            from ka2plan.print.spoken_signs import spoken_signs

            return spoken_signs()
        return ASCII if self.ascii else UNICODE

    def text(self, written: str) -> str:
        """A text of anybody's, harmless and in the characters of this pen."""
        shown = visible(written, LONGEST)
        return ascii_only(shown) if self.ascii else shown

    def fit(self, written: str, width: int) -> str:
        """The text in exactly ``width`` cells."""
        return self.text(written) if self.plain else fit(self.text(written), width, self.glyphs.ellipsis)

    def cut(self, written: str, width: int) -> str:
        """The text in at most ``width`` cells."""
        return self.text(written) if self.plain else cut(self.text(written), width, self.glyphs.ellipsis)

    def cells(self, written: str) -> int:
        """How many cells the text takes as this pen writes it."""
        return cells(self.text(written))

    def style(self, shown: str, style: PenStyle) -> str:
        """What is to be shown, in a style of ``SGR`` where this pen has colours; any other is none."""
        code = SGR.get(style)
        return f"\x1b[{code}m{shown}\x1b[0m" if self.colour and code and shown.strip() else shown

    def paragraph(self, written: str, style: PenStyle = "", indent: int = 2) -> list[str]:
        """The text in as many lines as it takes, all but the first indented.

        A word is cut only where it is wider than a line.
        """
        if self.plain:
            return [self.text(written)]
        words: list[tuple[str, PenStyle]] = [(word, "") for word in self.text(written).split(" ")]
        return [self.style(line, style) for line in self.wrapped(words, " ", indent)]

    def wrapped(self, parts: list[tuple[str, PenStyle]], divider: str, indent: int = 0) -> list[str]:
        """Lines of (text, style) parts with a divider between two on the same line; a part is cut, never
        broken.
        """
        if self.plain:
            return [self.text(written) for written, _style in parts]
        lines: list[str] = []
        line, used = "", 0
        for written, style in parts:
            shown = self.cut(written, self.width - indent)
            size = cells(shown)
            if line and used + len(divider) + size > self.width:
                lines.append(line)
                line = ""
            lead, room = (divider, used) if line else (" " * indent if lines else "", 0)
            line, used = line + lead + self.style(shown, style), room + len(lead) + size
        return [*lines, line] if line else lines


def plain_pen() -> Pen:
    """The pen of reports that are listened to."""
    return Pen(ENDLESS, plain=True)
