"""``export md``: the whole plan in Markdown, for a wiki or a review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ka2plan.charts.tables.table import Table
from ka2plan.export import mermaid
from ka2plan.export.contents import Passage, facts, parts
from ka2plan.export.material import Material
from ka2plan.words.visible import in_file

SPECIAL = frozenset("\\`*_{}[]<>#!|~&$^@")
"""What Markdown and its dialects read as their own signs anywhere in a line."""

_STARTS = frozenset("-+=.:")
"""What they read as their own sign at its beginning."""

_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.ASCII)
"""The beginning of a numbered list."""

_DIALECTS = re.compile(r"[=+-](?=[=+-])|:(?=[\w+-]+:)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""What some dialects mark, draw or link: ``==marked==``, ``:skull:``, addresses of pages."""


def write(material: Material) -> str:
    """Markdown with tables (GitHub's) and the Gantt chart as Mermaid."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    yield f"# {escaped(material.title)}"
    yield ""
    for label, value in facts(material):
        yield f"- **{escaped(label)}:** {escaped(value)}"
    for part in parts(material):
        yield ""
        yield f"## {escaped(part.title)}"
        if part.table:
            yield ""
            yield from table(part.table)
        for passage in part.passages:
            yield from _passage(passage)
    yield ""
    yield "```mermaid"
    yield mermaid.write(material).replace("```", "'''").rstrip("\n")
    yield "```"


def _passage(passage: Passage) -> Iterator[str]:
    """What is told of one thing: a heading, and an item for every text, its lines kept apart."""
    yield ""
    yield f"### {escaped(passage.heading)}"
    yield ""
    for label, text in passage.lines:
        first, *others = lines_of(text)
        yield f"- **{escaped(label)}:** {first}"
        yield from (f"  {line}".rstrip() for line in others)


def lines_of(text: str) -> Iterator[str]:
    """A text as Markdown that keeps its lines and its paragraphs."""
    lines = in_file(text, multiline=True).strip().split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        yield escaped(line) + ("\\" if line.strip() and following.strip() else "")


def table(told: Table) -> Iterator[str]:
    """A table in Markdown, its total in bold."""
    yield _row(map(escaped, told.headings))
    yield _row("---:" if column.is_number else "---" for column in told.columns)
    for place, row in enumerate(told.texts()):
        is_total = place == len(told.rows)
        yield _row(f"**{escaped(cell)}**" if is_total and cell else escaped(cell) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """A text as Markdown that shows just this text, on one line."""
    shown = " ".join(in_file(text, multiline=True).split())
    line = "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in shown)
    line = _NUMBERED.sub(r"\1\\\2", _DIALECTS.sub(r"\\\g<0>", line))
    return f"\\{line}" if line[:1] in _STARTS else line
