"""``export html``: the whole plan as one file; no script, no other file, prints well, readable by screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ka2plan.charts.tables.table import Column, Table
from ka2plan.export import svg
from ka2plan.export.contents import facts, tables
from ka2plan.export.material import Material
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

STYLE = """
:root { color-scheme: light dark; --line: #8884; --head: #8882; }
body { font: 15px/1.45 system-ui, "Segoe UI", "Noto Sans", sans-serif;
  margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
dl div { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 1.2rem; margin: .2rem 0; }
dt { font-weight: 600; } dd { margin: 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--head); } tbody th { font-weight: 600; }
.n, .s { white-space: nowrap; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
tr.total td { font-weight: 600; border-top: 2px solid currentColor; }
figure { margin: 1rem 0; background: #fff; border-radius: .3rem; }
figure svg { width: 100%; height: auto; display: block; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
  h1 { font-size: 15pt; margin: 0 0 .3rem; } h2 { font-size: 12pt; margin: 1rem 0 .3rem; break-after: avoid; }
  dl { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; font-size: 9pt; margin: 0; }
  dl div { display: flex; gap: .5rem; margin: 0; }
  figure { margin: 0; break-inside: avoid; } figure svg { width: auto; max-width: 100%; max-height: 148mm; }
  table { font-size: 8.5pt; } th, td { padding: .15rem .4rem; } tr { break-inside: avoid; }
}
"""

SHORT = 14
"""Letters of a cell that stays on one line, such as a date."""


def write(material: Material) -> str:
    """An HTML page."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield f'<head><meta charset="utf-8"><title>{text(material.title)}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STYLE}</style></head>"
    yield f"<body><main><h1>{text(material.title)}</h1><dl>"
    for label, value in facts(material):
        yield f"<div><dt>{text(label)}</dt><dd>{text(value)}</dd></div>"
    yield "</dl>"
    yield f'<section aria-labelledby="gantt"><h2 id="gantt">{text(_("Gantt chart"))}</h2>'
    for drawing in svg.pages(material):
        yield f"<figure>{drawing}</figure>"
    yield "</section>"
    for number, table in enumerate(tables(material)):
        yield from _section(table, f"t{number}")
    yield "</main></body></html>"


def _section(table: Table, id: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{id}"><h2 id="{id}">{text(table.title)}</h2>'
    yield f'<div class="wide" role="region" aria-labelledby="{id}" tabindex="0"><table>'
    heads = "".join(_cell("th", column.heading, column, ' scope="col"') for column in table.columns)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for place, row in enumerate(table.texts()):
        total = ' class="total"' if place == len(table.rows) else ""
        first, *others = (_cell("td", cell, column) for cell, column in zip(row, table.columns, strict=True))
        head = _cell("th", row[0], table.columns[0], ' scope="row"') if row[0] else first
        yield f"<tr{total}>{head}{''.join(others)}</tr>"
    yield "</tbody></table></div></section>"


def _cell(tag: str, value: str, column: Column, more: str = "") -> str:
    kind = ' class="n"' if column.is_number else ' class="s"' if len(value) <= SHORT else ""
    return f"<{tag}{kind}{more}>{text(value)}</{tag}>"


def text(value: str) -> str:
    """A text as HTML that shows just this text."""
    return escape(in_file(value, multiline=True)).replace("\n", "<br>")
