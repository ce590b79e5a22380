"""``show workload``: what every partner has to do, month by month against what it can, and with whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.charts.tables.table import Value, shown
from ka2plan.charts.tables.workload import (
    beyond_in_words,
    capacity_in_words,
    effort_table,
    months_table,
    short_effort,
    tenths,
)
from ka2plan.figures.workload import Overload, Workload
from ka2plan.plan.model import Plan
from ka2plan.print.style import Pen
from ka2plan.print.tables import Cell, Column, number_column, table_lines, written
from ka2plan.print.view import View
from ka2plan.words.figures import effort, listed, number
from ka2plan.words.messages import _, ngettext

MOST_TOGETHER = 40
"""Partners that the table of shared activities shows; no consortium is larger."""

MOST_OVERLOADS = 12
"""Overloads that are told in words; the table of months marks all."""


def workload_lines(view: View, pen: Pen) -> list[str]:
    """Totals and shares, the months against capacity with every overload marked and explained, and who
    works with whom.
    """
    plan, load = view.plan, view.workload
    if not plan.partners:
        return pen.paragraph(_("The plan has no partners yet."))
    lines = written(effort_table(load), pen)
    if any(any(own.by_month) for own in load.partners.values()):
        lines += ["", *_months(load, pen)]
    lines += ["", *_overloads(load, pen)]
    lines += pen.paragraph(beyond, "late") if (beyond := beyond_in_words(load)) else []
    if len(plan.partners) > 1:
        lines += ["", *_together(plan, load, pen)]
    return lines


def _months(load: Workload, pen: Pen) -> list[str]:
    """Months side by side in few cells; a figure that is too much has the sign of a warning behind it."""
    capacity = any(own.capacity is not None for own in load.partners.values())
    table = months_table(load).without("total", *([] if capacity else ["capacity"]))
    stub = 2 if capacity else 1
    columns = [
        Column(column.heading if place < stub else f"{column.heading} ", right=place > 0)
        for place, column in enumerate(table.columns)
    ]
    lines = [
        [
            shown(value, column.kind) if place < stub else _booked(value, load.unit, pen, over=column.key in row.styles)
            for place, (column, value) in enumerate(zip(table.columns, row.values, strict=True))
        ]
        for row in table.rows
    ]
    written = table_lines(columns, lines, pen, stub=stub, gap=1)
    varied = [capacity_in_words(own) for own in load.partners.values() if own.varies]
    return [*written, *(line for told in varied for line in pen.paragraph(told))]


def _booked(value: Value, unit: str, pen: Pen, *, over: bool) -> Cell:
    told = short_effort(value, unit) if isinstance(value, float) else ""
    if over:
        return f"{told}{pen.glyphs.warning}", "late"
    if not told and pen.plain:
        return "", ""
    return (f"{told} ", "") if told else (f"{pen.glyphs.dash} ", "faint")


def _overloads(load: Workload, pen: Pen) -> list[str]:
    found = load.overloads
    if not found:
        capacity = any(own.has_capacity for own in load.partners.values())
        said = (
            _("No partner has more work than it can do.") if capacity else _("No partner has a capacity in the plan.")
        )
        return pen.paragraph(said)
    words = ngettext("{count} month above capacity:", "{count} months above capacity:", len(found))
    lines = pen.paragraph(words.format(count=len(found)), "bold")
    narrower = pen._replace(width=pen.width - 2)
    told = [line for overload in found[:MOST_OVERLOADS] for line in narrower.paragraph(_overload(overload, load.unit))]
    more = len(found) - MOST_OVERLOADS
    if more > 0:
        told.append(narrower.cut(ngettext("and {count} more", "and {count} more", more).format(count=more), pen.width))
    return [*lines, *(f"  {line}" for line in told)]


def _overload(overload: Overload, unit: str) -> str:
    parts = ", ".join(f"{id} {tenths(booked)}" for id, booked in overload.behind)
    booked = tenths(overload.booked)
    if booked == number(overload.capacity):
        booked = _("a little more than {effort}").format(effort=booked)
    return _("{partner} M{month}: {booked} of {capacity} ({parts})").format(
        partner=overload.partner,
        month=overload.month,
        booked=booked,
        capacity=effort(overload.capacity, unit),
        parts=parts,
    )


def _together(plan: Plan, load: Workload, pen: Pen) -> list[str]:
    shown = list(plan.partners)[:MOST_TOGETHER]
    shared = {(pair.one, pair.other): len(pair.activities) for pair in load.together_among(shown)}
    shared.update({(other, one): count for (one, other), count in list(shared.items())})
    columns = [Column(_("Shared activities")), *(number_column(id) for id in shown)]
    rows = [[one, *(_shared(shared, one, other, pen) for other in shown)] for one in shown]
    lines = table_lines(columns, rows, pen)
    more = len(plan.partners) - len(shown)
    if more > 0:
        said = ngettext(
            "and {count} more partner; `--json` has all", "and {count} more partners; `--json` has all", more
        )
        lines += pen.paragraph(said.format(count=more))
    if load.strangers.number:
        pairs = listed((f"{one}-{other}" for one, other in load.strangers.first), count=load.strangers.number)
        lines += ["", *pen.paragraph(_("Never together: {pairs}").format(pairs=pairs))]
    return lines


def _shared(shared: Mapping[tuple[str, str], int], one: str, other: str, pen: Pen) -> str:
    """How many activities two partners share; of a pair that is said already a plain pen says nothing."""
    if one == other:
        return ""
    return str(shared.get((one, other), _("none") if pen.plain else "-"))


def workload_json(view: View) -> dict[str, Any]:
    """The workload as values.

    ``{"version": 1, "unit": "days" or "months", "partners": {id: {"effort", "effort_share", "money",
    "money_share", "capacity": number or null, "capacity_by_month": [..one number or null a project month..],
    "by_month": [..one number a project month..], "activities",
    "leads"}}, "together": [[a, b, shared activities]]}``. Shares are of all partners' effort and money,
    from 0 to 1. ``activities`` is the number of activities a partner leads or takes part in, ``leads`` of
    those it leads, and the third of ``together`` of those that two share. ``capacity`` is what a partner can give
    in all months that have no number of their own; null is no bound.
    """
    from ka2plan.schedule import forms

    return forms.workload_json(view.workload)
