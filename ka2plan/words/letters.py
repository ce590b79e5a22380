"""Letters as they are compared, for keyboards that lack some: ``Šola`` and ``sola``, ``Łódź`` and ``lodz``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

_NO_MARK = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
"""Letters that are no letter with a mark, by what is typed for them."""


def without_marks(text: str) -> str:
    """The text in small letters, without the marks on them."""
    small = text.casefold()
    if small.isascii():
        return small
    from unicodedata import category, normalize

    return "".join(
        letter
        for letter in normalize("NFKD", small).translate(_NO_MARK)
        if letter.isascii() or category(letter) != "Mn"
    )


def places(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Where in a text, one behind the other, stands what differs from what is wanted in marks and capitals alone.

    :returns: the numbers of the first character and of the one behind the last, with the marks on it.
    """
    plain = without_marks(wanted)
    if not plain:
        return
    letters = [without_marks(character) for character in text]
    owners = [number for number, alike in enumerate(letters) for _letter in alike]
    joined, found = "".join(letters), 0
    while (found := joined.find(plain, found)) >= 0:
        first, end = owners[found], owners[found + len(plain) - 1] + 1
        while end < len(text) and not letters[end]:
            end += 1
        yield first, end
        found = bisect_left(owners, end)
