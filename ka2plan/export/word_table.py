"""Tables of a Word document: their heading on every page, no row broken, columns as wide as their texts need."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ka2plan.charts.tables.table import Table
from ka2plan.export.word_styles import HEAD_FILL, RULE
from ka2plan.export.word_xml import clean, element, paragraph, run
from ka2plan.words.visible import cells as cells_of

LETTER, FIGURE = 98, 112
"""Twentieths of a point of a letter in a table, and of a figure: programs set them in different fonts."""

AROUND = 250
"""Of the room at both sides of a cell, and some to spare for short words."""

LONGEST_WORD, LONGEST_LINE = 16, 46
"""Letters of a word that a column has room for, and of a line."""


SIZE, SMALLEST = 16, 13
"""Half points of the letters of a table, and of one that is squeezed."""


def fits(table: Table, width: int) -> bool:
    """Whether the width is enough, if need be with smaller letters."""
    return sum(least for least, _wished in _measures(table)) * SMALLEST <= width * SIZE


def table_element(table: Table, width: int) -> str:
    """The table in this width."""
    least = sum(one for one, _wished in _measures(table))
    size = max(SMALLEST, min(SIZE, SIZE * width // max(1, least)))
    widths, numbers = _widths(table, width), table.numbers
    rows = [_row(table.headings, widths, numbers, size, "head")]
    for place, row in enumerate(table.texts()):
        rows.append(_row(row, widths, numbers, size, "total" if place == len(table.rows) else ""))
    grid = element("tblGrid", *(element("gridCol", w=one) for one in widths))
    properties = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("tblBorders", *(element(side, val="single", sz=4, space=0, color=RULE) for side in _SIDES)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", element("left", w=70, type="dxa"), element("right", w=70, type="dxa")),
        element("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        element("tblCaption", val=clean(table.title).replace("\n", " ")),
    )
    return element("tbl", properties, grid, *rows)


_SIDES = ("top", "bottom", "insideH")


def _row(texts: Sequence[str], widths: Sequence[int], numbers: Collection[int], size: int, kind: str) -> str:
    properties = element("trPr", element("cantSplit"), element("tblHeader") if kind == "head" else None)
    cells = []
    for place, (text, width) in enumerate(zip(texts, widths, strict=True)):
        shade = element("shd", val="clear", color="auto", fill=HEAD_FILL) if kind == "head" else None
        looks = [element("b") if kind else None, element("sz", val=size) if size < SIZE else None]
        side = [element("jc", val="right")] if place in numbers else []
        words = run(text, *looks) if text else None
        shown = paragraph("TableText", words, properties=side, keepNext=kind == "head")
        cells.append(element("tc", element("tcPr", element("tcW", w=width, type="dxa"), shade), shown))
    return element("tr", properties, *cells)


def _widths(table: Table, width: int) -> list[int]:
    """Every column its least width, and what is left by what they wish."""
    measures = _measures(table)
    least = [one for one, _wished in measures]
    if sum(least) > width:
        return [one * width // sum(least) for one in least]
    wishes = [max(0, wished - one) for one, wished in measures]
    left = min(width - sum(least), sum(wishes))
    return [one + left * wish // max(1, sum(wishes)) for one, wish in zip(least, wishes, strict=True)]


def _measures(table: Table) -> list[tuple[int, int]]:
    """Of each column the width of its longest word, and of its longest line."""
    rows, numbers = [table.headings, *table.texts()], table.numbers
    return [_measure([row[place] for row in rows], is_number=place in numbers) for place in range(len(rows[0]))]


def _measure(texts: list[str], *, is_number: bool) -> tuple[int, int]:
    words = max((cells_of(word) for word in texts[0].split()), default=1)
    lines = max((cells_of(line) for text in texts for line in clean(text).split("\n")), default=1)
    body = (text if is_number else word for text in texts[1:] for word in ([text] if is_number else text.split()))
    longest = max((cells_of(word) for word in body), default=1)
    least = max(words, min(longest, LONGEST_LINE if is_number else LONGEST_WORD), 2)
    letter = FIGURE if is_number else LETTER
    return least * letter + AROUND, min(max(lines, least), LONGEST_LINE) * letter + AROUND
