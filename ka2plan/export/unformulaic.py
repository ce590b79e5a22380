"""Cells that a spreadsheet program takes as text, whatever they begin with."""

from __future__ import annotations

import re

from ka2plan.words.visible import in_file

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that make a formula, also in full width, which some programs fold."""


_INSIDE = re.compile(f"([;\\t\\n][\"' ]*)([{re.escape(''.join(sign for sign in STARTS if sign.isprintable()))}])")
"""A formula behind what a spreadsheet program of another country takes for the end of a cell."""


def text_cell(text: str, *, is_literal: bool = False) -> str:
    """A text as the cell of a csv, with one apostrophe that reading it takes off again where one is needed.

    Args:
        text: what the plan has.
        is_literal: whether it must not become a number, a date or a truth either.
    """
    if is_guarded(text) or (is_literal and is_taken_for_a_value(text)):
        return f"'{unformulaic(text)}"
    return unformulaic(text)


def unformulaic(text: str) -> str:
    """The text with control characters visible and an apostrophe before what would be a formula; numbers stay."""
    shown = in_file(text, multiline=True)
    if _is_number(shown):
        return shown
    shown = _INSIDE.sub(r"\1'\2", shown)
    return f"'{shown}" if shown.lstrip(" \xa0").startswith(STARTS) else shown


_MONTHS = (
    "jan|january|januar|feb|february|februar|mar|march|marec|mär|märz|apr|april|maj|mai|may|jun|june|juni|junij|jul|july"
    "|juli|julij|aug|august|avg|avgust|sep|sept|september|oct|october|okt|oktober|nov|november|dec|december|dez|dezember"
)

_OTHER_THAN_TEXT = re.compile(
    r"(?=.*\d)[\d.,:/ %€()+\-]+(?:e[+\-]?\d+)?"
    rf"|(?=.*\d)(?:\d+[ .\-/]*)?(?:{_MONTHS})\.?[ .\-/]*\d*"
    r"|true|false|wahr|falsch|res|neres",
    re.IGNORECASE,
)
"""What spreadsheet programs take for a number, a date or a truth where an id or a title is meant: ``2.1``, ``MAR1``."""


def is_taken_for_a_value(text: str) -> bool:
    """Whether a spreadsheet program would make something else of a text than that text."""
    return len(text) <= 40 and bool(_OTHER_THAN_TEXT.fullmatch(text))


def is_guarded(text: str) -> bool:
    """Whether an apostrophe says that what follows is meant as a text, which may begin with apostrophes itself."""
    rest = text.lstrip("'")
    return rest != text and (rest.lstrip(" \xa0").startswith(STARTS) or is_taken_for_a_value(rest))


def _is_number(text: str) -> bool:
    return text[1:].replace(".", "", 1).isdigit() and text.isascii() and text[0] in "+-"
