"""``brief``: what one partner has to know, for a terminal."""

from __future__ import annotations

from ka2plan.charts.tables.brief import Block, blocks, facts, headline
from ka2plan.print.header import title_line
from ka2plan.print.style import Pen
from ka2plan.print.tables import Column, table_lines
from ka2plan.schedule.brief import Brief

MANY_COLUMNS = 12
"""From so many columns on they stand closer to each other."""


def brief_lines(brief: Brief, pen: Pen) -> list[str]:
    """The brief for a terminal."""
    lines = [title_line(brief.plan, pen), *pen.paragraph(headline(brief), "bold")]
    for label, value in facts(brief):
        lines += pen.paragraph(f"{label}: {value}")
    for block in blocks(brief, compact=True):
        lines += ["", pen.style(pen.cut(block.table.title, pen.width), "bold")]
        lines += [line for sentence in block.sentences for line in pen.paragraph(sentence)]
        if block.table.rows:
            gap = 2 if len(block.table.columns) < MANY_COLUMNS else 1
            lines += table_lines(_columns(block), tuple(block.table.texts()), pen, gap=gap)
    return lines


def _columns(block: Block) -> list[Column]:
    return [
        Column(column.heading, right=column.is_number, least=12 if place in block.wide else 0)
        for place, column in enumerate(block.table.columns)
    ]
