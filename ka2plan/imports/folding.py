"""Words as they are compared: without capitals, marks and signs."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
"""Letters that are no letter with a mark."""


def folded(text: str) -> str:
    """A heading or a name as it is compared: small letters without marks, words divided by one blank."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain if not _is_mark(letter)).split())


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn"


def words_of(lists: str) -> frozenset[str]:
    """The words of a list divided by ``|``."""
    return frozenset(lists.split("|"))
