"""How findings are written: in colours and lines of a width, or plain, one fact a line."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ka2plan.cli.colour import paint_for, screen_width
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _
from ka2plan.words.visible import ENDLESS, visible

if TYPE_CHECKING:
    from argparse import Namespace

    from ka2plan.cli.colour import Paint

WIDEST = 120


class Paper(NamedTuple):
    """What findings are written on."""

    paint: Paint
    width: int
    plain: bool = False
    """For those who listen: nothing is drawn, no line is broken."""

    def wrapped(self, first: str, indent: int, text: str) -> str:
        """A text in lines of the width, behind what the first line begins with."""
        if self.plain:
            return f"{first.strip()} {text}".strip()
        room = max(20, self.width - indent)
        lines = [text] if len(text) <= room else textwrap.wrap(text, room, break_on_hyphens=False)
        return first + f"\n{' ' * indent}".join(lines)

    def hint(self, text: str) -> str:
        """What to do about a finding; ``text`` is harmless already."""
        return self.step(_("what to do: {hint}").format(hint=text) if self.plain else text)

    def step(self, text: str) -> str:
        """The next step, or what else belongs to a finding, behind a mark; ``text`` is harmless already."""
        return self.wrapped("" if self.plain else self.paint("blue", "  = "), 4, text)

    def place(self, text: str) -> str:
        """Where something is in a file."""
        if self.plain:
            return _("place: {place}").format(place=text.strip())
        return f"  {self.paint('blue', '-->')} {text}".rstrip()

    def quoted(self, line: int, source: str) -> str:
        """A line of the file, told and not drawn."""
        return _("line {line} of the file: {text}").format(line=line, text=visible(source.strip()))


def paper_of(arguments: Namespace) -> Paper:
    """What the options ask for."""
    plain: bool = arguments.plain
    return Paper(paint_for(plain=plain), ENDLESS if plain else min(screen_width(), WIDEST), plain)
