"""A page of the manual as wide as it is to be: paragraphs and lists are wrapped, what can be pasted is left alone."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

BLANK = "\x00"
"""Stands for a blank that no line may be broken at: between the words of a command."""

AS_IT_IS = ("    ", "#", "|", "\t")
"""Lines that begin so are no prose: blocks, headings, tables."""

ITEM = re.compile(r"(?:[-*]|\d+\.) +")
CODE = re.compile(r"`[^`]+`")


def page_text(page: str, width: int) -> str:
    """The page in lines of that width, but for blocks, headings, tables, and words that are longer."""
    return "".join(f"{line}\n" for line in _lines(page, width))


def plain_page(page: str) -> str:
    """The page for those who listen: a paragraph or an item is one line, a row of a table its cells by their headings.

    What can be pasted is left alone.
    """
    return "".join(f"{line}\n" for line in _told(page.splitlines()))


def _told(lines: list[str]) -> Iterator[str]:
    prose: list[str] = []
    headings: list[str] = []
    is_fenced = False
    for line in lines:
        is_fence = line.startswith("```")
        goes_on = not is_fenced and line.strip() and not line.startswith(("```", "    ", "#", "|", "\t"))
        if prose and (not goes_on or ITEM.match(line.lstrip())):
            yield " ".join(prose)
            prose = []
        if goes_on:
            prose.append(line.strip() if prose else line.rstrip())
        elif line.startswith("|") and not is_fenced:
            cells = [cell.strip() for cell in line.strip("| ").split("|")]
            if headings and set(line) - set("|-: "):
                yield ", ".join(f"{heading}: {cell}" for heading, cell in zip(headings, cells, strict=False) if cell)
            headings = headings or cells
        elif not is_fence:
            headings = []
            yield line
        is_fenced ^= is_fence
    if prose:
        yield " ".join(prose)


def _lines(page: str, width: int) -> Iterator[str]:
    is_fenced = False
    for line in page.splitlines():
        is_fence = line.startswith("```")
        is_fenced ^= is_fence
        if is_fence or is_fenced or len(line) <= width or line.startswith(AS_IT_IS):
            yield line
        else:
            yield from _wrapped(line, width)


def _wrapped(line: str, width: int) -> list[str]:
    """A line of prose; what belongs to an item of a list is indented as its first words are."""
    bare = line.lstrip()
    item = ITEM.match(bare)
    indent = " " * (len(line) - len(bare) + (item.end() if item else 0))
    whole = CODE.sub(lambda code: code.group().replace(" ", BLANK), line)
    broken = textwrap.wrap(whole, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return [part.replace(BLANK, " ") for part in broken]
