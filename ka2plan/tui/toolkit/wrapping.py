"""Texts in lines of a width."""

from __future__ import annotations

import textwrap

from ka2plan.words.visible import TOGETHER, visible


def wrapped(text: str, width: int) -> list[str]:
    """A text of anybody's in lines; a blank that must not break a line is drawn as any other."""
    return [line.replace(TOGETHER, " ") for line in textwrap.wrap(visible(text, 2_000), max(width, 8))]
