"""Signs and numbers before the paragraphs of a list, which a Word document does not hold as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

BULLET, INDENT = "- ", "  "

DEEPEST = 8
"""The last level that a list can have."""

DIGITS = 6
"""Of a number that is read."""

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def value_of(element: Element | None, name: str = "val") -> str:
    """An attribute of the format's own; empty where there is none."""
    return "" if element is None else element.get(f"{W}{name}", "")


class Lists:
    """The lists of a document, counted as its paragraphs come.

    Args:
        numbering: the root of the part with the lists, if there is one.
        styles: the root of the part with the styles, if there is one.
    """

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels = dict(_levels(numbering))
        self._styles = dict(_styles(styles))
        self._counts: dict[str, list[int]] = {}

    def before(self, properties: Element | None) -> str:
        """What stands before a paragraph; nothing where it is in no list."""
        number, level = self._list_of(properties)
        kind, shown, start = self._levels.get((number, level), ("none", "", 1))
        if kind == "none":
            return ""
        counts = self._counts.setdefault(number, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            counts.append(self._levels.get((number, len(counts)), (kind, shown, start))[2] - 1)
        counts[level] += 1
        if kind == "bullet":
            return f"{INDENT * level}{BULLET}"
        return f"{INDENT * level}{self._counted(number, shown, counts)} "

    def _list_of(self, properties: Element | None) -> tuple[str, int]:
        """The list and the level of a paragraph, from its own properties, else from its style."""
        if properties is None:
            return "", 0
        own = properties.find(f"{W}numPr")
        if own is None:
            return self._styles.get(value_of(properties.find(f"{W}pStyle")), ("", 0))
        return _list_in(own)

    def _counted(self, number: str, shown: str, counts: list[int]) -> str:
        """``2.1`` for a level that shows ``%1.%2``."""

        def told(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            kind = self._levels.get((number, level), ("decimal", "", 1))[0]
            return _figure(counts[level], kind) if level < len(counts) else ""

        return re.sub(r"%([1-9])", told, shown)


def _levels(numbering: Element | None) -> Iterator[tuple[tuple[str, int], tuple[str, str, int]]]:
    """List and level -> kind of its numbers, how they are shown, the first one."""
    if numbering is None:
        return
    kinds = {value_of(kind, "abstractNumId"): kind for kind in numbering.iter(f"{W}abstractNum")}
    for one in numbering.iter(f"{W}num"):
        kind = kinds.get(value_of(one.find(f"{W}abstractNumId")))
        for level in kind.iter(f"{W}lvl") if kind is not None else ():
            told = value_of(level.find(f"{W}numFmt")), value_of(level.find(f"{W}lvlText"))
            start = _number(value_of(level.find(f"{W}start")), 1)
            yield (value_of(one, "numId"), _number(value_of(level, "ilvl"), 0)), (*told, start)


def _styles(styles: Element | None) -> Iterator[tuple[str, tuple[str, int]]]:
    """Styles of paragraphs that are in a list: the list, and the level."""
    for style in styles.iter(f"{W}style") if styles is not None else ():
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            yield value_of(style, "styleId"), _list_in(own)


def _list_in(properties: Element) -> tuple[str, int]:
    """The list and the level that properties name."""
    level = _number(value_of(properties.find(f"{W}ilvl")), 0)
    return value_of(properties.find(f"{W}numId")), min(level, DEEPEST)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= DIGITS else otherwise


def _figure(count: int, kind: str) -> str:
    """A number as a list shows it."""
    if kind.endswith("Letter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 10 + 1)
        return letters.upper() if kind.startswith("upper") else letters
    if kind.endswith("Roman") and 0 < count < 40:
        roman = _roman(count)
        return roman.upper() if kind.startswith("upper") else roman
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (count // value)
        count %= value
    return written
