"""Cells that a spreadsheet program takes as text, whatever they begin with."""

from __future__ import annotations

from ka2plan.text import visible

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that make a formula, also in full width, which some programs fold."""


def unformulaic(text: str) -> str:
    """The text with control characters visible and an apostrophe before what would be a formula; numbers stay."""
    shown = visible(text, multiline=True)
    if not shown.startswith(STARTS) or _is_number(shown):
        return shown
    return f"'{shown}"


def _is_number(text: str) -> bool:
    return text[1:].replace(".", "", 1).isdigit() and text.isascii() and text[0] in "+-"
