"""``export pdf``: the work plan, or the Gantt chart alone, on A4 with Typst."""

from __future__ import annotations

from typing import Any

from ka2plan.exports.bars import PACKAGE, Bar, Chart, chart_of
from ka2plan.exports.material import Material
from ka2plan.exports.sheets import facts, sheets
from ka2plan.exports.typeset import compiled, sheet_data, shown
from ka2plan.messages import _

PAGES, ONE_PICTURE = "pages", "picture"
"""How the chart is laid out: on as many pages as it takes, or as one picture of any height."""

ROWS_PER_PAGE = 34
"""Rows of a chart on A4 that are still easy to read."""


def write(material: Material) -> bytes:
    """A PDF; ``options["only"] == "gantt"`` leaves the tables out."""
    with_tables = material.options.get("only") != "gantt"
    return compiled("plan", plan_data(material, PAGES, with_tables), material.created, notices=material.notices)


def plan_data(material: Material, layout: str, with_tables: bool) -> dict[str, Any]:
    """What the template draws: plain texts and numbers."""
    chart = chart_of(material)
    return {
        "title": shown(material.plan.project.title),
        "acronym": shown(material.plan.project.acronym),
        "author": shown(material.partner_name(material.plan.project.coordinator)),
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
    return {**bar._asdict(), **{name: shown(getattr(bar, name)) for name in ("id", "title", "lead")}}


def pages_of(rows: tuple[Bar, ...]) -> list[tuple[Bar, ...]]:
    """The rows on pages about equally full; no page ends with the name of a work package.

    A work package that goes on is named again on top of the next page.
    """
    count = max(1, -(-len(rows) // ROWS_PER_PAGE))
    size = -(-len(rows) // count)
    pages: list[tuple[Bar, ...]] = []
    page: list[Bar] = []
    package: Bar | None = None
    for row in rows:
        if len(page) >= size:
            carried = [page.pop()] if len(page) > 1 and page[-1].kind == PACKAGE else []
            pages.append(tuple(page))
            goes_on = not carried and row.kind != PACKAGE and package is not None
            page = [_continued(package)] if goes_on and package else carried
        page.append(row)
        package = row if row.kind == PACKAGE else package
    return [*pages, tuple(page)]


def _continued(package: Bar) -> Bar:
    return package._replace(title=_("{title} (continued)").format(title=package.title))
