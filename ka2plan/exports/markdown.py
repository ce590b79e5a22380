"""``export md``: the whole plan in Markdown, for a wiki or a review."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.exports import mermaid
from ka2plan.exports.material import Material
from ka2plan.exports.sheets import Sheet, facts, sheets
from ka2plan.text import visible

SPECIAL = frozenset("\\`*_{}[]()<>#+-.!|~&:$^=@'\"/")
"""What Markdown and its dialects read as their own signs."""

_GENTLE = frozenset(".()-:'/\",")
"""Of these, what is harmless inside a line and would only make the source ugly."""


def write(material: Material) -> str:
    """Markdown with tables (GitHub's) and the Gantt chart as Mermaid."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    yield f"# {escaped(material.title)}"
    yield ""
    for label, value in facts(material):
        yield f"- **{escaped(label)}:** {escaped(value)}"
    for sheet in sheets(material):
        yield ""
        yield f"## {escaped(sheet.title)}"
        yield ""
        yield from table(sheet)
    yield ""
    yield "```mermaid"
    yield mermaid.write(material).replace("```", "'''").rstrip("\n")
    yield "```"


def table(sheet: Sheet) -> Iterator[str]:
    """A sheet as a Markdown table."""
    yield _row(sheet.columns)
    yield _rule(sheet)
    for place, row in enumerate(sheet.rows):
        total = sheet.has_total and place == len(sheet.rows) - 1
        yield _row(tuple(f"**{escaped(cell)}**" if total and cell else escaped(cell) for cell in row), ready=True)


def _row(cells: tuple[str, ...], ready: bool = False) -> str:
    return f"| {' | '.join(cells if ready else map(escaped, cells))} |"


def _rule(sheet: Sheet) -> str:
    return f"| {' | '.join('---:' if place in sheet.numbers else '---' for place in range(len(sheet.columns)))} |"


def escaped(text: str) -> str:
    """A text as Markdown that shows just this text, on one line."""
    shown = " ".join(visible(text, multiline=True).split())
    line = "".join(f"\\{letter}" if letter in SPECIAL and letter not in _GENTLE else letter for letter in shown)
    if line[:1] in ("-", ".", ":"):
        return f"\\{line}"
    for sign in ".)":
        head, found, rest = line.partition(sign)
        line = f"{head}\\{sign}{rest}" if found and head.isdigit() else line
    return line.replace("://", "\\://").replace("www.", "www\\.")
