"""The parts of a line of TOML, each with the name of its style; also of a line that is no TOML."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate

from ka2plan.toml.tokens import STRING_OR_COMMENT
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.tui.toolkit.theme import StyleName

_QUOTED = r'"(?:[^"\\]|\\.)*"|\'[^\']*\''
_KEY = rf"(?:(?<![A-Za-z0-9_-])[A-Za-z0-9_-]++|{_QUOTED})"
"""A word is taken whole and never given back, or every letter of a long one would begin a search of its own."""

_PART = re.compile(
    rf"(?P<comment>#.*)|(?P<key>{_KEY}(?:\s*+\.\s*+{_KEY}){{0,8}}+)(?=\s*+=)|(?P<string>{_QUOTED}|[\"'].*)"
    r"|(?P<number>[+-]?\d[\w.:+-]*|\b(?:true|false|inf|nan)\b)"
)
_HEADER = re.compile(r"\s*\[[^#]*\]")


def lines_in_strings(text: str) -> dict[int, int]:
    """Lines (from 0) that begin inside a string of several lines, and where in the line it ends (-1: not in it)."""
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    inside: dict[int, int] = {}
    for found in STRING_OR_COMMENT.finditer(text):
        if found[0].startswith(('"""', "'''")) and "\n" in found[0]:
            first, last = bisect_left(starts, found.start() + 1), bisect_left(starts, found.end()) - 1
            inside.update(dict.fromkeys(range(first, last), -1))
            inside[last] = found.end() - starts[last]
    return inside


_STYLES: Mapping[str, StyleName] = {"comment": "comment", "key": "key", "string": "string", "number": "number"}
"""Styles by the groups of ``_PART``."""


def coloured(line: str, string_ends: int | None) -> Iterator[Told]:
    """The parts of a line, from the left; ``string_ends`` as ``lines_in_strings`` has it, None outside of strings."""
    begin = 0
    if string_ends is not None:
        begin = len(line) if string_ends < 0 else string_ends
        yield line[:begin], "string"
    elif header := _HEADER.match(line):
        begin = header.end()
        yield line[:begin], "table"
    for part in _PART.finditer(line, begin):
        yield line[begin : part.start()], "base"
        yield part[0], _STYLES[str(part.lastgroup)]
        begin = part.end()
    yield line[begin:], "base"
