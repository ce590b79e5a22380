"""Links in one cell as project programs write them: ``3``, ``2FS+5 edays``, ``1-FS=P-1D``, ``A2.0 SS+1m``."""

from __future__ import annotations

import re
from collections.abc import Callable

from ka2plan.imports.cell import Cell
from ka2plan.imports.folding import folded
from ka2plan.imports.vocabulary import meanings
from ka2plan.named_tuples import NamedTuple

TYPES = {
    **{type: type for type in ("FS", "SS", "FF", "SF")},
    "EA": "FS",
    "AA": "SS",
    "EE": "FF",
    "AE": "SF",
    "FD": "FS",
    "DD": "SS",
    "DF": "SF",
    "FC": "FS",
    "CC": "SS",
    "CF": "SF",
    "FI": "FS",
    "II": "SS",
    "IF": "SF",
}
"""Types in English, German, French, Spanish and Italian."""

LONGEST = 2_000

_TYPED = re.compile(
    r"(?P<id>[^=]{1,80}?)[ -]?(?P<type>"
    + "|".join(TYPES)
    + r")(?: ?(?P<lag>[+-] ?\d{1,4}(?:[.,]\d{1,2})?) ?(?P<unit>[^\W\d_%]{0,12}(?: [^\W\d_]{1,8})?))?",
    re.IGNORECASE,
)
_LAGGED = re.compile(
    r"(?P<id>[^=+]{1,80}?) ?(?P<type>)(?P<lag>\+ ?\d{1,4}(?:[.,]\d{1,2})?) ?(?P<unit>[^\W\d_%]{1,12})", re.IGNORECASE
)
_ISO = re.compile(r"(?P<id>[^=]{1,80}?)-(?P<type>FS|SS|FF|SF)=P(?P<lag>-?\d{1,4})(?P<unit>[DWM])", re.IGNORECASE)


_AND = re.compile(r" (?:&|\+|and|und|et|in|y|e|i|og|och) ")
_ASIDE = re.compile(r"^(?:after|po|nach|après|después de|dopo) | ?\([^()=]{0,60}\)$", re.IGNORECASE)

_ADDRESS = re.compile(r"\s?\(https?://[^\s()]{1,500}\)")


class Tie(NamedTuple):
    """One link as it is written, before it is known what it leads to."""

    name: str
    type: str = "FS"
    lag: str = ""
    """As the plan has it: ``5d``, ``-1w``; empty for none."""


def without_address(text: str) -> str:
    """A text without the addresses of pages that Notion writes behind names."""
    return _ADDRESS.sub("", text)


def ties_in(cell: Cell, is_known: Callable[[str], bool]) -> list[Tie | str]:
    """The links of a cell; a piece that is none stays the text it is.

    Args:
        cell: the cell.
        is_known: whether a text is the id or the title of something.
    """
    text = without_address(" ".join(cell.text[:LONGEST].split(" ")))
    if is_known(text.strip()):
        return [Tie(text.strip())]
    pieces = [piece.strip() for piece in re.split(r"[,;\n]+", text) if piece.strip()]
    return [_tie(part, is_known) for piece in pieces for part in _parts(piece, is_known)]


def _parts(piece: str, is_known: Callable[[str], bool]) -> list[str]:
    """A piece, or the two and more that a word for *and* joins, where each of them is known."""
    parts = [part.strip() for part in _AND.split(piece)]
    return parts if len(parts) > 1 and not is_known(piece) and all(is_known(_bare(part)) for part in parts) else [piece]


def _bare(text: str) -> str:
    """An id without a word before it, and without a remark in brackets."""
    return _ASIDE.sub("", text)


def _tie(text: str, is_known: Callable[[str], bool]) -> Tie | str:
    if is_known(text):
        return Tie(text)
    for pattern in (_ISO, _TYPED, _LAGGED):
        found = pattern.fullmatch(text[:120])
        name = found["id"].strip(" -:") if found else ""
        if found and is_known(name):
            lag = _lag(found["lag"], found["unit"])
            return text if lag is None else Tie(name, TYPES.get((found["type"] or "FS").upper(), "FS"), lag)
    if is_known(_bare(text)):
        return Tie(_bare(text))
    named = re.match(r"([^\s:–-]{1,20})\s*[:–-]\s+\S", text)
    return Tie(named[1]) if named and is_known(named[1]) else text


def _lag(number: str | None, unit: str | None) -> str | None:
    """The lag as the plan has it; None for one that no plan can have, such as half a day."""
    if not number:
        return ""
    figure = number.replace(" ", "").replace(",", ".").lstrip("+")
    found = meanings("units").get(folded(unit or "d"), "")
    whole, _point, rest = figure.partition(".")
    letter = {"days": "d", "calendar_days": "d", "weeks": "w", "months": "m"}.get(found)
    if letter is None or rest.strip("0"):
        return None
    return "" if not int(whole) else f"{int(whole)}{letter}"
