"""Colour at the shell: a handful of SGR sequences, only on a terminal, never under NO_COLOR or TERM=dumb."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping

    from ka2plan.print.style import Pen

    Paint = Callable[[str, str], str]

CODES = {"bold": "1", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


def wants_colour(stream: str = "stdout") -> bool:
    """Whether that stream is a terminal that shows colours and the user has not declined them."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(getattr(sys, stream).isatty())


def paint_for(stream: str = "stdout", *, plain: bool = False) -> Paint:
    """The function that colours a text for that stream, or leaves it as it is, as a plain report wants it."""
    return _painted if not plain and wants_colour(stream) else _plain


def _painted(colour: str, text: str) -> str:
    return f"\x1b[{CODES[colour]}m{text}\x1b[0m"


def _plain(_colour: str, text: str) -> str:
    return text


def pen_of(arguments: Namespace, *, colour: bool = True) -> Pen:
    """The pen that writes a report as the options ask for it: plain, in ASCII, as wide as the terminal."""
    from ka2plan.print.style import Pen, plain_pen

    if arguments.plain:
        return plain_pen()
    return Pen(screen_width(), getattr(arguments, "ascii", False), colour and wants_colour())


MOST_DIGITS = 10
"""Digits of a number of columns; of more it is none."""


def wants_plain(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the user wants every report plain, as ``--plain`` asks for it once."""
    return bool(environment.get("KA2PLAN_PLAIN"))


def screen_width(default: int = 80) -> int:
    """Columns of the terminal on stdout; ``COLUMNS`` where it is set; 80 in a pipe."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and 0 < len(wanted) < MOST_DIGITS and int(wanted) > 0:
        return int(wanted)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or default
    except (OSError, ValueError):
        return default
