"""Words as they are compared: without capitals, marks and signs."""

from __future__ import annotations

from functools import lru_cache

from ka2plan.words.letters import without_marks

SHORT = 100
"""Letters of a text that may be met again."""


def folded(text: str) -> str:
    """A heading or a name as it is compared: small letters without marks, words divided by one blank."""
    return _remembered(text) if len(text) <= SHORT else _folded(text)


@lru_cache(maxsize=20_000)
def _remembered(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in without_marks(text)).split())


def words_of(lists: str) -> frozenset[str]:
    """The words of a list divided by ``|``."""
    return frozenset(lists.split("|"))
