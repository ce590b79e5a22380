"""Texts of older programs, one byte a letter: which encoding it is shows in how well its letters suit a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from math import log

CENTRAL = (
    "č10š10ž6",
    "č8ć6đ3š8ž5",
    "á22č10ď1é13ě16í33ň1ó1ř12š8ť1ú1ů6ý11ž10",
    "á20ä1č9ď1é8í10ĺ1ľ4ň1ó1ô2ŕ1š8ť4ú4ý9ž8",
    "ą10ć4ę11ł21ń2ó9ś7ź1ż8",
    "á36é34í6ó11ö11ő9ú3ü6ű2",
    "ă23â5î10ş11ţ11",
    "ä5ö3ü7ß3",
)
"""Slovenian, Croatian, Czech, Slovak, Polish, Hungarian, Romanian, German: how often their letters stand."""

WESTERN = (
    "á5é4í7ó8ú2ñ3ü1º1ª1",
    "à6è3ì1ò1ù2é1°1",
    "à5â1ç1è4é15ê2î1ô1ù1û1œ1ï1ë1°1",
    "á5ã7â1ç4é3ê3í2ó2õ1ú1à1º1ª1",
    "ä5ö3ü7ß3",
    "å13ä18ö13",
    "æ9ø9å12é1",
    "é1ë2ï1ö1ü1è1",
    "á18ð44é6í16ó10ú6ý2þ15æ9ö8",
    "ä10õ11ö2ü6š1ž1",
)
"""Spanish, Italian, French, Portuguese, German, Swedish, Danish, Dutch, Icelandic, Estonian."""

ENCODINGS = (("cp1250", CENTRAL), ("cp1252", WESTERN), ("iso8859-2", CENTRAL))
"""The first of those that suit alike is taken."""

MOST = 20_000
"""Bytes that are looked at."""

SIGNS = "€–—’“”„‚…\xa0"
"""No letters, in all of the encodings."""

STRANGE = -7.0
"""What a letter counts that a language does not have, where one of its own counts the logarithm of its share."""

_SHARE = re.compile(r"(\D)(\d+)")


def decoded_by_letters(data: bytes) -> str:
    """The text in the encoding whose letters suit a language best."""
    best = max(_suits(data), default=(0.0, "latin-1"), key=lambda found: found[0])
    return data.decode(best[1], errors="replace" if best[1] != "latin-1" else "strict")


def _suits(data: bytes) -> Iterator[tuple[float, str]]:
    """For each encoding in which the text can be written, how well its letters suit a language."""
    for encoding, languages in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = Counter(letter for letter in text[:MOST].casefold() if letter > "\x7f" and letter not in SIGNS)
        yield max(_likelihood(letters, language) for language in languages), encoding


def _likelihood(letters: Mapping[str, int], language: str) -> float:
    shares = _shares(language)
    return sum(count * shares.get(letter, STRANGE) for letter, count in letters.items())


@cache
def _shares(language: str) -> Mapping[str, float]:
    found = {letter: int(number) for letter, number in _SHARE.findall(language)}
    total = sum(found.values())
    return {letter: log(number / total) for letter, number in found.items()}
