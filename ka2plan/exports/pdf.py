"""``export pdf``: the work plan, or the Gantt chart alone, on A4 with Typst; texts are data, never markup."""

from __future__ import annotations

import json
import os
from typing import Any

from ka2plan.exports.bars import chart_of
from ka2plan.exports.material import Material
from ka2plan.exports.sheets import Sheet, facts, sheets
from ka2plan.messages import _
from ka2plan.text import visible

TEMPLATE = os.path.join(os.path.dirname(__file__), "typst", "plan.typ")


def write(material: Material) -> bytes:
    """A PDF; ``options["only"] == "gantt"`` leaves the tables out."""
    return compiled(material, "pdf")


def compiled(material: Material, form: str, *, data: dict[str, Any] | None = None, template: str = TEMPLATE) -> bytes:
    """What Typst makes of the plan's data: ``pdf`` or ``png`` (the first page)."""
    import typst

    inputs = {"plan": json.dumps(data or plan_data(material), ensure_ascii=False)}
    options: dict[str, Any] = {"sys_inputs": inputs, "format": form, "ignore_system_fonts": True}
    if form == "pdf":
        options["timestamp"] = int(material.created.timestamp())
    else:
        options["ppi"] = 144.0
    written = typst.compile(template, **options)
    pages = written if isinstance(written, list) else [written]
    return bytes(pages[0])


def plan_data(material: Material) -> dict[str, Any]:
    """What the template draws: plain texts and numbers."""
    chart = chart_of(material)
    only_chart = material.options.get("only") == "gantt"
    return {
        "title": visible(material.plan.project.title),
        "acronym": visible(material.plan.project.acronym),
        "author": visible(material.partner_name(material.plan.project.coordinator)),
        "facts": [[label, visible(value)] for label, value in facts(material)],
        "chart": _chart(material) if chart else None,
        "sheets": [] if only_chart else [_sheet(sheet) for sheet in sheets(material)],
        "words": {
            "gantt": _("Gantt chart"),
            "none": _("The plan has no start or duration yet."),
            "critical": _("critical path"),
            "milestone": _("milestone"),
            "deliverable": _("deliverable"),
            "done": _("done"),
            "cancelled": _("cancelled"),
            "page": _("page"),
        },
    }


def _chart(material: Material) -> dict[str, Any] | None:
    chart = chart_of(material)
    if chart is None:
        return None
    return {
        "days": chart.days,
        "columns": [column._asdict() for column in chart.columns],
        "rows": [
            {**bar._asdict(), **{name: visible(getattr(bar, name)) for name in ("id", "title", "lead")}}
            for bar in chart.rows
        ],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "columns": [visible(column) for column in sheet.columns],
        "rows": [[visible(cell, multiline=True) for cell in row] for row in sheet.rows],
        "numbers": sorted(sheet.numbers),
        "total": sheet.has_total,
    }
