"""Cells that a spreadsheet program takes as text, whatever they begin with."""

from __future__ import annotations

import re

from ka2plan.words.visible import in_file

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that make a formula, also in full width, which some programs fold."""


_INSIDE = re.compile(f"([;\\t\\n][\"' ]*)([{re.escape(''.join(sign for sign in STARTS if sign.isprintable()))}])")
"""A formula behind what a spreadsheet program of another country takes for the end of a cell."""


def unformulaic(text: str) -> str:
    """The text with control characters visible and an apostrophe before what would be a formula; numbers stay."""
    shown = in_file(text, multiline=True)
    if _is_number(shown):
        return shown
    shown = _INSIDE.sub(r"\1'\2", shown)
    return f"'{shown}" if shown.lstrip(" \xa0").startswith(STARTS) else shown


def _is_number(text: str) -> bool:
    return text[1:].replace(".", "", 1).isdigit() and text.isascii() and text[0] in "+-"
