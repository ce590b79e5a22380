"""Names of columns in few lines, as narrow as the columns are."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.words.visible import cells, cut

BROKEN = "-"
"""Ends a line that breaks a word."""

REST = 3
"""Letters of a broken word that its last line has at least: ``Train-ing``, not ``Traini-ng``."""


def in_lines(name: str, width: int, most: int, ellipsis: str = "…") -> list[str]:
    """A name in at most so many lines of a width of 2 cells or more, broken between words where that can be."""
    lines = list(_lines(name, width))
    if len(lines) <= most:
        return lines
    kept = lines[:most]
    if kept:
        room = width - cells(ellipsis)
        kept[-1] = cut(kept[-1].removesuffix(BROKEN), room, "").rstrip() + ellipsis
    return kept


def width_in_lines(name: str, most: int) -> int:
    """The least width in which a name stands whole in so many lines."""
    words = [cells(word) for word in name.split()]
    least, whole = max(words, default=0), cells(name)
    fitting = (width for width in range(least, whole) if len(in_lines(name, width, whole)) <= most)
    return next(fitting, whole) if most else 0


def _lines(name: str, width: int) -> Iterator[str]:
    line = ""
    for word in name.split():
        longer = f"{line} {word}".lstrip()
        if line and cells(longer) > width:
            yield line
            longer = word
        while cells(longer) > width:
            part = cut(longer, width - 1, "")
            if len(longer) - len(part) < REST < len(part):
                part = longer[:-REST]
            yield part + BROKEN
            longer = longer[len(part) :]
        line = longer
    if line:
        yield line
