"""Finding what somebody means by a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence

from ka2plan.words.letters import without_marks

MOST_GAPS = 3
"""Letters that may lie between those of a word, for each of them: beyond that it is not what was meant."""

ENDS_OF_WORDS = " ,:;.)"
"""Signs behind a word that stands whole in a text."""


def best_matches(typed: str, texts: Sequence[str]) -> list[int]:
    """Numbers of the texts that hold the typed words, or at least their letters in this order; the best first."""
    wanted = without_marks(typed).split()
    scored = [(score(wanted, without_marks(text)), number) for number, text in enumerate(texts)]
    return [number for points, number in sorted(scored, key=lambda pair: -pair[0]) if points > 0]


def score(words: Sequence[str], text: str) -> int:
    """How well a text fits the words; 0 where one of them is not in it."""
    total = 1
    for word in words:
        points = _score(word, text)
        if points == 0:
            return 0
        total += points
    return total


def _score(word: str, text: str) -> int:
    whole = 50 if any(f" {word}{end}" in f" {text} " for end in ENDS_OF_WORDS) else 0
    if text.startswith(word):
        return 400 + whole
    if f" {word}" in text:
        return 300 + whole
    if word in text:
        return 200
    place, gaps = -1, 0
    for letter in word:
        found = text.find(letter, place + 1)
        if found < 0:
            return 0
        gaps += found - place - 1
        place = found
    return max(1, 100 - gaps) if gaps <= MOST_GAPS * len(word) else 0
