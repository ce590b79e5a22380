"""``export html``: the whole plan as one file; no script, no other file, prints well, readable by screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ka2plan.charts.tables.table import Column, Table
from ka2plan.export import svg
from ka2plan.export.contents import Part, Passage, facts, parts
from ka2plan.export.material import Material
from ka2plan.words.messages import _, language_tag
from ka2plan.words.visible import in_file

STYLE = """
:root { color-scheme: light dark; --line: #8884; --head: #8882; }
body { font: 15px/1.45 system-ui, "Segoe UI", "Noto Sans", sans-serif;
  margin: 2rem auto; max-width: 72rem; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
dl { margin: .3rem 0; } dl div { display: grid; grid-template-columns: 14rem 1fr; gap: 0 1.2rem; margin: .2rem 0; }
dt { font-weight: 600; } dd { margin: 0; max-width: 48rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--head); } tbody th { font-weight: 600; }
.n, .s { white-space: nowrap; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
tr.total td { font-weight: 600; border-top: 2px solid currentColor; }
figure { margin: 1rem 0; } figcaption { font-size: .9rem; margin-top: .4rem; }
figure .wide { background: #fff; border-radius: .3rem; margin-bottom: .6rem; }
figure svg { width: 100%; min-width: 70rem; height: auto; display: block; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a.unseen:focus { position: static; width: auto; height: auto; clip-path: none; }
@media (max-width: 40rem) { body { margin: 1rem auto; } dl div { grid-template-columns: 1fr; margin: .5rem 0; } }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
  h1 { font-size: 15pt; margin: 0 0 .3rem; } h2 { font-size: 12pt; margin: 1rem 0 .3rem; break-after: avoid; }
  h3 { font-size: 10pt; break-after: avoid; } a.unseen { display: none; }
  .facts { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; font-size: 9pt; margin: 0; }
  .facts div { display: flex; gap: .5rem; margin: 0; }
  figure { margin: 0; } figure .wide { break-inside: avoid; overflow: visible; }
  figure svg { width: auto; min-width: 0; max-width: 100%; max-height: 148mm; }
  table { font-size: 8.5pt; } th, td { padding: .15rem .4rem; } tr { break-inside: avoid; }
  dl div { break-inside: avoid; }
}
"""

SHORT = 14
"""Letters of a cell that stays on one line, such as a date."""


def write(material: Material) -> str:
    """An HTML page."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    title = text(material.title or _("Plan without a title"))
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language_tag()}">'
    yield f'<head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STYLE}</style></head>"
    yield f'<body><header><a class="unseen" href="#plan">{text(_("Go to the tables"))}</a></header>'
    yield f'<main><h1>{title}</h1><dl class="facts">'
    for label, value in facts(material):
        yield _labelled(label, value)
    yield "</dl>"
    yield from _chart(material)
    yield '<div id="plan">'
    for number, part in enumerate(parts(material)):
        yield from _section(part, f"t{number}")
    yield "</div></main></body></html>"


def _chart(material: Material) -> Iterator[str]:
    """The chart, which scrolls where there is little room; who does not see it is told that tables say the same."""
    title = text(_("Gantt chart"))
    yield f'<section aria-labelledby="gantt"><h2 id="gantt">{title}</h2>'
    yield '<figure aria-labelledby="gantt" aria-describedby="same">'
    drawings = svg.pages(material)
    for number, drawing in enumerate(drawings, 1):
        name = title if len(drawings) == 1 else f"{title} ({number} / {len(drawings)})"
        yield f'<div class="wide" role="group" aria-label="{name}" tabindex="0">{drawing}</div>'
    told = text(_("The same dates are in the tables below."))
    yield f'<figcaption id="same"><a href="#plan">{told}</a></figcaption></figure></section>'


def _section(part: Part, id: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{id}"><h2 id="{id}">{text(part.title)}</h2>'
    if part.table:
        yield from _table(part.table, id)
    for passage in part.passages:
        yield from _passage(passage)
    yield "</section>"


def _table(table: Table, named_by: str) -> Iterator[str]:
    yield f'<div class="wide" role="group" aria-labelledby="{named_by}" tabindex="0"><table>'
    heads = "".join(_cell("th", column.heading, column, ' scope="col"') for column in table.columns)
    yield f'<caption class="unseen">{text(table.title)}</caption><thead><tr>{heads}</tr></thead><tbody>'
    for place, row in enumerate(table.texts()):
        total = ' class="total"' if place == len(table.rows) else ""
        named = next((number for number, cell in enumerate(row[:2]) if cell), None)
        cells = (
            _cell("th", cell, column, ' scope="row"') if number == named else _cell("td", cell, column)
            for number, (cell, column) in enumerate(zip(row, table.columns, strict=True))
        )
        yield f"<tr{total}>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _passage(passage: Passage) -> Iterator[str]:
    yield f"<h3>{text(passage.heading)}</h3><dl>"
    for label, told in passage.lines:
        yield _labelled(label, told)
    yield "</dl>"


def _labelled(label: str, told: str) -> str:
    return f"<div><dt>{text(label)}</dt><dd>{text(told)}</dd></div>"


def _cell(tag: str, value: str, column: Column, more: str = "") -> str:
    kind = ' class="n"' if column.is_number else ' class="s"' if len(value) <= SHORT else ""
    return f"<{tag}{kind}{more}>{text(value)}</{tag}>"


def text(value: str) -> str:
    """A text as HTML that shows just this text."""
    return escape(in_file(value, multiline=True)).replace("\n", "<br>")
