"""A language in which every text is 40 % longer than in English: what has no room in it has none in German either."""

from __future__ import annotations

import re

WORDS = re.compile(r"(\{[^}]*\}|%\(\w+\)\w|%\w|`[^`]*`|[^\W\d_]+)")

MORE = 0.4


def longer(text: str) -> str:
    """The text with longer words; what stands in braces and between backquotes is not touched."""
    found = WORDS.sub(lambda word: _longer_word(word[0]), text)
    letters = len(re.sub(r"\{[^}]*\}", "", text))
    lacking = round(letters * (1 + MORE)) - len(re.sub(r"\{[^}]*\}", "", found))
    return found if lacking <= 0 else _stretched(found, lacking)


def _longer_word(word: str) -> str:
    if not word.isalpha() or word.isupper():
        return word
    return word + word[-1] * round(len(word) * MORE)


def _stretched(text: str, more: int) -> str:
    """The last word outside of braces takes what is lacking."""
    words = [one for one in WORDS.finditer(text) if one[0].isalpha()]
    if not words:
        return text
    end = words[-1].end()
    return text[:end] + text[end - 1] * more + text[end:]


class Longer:
    """Its catalogue."""

    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return longer(message)
