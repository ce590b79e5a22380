"""Tables for the terminal: aligned columns that shrink, then flow into several blocks, and never pass the
width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ka2plan.charts.tables.table import Row, Table, shown
from ka2plan.named_tuples import NamedTuple
from ka2plan.print.style import Pen, PenStyle
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, cut

Cell = str | tuple[str, PenStyle]
"""A text, or a text with a style."""

Line = Sequence[Cell] | None
"""The cells of one line of a table; None draws a rule."""


class Column(NamedTuple):
    """One column: its heading, whether it is set to the right, and how far it may shrink (0: not at all)."""

    heading: str
    right: bool = False
    least: int = 0


def table_lines(
    columns: Sequence[Column], lines: Sequence[Line], pen: Pen, *, stub: int = 1, gap: int = 2
) -> list[str]:
    """The table under its headings. Where it is too wide its other columns flow into blocks that repeat the
    first ``stub`` ones. A plain pen writes its facts, one a line.
    """
    shown = [None if line is None else [_shown(cell, pen) for cell in line] for line in lines]
    headings = [pen.text(column.heading) for column in columns]
    if pen.plain:
        from ka2plan.print.spoken import facts

        return list(facts(headings, shown, stub))
    widths = _shrunk(columns, _natural(headings, shown), pen.width, stub, gap)
    table: list[str] = []
    for block in _blocks(widths, pen.width, stub, gap):
        table += [""] if table else []
        table += _block_lines(block, columns, headings, shown, widths, pen, gap)
    return table


def written(table: Table, pen: Pen, *, stub: int = 1) -> list[str]:
    """A table of the plan, its total under a rule; a dash stands where a figure is nothing."""
    columns = [Column(column.heading, column.is_number, column.least) for column in table.columns]
    lines: list[Line] = [_cells(row, table, pen, row.style) for row in table.rows]
    if table.total:
        lines += [None, _cells(table.total, table, pen, "bold")]
    return table_lines(columns, lines, pen, stub=stub)


def _cells(row: Row, table: Table, pen: Pen, style: PenStyle) -> list[Cell]:
    dash = _("none") if pen.plain else pen.glyphs.dash
    return [
        (dash if value is None and column.is_number else shown(value, column.kind), style)
        for value, column in zip(row.values, table.columns, strict=True)
    ]


def number_column(heading: str) -> Column:
    """A column of figures."""
    return Column(heading, right=True)


def _shown(cell: Cell, pen: Pen) -> tuple[str, PenStyle]:
    return (pen.text(cell), "") if isinstance(cell, str) else (pen.text(cell[0]), cell[1])


def _natural(headings: list[str], lines: Sequence[list[tuple[str, PenStyle]] | None]) -> list[int]:
    widths = [cells(heading) for heading in headings]
    for line in lines:
        for place, (text, _style) in enumerate(line or ()):
            widths[place] = max(widths[place], cells(text))
    return widths


def _shrunk(columns: Sequence[Column], natural: list[int], room: int, stub: int, gap: int) -> list[int]:
    """The widths, the widest of those that may shrink made smaller until all fit side by side.

    Where that cannot be they stay, but for what is wider than a block has room for.
    """
    widths = list(natural)
    excess = sum(widths) + gap * (len(widths) - 1) - room
    while excess > 0:
        able = [place for place, column in enumerate(columns) if 0 < column.least < widths[place]]
        if not able:
            widths = natural
            break
        widest = max(able, key=lambda place: widths[place])
        widths[widest] -= 1
        excess -= 1
    most = max((room - gap * stub) // (stub + 1), 1)
    fixed = [min(width, most) for width in widths[:stub]]
    free = max(room - sum(fixed) - gap * stub, 1)
    return [*fixed, *(min(width, free) for width in widths[stub:])]


def _blocks(widths: list[int], room: int, stub: int, gap: int) -> Iterator[list[int]]:
    """Places of the columns of each block: as few blocks as possible, about equally full."""
    fixed = list(range(stub))
    others = list(range(stub, len(widths)))
    free = room - sum(widths[place] + gap for place in fixed)
    count = _number_of_blocks([widths[place] + gap for place in others], free + gap)
    size = -(-len(others) // count)
    start: list[int] = []
    used = 0
    for place in others:
        if start and (len(start) == size or used + widths[place] > free):
            yield fixed + start
            start, used = [], 0
        start.append(place)
        used += widths[place] + gap
    yield fixed + start


def _number_of_blocks(sizes: list[int], room: int) -> int:
    blocks, used = 1, 0
    for size in sizes:
        if used and used + size > room:
            blocks, used = blocks + 1, 0
        used += size
    return blocks


def _block_lines(
    block: list[int],
    columns: Sequence[Column],
    headings: list[str],
    lines: Sequence[list[tuple[str, PenStyle]] | None],
    widths: list[int],
    pen: Pen,
    gap: int,
) -> Iterator[str]:
    fitted = [widths[place] for place in block]
    rule = pen.style(pen.glyphs.rule * (sum(fitted) + gap * (len(block) - 1)), "faint")
    for line in ([(heading, "bold") for heading in headings], None, *lines):
        if line is None:
            yield rule
            continue
        parts = [
            _aligned(line[place], width, columns[place].right, pen) for place, width in zip(block, fitted, strict=True)
        ]
        yield (" " * gap).join(parts).rstrip()


def _aligned(cell: tuple[str, PenStyle], width: int, right: bool, pen: Pen) -> str:
    text, style = cell
    shown = cut(text, width, pen.glyphs.ellipsis)
    blanks = " " * (width - cells(shown))
    return blanks + pen.style(shown, style) if right else pen.style(shown, style) + blanks
