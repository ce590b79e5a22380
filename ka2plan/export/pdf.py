"""``export pdf``: the work plan, or the Gantt chart alone, on A4 with Typst."""

from __future__ import annotations

from typing import Any

from ka2plan.export.bars import Bar, Chart, chart_of, pages_of
from ka2plan.export.material import Material
from ka2plan.export.sheets import facts, sheets
from ka2plan.export.typeset import compiled, sheet_data, shown
from ka2plan.words.messages import _

MOST_IN_A_ROW = 250
"""Characters of a name beside a bar; no row has room for more."""

MOST_IN_PROPERTIES = 2_000
"""Characters of a document's title and properties; archival PDFs refuse strings of over 32,767 bytes."""

PAGES, ONE_PICTURE = "pages", "picture"
"""How the chart is laid out: on as many pages as it takes, or as one picture of any height."""


def write(material: Material) -> bytes:
    """A PDF; ``options["only"] == "gantt"`` leaves the tables out."""
    with_tables = material.options.get("only") != "gantt"
    return compiled("plan", plan_data(material, PAGES, with_tables), material.created, notices=material.notices)


def plan_data(material: Material, layout: str, with_tables: bool) -> dict[str, Any]:
    """What the template draws: plain texts and numbers."""
    chart = chart_of(material)
    return {
        "acronym": shown(material.plan.project.acronym),
        "document": _within(material.plan.project.title, MOST_IN_PROPERTIES),
        "author": shown(material.partner_name(material.plan.project.coordinator))[:MOST_IN_PROPERTIES],
        "layout": layout,
        "facts": [[shown(label), shown(value)] for label, value in facts(material)],
        "chart": _chart(chart, layout) if chart else None,
        "sheets": [sheet_data(sheet) for sheet in sheets(material)] if with_tables else [],
        "words": {
            "gantt": _("Gantt chart"),
            "none": _("The plan has no start or duration yet."),
            "critical": _("critical path"),
            "milestone": _("milestone"),
            "deliverable": _("deliverable"),
            "done": _("done"),
            "progress": _("progress"),
            "cancelled": _("cancelled"),
            "page": _("page"),
        },
    }


def _chart(chart: Chart, layout: str) -> dict[str, Any]:
    pages = [chart.rows] if layout == ONE_PICTURE else pages_of(chart.rows)
    return {
        "days": chart.days,
        "columns": [column._asdict() for column in chart.columns],
        "pages": [[_row(bar) for bar in page] for page in pages],
    }


def _row(bar: Bar) -> dict[str, Any]:
    return {**bar._asdict(), **{name: _within(getattr(bar, name), MOST_IN_A_ROW) for name in ("id", "title", "lead")}}


def _within(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis: Typst measures what it has to cut letter by letter."""
    return shown(text if len(text) <= most else text[:most] + "…")
