"""``export pdf``: the work plan, or the Gantt chart alone, on A4 with Typst."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.charts.bars import status_sign
from ka2plan.charts.chart import Row, said_of
from ka2plan.charts.legend import legend_of
from ka2plan.charts.signs import UNICODE
from ka2plan.charts.status_words import status_word
from ka2plan.export.contents import facts
from ka2plan.export.contents import parts as parts_of_plan
from ka2plan.export.material import Material
from ka2plan.export.page_chart import COLOURS, Bar, PageChart, page_chart, pages_of
from ka2plan.export.pdf_join import joined
from ka2plan.export.pdf_parts import feet, parts
from ka2plan.export.typeset import (
    MAY_BREAK,
    MOST_IN_PROPERTIES,
    MOST_TOGETHER,
    Typesetter,
    longest,
    passages_data,
    shown,
    table_data,
    within,
)
from ka2plan.plan.model import DONE, PLANNED
from ka2plan.words.distances import span
from ka2plan.words.figures import day, number
from ka2plan.words.messages import _, language, ngettext, pgettext

MOST_IN_A_ROW = 250
"""Characters of a name beside a bar; no row has room for more."""

MOST_IN_WORDS = 8_000
"""Characters of a page of the chart in words."""

MOST_ROWS_AT_ONCE = 450
"""Rows of a chart whose document is set as a whole, in 250 MiB; one in parts takes half as much time again."""

MOST_CELLS_AT_ONCE = 10_000
"""Cells of all tables of such a document, with the texts of passages and what is told beside them."""

MOST_TABLE_ROWS = 2_000
"""Rows of a table that is set as a whole: twice as many take Typst four times as long. In one of more, neighbours that
differ in their names alone share a row."""

PAGES, ONE_PICTURE = "pages", "picture"
"""How the chart is laid out: on as many pages as it takes, or as one picture of any height."""


def write(material: Material) -> bytes:
    """A PDF; ``options["only"] == "gantt"`` leaves the tables out."""
    with_tables = material.options.get("only") != "gantt"
    data = plan_data(material, PAGES, with_tables)
    typesetter = Typesetter("plan", data, material.created, material.notices)
    if _is_set_at_once(data, len(material.chart.rows)):
        return typesetter.document(data)
    return joined(parts(typesetter, data), lambda pages: feet(typesetter, data, pages))


def _is_set_at_once(data: dict[str, Any], chart_rows: int) -> bool:
    tables = data["tables"]
    longest_table = max((table["count"] for table in tables if not table["passages"]), default=0)
    cells = sum((len(table["columns"]) or 2) * table["count"] for table in tables)
    return chart_rows <= MOST_ROWS_AT_ONCE and cells <= MOST_CELLS_AT_ONCE and longest_table <= MOST_TABLE_ROWS


def plan_data(material: Material, layout: str, with_tables: bool) -> dict[str, Any]:
    """What the template draws: plain texts and numbers."""
    chart = page_chart(material.chart)
    _tell_what_is_cut(material)
    return {
        "acronym": within(material.plan.project.acronym),
        "document": within(material.plan.project.title),
        "author": shown(material.partner_name(material.plan.project.coordinator))[:MOST_IN_PROPERTIES],
        "layout": layout,
        "facts": [[shown(label), shown(value)] for label, value in facts(material)],
        "chart": _chart(chart, layout) if chart else None,
        "legend": legend_of(material.chart.rows),
        "signs": {name: getattr(UNICODE, name) for name in ("ticked", "running", "late")},
        "colours": COLOURS,
        "tables": list(_tables(material)) if with_tables else [],
        "together": MOST_TOGETHER,
        "language": language(),
        "words": {
            "gantt": _("Gantt chart"),
            "none": _("Nothing in the plan has a date yet."),
            "today": _("today, {day}").format(day=day(material.today)),
            "page": _("page"),
        },
    }


def _tell_what_is_cut(material: Material) -> None:
    """A title or an acronym of which a heading has no room for all."""
    title, acronym = material.plan.project.title, material.plan.project.acronym
    for text, message in (
        (
            title,
            ngettext(
                "the title has {count} character; only the first {most} are drawn",
                "the title has {count} characters; only the first {most} are drawn",
                len(title),
            ),
        ),
        (
            acronym,
            ngettext(
                "the acronym has {count} character; only the first {most} are drawn",
                "the acronym has {count} characters; only the first {most} are drawn",
                len(acronym),
            ),
        ),
    ):
        if len(text) > MOST_IN_PROPERTIES:
            material.notices.append(message.format(count=number(len(text)), most=number(MOST_IN_PROPERTIES)))


def _tables(material: Material) -> Iterator[dict[str, Any]]:
    """The plan's parts: tables, and passages, which need no title of their own below a table."""
    for part in parts_of_plan(material):
        for table in part.table.for_pages() if part.table else ():
            yield table_data(table if len(table.rows) <= MOST_TABLE_ROWS else table.alike_together())
        if part.passages:
            yield passages_data("" if part.table else part.title, part.passages)


def _chart(chart: PageChart, layout: str) -> dict[str, Any]:
    pages = [chart.bars] if layout == ONE_PICTURE else pages_of(chart.bars)
    titles = [bar.row.title for page in pages for bar in page]
    return {
        "days": chart.days,
        "today": chart.today,
        "columns": [column._asdict() for column in chart.columns],
        "most": max(map(len, pages)),
        "longest": longest(within(title, MOST_IN_A_ROW) for title in titles),
        "pages": [[_bar(bar) for bar in page] for page in pages],
        "said": [_in_words(page) for page in pages],
    }


def _in_words(page: tuple[Bar, ...]) -> str:
    """A page of the chart for those who do not see it: every row with its dates and how it stands."""
    rows = "; ".join(_row_in_words(bar.row) for bar in page)
    said = within(_("Gantt chart: {rows}").format(rows=rows), MOST_IN_WORDS)
    return said.replace(MAY_BREAK, "")[:MOST_IN_WORDS]  # it is read out: a PDF has no string over 32,767 bytes


def _row_in_words(row: Row) -> str:
    said = said_of(row) or "; ".join(span(first, last, "–") for first, last in row.stretches)
    state = pgettext("status", "late") if row.late else "" if row.status == PLANNED else status_word(row.status)
    named = f"{row.id} {row.title}".strip()
    return ", ".join(
        filter(None, (f"{named}: {said}" if said else named, state, _("critical") if row.critical else ""))
    )


def _bar(bar: Bar) -> dict[str, Any]:
    row = bar.row
    sign, sign_style = status_sign(row, UNICODE)
    return {
        "kind": row.kind,
        "id": within(row.id, MOST_IN_A_ROW),
        "title": within(row.title, MOST_IN_A_ROW),
        "lead": within(row.lead or "", MOST_IN_A_ROW),
        "stretches": bar.stretches,
        "done": bar.done,
        "forecast": bar.forecast,
        "behind": bar.behind,
        "said": shown(bar.said),
        "style": bar.style,
        "critical": bar.is_critical,
        "there": row.status == DONE,
        "sign": sign.strip(),
        "sign-style": sign_style,
    }
