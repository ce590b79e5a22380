"""Words as they are compared: without capitals, marks and signs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
"""Letters that are no letter with a mark."""


SHORT = 100
"""Letters of a text that may be met again."""


def folded(text: str) -> str:
    """A heading or a name as it is compared: small letters without marks, words divided by one blank."""
    return _remembered(text) if len(text) <= SHORT else _folded(text)


@lru_cache(maxsize=20_000)
def _remembered(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain if not _is_mark(letter)).split())


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn"


def words_of(lists: str) -> frozenset[str]:
    """The words of a list divided by ``|``."""
    return frozenset(lists.split("|"))
