"""A partner's brief as a page: Markdown, or PDF with Typst."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.table import Table
from ka2plan.export import markdown as md
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import language

if TYPE_CHECKING:
    from datetime import datetime

MOST_LINES, MOST_LETTERS = 130, 25_000
"""More than a page of A4 holds of the smallest letters."""


class Part(NamedTuple):
    """One part under the heading of its table; a table without rows has sentences only."""

    table: Table
    sentences: tuple[str, ...] = ()


class Page(NamedTuple):
    """What the page holds, in texts."""

    acronym: str
    title: str
    headline: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def markdown(page: Page) -> str:
    """The page in Markdown with tables."""
    return "\n".join(_markdown(page)) + "\n"


def _markdown(page: Page) -> Iterator[str]:
    yield f"# {md.escaped(f'{page.acronym}: {page.title}' if page.acronym else page.title)}"
    yield ""
    yield md.escaped(page.headline)
    yield ""
    for label, value in page.facts:
        yield f"- **{md.escaped(label)}:** {md.escaped(value)}"
    for part in page.parts:
        yield ""
        yield f"## {md.escaped(part.table.title)}"
        yield ""
        for sentence in part.sentences:
            yield f"- {md.escaped(sentence)}"
        if part.table.rows:
            yield from md.table(part.table)


def pdf(page: Page, created: datetime, notices: list[str] | None = None) -> bytes:
    """The page on A4; ``notices`` gets what there is to say of it.

    :raises ExtraMissing: Typst is not installed.
    """
    from ka2plan.export import typeset

    data: dict[str, Any] = {
        "language": language(),
        "acronym": typeset.within(page.acronym),
        "title": typeset.shown(page.title),
        "headline": typeset.within(page.headline),
        "facts": [[typeset.shown(text) for text in pair] for pair in page.facts],
        "parts": [
            {**typeset.table_data(part.table), "sentences": [typeset.shown(text) for text in part.sentences]}
            for part in page.parts
        ],
    }
    data["may-fit"] = _may_fit(page)
    return typeset.Typesetter("brief", data, created, notices).document(data)


def _may_fit(page: Page) -> bool:
    """Whether it is worth trying to have all on one page: each try lays out the whole."""
    lines = sum(len(part.table.rows) + len(part.sentences) for part in page.parts)
    sentences = (text for part in page.parts for text in part.sentences)
    cells = (cell for part in page.parts for row in part.table.texts() for cell in row)
    letters = sum(map(len, (page.acronym, page.title, page.headline, *sentences, *cells)))
    return lines <= MOST_LINES and letters <= MOST_LETTERS
