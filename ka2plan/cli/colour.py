"""Colour at the shell: a handful of SGR sequences, only on a terminal, never under NO_COLOR or TERM=dumb."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Paint = Callable[[str, str], str]

CODES = {"bold": "1", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


def wants_colour(stream: str = "stdout") -> bool:
    """Whether that stream is a terminal that shows colours and the user has not declined them."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(getattr(sys, stream).isatty())


def paint_for(stream: str = "stdout") -> Paint:
    """The function that colours a text for that stream, or leaves it as it is."""
    return _painted if wants_colour(stream) else _plain


def _painted(colour: str, text: str) -> str:
    return f"\x1b[{CODES[colour]}m{text}\x1b[0m"


def _plain(_colour: str, text: str) -> str:
    return text


def screen_width(default: int = 80) -> int:
    """Columns of the terminal on stdout; ``COLUMNS`` where it is set; 80 in a pipe."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or default
    except (OSError, ValueError):
        return default
