"""``export html``: the whole plan as one file; no other file, prints well, readable by screen readers.

All of it is there without a script. The one that comes along adds what needs one: it filters, folds and sorts. Nothing
else can run in the page, and nothing is loaded: its own policy says so, and names its script and its style.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from html import escape

from ka2plan.charts.tables.table import Column, Table, Value
from ka2plan.export import svg
from ka2plan.export.contents import Part, Passage, facts, parts
from ka2plan.export.material import Material
from ka2plan.export.page_rows import RowData
from ka2plan.export.page_style import style
from ka2plan.words.messages import _, language_tag
from ka2plan.words.visible import in_file, in_one_line

SCRIPT = os.path.join(os.path.dirname(__file__), "page.js")

SHORT = 14
"""Letters of a cell that stays on one line, such as a date."""


def write(material: Material) -> str:
    """An HTML page."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    title = text(material.title or _("Plan without a title"))
    with open(SCRIPT, encoding="utf-8") as file:
        script, look = "\n" + file.read(), style()
    data = RowData.of(material)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language_tag()}">'
    yield f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_policy(script, look)}">'
    yield f"<title>{title}</title>"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{look}</style></head>"
    yield f'<body><header><a class="unseen" href="#plan">{text(_("Go to the tables"))}</a></header>'
    yield f'<main><h1>{title}</h1><dl class="facts">'
    for label, value in facts(material):
        yield _labelled(label, value)
    yield "</dl>"
    yield from _tools(material)
    yield from _chart(material)
    yield '<div id="plan">'
    for number, part in enumerate(parts(material)):
        yield from _section(part, f"t{number}", data)
    yield f"</div></main><script>{script}</script></body></html>"


def _policy(script: str, look: str) -> str:
    """What may run and be loaded: this script, this style, and nothing else."""
    kinds = {"default-src": "'none'", "script-src": _digest(script), "style-src": _digest(look)}
    more = {"base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{kind} {value}" for kind, value in (kinds | more).items())


def _digest(contents: str) -> str:
    return f"'sha256-{b64encode(sha256(contents.encode()).digest()).decode()}'"


def _tools(material: Material) -> Iterator[str]:
    """What the script shows once it runs: the choices of partner and work package, of folding, of light or dark."""
    plan = material.plan
    partners = ((partner.id, f"{partner.id} {partner.name}".strip()) for partner in plan.partners.values())
    packages = ((package.id, f"{package.id} {package.title}".strip()) for package in plan.work_packages.values())
    themes = (("light", _("light")), ("dark", _("dark")))
    words = {
        "row": str(svg.ROW),
        "fold": _("Fold all work packages"),
        "unfold": _("Unfold all work packages"),
        "one": _("{id}: show or hide what is in it"),
        "told": _("Entries shown: {shown} of {all}"),
    }
    told = "".join(f' data-{name}="{text(word)}"' for name, word in words.items())
    yield f'<div class="tools" id="tools" role="group" aria-label="{text(_("What is shown"))}" hidden{told}>'
    yield _choice("partner", _("Partner"), _("all partners"), partners)
    yield _choice("wp", _("Work package"), _("all work packages"), packages)
    yield f'<button type="button">{text(words["fold"])}</button>'
    yield _choice("theme", _("Colours"), _("as the system has them"), themes)
    yield "<output></output></div>"


def _choice(name: str, label: str, every: str, choices: Iterable[tuple[str, str]]) -> str:
    options = "".join(
        f'<option value="{escape(in_file(value))}">{text(in_one_line(told))}</option>'
        for value, told in (("", every), *choices)
    )
    return f'<label>{text(label)} <select name="{name}" autocomplete="off">{options}</select></label>'


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


def _section(part: Part, id: str, data: RowData) -> Iterator[str]:
    yield f'<section aria-labelledby="{id}"><h2 id="{id}">{text(part.title)}</h2>'
    if part.table:
        yield from _table(part.table, id, part.kind, data)
    for passage in part.passages:
        yield from _passage(passage, data.attributes(part.kind, passage.id) if passage.id else "")
    yield "</section>"


def _table(table: Table, named_by: str, kind: str, data: RowData) -> Iterator[str]:
    yield f'<div class="wide" role="group" aria-labelledby="{named_by}" tabindex="0"><table>'
    heads = "".join(_cell("th", column.heading, column, ' scope="col"') for column in table.columns)
    yield f'<caption class="unseen">{text(table.title)}</caption><thead><tr>{heads}</tr></thead><tbody>'
    for place, row in enumerate(table.texts()):
        is_total = place == len(table.rows)
        values = table.total.values if is_total and table.total else table.rows[place].values
        id = str(values[0])
        more = ' class="total"' if is_total else data.name(kind, id) + data.attributes(kind, id)
        named = next((number for number, cell in enumerate(row[:2]) if cell), None)
        cells = (
            _cell("th", cell, column, ' scope="row"')
            if number == named
            else _cell("td", cell, column, _sorted_by(values[number], column))
            for number, (cell, column) in enumerate(zip(row, table.columns, strict=True))
        )
        yield f"<tr{more}>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _sorted_by(value: Value, column: Column) -> str:
    """What a cell is sorted by where that is not what it says: a day, or a figure without its separators."""
    if isinstance(value, date):
        return f' data-v="{value.isoformat()}"'
    return f' data-v="{value}"' if column.is_number and value is not None and not isinstance(value, str) else ""


def _passage(passage: Passage, more: str) -> Iterator[str]:
    yield f"<div{more}><h3>{text(passage.heading)}</h3><dl>"
    for label, told in passage.lines:
        yield _labelled(label, told)
    yield "</dl></div>"


def _labelled(label: str, told: str) -> str:
    return f"<div><dt>{text(label)}</dt><dd>{text(told)}</dd></div>"


def _cell(tag: str, value: str, column: Column, more: str = "") -> str:
    kind = ' class="n"' if column.is_number else ' class="s"' if len(value) <= SHORT else ""
    return f"<{tag}{kind}{more}>{text(value)}</{tag}>"


def text(value: str) -> str:
    """A text as HTML that shows just this text."""
    return escape(in_file(value, multiline=True)).replace("\n", "<br>")
